import Addressing
import Testing

@testable import Rules

@Suite("The text of a set")
struct IPSetTextTests {
    private let address = IPBlock(.v4(IPv4Address(10, 244, 0, 4)))
    private let block = IPBlock(.v4(IPv4Address(14, 215, 0, 0)), prefixLength: 16)

    @Test("A set of IPv6 says so, and prints single addresses without their length")
    func ipv6() throws {
        let entries = ["fd00::1", "2001:db8::/32"].compactMap { IPBlock($0) }.map { IPSet.Entry($0) }
        let text = "create S hash:net family inet6 hashsize 1024 maxelem 65536\nadd S fd00::1\nadd S 2001:db8::/32\n"
        try check(IPSet(name: "S", kind: .hashNet, family: .ipv6, entries: entries), text)
        let port = try IPSet.Entry(#require(IPBlock("fd00::1")), port: .init(.tcp, 80))
        let ports = "create S hash:ip,port family inet6 hashsize 1024 maxelem 65536\nadd S fd00::1,tcp:80\n"
        try check(IPSet(name: "S", kind: .hashIPPort, family: .ipv6, entries: [port]), ports)
    }

    @Test("A set without options prints sizes only")
    func plain() throws {
        let set = IPSet(name: "S", kind: .hashIP, entries: [IPSet.Entry(address)])
        try check(set, "create S hash:ip family inet hashsize 1024 maxelem 65536\nadd S 10.244.0.4\n")
    }

    @Test("A set of ports prints each behind its address and protocol")
    func ports() throws {
        let set = IPSet(
            name: "S",
            kind: .hashIPPort,
            entries: [IPSet.Entry(address, port: .init(.tcp, 80)), IPSet.Entry(address, port: .init(.udp, 53))]
        )
        try check(
            set,
            """
            create S hash:ip,port family inet hashsize 1024 maxelem 65536
            add S 10.244.0.4,tcp:80
            add S 10.244.0.4,udp:53

            """
        )
    }

    @Test("A set of pairs prints the other address behind the port, and a bitmap its range alone")
    func pairs() throws {
        let entry = IPSet.Entry(address, port: .init(.sctp, 80), peer: IPv4Address(10, 244, 0, 5))
        try check(
            IPSet(name: "S", kind: .hashIPPortIP, entries: [entry]),
            "create S hash:ip,port,ip family inet hashsize 1024 maxelem 65536\nadd S 10.244.0.4,sctp:80,10.244.0.5\n"
        )
        try check(IPSet(name: "S", kind: .bitmapPort), "create S bitmap:port range 0-65535\n")
    }

    @Test("A set with timeouts prints one for each of its entries")
    func timeouts() throws {
        let set = IPSet(
            name: "S",
            kind: .hashNet,
            timeout: 0,
            entries: [IPSet.Entry(block), IPSet.Entry(address, timeout: 49)]
        )
        try check(
            set,
            """
            create S hash:net family inet hashsize 1024 maxelem 65536 timeout 0
            add S 14.215.0.0/16 timeout 0
            add S 10.244.0.4 timeout 49

            """
        )
    }

    @Test("An exception prints nomatch, after its timeout")
    func exceptions() throws {
        let set = IPSet(
            name: "S",
            kind: .hashNet,
            hashSize: 64,
            maxEntries: 9,
            timeout: 30,
            entries: [IPSet.Entry(block, isException: true)]
        )
        try check(
            set,
            "create S hash:net family inet hashsize 64 maxelem 9 timeout 30\nadd S 14.215.0.0/16 timeout 30 nomatch\n"
        )
    }

    @Test("What newer ipset prints is kept")
    func newerOptions() throws {
        let set = IPSet(name: "S", kind: .hashIP, bucketSize: 12, initialValue: 0x48_074e)
        try check(set, "create S hash:ip family inet hashsize 1024 maxelem 65536 bucketsize 12 initval 0x0048074e\n")
    }

    @Test("Several sets print one after the other")
    func several() {
        let sets = [IPSet(name: "A", kind: .hashIP), IPSet(name: "B", kind: .hashIP)]
        let text = String(decoding: sets.ipsetSaveBytes, as: UTF8.self)
        #expect(text == sets.map(\.ipsetSave).joined())
        #expect(Ruleset(sets: sets).ipsetSave == text)
    }

    private func check(_ set: IPSet, _ text: String) throws {
        #expect(set.ipsetSave == text)
        #expect(try Ruleset(iptablesSave: "", ipsetSave: text).sets == [set])
    }
}
