import Linux
import Testing

@Suite("Connection tracking counters of a namespace")
struct ConntrackCountersTests {
    // Linux 6.18: two spaces part the columns of expectations; values are hexadecimal, a line for each CPU.
    private let statistics = """
        entries  clashres found new invalid insert insert_failed drop early_drop icmp_error  expect_new search_restart
        00000001 00000000 00000000 00000000 00000000 00000000 0000000a 000000ff 00000001 00000000  00000000 00000000
        00000001 00000000 00000000 00000000 00000000 00000000 00000006 00000001 00000002 00000000  00000000 00000007

        """

    @Test("Losses are summed over the CPUs and read as hexadecimal")
    func sums() {
        let counters = ConntrackCounters(entries: 5, limit: 100, statistics: statistics)
        #expect(counters.insertFailures == 16)
        #expect(counters.dropped == 256)
        #expect(counters.evicted == 3)
        #expect(counters.losses == 275)
        #expect(counters.headroom == 95)
    }

    @Test("Columns go by name, as kernels differ in them")
    func columns() {
        let other = "drop searched insert_failed early_drop\n00000002 00000009 00000003 00000004\n"
        let counters = ConntrackCounters(entries: 0, limit: 0, statistics: other)
        #expect(counters.dropped == 2)
        #expect(counters.insertFailures == 3)
        #expect(counters.evicted == 4)
    }

    @Test("A delta keeps what is in the table now and subtracts what was lost before")
    func delta() {
        let before = ConntrackCounters(entries: 5, limit: 10, dropped: 1, evicted: 2, insertFailures: 3)
        let after = ConntrackCounters(entries: 11, limit: 10, dropped: 2, evicted: 4, insertFailures: 6)
        #expect(
            after.delta(since: before)
                == ConntrackCounters(entries: 11, limit: 10, dropped: 1, evicted: 2, insertFailures: 3)
        )
        #expect(after.headroom == 0)
    }

    @Test("Without connection tracking or its statistics there are no counters, rather than zeros")
    func absent() throws {
        let files = [
            "/proc/sys/net/netfilter/nf_conntrack_count": "12\n",
            "/proc/sys/net/netfilter/nf_conntrack_max": "262144\n",
            "/proc/thread-self/net/stat/nf_conntrack": statistics,
        ]
        let read = try ProcFilesystem.recorded(files) { ConntrackCounters(reading: $0) }
        #expect(read == ConntrackCounters(entries: 12, limit: 262_144, dropped: 256, evicted: 3, insertFailures: 16))
        for missing in files.keys {
            let others = files.filter { $0.key != missing }
            #expect(try ProcFilesystem.recorded(others) { ConntrackCounters(reading: $0) } == nil)
        }
    }
}
