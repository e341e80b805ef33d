import Addressing
import Cluster
import Rules

extension KubeRouter211Nft {
    /// The ports of a policy's rule, as the program resolves them.
    struct PolicyPorts {
        /// What a name stands for at some pods: a port number, and the pods that have it under that name.
        struct Named {
            var transport: Transport
            var number: UInt16
            var addresses: [IPv4Address]

            var match: NftStatement { .destinationPort(transport, PortRange(number)) }
        }

        /// One match for each port that is a number, a range, or every port of a protocol.
        private(set) var numeric: [NftStatement] = []
        /// Every meaning of each port that is a name; none for a name that no pod has.
        private(set) var named: [Named] = []

        /// Looks names up among `pods`.
        init(_ ports: [NetworkPolicy.Port], namedBy pods: [Pod]) {
            for port in ports {
                let transport = Transport(port.transport)
                switch port.number {
                case nil: numeric.append(.transport(transport))
                case .number(let first, through: let last):
                    // An end below the port is passed over.
                    let range = PortRange(lower: first, upper: max(first, last ?? first))
                    numeric.append(.destinationPort(transport, range))
                case .name(let name): named += PolicyPorts.meanings(of: name, port.transport, at: pods)
                }
            }
        }

        private static func meanings(of name: String, _ transport: ServiceProtocol, at pods: [Pod]) -> [Named] {
            var meanings: [Named] = []
            for pod in pods {
                guard let address = pod.address else { continue }
                for port in pod.ports where port.name == name && port.transport == transport {
                    if let known = meanings.firstIndex(where: { $0.number == port.number }) {
                        meanings[known].addresses.append(address)
                    } else {
                        meanings.append(
                            Named(transport: Transport(transport), number: port.number, addresses: [address])
                        )
                    }
                }
            }
            return meanings
        }
    }
}
