import Cluster
import Policy
import Testing

@Suite struct LabelSelectorMatchTests {
    private func selector(_ operator: LabelSelector.Requirement.Operator, _ values: [String] = []) -> LabelSelector {
        LabelSelector(matchExpressions: [.init(key: "k", operator: `operator`, values: values)])
    }

    @Test("An empty selector selects everything")
    func empty() {
        #expect(LabelSelector().matches([:]))
        #expect(LabelSelector().matches(["a": "b"]))
    }

    @Test("All of matchLabels must be there with their values")
    func matchLabels() {
        let selector = LabelSelector(matchLabels: ["a": "1", "b": "2"])
        #expect(selector.matches(["a": "1", "b": "2", "c": "3"]))
        #expect(!selector.matches(["a": "1"]))
        #expect(!selector.matches(["a": "1", "b": "1"]))
    }

    @Test("In and NotIn, where a missing key is not in, and so satisfies NotIn")
    func sets() {
        #expect(selector(.in, ["x", "y"]).matches(["k": "y"]))
        #expect(!selector(.in, ["x", "y"]).matches(["k": "z"]))
        #expect(!selector(.in, ["x", "y"]).matches([:]))
        #expect(!selector(.notIn, ["x", "y"]).matches(["k": "y"]))
        #expect(selector(.notIn, ["x", "y"]).matches(["k": "z"]))
        #expect(selector(.notIn, ["x", "y"]).matches([:]))
    }

    @Test("Exists and DoesNotExist look at the key alone")
    func existence() {
        #expect(selector(.exists).matches(["k": ""]))
        #expect(!selector(.exists).matches(["j": "k"]))
        #expect(selector(.doesNotExist).matches(["j": "k"]))
        #expect(!selector(.doesNotExist).matches(["k": ""]))
    }

    @Test("Labels and expressions must both hold, but kube-router 0.2.0 reads the labels alone")
    func together() {
        var both = selector(.exists)
        both.matchLabels = ["a": "1"]
        #expect(both.matches(["a": "1", "k": "x"]))
        #expect(!both.matches(["a": "1"]))
        #expect(!both.matches(["k": "x"]))
        #expect(both.matches(["a": "1"], dialect: .kubeRouter020))
        #expect(!both.matches(["k": "x"], dialect: .kubeRouter020))
    }
}
