package import Results

/// What the experiment asks a testbed to measure of a quad whose samples take turns.
package struct QuadRequest: Sendable {
    package var setting: Setting
    /// Of the four samples in the order of their turns; the outer two are alike, and so are the inner two.
    package var treatments: [Treatment]
    package var concurrency: Int
    /// How long each sample is under load, what its turns settle in included.
    package var seconds: Double
    /// That of the scale; what is drawn anew in each round is drawn for this scale alone.
    package var round: Int

    package init(
        _ setting: Setting,
        treatments: [Treatment],
        concurrency: Int,
        seconds: Double,
        round: Int
    ) {
        self.setting = setting
        self.treatments = treatments
        self.concurrency = concurrency
        self.seconds = seconds
        self.round = round
    }

    /// The request of one sample.
    func sample(_ place: Int) -> SampleRequest {
        SampleRequest(setting, treatment: treatments[place], concurrency: concurrency, seconds: seconds)
    }
}
