import Cluster
import Policy
import Rules

/// Something that a rule of a policy allows, by the sets that kube-router from 0.2.1 on makes for it.
struct Permission {
    /// Who is at the other end.
    enum Peers {
        case pods, anyone, blocks
    }

    var direction: NetworkPolicy.Direction
    var peers: Peers
    /// Nil for any source.
    var sourceSet: String?
    /// Nil for any destination.
    var destinationSet: String?
    /// Nil for any port.
    var port: ResolvedPort?
    /// Whether the policy names the port by its name.
    var isNamed = false

    /// The matches of the packet's ends and port as iptables keeps them, after the `comment` given.
    func matches(comment: String) -> [Match] {
        var matches: [Match] = [.comment(comment)]
        if let sourceSet { matches.append(.set(Negatable(sourceSet), directions: [.source])) }
        if let destinationSet { matches.append(.set(Negatable(destinationSet), directions: [.destination])) }
        if let transport = transport?.value, let first = port?.first {
            // An endPort below the port would be no range; the API server refuses it, and so does the program.
            let range = PortRange(lower: first, upper: max(first, port?.last ?? first))
            matches.append(.ports(transport, source: nil, destination: Negatable(range)))
        }
        return matches
    }

    /// The protocol field of the rule; nil for all of them.
    var transport: Negatable<Transport>? {
        port.map { Negatable(Transport($0.transport)) }
    }
}
