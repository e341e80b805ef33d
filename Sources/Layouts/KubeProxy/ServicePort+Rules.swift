import Addressing
import Cluster
import Rules

extension ServicePort {
    /// The kube-proxy chain that marks a connection for masquerading.
    static let markMasquerade = "KUBE-MARK-MASQ"

    /// A rule for packets to the ClusterIP and port, from `source` if given.
    func virtualAddressRule(
        _ remark: String,
        from source: Negatable<IPBlock>? = nil,
        to target: RuleTarget
    ) -> Rule {
        Rule(
            source: source,
            destination: Negatable(IPBlock(.v4(clusterIP))),
            transport: Negatable(transport),
            matches: [
                .comment("\(name) \(remark)"),
                .ports(transport, source: nil, destination: Negatable(PortRange(number))),
            ],
            target: target
        )
    }

    /// The rule that answers for a port that nobody serves.
    var rejectRule: Rule {
        virtualAddressRule("has no endpoints", to: .reject(with: "icmp-port-unreachable"))
    }

    /// The rules that pick one of `endpoints` at random, each with the chance that leaves the rest equal ones.
    ///
    /// `decimals` is the precision with which the version of kube-proxy prints probabilities; `comment` says what
    /// stands beside an endpoint.
    func choiceRules(
        among endpoints: [Service.Endpoint],
        decimals: Int,
        comment: (Service.Endpoint) -> String?
    ) -> [Rule] {
        endpoints.enumerated().map { index, endpoint in
            var matches = comment(endpoint).map { [Match.comment($0)] } ?? []
            let remaining = endpoints.count - index
            if remaining > 1 {
                matches.append(.probability(ServicePort.probability(ofOneIn: remaining, decimals: decimals)))
            }
            return Rule(matches: matches, target: .jump(chainName(of: endpoint)))
        }
    }

    /// The chain that translates to `endpoint`, after marking for masquerading what the endpoint sends to itself.
    func endpointChain(_ endpoint: Service.Endpoint, comment: String?) -> Chain {
        let remark = comment.map { [Match.comment($0)] } ?? []
        return Chain(
            name: chainName(of: endpoint),
            rules: [
                Rule(
                    source: Negatable(IPBlock(.v4(endpoint.address))),
                    matches: remark,
                    target: .jump(ServicePort.markMasquerade)
                ),
                Rule(
                    transport: Negatable(transport),
                    matches: remark + [.ports(transport, source: nil, destination: nil)],
                    target: .dnat(to: endpoint.address, port: endpoint.port)
                ),
            ]
        )
    }

    /// The places of the translating rules in the chains of `endpointChain(_:comment:)`.
    var translationRules: [RuleReference] {
        endpoints.map { RuleReference(table: .nat, chain: chainName(of: $0), index: 1) }
    }

    /// What the kernel keeps of the probability 1/`count` printed with `decimals` digits: times 2^31, rounded
    /// (`libxt_statistic`).
    static func probability(ofOneIn count: Int, decimals: Int) -> UInt32 {
        var unit = 1.0
        for _ in 0..<decimals { unit *= 10 }
        let printed = (unit / Double(count)).rounded(.toNearestOrEven) / unit
        return UInt32((printed * 0x8000_0000).rounded())
    }
}
