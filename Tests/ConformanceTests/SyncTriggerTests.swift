import Conformance
import Layouts
import Testing

@Suite struct SyncTriggerTests {
    @Test("kube-router 0.2.0 misses labels, and learns of them with the next pod")
    func early() {
        let trigger = SyncTrigger(of: .kubeRouter020)
        #expect(trigger == .podLifecycle)
        #expect(!trigger.sees([.podLabels]))
        #expect(!trigger.sees([.namespaceLabels]))
        #expect(trigger.sees([.namespaceLabels, .podAdded]))
        #expect(trigger.sees([.policyChanged]))
        #expect(!trigger.sees([.podAdded, .podLabels]))
    }

    @Test("A controller that watches everything misses nothing")
    func everything() {
        for event in ClusterEvent.allCases { #expect(SyncTrigger.everything.sees([event])) }
    }

    @Test("Nothing that happened is nothing to miss")
    func nothing() {
        #expect(SyncTrigger(events: []).sees([]))
        #expect(!SyncTrigger(events: []).sees([.podAdded]))
    }

    @Test("Upstream's cases leave one change to the early controller's period: the label of a pod that lives on")
    func missed() {
        let missed = ConformanceCase.upstream.filter { conformanceCase in
            var world = CaseWorld(conformanceCase)
            return conformanceCase.steps.dropFirst().contains { step in
                step.changes.forEach { world.apply($0) }
                let events = step.changes.map(\.event) + world.clients(for: step).map { _ in ClusterEvent.podAdded }
                return !SyncTrigger.podLifecycle.sees(events)
            }
        }
        #expect(missed.map(\.name) == ["should allow ingress access from updated pod"])
    }
}
