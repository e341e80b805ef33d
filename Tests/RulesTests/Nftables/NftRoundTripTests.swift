import Addressing
import Testing

@testable import Rules

@Suite("Recorded tables of nftables come out as they went in")
struct NftRoundTripTests {
    @Test("A recorded table prints byte for byte as it was read", arguments: Golden.nftables)
    func text(name: String) throws {
        let text = try Golden.nftTable(name)
        let tables = try [NftTable](nftList: text)
        #expect(tables.count == 1)
        #expect(tables.nftList == text)
        #expect(tables.first?.nftList == text)
        #expect(try Ruleset(nftList: text).nftList == text)
    }

    @Test("Nothing of a recorded table is lost on the way", arguments: Golden.nftables)
    func counts(name: String) throws {
        let text = try Golden.nftTable(name)
        let lines = text.split(separator: "\n").map { $0.drop { $0 == "\t" } }
        let table = try #require(try [NftTable](nftList: text).first)
        #expect(table.sets.count == lines.count { $0.hasPrefix("set ") || $0.hasPrefix("map ") })
        #expect(table.chains.count == lines.count { $0.hasPrefix("chain ") })
        #expect(table.chains.count { $0.base != nil } == lines.count { $0.contains(" hook ") })
        let words = ["table", "set", "map", "chain", "type", "flags", "comment", "elements", "}"]
        let isRule: (Substring) -> Bool = { line in
            // Elements go on in lines that begin with blanks.
            !line.hasPrefix(" ") && !words.contains { line == $0 || line.hasPrefix($0 + " ") }
        }
        #expect(table.ruleCount == lines.count(where: isRule))
        #expect(table.ruleCount > 20)
    }

    @Test("A recorded table is valid", arguments: Golden.nftables)
    func validity(name: String) throws {
        try Ruleset(nftList: try Golden.nftTable(name)).validate()
    }

    @Test("Several tables are read one after the other, comments and empty lines passed over")
    func several() throws {
        let text = "# listed\n\ntable ip a {\n}\n\ntable ip b {\n\tcomment \"second\"\n}\n"
        let tables = try [NftTable](nftList: text)
        #expect(tables == [NftTable(name: "a"), NftTable(name: "b", comment: "second")])
        #expect(tables.nftList == "table ip a {\n}\ntable ip b {\n\tcomment \"second\"\n}\n")
        #expect(try [NftTable](nftList: "") == [])
    }

    @Test("A table that sleeps says so above its comment, and a line apart from its chains")
    func dormant() throws {
        let text = "table ip a {\n\tflags dormant\n\tcomment \"c\"\n\n\tchain C {\n\t}\n}\n"
        let tables = try [NftTable](nftList: text)
        let awake = NftTable(name: "a", comment: "c", chains: [NftChain(name: "C")])
        #expect(tables == [NftTable(name: "a", comment: "c", isDormant: true, chains: [NftChain(name: "C")])])
        #expect(tables != [awake])
        #expect(tables.map { $0.forComparison() } != [awake.forComparison()])
        #expect(tables.nftList == text)
    }

    @Test("The recording of kube-router holds what a reader expects of it")
    func kubeRouter() throws {
        let ruleset = try Ruleset(nftList: try Golden.nftTable("kr211nft-npd-multiport"))
        let table = try #require(ruleset[nftables: "kube-router-filter-ipv4"])
        #expect(table.comment == "rules for kube-router-filter-ipv4")
        #expect(ruleset[nftables: "other"] == nil)
        #expect(ruleset.ruleCount == table.ruleCount)
        let sets = table.sets
        #expect(sets.map(\.elements.count) == [0, 7, 1, 1, 1])
        #expect(sets.map(\.holdsIntervals) == [false, false, true, true, true])
        #expect(sets[1].elements[2] == .init([.address(IPBlock(.v4(IPv4Address(10, 244, 0, 4))))]))
        let block = IPBlock(.v4(IPv4Address(14, 215, 0, 0)), prefixLength: 16)
        #expect(sets[4].elements == [.init([.address(block)])])
        #expect(table["KUBE-ROUTER-FORWARD"]?.base == .init(kind: .filter, hook: .forward, priority: 0))
        #expect(table["KUBE-NWPLCY-COMMON"]?.base == nil)
        let policy = try #require(table["KUBE-NWPLCY-PRDKEAZ7FXBSKWSH"])
        #expect(
            policy.rules.last
                == NftRule(
                    .address(.source, Negatable(.set("KUBE-SRC-W3SHM3VQFGXR74VG"))),
                    .address(.destination, Negatable(.set("KUBE-DST-NTEAC7JCXLABRA4Q"))),
                    .destinationPort(.tcp, PortRange(80)),
                    .counter(.zero),
                    .setMark(.or, 0x10000),
                    .verdict(.return),
                    comment: "default/npd ingress cidr"
                )
        )
    }

    @Test("The recording of kube-proxy holds what a reader expects of it")
    func kubeProxy() throws {
        let table = try #require(try [NftTable](nftList: try Golden.nftTable("kube-proxy")).first)
        let maps = Dictionary(uniqueKeysWithValues: table.sets.map { ($0.name, $0) })
        #expect(maps["service-ips"]?.key == [.address, .transport, .port])
        #expect(maps["service-ips"]?.isVerdictMap == true)
        let unserved = try #require(maps["no-endpoint-services"]?.elements.first)
        #expect(unserved.comment == "default/empty:http")
        #expect(unserved.verdict == .goto("reject-chain"))
        let hairpin = try #require(maps["hairpin-connections"]?.elements.last)
        let pod = NftSet.Value.address(IPBlock(.v4(IPv4Address(10, 244, 0, 5))))
        #expect(hairpin == .init([pod, pod, .transport(.tcp), .port(80)]))
        #expect(table["filter-prerouting-pre-dnat"]?.base?.priority == -110)
        #expect(table["filter-output-pre-dnat"]?.base?.priority == -110)
        #expect(table["nat-postrouting"]?.base?.priority == 100)
        let service = try #require(table["service-JKB34KST-default/test/tcp/http"]?.rules.first)
        let endpoints = [2, 3].map { NftStatement.Endpoint(IPv4Address(10, 244, 0, $0), 80) }
        #expect(service.statements == [.transport(.tcp), .dnat(toOneOf: endpoints)])
        #expect(service.counters == nil)
    }
}
