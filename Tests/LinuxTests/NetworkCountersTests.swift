import Linux
import Testing

@Suite("TCP counters of a namespace")
struct NetworkCountersTests {
    // Linux 6.18, shortened; MaxConn is -1 in every kernel.
    private let snmp = """
        Ip: Forwarding DefaultTTL
        Ip: 1 64
        Tcp: RtoAlgorithm MaxConn ActiveOpens PassiveOpens InSegs OutSegs RetransSegs
        Tcp: 1 -1 11 2 887 765 21
        Udp: InDatagrams
        Udp: 7

        """
    private let netstat = """
        TcpExt: TW TWRecycled PAWSActive PAWSEstab TSEcrRejected PAWSOldAck PAWSTimewait ListenOverflows ListenDrops \
        TCPTimeWaitOverflow TCPSynRetrans TCPACKSkippedPAWS
        TcpExt: 10 3 1 2 50 60 4 5 6 8 9 70
        IpExt: InNoRoutes
        IpExt: 99
        MPTcpExt: MPCapableSYNRX
        MPTcpExt: 1

        """

    @Test("Each counter is found by its name, not by its column")
    func names() {
        let counters = NetworkCounters(snmp: snmp, netstat: netstat)
        #expect(counters.synRetransmits == 9)
        #expect(counters.retransmittedSegments == 21)
        #expect(counters.listenDrops == 6)
        #expect(counters.listenOverflows == 5)
        #expect(counters.timeWaitExpired == 10)
        #expect(counters.timeWaitRecycled == 3)
        #expect(counters.timeWaitOverflows == 8)
        #expect(counters.activeOpens == 11)
        #expect(counters.passiveOpens == 2)
        #expect(counters.receivedSegments == 887)
        #expect(counters.sentSegments == 765)
    }

    @Test("PAWS drops are the dropped segments, not the acknowledgements that came late or were never sent")
    func paws() {
        #expect(NetworkCounters(snmp: snmp, netstat: netstat).pawsDrops == 1 + 2 + 4)
        let old = "TcpExt: PAWSPassive PAWSActive PAWSEstab\nTcpExt: 100 10 1\n"
        #expect(NetworkCounters(snmp: "", netstat: old).pawsDrops == 111)
    }

    @Test("A delta subtracts each counter from its own")
    func delta() {
        let before = NetworkCounters(snmp: snmp, netstat: netstat)
        var after = before
        after.synRetransmits += 1
        after.retransmittedSegments += 2
        after.pawsDrops += 3
        after.listenDrops += 4
        after.listenOverflows += 5
        after.timeWaitExpired += 6
        after.timeWaitRecycled += 7
        after.timeWaitOverflows += 8
        after.activeOpens += 9
        after.passiveOpens += 10
        after.receivedSegments += 11
        after.sentSegments += 12
        let delta = after.delta(since: before)
        #expect(delta.synRetransmits == 1)
        #expect(delta.retransmittedSegments == 2)
        #expect(delta.pawsDrops == 3)
        #expect(delta.listenDrops == 4)
        #expect(delta.listenOverflows == 5)
        #expect(delta.timeWaitExpired == 6)
        #expect(delta.timeWaitRecycled == 7)
        #expect(delta.timeWaitOverflows == 8)
        #expect(delta.activeOpens == 9)
        #expect(delta.passiveOpens == 10)
        #expect(delta.receivedSegments == 11)
        #expect(delta.sentSegments == 12)
        #expect(before + delta == after)
        #expect(before.delta(since: after) == NetworkCounters())
    }

    @Test(
        "Text that is cut short counts nothing and does not crash",
        arguments: ["", "TcpExt: TW", "TcpExt: TW\nTcpExt:"]
    )
    func short(text: String) {
        #expect(NetworkCounters(snmp: text, netstat: text) == NetworkCounters())
    }

    @Test("The calling thread's namespace is read, and only if both files are there")
    func reading() throws {
        let both = ["/proc/thread-self/net/snmp": snmp, "/proc/thread-self/net/netstat": netstat]
        let read = try ProcFilesystem.recorded(both) { NetworkCounters(reading: $0) }
        #expect(read == NetworkCounters(snmp: snmp, netstat: netstat))
        for missing in both.keys {
            let one = both.filter { $0.key != missing }
            #expect(try ProcFilesystem.recorded(one) { NetworkCounters(reading: $0) } == nil)
        }
        #expect(NetworkCounters(reading: ProcFilesystem()) != nil)
    }
}
