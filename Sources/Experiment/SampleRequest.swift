package import Results

/// What the experiment asks a testbed to measure.
package struct SampleRequest: Sendable {
    package var scale: Scale
    package var treatment: Treatment
    package var concurrency: Int
    package var seconds: Double

    package init(scale: Scale, treatment: Treatment, concurrency: Int, seconds: Double) {
        self.scale = scale
        self.treatment = treatment
        self.concurrency = concurrency
        self.seconds = seconds
    }
}
