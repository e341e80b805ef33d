import Cluster
import Policy
import Testing

@Suite struct PolicyDialectTests {
    private let rules = [NetworkPolicy.Rule()]

    private func directions(
        _ dialect: PolicyDialect,
        types: [NetworkPolicy.Direction]? = nil,
        ingress: [NetworkPolicy.Rule]? = nil,
        egress: [NetworkPolicy.Rule]? = nil
    ) -> Set<NetworkPolicy.Direction> {
        dialect.directions(
            of: NetworkPolicy(namespace: "a", name: "p", policyTypes: types, ingress: ingress, egress: egress)
        )
    }

    @Test("policyTypes that are given hold, whatever rules there are", arguments: PolicyDialect.allCases)
    func given(dialect: PolicyDialect) {
        #expect(directions(dialect, types: [.egress], ingress: rules) == [.egress])
        #expect(directions(dialect, types: [.ingress], egress: rules) == [.ingress])
        #expect(directions(dialect, types: [.ingress, .egress]) == [.ingress, .egress])
    }

    @Test("Absent policyTypes mean Ingress, and Egress if there is an egress rule")
    func standard() {
        #expect(directions(.standard) == [.ingress])
        #expect(directions(.standard, egress: []) == [.ingress])
        #expect(directions(.standard, egress: rules) == [.ingress, .egress])
        #expect(directions(.standard, types: [], egress: rules) == [.ingress, .egress])
    }

    @Test("To kube-router 0.2.0 they mean the fields that are given, even if empty, else Ingress")
    func kubeRouter() {
        #expect(directions(.kubeRouter020) == [.ingress])
        #expect(directions(.kubeRouter020, ingress: []) == [.ingress])
        #expect(directions(.kubeRouter020, egress: []) == [.egress])
        #expect(directions(.kubeRouter020, ingress: [], egress: []) == [.ingress, .egress])
    }
}
