import Addressing
import Cluster
import Conformance
import Policy
import Testing

@Suite struct GeneratedCaseTests {
    private static let cases = (0..<1000).map { GeneratedCase(number: $0, seed: 7) }

    @Test("A case is the same every time, and another for every number and seed")
    func determinism() {
        for number in [0, 1, 999, 123_456] {
            #expect(GeneratedCase(number: number, seed: 7) == GeneratedCase(number: number, seed: 7))
            #expect(
                GeneratedCase(number: number, seed: 7).cluster != GeneratedCase(number: number, seed: 8).cluster
            )
        }
        #expect(zip(Self.cases, Self.cases.dropFirst()).count { $0.cluster == $1.cluster } == 0)
    }

    @Test("A case is the same with every compiler and on every machine as it was when this was written")
    func pinned() throws {
        var checksum: UInt64 = 0xcbf2_9ce4_8422_2325
        for generated in Self.cases.prefix(10) {
            // FNV-1a.
            for byte in try ManifestWriter.text(of: generated.cluster, as: .yaml).utf8 {
                checksum = (checksum ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        #expect(checksum == 17_666_303_824_958_873_376)
    }

    @Test("A case is three namespaces of three pods and a Service, one of them without labels, and 1 to 6 policies")
    func size() {
        for generated in Self.cases {
            let cluster = generated.cluster
            #expect(cluster.namespaces.map(\.name) == ["x", "y", "z"])
            #expect(cluster.namespaces.contains { $0.labels.isEmpty })
            #expect(cluster.pods.map { "\($0.namespace)/\($0.name)" } == Self.podNames)
            #expect(Set(cluster.pods.map(\.address)).count == 9)
            #expect(cluster.localPods(on: GeneratedCase.nodeName) == cluster.pods)
            #expect(cluster.services.map(\.namespace) == ["x", "y", "z"])
            #expect((1...6).contains(cluster.policies.count))
            #expect(Set(cluster.policies.map(\.name)).count == cluster.policies.count)
        }
        #expect(Set(Self.cases.map(\.cluster.policies.count)) == [1, 2, 3, 4, 5, 6])
        #expect(Self.cases.contains { !$0.cluster.namespaces.allSatisfy(\.labels.isEmpty) })
    }

    @Test("Every case, written as manifests and read back, is the same, so the API server would take its policies")
    func roundTrip() throws {
        for generated in Self.cases.prefix(200) {
            let text = try ManifestWriter.text(of: generated.cluster, as: .json)
            #expect(try ManifestReader.cluster(from: Array(text.utf8), file: "case") == generated.cluster)
        }
    }

    @Test("With a second node some pods run there, and nothing but places and addresses changes")
    func secondNode() {
        var remote = 0
        for generated in Self.cases.prefix(100) {
            let spread = GeneratedCase(number: generated.number, seed: 7, usesSecondNode: true).cluster
            let elsewhere = spread.localPods(on: GeneratedCase.otherNodeName)
            remote += elsewhere.count
            #expect(elsewhere.allSatisfy { $0.address.map(spread.nodes[1].holds) ?? false })
            #expect(
                spread.localPods(on: GeneratedCase.nodeName).allSatisfy {
                    $0.address.map(spread.nodes[0].holds) ?? false
                }
            )
            #expect(spread.pods.map(\.labels) == generated.cluster.pods.map(\.labels))
            #expect(spread.policies.map(\.podSelector) == generated.cluster.policies.map(\.podSelector))
        }
        #expect((200...400).contains(remote), "\(remote) of 900")
    }

    @Test("Endpoints are those that the endpoints controller would write")
    func services() throws {
        var skipped = 0
        for generated in Self.cases {
            for service in generated.cluster.services {
                for port in service.ports {
                    let chosen = generated.cluster.pods.filter { pod in
                        pod.namespace == service.namespace
                            && service.selector.allSatisfy { pod.labels[$0.key] == $0.value }
                    }
                    skipped += chosen.count - port.endpoints.count
                    for endpoint in port.endpoints {
                        let pod = try #require(chosen.first { $0.address == endpoint.address })
                        let own = pod.ports.first { $0.number == endpoint.port && $0.transport == port.transport }
                        if port.targetPort == "web" {
                            #expect(own?.name == "web")
                        } else {
                            #expect(endpoint.port == 80)
                        }
                    }
                }
            }
        }
        #expect(skipped > 0, "some pods lack the port's name")
    }

    @Test("Probes are every ordered pair of ends, by source, destination and port")
    func probes() throws {
        let generated = Self.cases[0]
        let probes = generated.probes
        try #require(probes.count == 10 * 9 * 4)
        #expect(probes.allSatisfy { $0.source != $0.destination })
        #expect(probes.prefix(5).map(\.port) == [80, 81, 80, 80, 80])
        #expect(probes.prefix(5).map(\.transport) == [.tcp, .tcp, .udp, .sctp, .tcp])
        #expect(probes[0].source == .pod(generated.cluster.pods[0]))
        #expect(probes[0].destination == .pod(generated.cluster.pods[1]))
        #expect(probes[35].destination == .address(.v4(GeneratedCase.client)))
        #expect(probes[36].source == .pod(generated.cluster.pods[1]))
        #expect(probes[359].source == .address(.v4(GeneratedCase.client)))
        #expect(probes == generated.probes)
    }

    @Test("About half of the probes are allowed, in all and on either side of a case's middle")
    func balance() {
        var allowed = 0
        var shares: [Double] = []
        for generated in Self.cases.prefix(300) {
            let oracle = PolicyOracle(of: generated.cluster)
            let count = generated.probes.count { oracle.verdict(on: $0).isAllowed }
            allowed += count
            shares.append(Double(count) / 360)
        }
        let share = Double(allowed) / (300 * 360)
        #expect((0.4...0.6).contains(share), "\(share)")
        #expect(shares.contains { $0 < 0.3 } && shares.contains { $0 > 0.7 })
        // A case in which all is allowed, or nothing, shows little.
        #expect(shares.count { $0 > 0.05 && $0 < 0.95 } > 240)
    }

    @Test("Every feature of the API appears in 1000 cases, and often enough")
    func features() {
        var counts: [String: Int] = [:]
        for generated in Self.cases {
            for feature in PolicyFeatures.of(generated.cluster) { counts[feature, default: 0] += 1 }
        }
        for feature in PolicyFeatures.all { #expect(counts[feature, default: 0] >= 10, "\(feature)") }
        #expect(Set(counts.keys).isSubset(of: PolicyFeatures.all), "a feature without a name in the list")
    }

    private static let podNames = ["x/a", "x/b", "x/c", "y/a", "y/b", "y/c", "z/a", "z/b", "z/c"]
}

extension Node {
    fileprivate func holds(_ address: IPv4Address) -> Bool { podCIDR?.contains(address) ?? false }
}
