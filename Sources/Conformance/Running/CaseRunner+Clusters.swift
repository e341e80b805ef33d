import Addressing
package import Cluster
import Layouts
import Rules

extension CaseRunner {
    /// Programs `cluster` and makes `probes`, whose verdicts its policies as they stand must decide.
    ///
    /// For clusters that no case describes: every pod of it that probes name must be one of the twin's. Throws if the twin
    /// fails; what the controller does wrong, or can not do, is a result.
    package func judge(
        _ cluster: ClusterModel,
        on node: Node,
        probes: [PacketProbe]
    ) throws(ConformanceError) -> JudgedCluster {
        let rules: NodeRules
        do throws(LayoutError) {
            rules = try subject.rules(for: cluster, on: node, beside: serviceProxy)
        } catch {
            return JudgedCluster(probes: [], refusal: error.description)
        }
        try twin.program(rules)
        let judge = Judge(of: cluster, under: subject)
        let expectations = probes.map(judge.expectation)
        let verdicts = try verdicts(on: probes, expectations)
        let names = AddressNames(of: cluster)
        return JudgedCluster(
            probes: probes.indices.map { index in
                let probe = probes[index]
                return ProbeResult(
                    source: names[probe.source.address],
                    target: names[probe.destination],
                    port: probe.port,
                    transport: probe.transport,
                    family: probe.source.address.family,
                    isAllowed: expectations[index].isAllowed,
                    verdict: verdicts[index],
                    judgement: expectations[index].judgement(on: verdicts[index])
                )
            }
        )
    }

    /// Judges numbered clusters one after the other by their whole truth tables, and counts what came of them.
    ///
    /// Ends early, with what there is, when `isInterrupted` says so. Cost: about 20 ms of programming a cluster, and what
    /// its probes take.
    package func tally(
        _ clusters: some Sequence<(number: Int, cluster: ClusterModel)>,
        on node: Node,
        ports: [UInt16],
        isInterrupted: () -> Bool = { false }
    ) throws(ConformanceError) -> ClusterTally {
        var tally = ClusterTally()
        for (number, cluster) in clusters {
            if isInterrupted() { break }
            let probes = subject.families.flatMap { family in
                ProbeMatrix(
                    of: cluster,
                    on: node,
                    ports: ports,
                    outside: twin.plan.outside(family),
                    family: family
                ).probes
            }
            tally.note(try judge(cluster, on: node, probes: probes), number: number)
        }
        return tally
    }

    /// The verdicts on `probes`; one that is silent and should not be is asked once more, with more patience.
    ///
    /// A packet that a busy machine lost is no verdict: upstream's clients try five times too. Nothing that should be
    /// denied gets a second chance to be.
    func verdicts(
        on probes: [PacketProbe],
        _ expectations: [ProbeExpectation]
    ) throws(ConformanceError) -> [PacketVerdict] {
        var verdicts = try twin.verdicts(on: probes)
        let lost = probes.indices.filter { index in
            verdicts[index] == .silent && !expectations[index].judgement(on: .silent).isDeclared
        }
        guard !lost.isEmpty else { return verdicts }
        let again = try twin.verdicts(on: lost.map { probes[$0] }, timeout: .seconds(1))
        for (index, verdict) in zip(lost, again) { verdicts[index] = verdict }
        return verdicts
    }
}
