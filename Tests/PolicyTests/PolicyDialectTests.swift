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

    @Test("policyTypes that are given hold, whatever rules there are", arguments: PolicyDialect.known)
    func given(dialect: PolicyDialect) {
        #expect(directions(dialect, types: [.egress], ingress: rules) == [.egress])
        #expect(directions(dialect, types: [.ingress], egress: rules) == [.ingress])
        #expect(directions(dialect, types: [.ingress, .egress]) == [.ingress, .egress])
    }

    @Test("Absent policyTypes mean Ingress, and Egress if there is an egress rule", arguments: PolicyDialect.known)
    func absent(dialect: PolicyDialect) {
        #expect(directions(dialect) == [.ingress])
        #expect(directions(dialect, egress: []) == [.ingress])
        #expect(directions(dialect, egress: rules) == [.ingress, .egress])
        #expect(directions(dialect, types: [], egress: rules) == [.ingress, .egress])
    }
}
