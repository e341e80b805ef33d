import Addressing
import Cluster
import Policy
import Testing

@Suite struct PolicySelectionTests {
    private func peers(_ text: String, in namespace: String = "nsa", dialect: PolicyDialect = .standard) throws
        -> [String]
    {
        let spec = "{podSelector: {}, ingress: [{from: [\(text)]}]}"
        let cluster = try PolicyData.cluster(policies: PolicyData.policy(in: namespace, spec))
        let policy = cluster.policies[0]
        let peer = try #require(policy.ingress?.first?.peers.first)
        return PolicySelection(of: cluster, dialect: dialect).pods(selectedBy: peer, of: policy).map(\.name)
    }

    @Test("A policy selects pods of its own namespace only, cluster-wide and in cluster order")
    func policies() throws {
        let cluster = try PolicyData.cluster("npd-multiport.yaml")
        let selected = PolicySelection(of: cluster, dialect: .standard).pods(selectedBy: cluster.policies[0])
        #expect(selected.map(\.name) == ["svc-0-0", "svc-0-1", "svc-1-0", "svc-1-1", "svc-1-2", "test-0", "test-1"])
        #expect(Set(selected.map(\.nodeName)) == ["node-1", "node-2"])
    }

    @Test("A podSelector alone means the policy's namespace")
    func podPeers() throws {
        #expect(try peers("{podSelector: {}}") == ["a-0", "a-1", "db-0"])
        #expect(try peers("{podSelector: {matchLabels: {app: db}}}") == ["db-0"])
        #expect(try peers("{podSelector: {matchLabels: {app: b}}}") == [])
    }

    @Test("A namespaceSelector alone means all pods of those namespaces")
    func namespacePeers() throws {
        #expect(try peers("{namespaceSelector: {matchLabels: {app: nsb}}}") == ["b-0", "b-1"])
        #expect(try peers("{namespaceSelector: {}}").count == 12)
        #expect(try peers("{namespaceSelector: {matchLabels: {app: nobody}}}") == [])
    }

    @Test("Both selectors mean those pods in those namespaces")
    func bothSelectors() throws {
        let both =
            "{namespaceSelector: {matchExpressions: [{key: app, operator: In, values: [nsa, nsb]}]}, "
            + "podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [db]}]}}"
        #expect(try peers(both) == ["a-0", "a-1", "b-0", "b-1"])
    }

    @Test("kube-router 0.2.0 takes a selector of expressions alone for an empty one")
    func matchLabelsOnly() throws {
        let selector = "{podSelector: {matchExpressions: [{key: app, operator: In, values: [db]}]}}"
        #expect(try peers(selector) == ["db-0"])
        #expect(try peers(selector, dialect: .kubeRouter020) == ["a-0", "a-1", "db-0"])
    }

    @Test("A block selects no pod")
    func blocks() throws {
        #expect(try peers("{ipBlock: {cidr: 10.244.0.0/16}}") == [])
    }

    @Test("Pods of several namespaces come in cluster order, not namespace by namespace")
    func order() throws {
        var cluster = try PolicyData.cluster(
            policies: PolicyData.policy("{ingress: [{from: [{namespaceSelector: {}}]}]}")
        )
        let (even, odd) = (stride(from: 0, to: 12, by: 2), stride(from: 1, to: 12, by: 2))
        cluster.pods = (Array(even) + Array(odd)).map { cluster.pods[$0] }
        let policy = cluster.policies[0]
        let peer = try #require(policy.ingress?.first?.peers.first)
        let selected = PolicySelection(of: cluster, dialect: .standard).pods(selectedBy: peer, of: policy)
        #expect(selected == cluster.pods)
    }

    @Test("Host-network, finished and address-less pods: the API's reading leaves out all, kube-router 0.2.0 the last")
    func unusualPods() throws {
        var cluster = try PolicyData.cluster("npd-multiport.yaml")
        cluster.pods[0].isHostNetwork = true
        cluster.pods[1].phase = .succeeded
        cluster.pods[2].address = nil
        let policy = cluster.policies[0]
        let rest = ["svc-1-1", "svc-1-2", "test-0", "test-1"]
        #expect(PolicySelection(of: cluster, dialect: .standard).pods(selectedBy: policy).map(\.name) == rest)
        let old = PolicySelection(of: cluster, dialect: .kubeRouter020)
        #expect(old.pods(selectedBy: policy).map(\.name) == ["svc-0-0", "svc-0-1"] + rest)
        #expect(old.policies(isolating: cluster.pods[0], .ingress).count == 1)
        #expect(PolicySelection(of: cluster, dialect: .standard).policies(isolating: cluster.pods[0], .ingress).isEmpty)
    }

    @Test("A pod is isolated by the policies of its namespace that select it in that direction")
    func isolation() throws {
        let cluster = try PolicyData.cluster(
            policies: PolicyData.policy("in", "{podSelector: {matchLabels: {app: test}}}")
                + PolicyData.policy("out", "{podSelector: {}, policyTypes: [Egress]}")
                + PolicyData.policy("elsewhere", in: "nsa", "{podSelector: {}}")
        )
        let selection = PolicySelection(of: cluster, dialect: .standard)
        let test = try cluster.pod("test-0")
        #expect(selection.policies(isolating: test, .ingress).map(\.name) == ["in"])
        #expect(selection.policies(isolating: test, .egress).map(\.name) == ["out"])
        #expect(try selection.policies(isolating: cluster.pod("svc-0-0"), .ingress).isEmpty)
    }

    @Test("A namespace without an object is one without labels")
    func unknownNamespaces() throws {
        var cluster = try PolicyData.cluster(
            policies: PolicyData.policy(
                "{ingress: [{from: [{namespaceSelector: {}}, {namespaceSelector: {matchLabels: {app: nsb}}}]}]}"
            )
        )
        cluster.namespaces = []
        let policy = cluster.policies[0]
        let selection = PolicySelection(of: cluster, dialect: .standard)
        let counts = policy.ingress?[0].peers.map { selection.pods(selectedBy: $0, of: policy).count }
        #expect(counts == [12, 0])
    }
}
