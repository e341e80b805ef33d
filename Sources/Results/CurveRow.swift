/// One point of one curve: a row of `curves.csv`.
package struct CurveRow: Codable, Equatable, Sendable {
    package var scale: Scale
    package var serviceProxy: String
    /// `none` for the arm `off`.
    package var controller: String
    package var policies: Int
    package var connections: ConnectionMode
    package var arm: Arm
    package var concurrency: Int
    /// Geometric mean of the samples' requests per second, and its 95 % t interval.
    package var qps: Double
    package var qpsLow: Double
    package var qpsHigh: Double
    /// Medians over the samples of each percentile of the total time, in microseconds.
    package var p50Microseconds: Double
    package var p90Microseconds: Double
    package var p99Microseconds: Double
    /// Client, server and softirq time together, none of it twice (`SampleRecord.CPUTime.total`).
    package var cpuMicrosecondsPerRequest: Double
    package var samples: Int

    package init(
        scale: Scale,
        serviceProxy: String,
        controller: String,
        policies: Int,
        connections: ConnectionMode,
        arm: Arm,
        concurrency: Int,
        qps: Double,
        qpsLow: Double,
        qpsHigh: Double,
        p50Microseconds: Double,
        p90Microseconds: Double,
        p99Microseconds: Double,
        cpuMicrosecondsPerRequest: Double,
        samples: Int
    ) {
        self.scale = scale
        self.serviceProxy = serviceProxy
        self.controller = controller
        self.policies = policies
        self.connections = connections
        self.arm = arm
        self.concurrency = concurrency
        self.qps = qps
        self.qpsLow = qpsLow
        self.qpsHigh = qpsHigh
        self.p50Microseconds = p50Microseconds
        self.p90Microseconds = p90Microseconds
        self.p99Microseconds = p99Microseconds
        self.cpuMicrosecondsPerRequest = cpuMicrosecondsPerRequest
        self.samples = samples
    }

    /// Whose curve the point is of.
    package var treatment: Treatment { Treatment(arm, of: controller) }
}
