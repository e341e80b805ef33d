import Cluster

/// Cases that upstream added after the seed's table was made.
///
/// From kubernetes test/e2e/network/network_policy.go of about release 1.20; the probes of SCTP are ours.
extension ConformanceCase {
    private static let server = LabelSelector.pod("server")
    private static let nsB = LabelSelector.namespace("network-policy-b")

    package static let later: [ConformanceCase] = [
        onFixture(
            "should support a 'default-deny-all' policy",
            origin: .later,
            CaseStep([.start(.server("nsb/pod-b"))], probes: [.ok("nsa/client-a", "nsb/pod-b")]),
            CaseStep(
                [.policy("deny-all", types: [.ingress, .egress], ingress: [], egress: [])],
                probes: [.fail("nsa/client", "nsa/server"), .fail("nsa/client", "nsb/pod-b")]
            )
        ),
        onFixture(
            "should work with Ingress,Egress specified together",
            origin: .later,
            CaseStep(
                [
                    .start(.server("nsb/pod-b")),
                    .policy(
                        "allow-ns-b-80",
                        types: [.ingress, .egress],
                        ingress: [.init(peers: [.namespaces(nsB)], ports: [.tcp(80)])],
                        egress: [.init(peers: [.namespaces(nsB)], ports: [.tcp(80)])]
                    ),
                ],
                probes: [
                    .ok("nsa/client-a", "nsb/pod-b", 80), .fail("nsa/client-a", "nsb/pod-b", 81),
                    .ok("nsb/client-b", "nsa/server", 80), .fail("nsb/client-b", "nsa/server", 81),
                ]
            )
        ),
        onFixture(
            "should ensure an IP overlapping both IPBlock.CIDR and IPBlock.Except is allowed",
            origin: .later,
            CaseStep([.apply(aroundServerAddress)], probes: [.fail("nsa/client-a", "nsa/server")]),
            CaseStep([.apply(toServerAddress)], probes: [.ok("nsa/client-a", "nsa/server")]),
            CaseStep(
                [.delete(policy: aroundServerAddress.name, namespace: "nsa")],
                probes: [.ok("nsa/client-a", "nsa/server")]
            ),
            CaseStep([.apply(aroundServerAddress)], probes: [.ok("nsa/client-a", "nsa/server")])
        ),
        onFixture(
            "should not allow access by TCP when a policy specifies only SCTP",
            origin: .later,
            CaseStep(
                [
                    .policy(
                        "allow-sctp-80",
                        selecting: server,
                        ingress: [.init(ports: [.init(transport: .sctp, number: .number(80, through: nil))])]
                    )
                ],
                probes: [
                    .fail("nsa/client-a", "nsa/server"), .sctp("nsa/client-a", "nsa/server", 80, isAllowed: true),
                    .sctp("nsa/client-a", "nsa/server", 81, isAllowed: false),
                ]
            )
        ),
    ]
}

extension CaseProbe {
    /// A pod that asks another for an association.
    fileprivate static func sctp(
        _ source: PodName,
        _ target: PodName,
        _ port: UInt16,
        isAllowed: Bool
    ) -> CaseProbe {
        CaseProbe(.pod(source), .pod(target), port, transport: .sctp, way: .address, isAllowed: isAllowed)
    }
}
