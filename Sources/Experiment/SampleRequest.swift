package import Results

/// What the experiment asks a testbed to measure.
package struct SampleRequest: Sendable {
    package var scale: Scale
    package var connections: ConnectionMode
    package var treatment: Treatment
    package var concurrency: Int
    package var seconds: Double
    /// When requests are due; nil for a closed loop.
    package var open: OpenLoad?

    package init(
        _ setting: Setting,
        treatment: Treatment,
        concurrency: Int,
        seconds: Double,
        open: OpenLoad? = nil
    ) {
        scale = setting.scale
        connections = setting.connections
        self.treatment = treatment
        self.concurrency = concurrency
        self.seconds = seconds
        self.open = open
    }
}
