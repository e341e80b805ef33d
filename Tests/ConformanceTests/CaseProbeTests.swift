import Addressing
import Cluster
import Testing

@testable import Conformance

@Suite struct CaseProbeTests {
    @Test("A name is read from its text and printed as it was")
    func names() {
        let name: PodName = "nsa/server"
        #expect(name == PodName(namespace: "nsa", name: "server"))
        #expect("\(name)" == "nsa/server")
        #expect(("alone" as PodName) == PodName(namespace: "default", name: "alone"))
        #expect(("a/b/c" as PodName).name == "b/c")
    }

    @Test("Names sort by namespace, then by name")
    func order() {
        let names: [PodName] = ["nsb/a", "nsa/c", "nsa/b"]
        #expect(names.sorted() == ["nsa/b", "nsa/c", "nsb/a"])
    }

    @Test("Upstream's probes dial the Service over TCP")
    func upstream() {
        let ok = CaseProbe.ok("nsa/client-a", "nsa/server", 81)
        #expect(ok.way == .service && ok.transport == .tcp && ok.port == 81 && ok.isAllowed)
        let fail = CaseProbe.fail("nsa/client-a", "nsa/server")
        #expect(fail.port == 80 && !fail.isAllowed)
        #expect(
            ok.packet()
                == PacketProbe(
                    source: .pod(CaseFixture.address(of: "nsa/client-a")),
                    destination: CaseFixture.serviceAddress(of: "nsa/server"),
                    port: 81
                )
        )
    }

    @Test("A probe of an address dials the pod itself, and one of the outside the address")
    func addresses() {
        let direct = CaseProbe(.pod("nsa/a-0"), .pod("nsa/a-1"), 80, transport: .udp, way: .address, isAllowed: true)
        #expect(direct.packet().destination == .v4(CaseFixture.address(of: "nsa/a-1")))
        #expect(direct.packet().transport == .udp)
        let out = CaseProbe(.pod("nsa/a-0"), .outside(CaseFixture.insider), 80, way: .service, isAllowed: true)
        #expect(out.packet().destination == .v4(CaseFixture.insider))
        let inward = CaseProbe(.outside(CaseFixture.stranger), .pod("nsa/a-0"), 80, way: .address, isAllowed: true)
        #expect(inward.packet().source == .outside(CaseFixture.stranger))
        #expect(inward.packet().source.address == .v4(CaseFixture.stranger))
    }

    @Test("Over IPv6 the pod behind a Service is dialled, and everybody has the companion of the IPv4 address")
    func secondStack() throws {
        let packet = CaseProbe.ok("nsa/client-a", "nsa/server", 81).packet(.ipv6)
        #expect("\(packet.source.address)" == "fd00:244::af4:107")
        #expect("\(packet.destination)" == "fd00:244::af4:102" && packet.port == 81)
        let out = CaseProbe(
            .outside(CaseFixture.stranger),
            .outside(CaseFixture.insider),
            80,
            way: .service,
            isAllowed: true
        )
        #expect(out.packet(.ipv6).source == .outside(try #require(IPAddress("fd00:244::c633:6402"))))
        #expect(out.packet(.ipv6).destination == IPAddress("fd00:244::ed7:2"))
        #expect(out.target.title(in: .ipv6) == "[fd00:244::ed7:2]" && out.target.title(in: .ipv4) == "14.215.0.2")
    }

    @Test("Blocks have companions bit by bit, and all addresses of one family have all of the other")
    func companions() throws {
        #expect("\(try #require(IPv4CIDR("14.215.0.0/16")).companion)" == "fd00:244::ed7:0/112")
        #expect("\(try #require(IPv4CIDR("10.244.1.2/32")).companion)" == "fd00:244::af4:102/128")
        #expect("\(try #require(IPv4CIDR("0.0.0.0/0")).companion)" == "::/0")
    }

    @Test("Probes print as a reader would write them")
    func descriptions() {
        #expect("\(CaseProbe.ok("nsa/client-a", "nsa/server"))" == "nsa/client-a -> nsa/server:80")
        let datagram = CaseProbe(
            .outside(CaseFixture.insider),
            .pod("nsa/a-1"),
            81,
            transport: .udp,
            way: .address,
            isAllowed: true
        )
        #expect("\(datagram)" == "14.215.0.2 -> nsa/a-1:81/UDP")
    }

    @Test("Verdicts print as clauses")
    func verdicts() {
        let reached = PacketVerdict.reached(IPv4Address(10, 244, 1, 2))
        #expect("\(reached)" == "reached 10.244.1.2" && reached.isReached)
        #expect("\(PacketVerdict.refused)" == "refused" && !PacketVerdict.refused.isReached)
        #expect("\(PacketVerdict.silent)" == "no answer" && !PacketVerdict.silent.isReached)
    }
}
