import Addressing
import Cluster
import Policy
import Rules

/// A local pod as Felix filters it, with its two chains (felix v3.20.5, rules/endpoints.go).
struct Workload {
    let pod: Pod
    let address: IPAddress
    let interface: String
    /// The names of the policies that isolate it, by direction, in Felix's order.
    private let policies: [NetworkPolicy.Direction: [String]]

    init(_ pod: Pod, address: IPAddress, under policies: [CalicoPolicy]) {
        self.pod = pod
        self.address = address
        interface = CalicoName.interface(namespace: pod.namespace, pod: pod.name)
        let own = policies.filter { $0.targets.contains(address) && $0.policy.namespace == pod.namespace }
        self.policies = Dictionary(
            uniqueKeysWithValues: NetworkPolicy.Direction.allCases.map { direction in
                (direction, own.filter { $0.directions.contains(direction) }.map(\.name).sorted())
            }
        )
    }

    /// Whether a policy isolates the pod in `direction`.
    func isIsolated(_ direction: NetworkPolicy.Direction) -> Bool { policies[direction]?.isEmpty == false }

    func policies(_ direction: NetworkPolicy.Direction) -> [String] { policies[direction] ?? [] }

    /// What lets everything pass where no policy isolates: the namespace's profile, and the service account's, which has no rules.
    var profiles: [String] { ["kns.\(pod.namespace)", "ksa.\(pod.namespace).default"] }

    /// The chain of the packets to the pod (ingress) or from it (egress).
    func chain(_ direction: NetworkPolicy.Direction) -> Chain {
        Chain(name: chainName(direction), rules: CalicoRule.hashed(rules(direction), in: chainName(direction)))
    }

    func chainName(_ direction: NetworkPolicy.Direction) -> String {
        CalicoName.chain(direction == .ingress ? "cali-tw-" : "cali-fw-", interface)
    }

    /// The places in the chain of the rules that let a new packet pass: one after each policy.
    func acceptingRules(_ direction: NetworkPolicy.Direction) -> [Int] {
        rules(direction).indices.filter { rules(direction)[$0].comment == Self.policyAccepted }
    }

    private static let policyAccepted = "Return if policy accepted"

    private func rules(_ direction: NetworkPolicy.Direction) -> [CalicoRule] {
        var rules = [
            CalicoRule(.connectionState([.related, .established]), action: .accept),
            CalicoRule(.connectionState([.invalid]), action: .drop), CalicoRule(action: .clearMark(CalicoMark.accept)),
        ]
        if direction == .egress { rules += Self.noTunnels }
        let policies = policies(direction)
        if !policies.isEmpty {
            rules.append(CalicoRule(action: .clearMark(CalicoMark.pass), comment: "Start of policies"))
            for policy in policies {
                rules += [
                    CalicoRule(
                        .markClear(CalicoMark.pass),
                        action: .jump(CalicoName.chain(direction.policyPrefix, policy))
                    ), Self.return(Self.policyAccepted),
                ]
            }
            rules.append(
                CalicoRule(
                    .markClear(CalicoMark.pass),
                    action: .drop,
                    comment: "Drop if no policies passed packet"
                )
            )
        }
        for profile in profiles {
            rules += [
                CalicoRule(action: .jump(CalicoName.chain(direction.profilePrefix, profile))),
                Self.return("Return if profile accepted"),
            ]
        }
        return rules + [CalicoRule(action: .drop, comment: "Drop if no profiles matched")]
    }

    private static func `return`(_ comment: String) -> CalicoRule {
        CalicoRule(.markSet(CalicoMark.accept), action: .return, comment: comment)
    }

    /// A pod may not speak for its node in the node's tunnels.
    private static var noTunnels: [CalicoRule] {
        [
            CalicoRule(
                .protocolNumber(.udp),
                .destinationPorts([PortRange(4789)]),
                action: .drop,
                comment: "Drop VXLAN encapped packets originating in workloads"
            ),
            CalicoRule(
                .protocolNumber(.ipencap),
                action: .drop,
                comment: "Drop IPinIP encapped packets originating in workloads"
            ),
        ]
    }
}

extension NetworkPolicy.Direction {
    var policyPrefix: String { self == .ingress ? "cali-pi-" : "cali-po-" }
    var profilePrefix: String { self == .ingress ? "cali-pri-" : "cali-pro-" }
}
