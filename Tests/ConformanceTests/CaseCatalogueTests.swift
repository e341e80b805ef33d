import Addressing
import Cluster
import Conformance
import Testing

/// The cases against the published list and its figures.
@Suite struct CaseCatalogueTests {
    @Test("The 25 cases bear the names of the published table, in its order")
    func names() throws {
        let rows = try ConformanceData.text("feature-table.md").split(separator: "\n").dropFirst(2)
        let features = rows.map { row in
            row.split(separator: "|")[0].trimmingBlanks.replacing("`", with: "'")
        }
        #expect(features.count == 25)
        #expect(ConformanceCase.upstream.map(\.name) == features)
    }

    @Test("They hold 126 probes: 50 that show the server is up, and of the other 76 44 that pass and 32 that do not")
    func probes() {
        let baseline = ConformanceCase.upstream.flatMap { $0.steps[0].probes }
        let own = ConformanceCase.upstream.flatMap { $0.steps.dropFirst().flatMap(\.probes) }
        #expect(baseline.count == 50)
        #expect(baseline.allSatisfy { $0.isAllowed })
        #expect(own.count == 76)
        #expect(own.count(where: \.isAllowed) == 44)
        #expect(own.count { !$0.isAllowed } == 32)
    }

    @Test("Each case has as many probes of its own as upstream's")
    func counts() {
        let counts = ConformanceCase.upstream.map { $0.probes.count - 2 }
        #expect(counts == [1, 6, 2, 2, 2, 3, 3, 8, 2, 2, 2, 2, 2, 2, 6, 2, 2, 2, 3, 4, 5, 4, 3, 2, 4])
    }

    @Test("Eight cases change something after policies were first enforced")
    func dynamic() {
        let numbers = ConformanceCase.upstream.enumerated().filter(\.element.isDynamic).map { $0.offset + 1 }
        #expect(numbers == [15, 16, 17, 18, 20, 21, 22, 25])
    }

    @Test("Nine cases use pods of nsb, one of them nsc too")
    func namespaces() {
        func cases(using namespace: String) -> [Int] {
            ConformanceCase.upstream.enumerated().filter { _, candidate in
                candidate.probes.contains { probe in
                    [probe.source, probe.target].contains { "\($0)".hasPrefix("\(namespace)/") }
                }
            }.map { $0.offset + 1 }
        }
        #expect(cases(using: "nsb") == [2, 3, 5, 6, 7, 8, 13, 16, 19])
        #expect(cases(using: "nsc") == [5])
    }

    @Test("Names are unique, and four cases came later and five are examples")
    func all() {
        #expect(Set(ConformanceCase.all.map(\.name)).count == ConformanceCase.all.count)
        #expect(ConformanceCase.later.count == 4)
        #expect(ConformanceCase.examples.count == 5)
        #expect(ConformanceCase.all.count == 34)
    }

    @Test("Every probe ends at a server of its world, or at somebody who listens", arguments: ConformanceCase.all)
    func targets(conformanceCase: ConformanceCase) {
        for (step, cluster) in ConformanceData.clusters(of: conformanceCase) {
            for probe in step.probes {
                #expect(CaseFixture.ports.contains(probe.port))
                guard case .pod(let name) = probe.target else { continue }
                #expect(cluster.pods.contains { $0.namespace == name.namespace && $0.name == name.name })
                guard probe.way == .service else { continue }
                #expect(
                    cluster.services.contains { $0.clusterIP.map(IPAddress.v4) == probe.packet().destination },
                    "\(probe)"
                )
            }
        }
    }

    @Test("The fixture gives every pod an address and a ClusterIP of its own")
    func addresses() {
        #expect(Set(CaseFixture.pods).count == CaseFixture.pods.count)
        let addresses = CaseFixture.pods.map { CaseFixture.address(of: $0) }
        let services = CaseFixture.pods.map { CaseFixture.serviceAddress(of: $0) }
        #expect(Set(addresses + services).count == 2 * CaseFixture.pods.count)
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
