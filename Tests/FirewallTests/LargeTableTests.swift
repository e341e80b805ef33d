import Addressing
import Rules
import Testing

@testable import Firewall

@Suite("A node of a large cluster")
struct LargeTableTests {
    /// 1000 Services of 8 endpoints, in the shape of kube-proxy: 3 rules an endpoint, 2 a Service, and one that marks.
    private var nat: Table {
        var table = Table.empty(.nat)
        var services = Chain(name: "KUBE-SERVICES")
        table.chains.append(Chain(name: "KUBE-MARK-MASQ", rules: [Rule(target: .mark(MaskedMark(1, mask: 1)))]))
        for number in 0..<1000 {
            let address = IPBlock(.v4(IPv4Address(10, 96, 0, 0) + UInt32(number)))
            let name = "KUBE-SVC-\(10_000_000 + number)"
            let toService = Rule(
                destination: Negatable(address),
                transport: Negatable(.tcp),
                matches: [
                    .comment("default/svc-\(number):http cluster IP"),
                    .ports(.tcp, source: nil, destination: Negatable(PortRange(80))),
                ],
                target: .jump(name)
            )
            services.rules.append(toService)
            var service = Chain(name: name, rules: [toService])
            service.rules[0].target = .jump("KUBE-MARK-MASQ")
            for endpoint in 0..<8 {
                let pod = IPv4Address(10, 244, 0, 0) + UInt32(8 * number + endpoint)
                let chain = "KUBE-SEP-\(10_000_000 + 8 * number + endpoint)"
                service.rules.append(
                    Rule(
                        matches: [
                            .comment("default/svc-\(number):http -> \(pod):80"),
                            .probability(UInt32((2_147_483_648 / Double(8 - endpoint)).rounded())),
                        ],
                        target: .jump(chain)
                    )
                )
                table.chains.append(
                    Chain(
                        name: chain,
                        rules: [
                            Rule(source: Negatable(IPBlock(.v4(pod))), target: .jump("KUBE-MARK-MASQ")),
                            Rule(
                                transport: Negatable(.tcp),
                                matches: [.ports(.tcp, source: nil, destination: nil)],
                                target: .dnat(to: pod, port: 80)
                            ),
                        ]
                    )
                )
            }
            table.chains.append(service)
        }
        table.chains.append(services)
        return table.inKernelOrder()
    }

    @Test("26,000 nat rules are committed, listed and snapshot whole")
    func commit() throws {
        let table = nat
        try #require(table.ruleCount == 26_001)
        try FreshNamespace.run {
            try KernelFirewall.replace(table)
            let snapshot = try KernelFirewall.snapshot(.nat)
            #expect(snapshot.ruleCount == 26_001)
            #expect(snapshot.chains.count == table.chains.count)
            try KernelFirewall.verify(table)
            try KernelFirewall.replace(.empty(.nat))
            #expect(try KernelFirewall.snapshot(.nat).ruleCount == 0)
            try KernelFirewall.replace(table)
            #expect(try KernelFirewall.snapshot(.nat) == snapshot)
        }
    }
}
