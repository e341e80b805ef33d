import Addressing
import Cluster

/// What of the API a cluster's policies use, by name.
enum PolicyFeatures {
    /// Every feature that generated cases must show.
    static let all: Set<String> = {
        var all: Set<String> = [
            "types absent", "types ", "types Ingress", "types Egress", "types Ingress,Egress", "types Egress,Ingress",
            "Ingress absent", "Ingress empty", "Ingress rules", "Egress absent", "Egress empty", "Egress rules",
            "deny all", "allow all", "rules of a direction that policyTypes leaves out",
            "any peer", "any port", "block", "block of all addresses", "block of one address",
            "block beyond the cluster",
            "one except", "two excepts", "except of a pod", "except of the client", "several peers", "several ports",
            "range", "range of all ports", "pods and namespaces", "namespace without labels", "port name swapped",
            "port without a name", "port name of UDP",
        ]
        for transport in ServiceProtocol.allCases {
            for form in ["number", "name", "alone", "range"] { all.insert("\(transport.rawValue) \(form)") }
        }
        for place in ["policy", "pods", "namespaces"] {
            all.formUnion(["\(place): empty selector", "\(place): labels", "\(place): several requirements"])
            for test in LabelSelector.Requirement.Operator.allCases { all.insert("\(place): \(test.rawValue)") }
        }
        return all
    }()

    static func of(_ cluster: ClusterModel) -> Set<String> {
        var features: Set<String> = []
        if cluster.namespaces.contains(where: \.labels.isEmpty) { features.insert("namespace without labels") }
        for port in cluster.pods.flatMap(\.ports) {
            if port.name == nil { features.insert("port without a name") }
            if port.name == "web", port.number == 81 { features.insert("port name swapped") }
            if port.name != nil, port.transport == .udp { features.insert("port name of UDP") }
        }
        for policy in cluster.policies { features.formUnion(of(policy, in: cluster)) }
        return features
    }

    private static func of(_ policy: NetworkPolicy, in cluster: ClusterModel) -> Set<String> {
        var features = of(policy.podSelector, "policy")
        features.insert("types " + (policy.policyTypes.map { $0.map(\.rawValue).joined(separator: ",") } ?? "absent"))
        for (direction, rules) in [(NetworkPolicy.Direction.ingress, policy.ingress), (.egress, policy.egress)] {
            let form = rules.map { $0.isEmpty ? "empty" : "rules" } ?? "absent"
            features.insert("\(direction.rawValue) \(form)")
            if let types = policy.policyTypes, !types.isEmpty, !types.contains(direction), form == "rules" {
                features.insert("rules of a direction that policyTypes leaves out")
            }
            if policy.policyTypes?.contains(direction) ?? false, form != "rules", policy.podSelector == LabelSelector()
            {
                features.insert("deny all")
            }
            if rules == [NetworkPolicy.Rule()] { features.insert("allow all") }
            for rule in rules ?? [] { features.formUnion(of(rule, in: cluster)) }
        }
        return features
    }

    private static func of(_ rule: NetworkPolicy.Rule, in cluster: ClusterModel) -> Set<String> {
        var features: Set<String> = []
        if rule.peers.isEmpty { features.insert("any peer") }
        if rule.peers.count > 1 { features.insert("several peers") }
        if rule.ports.isEmpty { features.insert("any port") }
        if rule.ports.count > 1 { features.insert("several ports") }
        for port in rule.ports {
            let form: String
            switch port.number {
            case nil: form = "alone"
            case .number(_, nil): form = "number"
            case .number(let first, let last?):
                form = "range"
                features.insert(first == 1 && last == 65535 ? "range of all ports" : "range")
            case .name: form = "name"
            }
            features.insert("\(port.transport.rawValue) \(form)")
        }
        for peer in rule.peers {
            switch peer {
            case .pods(let pods, let namespaces):
                if let pods { features.formUnion(of(pods, "pods")) }
                if let namespaces { features.formUnion(of(namespaces, "namespaces")) }
                if pods != nil, namespaces != nil { features.insert("pods and namespaces") }
            case .block(let block, let excepts):
                features.formUnion(of(block, excepts, in: cluster))
            }
        }
        return features
    }

    private static func of(_ block: IPBlock, _ excepts: [IPBlock], in cluster: ClusterModel) -> Set<String> {
        var features: Set<String> = ["block"]
        if block.prefixLength == 0 { features.insert("block of all addresses") }
        if block.isSingle { features.insert("block of one address") }
        let addresses = cluster.pods.compactMap { $0.address(in: .ipv4) }
        if !addresses.contains(where: block.contains) { features.insert("block beyond the cluster") }
        if excepts.count == 1 { features.insert("one except") }
        if excepts.count == 2 { features.insert("two excepts") }
        for except in excepts {
            features.insert(addresses.contains(where: except.contains) ? "except of a pod" : "except of the client")
        }
        return features
    }

    private static func of(_ selector: LabelSelector, _ place: String) -> Set<String> {
        var features: Set<String> = []
        let count = selector.matchLabels.count + selector.matchExpressions.count
        if count == 0 { features.insert("\(place): empty selector") }
        if count > 1 { features.insert("\(place): several requirements") }
        if !selector.matchLabels.isEmpty { features.insert("\(place): labels") }
        for requirement in selector.matchExpressions { features.insert("\(place): \(requirement.operator.rawValue)") }
        return features
    }
}
