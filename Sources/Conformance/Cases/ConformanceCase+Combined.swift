import Addressing
import Cluster

/// Cases 19 to 25 of the seed's table: egress, several policies at once, and blocks of addresses.
///
/// From kubernetes test/e2e/network/network_policy.go of about release 1.18, without the rule for UDP 53 that its
/// clients need for the Service's name.
extension ConformanceCase {
    private static let server = LabelSelector.pod("server")
    private static let clientA = LabelSelector.pod("client-a")
    private static let serverAddress = IPv4CIDR(CaseFixture.address(of: "nsa/server"))

    /// Client-a may only go to the address of the server.
    static let toServerAddress = NetworkPolicy.inA(
        "allow-server-address",
        selecting: clientA,
        types: [.egress],
        egress: [.init(peers: [.block(.v4(serverAddress), except: [])])]
    )

    /// Client-a may go anywhere around the server, but not to the server.
    static let aroundServerAddress = NetworkPolicy.inA(
        "allow-all-but-server-address",
        selecting: clientA,
        types: [.egress],
        egress: [
            .init(peers: [.block(.v4(CIDR(serverAddress.network, prefixLength: 24)), except: [.v4(serverAddress)])])
        ]
    )

    static let combinedCases: [ConformanceCase] = [
        onFixture(
            "should enforce egress policy allowing traffic to a server in a different namespace based on PodSelector "
                + "and NamespaceSelector",
            CaseStep(
                [
                    .start(.server("nsb/ns-b-server-a")), .start(.server("nsb/ns-b-server-b")),
                    .policy(
                        "allow-ns-b-server-a",
                        selecting: clientA,
                        types: [.egress],
                        egress: [
                            .init(peers: [.selected(.pod("ns-b-server-a"), in: .namespace("network-policy-b"))])
                        ]
                    ),
                ],
                probes: [
                    .ok("nsa/client-a", "nsb/ns-b-server-a"), .fail("nsa/client-a", "nsb/ns-b-server-b"),
                    .fail("nsa/client-a", "nsa/server"),
                ]
            )
        ),
        onFixture(
            "should enforce multiple ingress policies with ingress allow-all policy taking precedence",
            CaseStep(
                [
                    .policy(
                        "allow-client-b",
                        selecting: server,
                        types: [.ingress],
                        ingress: [.init(peers: [.ownPods(.pod("client-b"))])]
                    )
                ],
                probes: [.fail("nsa/client-a", "nsa/server"), .ok("nsa/client-b", "nsa/server")]
            ),
            CaseStep(
                [.policy("allow-all", types: [.ingress], ingress: [.init()])],
                probes: [.ok("nsa/client-a", "nsa/server"), .ok("nsa/client-b", "nsa/server")]
            )
        ),
        onFixture(
            "should enforce multiple egress policies with egress allow-all policy taking precedence",
            CaseStep([.start(.server("nsa/server-b"))], probes: [.ok("nsa/client-a", "nsa/server-b")]),
            CaseStep(
                [
                    .policy(
                        "allow-to-server",
                        selecting: clientA,
                        types: [.egress],
                        egress: [.init(peers: [.ownPods(server)])]
                    )
                ],
                probes: [.fail("nsa/client-a", "nsa/server-b"), .ok("nsa/client-a", "nsa/server")]
            ),
            CaseStep(
                [.policy("allow-all", types: [.egress], egress: [.init()])],
                probes: [.ok("nsa/client-a", "nsa/server-b"), .ok("nsa/client-a", "nsa/server")]
            )
        ),
        onFixture(
            "should stop enforcing policies after they are deleted",
            CaseStep(
                [.policy("deny-all", types: [.ingress], ingress: [])],
                probes: [.fail("nsa/client-a", "nsa/server")]
            ),
            CaseStep(
                [.policy("allow-client-a", selecting: server, ingress: [.init(peers: [.ownPods(clientA)])])],
                probes: [.ok("nsa/client-a", "nsa/server")]
            ),
            CaseStep(
                [.delete(policy: "allow-client-a", namespace: "nsa")],
                probes: [.fail("nsa/client-a", "nsa/server")]
            ),
            CaseStep([.delete(policy: "deny-all", namespace: "nsa")], probes: [.ok("nsa/client-a", "nsa/server")])
        ),
        onFixture(
            "should allow egress access to server in CIDR block",
            CaseStep([.start(.server("nsa/pod-b"))], probes: [.ok("nsa/client-a", "nsa/pod-b")]),
            CaseStep(
                [.apply(toServerAddress)],
                probes: [.fail("nsa/client-a", "nsa/pod-b"), .ok("nsa/client-a", "nsa/server")]
            )
        ),
        onFixture(
            "should enforce except clause while egress access to server in CIDR block",
            CaseStep(probes: [.ok("nsa/client-a", "nsa/server")]),
            CaseStep([.apply(aroundServerAddress)], probes: [.fail("nsa/client-a", "nsa/server")])
        ),
        // The two pods are client and server in turn; a server is taken away before its name dials.
        onFixture(
            "should enforce policies to check ingress and egress policies can be controlled independently based on "
                + "PodSelector",
            CaseStep([.start(.server("nsa/pod-a"))], probes: [.ok("nsa/pod-b", "nsa/pod-a")]),
            CaseStep(
                [.remove("nsa/pod-a"), .start(.server("nsa/pod-b"))],
                probes: [.ok("nsa/pod-a", "nsa/pod-b")]
            ),
            CaseStep(
                [
                    .policy(
                        "allow-egress-to-b",
                        selecting: .pod("pod-a"),
                        types: [.egress],
                        egress: [.init(peers: [.ownPods(.pod("pod-b"))])]
                    ), .policy("deny-ingress-to-a", selecting: .pod("pod-a"), types: [.ingress], ingress: []),
                ],
                probes: [.ok("nsa/pod-a", "nsa/pod-b")]
            ),
            CaseStep(
                [.remove("nsa/pod-b"), .start(.server("nsa/pod-a"))],
                probes: [.fail("nsa/pod-b", "nsa/pod-a")]
            )
        ),
    ]
}
