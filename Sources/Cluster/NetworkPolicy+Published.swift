import Addressing

extension NetworkPolicy {
    /// The policy of the published experiment, `default/npd`.
    ///
    /// Every pod of the namespace may be reached from 14.215.0.0/16 on the ports 9090, 8080 and 80, each in a rule of its
    /// own, "to produce enough iptables rules". It is what a synthetic cluster has if `--policy` names none.
    package static let npdMultiport = NetworkPolicy(
        namespace: "default",
        name: "npd",
        policyTypes: [.ingress],
        ingress: [9090, 8080, 80].map { port in
            Rule(
                peers: [.block(.v4(IPv4CIDR(IPv4Address(14, 215, 0, 0), prefixLength: 16)), except: [])],
                ports: [Port(number: .number(port, through: nil))]
            )
        }
    )
}
