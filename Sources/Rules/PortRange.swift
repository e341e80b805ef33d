/// A port or an inclusive range of ports.
package struct PortRange: Hashable, Sendable {
    package var lower: UInt16
    package var upper: UInt16

    package init(_ port: UInt16) {
        self.lower = port
        self.upper = port
    }

    package init(lower: UInt16, upper: UInt16) {
        precondition(lower <= upper, "a port range ends where it starts or later")
        self.lower = lower
        self.upper = upper
    }

    func contains(_ port: UInt16) -> Bool { lower <= port && port <= upper }
}
