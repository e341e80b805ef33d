package import Results

/// What the experiment asks a testbed to measure.
package struct SampleRequest: Sendable {
    package var arm: Arm
    package var concurrency: Int
    package var seconds: Double

    package init(arm: Arm, concurrency: Int, seconds: Double) {
        self.arm = arm
        self.concurrency = concurrency
        self.seconds = seconds
    }
}
