/// All that decides a run before it starts; the same plan and seed give the same order of samples.
package struct RunPlan: Codable, Equatable, Sendable {
    package var scales: [Scale]
    package var serviceProxy: String
    /// One name, or several with commas between them: each is compared with `off` on its own.
    package var controller: String
    /// Names of the policies, `namespace/name`.
    package var policies: [String]
    /// The Service port under load, `namespace/service:port`.
    package var target: String
    package var position: String
    /// How the load uses connections; the first way, if there are several.
    package var connections: ConnectionMode
    /// Concurrency levels, in ascending order.
    package var levels: [Int]
    /// Quads per cell.
    package var quads: Int
    /// Length of one timed load, in seconds.
    package var sliceSeconds: Double
    /// Arms compared with `off`, in order; `[on]` by default.
    package var arms: [Arm]
    package var seed: UInt64
    /// Whether the CPUs of generator and pods were kept from sleeping; nil in plans from before that could be chosen.
    package var keepsCPUsAwake: Bool?
    /// Rules that match nothing and were put before those of every compared treatment (`run --inject-rules`); nil for a run of what
    /// controllers write and nothing else.
    package var injectedRules: Int?
    /// Half the width of the primary tests' 95 % intervals, in points of cost, at which a scale ends; `quads` is then a bound.
    ///
    /// Nil, as in plans from before there was one, for a run of `quads` quads whatever they say.
    package var precisionPercent: Double?
    /// All ways to use connections in a run of several; nil, as in plans from before there could be, for one of `connections` alone.
    package var connectionModes: [ConnectionMode]?
    /// How often the arm `churn` replays a controller's sync work, in seconds of load; nil for a plan without that arm.
    package var churnSeconds: Double?
    /// The load below saturation, under which added latency is measured beside QPS; nil for a run that measures none.
    package var latency: LatencyLoad?
    /// How finely the samples of a quad are interleaved; nil in plans from before that could be chosen, which were all coarse.
    package var interleaving: Interleaving?

    package init(
        scales: [Scale],
        serviceProxy: String,
        controller: String,
        policies: [String],
        target: String,
        position: String,
        connections: ConnectionMode,
        levels: [Int],
        quads: Int,
        sliceSeconds: Double,
        arms: [Arm],
        seed: UInt64,
        keepsCPUsAwake: Bool? = nil,
        injectedRules: Int? = nil,
        precisionPercent: Double? = nil,
        connectionModes: [ConnectionMode]? = nil,
        churnSeconds: Double? = nil,
        latency: LatencyLoad? = nil,
        interleaving: Interleaving? = nil
    ) {
        self.scales = scales
        self.serviceProxy = serviceProxy
        self.controller = controller
        self.policies = policies
        self.target = target
        self.position = position
        self.connections = connections
        self.levels = levels
        self.quads = quads
        self.sliceSeconds = sliceSeconds
        self.arms = arms
        self.seed = seed
        self.keepsCPUsAwake = keepsCPUsAwake
        self.injectedRules = injectedRules
        self.precisionPercent = precisionPercent
        self.connectionModes = connectionModes
        self.churnSeconds = churnSeconds
        self.latency = latency
        self.interleaving = interleaving
    }
}
