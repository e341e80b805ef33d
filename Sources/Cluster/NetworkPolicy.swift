package import Addressing

/// A NetworkPolicy as the API holds it (networking.k8s.io/v1); what it means is the business of the Policy room.
package struct NetworkPolicy: Equatable, Sendable {
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        case ingress = "Ingress"
        case egress = "Egress"
    }

    /// One ingress or egress rule: any of `peers`, on any of `ports`.
    ///
    /// An empty list means any.
    package struct Rule: Equatable, Sendable {
        package var peers: [Peer]
        package var ports: [Port]

        package init(peers: [Peer] = [], ports: [Port] = []) {
            self.peers = peers
            self.ports = ports
        }
    }

    /// One element of `from` or `to`.
    package enum Peer: Equatable, Sendable {
        /// At least one of the two is given.
        case pods(podSelector: LabelSelector?, namespaceSelector: LabelSelector?)
        /// The excepts are of the block's family.
        case block(IPBlock, except: [IPBlock])
    }

    package struct Port: Equatable, Sendable {
        package enum Number: Equatable, Sendable {
            /// One port, or with `through` (endPort) all up to it.
            case number(UInt16, through: UInt16?)
            case name(String)
        }

        package var transport: ServiceProtocol
        /// Nil means every port of the protocol.
        package var number: Number?

        package init(transport: ServiceProtocol = .tcp, number: Number?) {
            self.transport = transport
            self.number = number
        }
    }

    package var namespace: String
    package var name: String
    package var podSelector: LabelSelector
    /// As written; nil if the manifest has none (the API server would default it).
    package var policyTypes: [Direction]?
    /// Nil if the manifest has no such field, which some controllers tell from an empty list.
    package var ingress: [Rule]?
    package var egress: [Rule]?

    package init(
        namespace: String,
        name: String,
        podSelector: LabelSelector = LabelSelector(),
        policyTypes: [Direction]? = nil,
        ingress: [Rule]? = nil,
        egress: [Rule]? = nil
    ) {
        self.namespace = namespace
        self.name = name
        self.podSelector = podSelector
        self.policyTypes = policyTypes
        self.ingress = ingress
        self.egress = egress
    }
}
