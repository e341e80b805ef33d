import Addressing
import Cluster
import Testing

@testable import Policy

@Suite struct LabelIndexTests {
    private let labels: [[String: String]] = [
        ["app": "a", "tier": "x"], ["app": "b"], [:], ["app": "a"], ["app": "b", "tier": "x"],
    ]

    private func candidates(
        _ matchLabels: [String: String] = [:],
        _ expressions: [LabelSelector.Requirement] = [],
        readsExpressions: Bool = true
    ) -> [Int]? {
        LabelIndex(of: labels).candidates(
            for: LabelSelector(matchLabels: matchLabels, matchExpressions: expressions),
            readsExpressions: readsExpressions
        )
    }

    @Test("A label narrows to its pods, several to the fewest of one of them, and an unknown one to none")
    func matchLabels() {
        #expect(candidates(["app": "a"]) == [0, 3])
        #expect(candidates(["tier": "x"]) == [0, 4])
        #expect(candidates(["app": "c"]) == [])
        #expect(candidates(["app": "a", "tier": "y"]) == [])
        #expect(candidates() == nil)
    }

    @Test("In narrows to the pods of its values, each once, and the other operators to nothing")
    func expressions() {
        let values = LabelSelector.Requirement(key: "app", operator: .in, values: ["b", "a", "b"])
        #expect(candidates([:], [values]) == [0, 1, 3, 4])
        #expect(candidates(["tier": "x"], [values]) == [0, 4])
        #expect(candidates([:], [values], readsExpressions: false) == nil)
        for other in [LabelSelector.Requirement.Operator.notIn, .exists, .doesNotExist] {
            #expect(candidates([:], [.init(key: "app", operator: other, values: ["a"])]) == nil)
        }
    }

    @Test("What is selected is the same with the index as by asking every pod")
    func agreement() {
        let pods = labels.enumerated().map { place, labels in
            Pod(
                namespace: "n",
                name: "p\(place)",
                labels: labels,
                nodeName: "m",
                hostAddress: nil,
                address: .init(10, 0, 0, UInt8(place))
            )
        }
        let cluster = ClusterModel(namespaces: [Namespace(name: "n")], pods: pods)
        let selectors = [
            LabelSelector(), LabelSelector(matchLabels: ["app": "a"]),
            LabelSelector(matchLabels: ["app": "b"], matchExpressions: [.init(key: "tier", operator: .doesNotExist)]),
            LabelSelector(matchExpressions: [.init(key: "app", operator: .in, values: ["a", "b"])]),
            LabelSelector(matchExpressions: [.init(key: "app", operator: .notIn, values: ["a"])]),
        ]
        for dialect in [PolicyDialect.standard, .kubeRouter020] {
            let selection = PolicySelection(of: cluster, dialect: dialect)
            for selector in selectors {
                let policy = NetworkPolicy(namespace: "n", name: "p", podSelector: selector)
                let expected = pods.filter { selector.matches($0.labels, dialect: dialect) }.map(\.name)
                #expect(selection.pods(selectedBy: policy).map(\.name) == expected)
            }
        }
    }
}
