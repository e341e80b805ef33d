package import Results

/// What the experiment asks a testbed to measure.
package struct SampleRequest: Sendable {
    package var treatment: Treatment
    package var concurrency: Int
    package var seconds: Double

    package init(treatment: Treatment, concurrency: Int, seconds: Double) {
        self.treatment = treatment
        self.concurrency = concurrency
        self.seconds = seconds
    }
}
