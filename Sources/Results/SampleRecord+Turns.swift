extension SampleRecord {
    /// The turns of a sample whose quad was under load at once, four samples in turn, each in the twin of its treatment.
    package struct Turns: Codable, Equatable, Sendable {
        /// How many turns the sample had.
        package var count: Int
        /// The beginning of a turn, in which nothing was counted, and the rest, which makes up the sample's length.
        package var settlingSeconds: Double
        package var measuredSeconds: Double

        package init(count: Int, settlingSeconds: Double, measuredSeconds: Double) {
            self.count = count
            self.settlingSeconds = settlingSeconds
            self.measuredSeconds = measuredSeconds
        }
    }
}
