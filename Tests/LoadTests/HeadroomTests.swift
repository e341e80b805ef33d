import Addressing
import Linux
import Load
import Testing

@Suite("The host's room for a load")
struct HeadroomTests {
    /// Files of `/proc` as Linux 6.18 wrote them, shortened.
    private static let proc: [String: String] = [
        "/proc/sys/net/ipv4/ip_local_port_range": "32768\t60999\n",
        "/proc/sys/net/ipv4/tcp_timestamps": "1\n",
        "/proc/sys/net/ipv4/tcp_tw_reuse": "2\n",
        "/proc/sys/net/core/somaxconn": "4096\n",
        "/proc/sys/net/netfilter/nf_conntrack_count": "100\n",
        "/proc/sys/net/netfilter/nf_conntrack_max": "1000\n",
        "/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_time_wait": "30\n",
        "/proc/thread-self/net/stat/nf_conntrack":
            "entries drop early_drop insert_failed\n00000064 00000001 0 00000002\n",
        "/proc/thread-self/net/sockstat":
            "sockets: used 30\nTCP: inuse 5 orphan 0 tw 12 alloc 7 mem 1\nUDP: inuse 1 mem 0\n",
        "/proc/thread-self/net/snmp": "Tcp: ActiveOpens RetransSegs\nTcp: 10 2\n",
        "/proc/thread-self/net/netstat":
            "TcpExt: PAWSActive PAWSEstab ListenOverflows ListenDrops TCPSynRetrans\nTcpExt: 1 0 2 3 4\n",
    ]

    private static func reading() throws -> HeadroomReading {
        try ProcFilesystem.recorded(proc) { HeadroomReading(reading: $0) }
    }

    private func kinds(_ warnings: [HeadroomWarning]) -> [HeadroomWarning.Kind] { warnings.map(\.kind) }

    @Test("Each file is read for what it says")
    func reading() throws {
        let reading = try Self.reading()
        #expect(reading.ports == 32768...60999)
        #expect(reading.timeWaitReuse == 2)
        #expect(reading.timestamps == 1 && reading.acceptQueue == 4096 && reading.timeWaits == 12)
        #expect(reading.conntrack?.headroom == 900 && reading.conntrackTimeWait == 30)
        #expect(reading.network?.synRetransmits == 4)
        #expect(reading.descriptors != nil)
    }

    @Test("A host that shows nothing gives no warning and no figure")
    func unknown() throws {
        let reading = try ProcFilesystem.recorded(["/x": ""]) { HeadroomReading(reading: $0) }
        var expected = HeadroomReading()
        expected.descriptors = reading.descriptors
        #expect(reading == expected)
        let headroom = Headroom(.test(80), before: reading)
        #expect(headroom.warnings.isEmpty)
        #expect(headroom.use(after: reading) == HeadroomUse())
    }

    @Test("The kernel of this machine is read too")
    func here() {
        let reading = HeadroomReading(reading: ProcFilesystem())
        #expect(
            reading.ports != nil && reading.timeWaits != nil && reading.network != nil && reading.acceptQueue != nil
        )
    }

    @Test("A plan that fits gives no warning")
    func fits() throws {
        #expect(Headroom(.test(80, concurrency: 100), before: try Self.reading()).warnings.isEmpty)
    }

    @Test("Ports are short for a concurrency, or for a rate whose connections stay in TIME_WAIT")
    func ports() throws {
        var reading = HeadroomReading()
        reading.ports = 1...100
        #expect(kinds(Headroom(.test(80, concurrency: 101), before: reading).warnings) == [.ports])
        #expect(Headroom(.test(80, concurrency: 100), before: reading).warnings.isEmpty)

        var plan = LoadPlan.test(80, milliseconds: 100_000)
        plan.pacing = .open(rate: 2, arrivals: .constant)
        // 2 a second stay for 60 s each: 120.
        #expect(kinds(Headroom(plan, before: reading).warnings) == [.ports])
        reading.timeWaitReuse = 2
        // The test's destination is loopback, where 2 means yes.
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
        reading.timeWaitReuse = 0
        #expect(kinds(Headroom(plan, before: reading).warnings) == [.ports])
        plan.connections = .limited(requests: 2)
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
        plan.connections = .keepAlive
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
        plan.connections = .perRequest
        plan.sources = [IPv4Address(10, 0, 0, 1), IPv4Address(10, 0, 0, 2)]
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
        plan.sources = []
        plan.duration = .seconds(40)
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
    }

    @Test("Connection tracking is short for what a load leaves in it")
    func conntrack() throws {
        let reading = try Self.reading()
        var plan = LoadPlan.test(80, concurrency: 901)
        #expect(kinds(Headroom(plan, before: reading).warnings) == [.conntrack])
        plan.concurrency = 10
        plan.maximumRequests = 901
        #expect(kinds(Headroom(plan, before: reading).warnings) == [.conntrack])
        plan.connections = .keepAlive
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
    }

    @Test("Several sources with timestamps of their own are warned of, one or none are not")
    func timestamps() throws {
        var reading = try Self.reading()
        var plan = LoadPlan.test(80)
        plan.sources = [IPv4Address(10, 0, 0, 1)]
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
        plan.sources.append(IPv4Address(10, 0, 0, 2))
        #expect(kinds(Headroom(plan, before: reading).warnings) == [.timestamps])
        reading.timestamps = 2
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
    }

    @Test("Descriptors and the accept queue are compared with the concurrency")
    func limits() throws {
        var reading = HeadroomReading()
        reading.descriptors = DescriptorLimit(soft: 100, hard: 300)
        reading.acceptQueue = 50
        #expect(kinds(Headroom(.test(80, concurrency: 51), before: reading).warnings) == [.descriptors, .acceptQueue])
        #expect(Headroom(.test(80, concurrency: 44), before: reading).warnings.isEmpty)
        var plan = LoadPlan.test(80, concurrency: 44)
        plan.address = IPv4Address(10, 0, 0, 1)
        reading.acceptQueue = 1
        #expect(Headroom(plan, before: reading).warnings.isEmpty)
    }

    @Test("What the kernel counted during the load is told, each with its own remedy")
    func after() throws {
        let before = try Self.reading()
        var after = before
        after.network?.synRetransmits += 1
        after.network?.listenDrops += 2
        after.network?.pawsDrops += 3
        after.conntrack?.dropped += 4
        after.network?.timeWaitOverflows += 5
        after.timeWaits = 500
        let headroom = Headroom(.test(80), before: before)
        let use = headroom.use(after: after)
        #expect(use.synRetransmits == 1 && use.listenDrops == 2 && use.pawsDrops == 3 && use.conntrackLosses == 4)
        #expect(use.timeWaitsBefore == 12 && use.timeWaitsAfter == 500 && use.ports == 28232)
        let warnings = headroom.warnings(of: use, result: LoadResult())
        #expect(kinds(warnings) == [.synRetransmits, .listenDrops, .oldTimestamps, .conntrack, .timeWaits])
        for warning in warnings { #expect(warning.description.contains("; ") && !warning.description.hasSuffix(".")) }
        #expect(headroom.warnings(of: headroom.use(after: before), result: LoadResult()).isEmpty)
    }

    @Test("Ports that the client's own TIME_WAITs hold are told")
    func timeWaits() throws {
        var before = try Self.reading()
        before.timeWaitReuse = 0
        var headroom = Headroom(.test(80), before: before)
        let use = headroom.use(after: before)
        var result = LoadResult()
        result.clientClosedFirst = 28232 / 2
        #expect(headroom.warnings(of: use, result: result).isEmpty)
        result.clientClosedFirst += 1
        #expect(kinds(headroom.warnings(of: use, result: result)) == [.timeWaits])
        headroom.before.timeWaitReuse = 1
        #expect(headroom.warnings(of: use, result: result).isEmpty)
    }
}
