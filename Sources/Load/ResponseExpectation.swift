/// What a response must be to count as completed.
package struct ResponseExpectation: Hashable, Sendable {
    package var statuses: ClosedRange<UInt16> = 200...299
    /// The length of the body in bytes; nil for any.
    package var length: UInt64?

    package init(statuses: ClosedRange<UInt16> = 200...299, length: UInt64? = nil) {
        self.statuses = statuses
        self.length = length
    }
}
