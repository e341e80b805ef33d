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

    /// The version of this contract: files and columns.
    package static let currentSchema = 1

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
        cause: String? = nil
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
    }
}
