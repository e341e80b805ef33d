import Results
import Testing

@Suite("Treatments")
struct TreatmentTests {
    private func plan(_ controllers: String, _ arms: [Arm]) -> RunPlan {
        var plan = Samples.run.plan
        (plan.controller, plan.arms) = (controllers, arms)
        return plan
    }

    @Test("Each arm of each controller is compared with off, controller by controller; off is one for all")
    func comparisons() {
        let plan = plan("kube-router-2.11,calico-iptables", [.off, .idle, .on])
        #expect(plan.controllers == ["kube-router-2.11", "calico-iptables"])
        #expect(
            plan.comparisons.map(\.description) == [
                "off", "kube-router-2.11 idle", "kube-router-2.11", "calico-iptables idle", "calico-iptables",
            ]
        )
        #expect(plan.treatments == plan.comparisons)
        #expect(self.plan("calico-iptables", [.on]).treatments == [.off, Treatment(.on, of: "calico-iptables")])
    }

    @Test("Whoever is compared with off, off has no controller")
    func off() {
        #expect(Treatment(.off, of: "calico-iptables") == .off)
        #expect(Treatment.off.controller == "none")
    }

    @Test("Policies are enforced in on and in churn, which is named as an arm")
    func enforcing() {
        #expect(Arm.allCases.filter(\.enforces) == [.on, .churn])
        let churn = Treatment(.churn, of: "calico-iptables")
        #expect(churn.description == "calico-iptables churn")
        #expect(churn.name(among: ["calico-iptables"]) == "churn")
    }

    @Test("Sync work is compared with the rules alone of the same controller")
    func syncWork() {
        var cost = Samples.cost
        cost.arm = .churn
        let alone = ContrastRow.onlyRules(of: cost.controller)
        #expect(alone == "\(cost.controller) on")
        #expect(ContrastRow(cost: cost, against: alone).isOfSyncWork)
        #expect(!ContrastRow(cost: cost, against: "calico-iptables").isOfSyncWork)
        cost.arm = .on
        #expect(!ContrastRow(cost: cost, against: alone).isOfSyncWork)
    }

    @Test("In a run of one controller an arm's name is enough")
    func names() {
        let treatment = Treatment(.idle, of: "calico-iptables")
        #expect(treatment.name(among: ["calico-iptables"]) == "idle")
        #expect(treatment.name(among: ["calico-iptables", "kube-router-2.11"]) == "calico-iptables idle")
        let name = treatment.name(among: ["a", "b"])
        #expect(
            ResultDirectory.rules(Samples.scale, name, format: "nft").hasSuffix("-82local-calico-iptables-idle.nft")
        )
    }

    @Test("A sample says what ran; one from before a run could have several controllers was of the run's only one")
    func samples() {
        let plan = plan("kube-router-2.11", [.on])
        var sample = Samples.sample
        (sample.arm, sample.comparedArm, sample.controller) = (.off, .on, "calico-iptables")
        #expect(sample.treatment(in: plan) == .off)
        #expect(sample.compared(in: plan) == Treatment(.on, of: "calico-iptables"))
        sample.controller = nil
        #expect(sample.compared(in: plan) == Treatment(.on, of: "kube-router-2.11"))
    }
}
