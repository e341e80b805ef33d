import Addressing
import Cluster
package import Layouts
import Rules

/// Plays cases, and judges clusters, in a twin under one controller.
package struct CaseRunner {
    package let twin: PacketTwin
    package let subject: ConformanceSubject
    package let serviceProxy: ServiceProxy

    /// How long a probe that measures exposure waits: a veth answers in microseconds.
    private static let glance = Duration.milliseconds(20)
    /// How long the look before the new rules may hold them up.
    private static let firstGlance = Duration.milliseconds(2)

    package init(twin: PacketTwin, subject: ConformanceSubject, serviceProxy: ServiceProxy) {
        self.twin = twin
        self.subject = subject
        self.serviceProxy = serviceProxy
    }

    /// Plays a case from its first step to its last, or to one that the controller can not program.
    ///
    /// Throws if the twin fails; what the controller does wrong is a result.
    package func play(_ conformanceCase: ConformanceCase) throws(ConformanceError) -> CaseResult {
        let start = ContinuousClock.now
        var world = CaseWorld(conformanceCase)
        var result = CaseResult(name: conformanceCase.name, origin: conformanceCase.origin, steps: [], seconds: 0)
        for (index, step) in conformanceCase.steps.enumerated() {
            let change = ContinuousClock.now
            step.changes.forEach { world.apply($0) }
            let clients = world.clients(for: step)
            let cluster = world.cluster(with: clients, families: subject.families)
            let node = cluster.nodes.first ?? CaseFixture.node
            let rules: NodeRules
            do throws(LayoutError) {
                rules = try subject.rules(for: cluster, on: node, beside: serviceProxy)
            } catch {
                result.refusal = error.description
                break
            }
            // Every case starts on a node that has just synced.
            let events = index == 0 ? [] : step.changes.map(\.event) + clients.map { _ in .podAdded }
            result.steps.append(
                try play(
                    step,
                    number: index + 1,
                    in: cluster,
                    under: rules,
                    isSeen: subject.trigger.sees(events),
                    since: change
                )
            )
        }
        result.seconds = (ContinuousClock.now - start) / .seconds(1)
        return result
    }

    private func play(
        _ step: CaseStep,
        number: Int,
        in cluster: ClusterModel,
        under rules: NodeRules,
        isSeen: Bool,
        since change: ContinuousClock.Instant
    ) throws(ConformanceError) -> StepResult {
        let trials = subject.families.flatMap { family in step.probes.map { (probe: $0, family: family) } }
        let packets = trials.map { $0.probe.packet($0.family) }
        var clock: ExposureClock?
        if step.changesPolicy {
            // What the controller does not see stands until its period ends; that moment is the start then.
            let start = isSeen ? change : ContinuousClock.now
            var watch = ExposureClock(expecting: trials.map { $0.probe.isAllowed }, since: start)
            try program(rules, watching: packets, &watch)
            clock = watch
        } else {
            try twin.program(rules)
        }
        let judge = Judge(of: cluster, under: subject)
        let expectations = packets.map(judge.expectation)
        let verdicts = try verdicts(on: packets, expectations)
        clock?.conclude(verdicts)
        return StepResult(
            number: number,
            probes: trials.indices.map { index in
                let (probe, family) = trials[index]
                return ProbeResult(
                    source: probe.source.title(in: family),
                    target: probe.target.title(in: family),
                    port: probe.port,
                    transport: probe.transport,
                    family: family,
                    isAllowed: probe.isAllowed,
                    verdict: verdicts[index],
                    judgement: expectations[index].judgement(on: verdicts[index])
                )
            },
            exposure: clock?.exposure(sync: isSeen ? .event : .period)
        )
    }

    /// Programs `rules` while probes go on, from a look at the old rules to a round that began after the kernel had
    /// the new ones.
    ///
    /// Without the first look a busy machine could hold the probes back until all is over, and nothing would seem wrong.
    private func program(
        _ rules: NodeRules,
        watching packets: [PacketProbe],
        _ clock: inout ExposureClock
    ) throws(ConformanceError) {
        clock.note(try twin.timedVerdicts(on: packets, timeout: CaseRunner.firstGlance))
        let outcome = try twin.begin(rules)
        do throws(ConformanceError) {
            var isLast = false
            while !isLast {
                isLast = outcome.isDone
                clock.note(try twin.timedVerdicts(on: packets, timeout: CaseRunner.glance))
            }
        } catch {
            try twin.finish(outcome)
            throw error
        }
        try twin.finish(outcome)
        clock.programSeconds = outcome.seconds
    }
}
