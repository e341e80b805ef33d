/// What a rule costs on one machine, as a calibration file keeps it: the price of each kind of work, and what it was found from.
///
/// Times are microseconds of a request at saturation, so of all CPUs together.
package struct Calibration: Codable, Equatable, Sendable {
    /// One quad: so many rules, and what they did.
    package struct Point: Codable, Equatable, Sendable {
        /// Rules (or base chains) that were added to the node.
        package var rules: Int
        /// Those that the packets of one connection met together.
        package var tests: Double
        /// What a request took longer.
        package var microseconds: Double

        package init(rules: Int, tests: Double, microseconds: Double) {
            self.rules = rules
            self.tests = tests
            self.microseconds = microseconds
        }
    }

    /// What one test of a kind costs: the slope of the least-squares line through the points.
    package struct Price: Codable, Equatable, Sendable {
        /// The kind's name, such as `iptables-comment`.
        package var work: String
        package var microseconds: Double
        package var standardError: Double
        package var degreesOfFreedom: Double
        /// The 95 % interval of the price.
        package var low: Double
        package var high: Double
        /// What the line has without any test, and its 95 % interval: 0 is in it if cost is proportional to tests.
        package var intercept: Double
        package var interceptLow: Double
        package var interceptHigh: Double
        package var points: [Point]

        package init(
            work: String,
            microseconds: Double,
            standardError: Double,
            degreesOfFreedom: Double,
            low: Double,
            high: Double,
            intercept: Double,
            interceptLow: Double,
            interceptHigh: Double,
            points: [Point]
        ) {
            self.work = work
            self.microseconds = microseconds
            self.standardError = standardError
            self.degreesOfFreedom = degreesOfFreedom
            self.low = low
            self.high = high
            self.intercept = intercept
            self.interceptLow = interceptLow
            self.interceptHigh = interceptHigh
            self.points = points
        }

        /// The most tests a connection that were tried; a cost of more is extrapolated.
        package var mostTests: Double { points.map(\.tests).max() ?? 0 }
    }

    /// The version of this file's contract.
    package static let currentSchema = 1

    package var schema: Int
    package var npbenchVersion: String
    package var arguments: [String]
    /// The plan of the measuring run, whose controllers are the treatments tried.
    package var plan: RunPlan
    /// Wall-clock start, ISO 8601 in UTC, and seconds that measuring took.
    package var started: String
    package var seconds: Double
    /// Facts of the machine at the start; `fingerprint` says which kind of machine the prices hold for.
    package var machine: [String: String]
    /// What a request takes in `off`, and its 95 % interval.
    package var offMicroseconds: Double
    package var offLow: Double
    package var offHigh: Double
    /// TCP segments that the client sends and receives per connection.
    package var sentSegments: Double
    package var receivedSegments: Double
    /// What a connection meets in `off`, by kind of work.
    package var offWork: [String: Double]
    package var prices: [Price]

    package init(
        schema: Int = Calibration.currentSchema,
        npbenchVersion: String,
        arguments: [String],
        plan: RunPlan,
        started: String,
        seconds: Double,
        machine: [String: String],
        offMicroseconds: Double,
        offLow: Double,
        offHigh: Double,
        sentSegments: Double,
        receivedSegments: Double,
        offWork: [String: Double],
        prices: [Price]
    ) {
        self.schema = schema
        self.npbenchVersion = npbenchVersion
        self.arguments = arguments
        self.plan = plan
        self.started = started
        self.seconds = seconds
        self.machine = machine
        self.offMicroseconds = offMicroseconds
        self.offLow = offLow
        self.offHigh = offHigh
        self.sentSegments = sentSegments
        self.receivedSegments = receivedSegments
        self.offWork = offWork
        self.prices = prices
    }

    /// The kind of machine that the prices hold for; nil if the file does not say.
    package var fingerprint: String? { machine["fingerprint"].flatMap { $0.isEmpty ? nil : $0 } }
}
