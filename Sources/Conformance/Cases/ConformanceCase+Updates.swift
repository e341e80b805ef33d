import Cluster

/// Cases 14 to 18 of the seed's table: a named port on the way out, and policies, pods and namespaces that change.
///
/// From kubernetes test/e2e/network/network_policy.go of about release 1.18, without the rule for UDP 53 that its
/// clients need for the Service's name.
extension ConformanceCase {
    private static let server = LabelSelector.pod("server")

    static let updateCases: [ConformanceCase] = [
        // policyTypes is absent, so the policy isolates client-a for ingress too.
        onFixture(
            "should allow egress access on one named port",
            CaseStep(
                [
                    .policy(
                        "allow-egress-named",
                        selecting: .pod("client-a"),
                        egress: [.init(ports: [.named("serve-80")])]
                    )
                ],
                probes: [.ok("nsa/client-a", "nsa/server", 80), .fail("nsa/client-a", "nsa/server", 81)]
            )
        ),
        onFixture(
            "should enforce updated policy",
            CaseStep(
                [
                    .policy(
                        "allow-ingress",
                        selecting: server,
                        ingress: [.init(peers: [.ownPods(.pod("client-a"))], ports: [.tcp(80)])]
                    )
                ],
                probes: [
                    .ok("nsa/client-a", "nsa/server", 80), .fail("nsa/client-b", "nsa/server", 80),
                    .fail("nsa/client-a", "nsa/server", 81),
                ]
            ),
            CaseStep(
                [
                    .policy(
                        "allow-ingress",
                        selecting: server,
                        ingress: [.init(peers: [.ownPods(.pod("client-b"))], ports: [.tcp(81)])]
                    )
                ],
                probes: [
                    .fail("nsa/client-b", "nsa/server", 80), .fail("nsa/client-a", "nsa/server", 80),
                    .ok("nsa/client-b", "nsa/server", 81),
                ]
            )
        ),
        onFixture(
            "should allow ingress access from updated namespace",
            CaseStep(
                [
                    .policy(
                        "allow-updated-ns-b",
                        selecting: server,
                        ingress: [.init(peers: [.namespaces(.namespace("network-policy-b-updated"))])]
                    )
                ],
                probes: [.fail("nsb/client-a", "nsa/server")]
            ),
            CaseStep(
                [.relabelNamespace("nsb", ["ns-name": "network-policy-b-updated"])],
                probes: [.ok("nsb/client-b", "nsa/server")]
            )
        ),
        // One client that lives on and tries again: no pod is made for the second probe.
        onFixture(
            "should allow ingress access from updated pod",
            CaseStep(
                [
                    .policy(
                        "allow-unnamed-pods",
                        selecting: server,
                        ingress: [.init(peers: [.ownPods(.requiring("pod-name", .doesNotExist))])]
                    ), .start(CasePod("nsa/client-a")),
                ],
                probes: [.fail("nsa/client-a", "nsa/server")]
            ),
            CaseStep([.relabel("nsa/client-a", [:])], probes: [.ok("nsa/client-a", "nsa/server")])
        ),
        onFixture(
            "should deny ingress access to updated pod",
            CaseStep(
                [
                    .policy(
                        "deny-isolated",
                        selecting: LabelSelector(
                            matchLabels: ["pod-name": "server"],
                            matchExpressions: [.init(key: "isolated", operator: .exists)]
                        ),
                        types: [.ingress],
                        ingress: []
                    )
                ],
                probes: [.ok("nsa/client-a", "nsa/server")]
            ),
            CaseStep(
                [.relabel("nsa/server", ["pod-name": "server", "isolated": ""])],
                probes: [.fail("nsa/client-a", "nsa/server")]
            )
        ),
    ]
}
