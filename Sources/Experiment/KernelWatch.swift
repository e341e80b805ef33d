import Linux
import Results
import Twin

/// The kernel's counters around a twin at one moment: two of them tell what a load did besides its requests.
struct KernelWatch {
    private let time = ContinuousClock.now
    /// TCP counters of the client and of the target's pods together.
    private let network: NetworkCounters
    /// Those of the client alone.
    private let client: NetworkCounters
    private let conntrack: ConntrackCounters
    private let scheduler: SchedulerCounters
    private let serverNanoseconds: UInt64

    /// Reads everything.
    ///
    /// Cost: some ten files of /proc, about 1 ms.
    init(_ world: TwinWorld) throws(TestbedError) {
        let proc = ProcFilesystem()
        let client = world.client.run { NetworkCounters(reading: proc) }
        var network = client
        for pod in world.servers {
            let counters = pod.run { NetworkCounters(reading: proc) }
            // One that cannot be read makes the sum unknown: a part of it would pass for the whole.
            network = network.flatMap { known in counters.map { known + $0 } }
        }
        guard let network, let client, let conntrack = world.node.run({ ConntrackCounters(reading: proc) }),
            let scheduler = SchedulerCounters(reading: proc)
        else {
            throw KernelWatch.unreadable
        }
        self.network = network
        self.client = client
        self.conntrack = conntrack
        self.scheduler = scheduler
        serverNanoseconds = world.twin.serverCPUNanoseconds()
    }

    static let unreadable = TestbedError(
        .missingCapability,
        "could not read the kernel's counters: /proc shows no TCP, conntrack or CPU statistics; "
            + "run on a kernel with nf_conntrack and a readable /proc"
    )

    func deltas(since earlier: KernelWatch) -> SampleRecord.KernelDeltas {
        let network = network.delta(since: earlier.network)
        let client = client.delta(since: earlier.client)
        let conntrack = conntrack.delta(since: earlier.conntrack)
        let scheduler = scheduler.delta(since: earlier.scheduler)
        return SampleRecord.KernelDeltas(
            conntrackEntries: conntrack.entries,
            conntrackDrops: conntrack.losses,
            synRetransmits: network.synRetransmits,
            retransmittedSegments: network.retransmittedSegments,
            pawsDrops: network.pawsDrops,
            listenDrops: network.listenDrops,
            stealShare: scheduler.stealShare(over: time - earlier.time),
            cpuPressureMicroseconds: scheduler.pressure.map { UInt64(max(0, $0 / .microseconds(1))) },
            sentSegments: client.sentSegments,
            receivedSegments: client.receivedSegments
        )
    }

    func cpu(since earlier: KernelWatch, client: Duration) -> SampleRecord.CPUTime {
        SampleRecord.CPUTime(
            client: client / .microseconds(1),
            server: Double(serverNanoseconds &- earlier.serverNanoseconds) / 1000,
            softirq: scheduler.delta(since: earlier.scheduler).total.softirq / .microseconds(1),
            includesSoftirq: SoftirqAccounting.isInThreads(ProcFilesystem())
        )
    }
}
