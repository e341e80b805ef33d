/// One timed load at one cell and arm: a line of `samples.jsonl`.
package struct SampleRecord: Codable, Equatable, Sendable {
    /// Percentiles of one duration, in microseconds.
    package struct Latency: Codable, Equatable, Sendable {
        package var p50: Double
        package var p90: Double
        package var p99: Double
        package var maximum: Double
        package var mean: Double

        package init(p50: Double, p90: Double, p99: Double, maximum: Double, mean: Double) {
            self.p50 = p50
            self.p90 = p90
            self.p99 = p99
            self.maximum = maximum
            self.mean = mean
        }
    }

    /// CPU time in microseconds, over the whole sample.
    package struct CPUTime: Codable, Equatable, Sendable {
        /// The load generator's threads.
        package var client: Double
        /// The pods that serve the target.
        package var server: Double
        /// Softirq time of all CPUs.
        package var softirq: Double
        /// Whether client and server hold the softirq time that the kernel spent in their context; nil if nobody knows.
        package var includesSoftirq: Bool?
        /// The processes of the replayed sync work that ended in the sample, and the thread that started them; no part of `total`.
        ///
        /// Nil where none is replayed.
        package var sync: Double?

        package init(
            client: Double,
            server: Double,
            softirq: Double,
            includesSoftirq: Bool? = nil,
            sync: Double? = nil
        ) {
            self.client = client
            self.server = server
            self.softirq = softirq
            self.includesSoftirq = includesSoftirq
            self.sync = sync
        }

        /// The time that the requests took: softirq time counts once, in client and server or beside them.
        ///
        /// Where nobody knows, it is added, and may be counted twice.
        package var total: Double { client + server + (includesSoftirq == true ? 0 : softirq) }
    }

    /// What shows that the rules of the arm, and nothing else, judged this sample.
    package struct Proof: Codable, Equatable, Sendable {
        /// Hash of the kernel's filter entries with counters zeroed.
        package var rulesHash: String
        /// Rules in the filter table as read back.
        package var filterRules: Int
        /// First packets that the counters of the arm's accepting rules saw.
        package var accepted: UInt64
        /// First packets that must have been seen: connections, SYN retransmits and probes.
        package var expected: UInt64
        /// What became of the probe from outside the policy: `served`, `refused` or `silent`.
        package var forbiddenProbe: String

        package init(rulesHash: String, filterRules: Int, accepted: UInt64, expected: UInt64, forbiddenProbe: String) {
            self.rulesHash = rulesHash
            self.filterRules = filterRules
            self.accepted = accepted
            self.expected = expected
            self.forbiddenProbe = forbiddenProbe
        }
    }

    /// Kernel counters over the sample.
    package struct KernelDeltas: Codable, Equatable, Sendable {
        package var conntrackEntries: Int
        package var conntrackDrops: UInt64
        package var synRetransmits: UInt64
        package var retransmittedSegments: UInt64
        package var pawsDrops: UInt64
        package var listenDrops: UInt64
        /// Steal time over all CPUs, as a share of wall time times CPUs.
        package var stealShare: Double
        /// Microseconds in which some task waited for a CPU (`/proc/pressure/cpu`); nil without PSI.
        package var cpuPressureMicroseconds: UInt64?
        /// TCP segments that the client sent and received; nil in records from before they were counted.
        package var sentSegments: UInt64?
        package var receivedSegments: UInt64?

        package init(
            conntrackEntries: Int = 0,
            conntrackDrops: UInt64 = 0,
            synRetransmits: UInt64 = 0,
            retransmittedSegments: UInt64 = 0,
            pawsDrops: UInt64 = 0,
            listenDrops: UInt64 = 0,
            stealShare: Double = 0,
            cpuPressureMicroseconds: UInt64? = nil,
            sentSegments: UInt64? = nil,
            receivedSegments: UInt64? = nil
        ) {
            self.conntrackEntries = conntrackEntries
            self.conntrackDrops = conntrackDrops
            self.synRetransmits = synRetransmits
            self.retransmittedSegments = retransmittedSegments
            self.pawsDrops = pawsDrops
            self.listenDrops = listenDrops
            self.stealShare = stealShare
            self.cpuPressureMicroseconds = cpuPressureMicroseconds
            self.sentSegments = sentSegments
            self.receivedSegments = receivedSegments
        }
    }

    package var scale: Scale
    package var arm: Arm
    /// Requests under way at once; in an open loop the most that may be.
    package var concurrency: Int
    /// 0-based round, and the place in its quad: 0 to 3.
    package var round: Int
    package var place: Int
    /// `ABBA` or `BAAB`; A is `off`.
    package var pattern: String
    /// The arm that this sample's quad compares with `off`.
    package var comparedArm: Arm
    /// How many times this quad was begun before: 0 unless a sample of it was void.
    package var attempt: Int
    /// Seconds since the run began, monotonic.
    package var startSeconds: Double
    /// Length of the timed load, in seconds.
    package var seconds: Double
    package var completed: Int
    /// Failed requests by cause, as the load generator names it.
    ///
    /// Empty when none failed.
    package var failures: [String: Int]
    /// Connections initiated.
    package var connections: Int
    package var bytesReceived: UInt64
    package var connect: Latency
    package var wait: Latency
    package var total: Latency
    package var cpu: CPUTime
    /// Filter rules evaluated per connection, if the testbed can count them.
    package var rulesPerConnection: Double?
    package var proof: Proof
    package var kernel: KernelDeltas
    /// Why the sample does not count; nil for a valid one.
    package var void: String?
    /// Who was the limit of the load: `client-bound`, `server-bound` or `undetermined`; nil if nobody judged it.
    package var limit: String?
    /// The share of the sample in which the busiest thread of the generator ran (0 to 1).
    package var clientBusyShare: Double?
    /// The controller that this sample's quad compares with `off`; nil in records from before a run could have several.
    package var controller: String?
    /// How the load used connections; nil in records from before a run could have several ways.
    package var connectionMode: ConnectionMode?
    /// The sync work that was replayed; nil where none was.
    package var sync: SyncTally?
    /// Of a sample whose requests were due by the clock: at which rate, and what they took from then on; nil in a closed loop.
    package var openLoop: OpenLoop?
    /// How the quad's samples took turns; nil for a sample that was under load by itself.
    package var turns: Turns?

    package init(
        scale: Scale,
        arm: Arm,
        concurrency: Int,
        round: Int,
        place: Int,
        pattern: String,
        comparedArm: Arm,
        attempt: Int,
        startSeconds: Double,
        seconds: Double,
        completed: Int,
        failures: [String: Int],
        connections: Int,
        bytesReceived: UInt64,
        connect: Latency,
        wait: Latency,
        total: Latency,
        cpu: CPUTime,
        rulesPerConnection: Double?,
        proof: Proof,
        kernel: KernelDeltas,
        void: String?,
        limit: String? = nil,
        clientBusyShare: Double? = nil,
        controller: String? = nil,
        connectionMode: ConnectionMode? = nil,
        sync: SyncTally? = nil,
        openLoop: OpenLoop? = nil,
        turns: Turns? = nil
    ) {
        self.scale = scale
        self.arm = arm
        self.concurrency = concurrency
        self.round = round
        self.place = place
        self.pattern = pattern
        self.comparedArm = comparedArm
        self.attempt = attempt
        self.startSeconds = startSeconds
        self.seconds = seconds
        self.completed = completed
        self.failures = failures
        self.connections = connections
        self.bytesReceived = bytesReceived
        self.connect = connect
        self.wait = wait
        self.total = total
        self.cpu = cpu
        self.rulesPerConnection = rulesPerConnection
        self.proof = proof
        self.kernel = kernel
        self.void = void
        self.limit = limit
        self.clientBusyShare = clientBusyShare
        self.controller = controller
        self.connectionMode = connectionMode
        self.sync = sync
        self.openLoop = openLoop
        self.turns = turns
    }

    /// Completed requests per second.
    package var queriesPerSecond: Double { seconds > 0 ? Double(completed) / seconds : 0 }
}
