/// A criterion that may be inverted, as iptables' `!` does.
package struct Negatable<Value: Hashable & Sendable>: Hashable, Sendable {
    package var value: Value
    package var isNegated: Bool

    package init(_ value: Value, isNegated: Bool = false) {
        self.value = value
        self.isNegated = isNegated
    }

    /// Matches what `value` does not.
    package static func not(_ value: Value) -> Negatable {
        Negatable(value, isNegated: true)
    }
}
