import Experiment
import Results
import Testing

@Suite("Validation of a plan")
struct RunPlanValidationTests {
    @Test("A plan in order has no defect, an A/A plan neither")
    func sound() {
        #expect(RunPlan.sample().defect == nil)
        #expect(RunPlan.sample(arms: [.off]).defect == nil)
    }

    @Test("Each defect is named in one sentence")
    func defects() {
        func defect(_ change: (inout RunPlan) -> Void) -> String {
            var plan = RunPlan.sample()
            change(&plan)
            return plan.defect ?? "none"
        }
        #expect(defect { $0.scales = [] }.contains("no scale"))
        #expect(defect { $0.levels = [] }.contains("no level"))
        #expect(defect { $0.arms = [] }.contains("no arm"))
        #expect(defect { $0.scales = [.small, .small] }.contains("a scale twice"))
        #expect(defect { $0.levels = [8, 1, 8] }.contains("level twice"))
        #expect(defect { $0.connectionModes = [] }.contains("no mode of connections"))
        #expect(defect { $0.connectionModes = [.keepAlive, .keepAlive] }.contains("a mode of connections twice"))
        #expect(defect { $0.arms = [.on, .on] }.contains("an arm twice"))
        #expect(defect { $0.levels = [1, 0] }.contains("level 0"))
        #expect(defect { $0.quads = -1 }.contains("-1 quads"))
        for slice in [0, -1, .nan, .infinity] {
            #expect(defect { $0.sliceSeconds = slice }.contains("\(slice) s can not be run"))
        }
    }

    @Test("Syncs need an arm, the arm a period, and both the time for two of them")
    func churn() {
        func defect(_ arms: [Arm], _ period: Double?, quads: Int = 6) -> String? {
            var plan = RunPlan.sample(levels: [1, 8], quads: quads, arms: arms)
            plan.churnSeconds = period
            return plan.defect
        }
        // 2 levels x 6 quads x 2 samples of 0.25 s: 6 s of load.
        #expect(defect([.on, .churn], 3) == nil)
        #expect(defect([.on, .churn], 3.1)?.contains("loaded for 6.0 s at a scale") == true)
        #expect(defect([.on, .churn], 3.1, quads: 8) == nil)
        #expect(defect([.on, .churn], nil)?.contains("no period") == true)
        #expect(defect([.on], 1)?.contains("no arm churn") == true)
        for period in [0, -1, .nan, .infinity] {
            #expect(defect([.on, .churn], period)?.contains("above 0") == true)
        }
    }

    @Test("Latency is measured at a share of off's QPS that loads the node and that a dear controller bears")
    func latency() {
        func defect(_ share: Double) -> String? { RunPlan.sample(latencyShare: share).defect }
        #expect(defect(0.1) == nil && defect(0.8) == nil)
        for share in [0.0, 0.09, 0.81, .nan, .infinity, -0.5] {
            #expect(defect(share)?.contains("give 10 % to 80 %") == true)
        }
    }

    @Test("A controller twice, and a comma too many, are refused")
    func controllers() {
        func defect(_ controllers: String) -> String? {
            var plan = RunPlan.sample()
            plan.controller = controllers
            return plan.defect
        }
        #expect(defect("calico-iptables,kube-router-2.11") == nil)
        #expect(defect("calico-iptables,calico-iptables")?.contains("a controller twice") == true)
        #expect(defect("calico-iptables,")?.contains("no controller") == true)
    }
}
