/// A run as `run.json` keeps it: what was asked, where it ran, and how it ended.
package struct RunRecord: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case running, completed, interrupted, invalid, failed
    }

    /// How long a scale's twin took to come up, and what it held.
    package struct ScaleFacts: Codable, Equatable, Sendable {
        package var scale: Scale
        package var twinUpSeconds: Double
        /// Rules by treatment and table: `on.filter`, `off.nat`; in a run of several controllers `kube-router-2.11.filter`.
        package var rules: [String: Int]
        /// 1-based places of the test pods among the local pods, and of the test Service among the Services.
        package var podPositions: [Int]
        package var servicePosition: Int

        package init(
            scale: Scale,
            twinUpSeconds: Double,
            rules: [String: Int],
            podPositions: [Int],
            servicePosition: Int
        ) {
            self.scale = scale
            self.twinUpSeconds = twinUpSeconds
            self.rules = rules
            self.podPositions = podPositions
            self.servicePosition = servicePosition
        }
    }

    /// How narrow one comparison's interval became in a run with a target for it.
    package struct Precision: Codable, Equatable, Sendable {
        package enum Ending: String, Codable, Sendable {
            /// Every comparison's interval was narrow enough.
            case precise
            /// The budget's quads were taken before.
            case budget
            /// The run ended before either.
            case unfinished
        }

        package var scale: Scale
        package var compared: Treatment
        /// Whole rounds that were measured.
        package var rounds: Int
        /// Half the width of the primary test's 95 % interval, in points of cost; NaN with fewer than two rounds.
        package var halfWidthPercent: Double
        /// Why the scale ended.
        package var ended: Ending
        /// How the load used connections; nil in records from before a run could have several ways.
        package var connections: ConnectionMode?

        package init(
            scale: Scale,
            compared: Treatment,
            rounds: Int,
            halfWidthPercent: Double,
            ended: Ending,
            connections: ConnectionMode? = nil
        ) {
            self.scale = scale
            self.compared = compared
            self.rounds = rounds
            self.halfWidthPercent = halfWidthPercent
            self.ended = ended
            self.connections = connections
        }
    }

    /// What a pilot measured before the plan was made; its samples are not among the run's.
    package struct Pilot: Codable, Equatable, Sendable {
        package var samples: Int
        /// Set-up included.
        package var seconds: Double
        /// What a sample takes beside its slice, in seconds, by the treatment's name.
        package var overheadSeconds: [String: Double]
        /// Standard deviation of a single quad's cost with the plan's slices, and half the width of the primary test's 95 % interval
        /// with its quads, as expected then, in points of cost; nil if the pilot did not measure noise.
        package var quadSpreadPercent: Double?
        package var halfWidthPercent: Double?

        package init(
            samples: Int,
            seconds: Double,
            overheadSeconds: [String: Double],
            quadSpreadPercent: Double? = nil,
            halfWidthPercent: Double? = nil
        ) {
            self.samples = samples
            self.seconds = seconds
            self.overheadSeconds = overheadSeconds
            self.quadSpreadPercent = quadSpreadPercent
            self.halfWidthPercent = halfWidthPercent
        }
    }

    /// When a run that had been interrupted or killed went on.
    package struct Resumption: Codable, Equatable, Sendable {
        /// Wall clock, ISO 8601 in UTC.
        package var started: String
        /// Samples that were there.
        package var samples: Int
        /// Names of machine facts that were no longer as at the run's start; `time.boot_id` if the machine was started anew.
        package var changes: [String]

        package init(started: String, samples: Int, changes: [String]) {
            self.started = started
            self.samples = samples
            self.changes = changes
        }
    }

    /// The version of this contract: files and columns.
    ///
    /// 2: the quads of all scales are in one order; before that, scales followed one another. Files of both are read alike.
    package static let currentSchema = 2

    package var schema: Int
    package var npbenchVersion: String
    package var arguments: [String]
    package var plan: RunPlan
    package var outcome: Outcome
    /// What the reader must know before believing the numbers.
    package var warnings: [RunWarning]
    package var scales: [ScaleFacts]
    /// Wall-clock start, ISO 8601 in UTC.
    package var started: String
    package var seconds: Double
    /// Machine facts by name at the start and at the end of the run.
    package var machineAtStart: [String: String]
    package var machineAtEnd: [String: String]
    /// Valid samples by who was the limit of their load: `client-bound`, `server-bound`, `undetermined`.
    package var limits: [String: Int]?
    /// Why the run did not complete, or can not be believed: a sentence; nil if nothing is wrong with it.
    package var cause: String?
    /// What came of the plan's precision, in the order of scales and comparisons; nil without one.
    package var precision: [Precision]?
    /// Nil if there was nothing for a pilot to decide.
    package var pilot: Pilot?
    /// In order of time; nil for a run without an interruption.
    package var resumptions: [Resumption]?
    /// What sync work was replayed, in the order of scales and comparisons; nil for a run without the arm `churn`.
    package var syncs: [SyncFacts]?
    /// The rates of the requests that measure added latency, as far as they are fixed, in the order of scales and modes; nil for a run
    /// that measures none.
    package var latencyRates: [LatencyRate]?

    package init(
        schema: Int = RunRecord.currentSchema,
        npbenchVersion: String,
        arguments: [String],
        plan: RunPlan,
        outcome: Outcome,
        warnings: [RunWarning] = [],
        scales: [ScaleFacts] = [],
        started: String,
        seconds: Double,
        machineAtStart: [String: String],
        machineAtEnd: [String: String] = [:],
        limits: [String: Int]? = nil,
        cause: String? = nil,
        precision: [Precision]? = nil,
        pilot: Pilot? = nil,
        resumptions: [Resumption]? = nil,
        syncs: [SyncFacts]? = nil,
        latencyRates: [LatencyRate]? = nil
    ) {
        self.schema = schema
        self.npbenchVersion = npbenchVersion
        self.arguments = arguments
        self.plan = plan
        self.outcome = outcome
        self.warnings = warnings
        self.scales = scales
        self.started = started
        self.seconds = seconds
        self.machineAtStart = machineAtStart
        self.machineAtEnd = machineAtEnd
        self.limits = limits
        self.cause = cause
        self.precision = precision
        self.pilot = pilot
        self.resumptions = resumptions
        self.syncs = syncs
        self.latencyRates = latencyRates
    }
}
