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
        #expect(defect { $0.arms = [.on, .on] }.contains("an arm twice"))
        #expect(defect { $0.levels = [1, 0] }.contains("level 0"))
        #expect(defect { $0.quads = -1 }.contains("-1 quads"))
        for slice in [0, -1, .nan, .infinity] {
            #expect(defect { $0.sliceSeconds = slice }.contains("\(slice) s can not be run"))
        }
    }

    @Test("All arms are off and the compared ones, each once; only off has no controller")
    func arms() {
        #expect(RunPlan.sample(arms: [.idle, .on]).allArms == [.off, .idle, .on])
        #expect(RunPlan.sample(arms: [.off]).allArms == [.off])
        #expect(RunPlan.sample().controller(of: .off) == "none")
        #expect(RunPlan.sample().controller(of: .idle) == "kube-router-0.2.0")
    }
}
