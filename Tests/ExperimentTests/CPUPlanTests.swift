import Experiment
import Testing

@Suite("CPU plan")
struct CPUPlanTests {
    @Test("Servers get the first half and the generator the rest, of the CPUs there are")
    func halves() {
        #expect(CPUPlan(available: [0, 1]).servers == [0])
        #expect(CPUPlan(available: [0, 1]).client == [1])
        let odd = CPUPlan(available: [2, 3, 5, 8, 13])
        #expect(odd.servers == [2, 3])
        #expect(odd.client == [5, 8, 13])
    }

    @Test("Wherever there are two CPUs, none serves and loads, and none is idle", arguments: 2...9)
    func apart(count: Int) {
        let plan = CPUPlan(available: Array(0..<count))
        #expect(Set(plan.client).isDisjoint(with: plan.servers))
        #expect((plan.servers + plan.client).sorted() == Array(0..<count))
        #expect(!plan.servers.isEmpty)
        #expect(plan.workers == plan.client.count)
    }

    @Test("A single CPU does both, with one worker")
    func single() {
        let plan = CPUPlan(available: [7])
        #expect(plan.client == [7])
        #expect(plan.servers == [7])
        #expect(plan.workers == 1)
    }

    @Test("No CPU at all still means one worker, wherever the kernel puts it")
    func none() {
        let plan = CPUPlan(available: [])
        #expect(plan.client.isEmpty)
        #expect(plan.workers == 1)
    }
}
