import Cluster

/// Cases 1 to 13 of the seed's table: who may come in, by pod, by namespace and by port.
///
/// From kubernetes test/e2e/network/network_policy.go of about release 1.18; clients dial the Service.
extension ConformanceCase {
    private static let server = LabelSelector.pod("server")
    private static let nsB = LabelSelector.namespace("network-policy-b")

    static let ingressCases: [ConformanceCase] = [
        onFixture(
            "should support a 'default-deny' policy",
            CaseStep(
                [.policy("deny-all", ingress: [])],
                probes: [.fail("nsa/client-cannot-connect", "nsa/server")]
            )
        ),
        onFixture(
            "should enforce policy to allow traffic from pods within server namespace based on PodSelector",
            CaseStep(probes: [
                .ok("nsa/client-a", "nsa/server"), .ok("nsa/client-b", "nsa/server"), .ok("nsb/client-a", "nsa/server"),
            ]),
            CaseStep(
                [.policy("allow-client-a", selecting: server, ingress: [.init(peers: [.ownPods(.pod("client-a"))])])],
                probes: [
                    .ok("nsa/client-a", "nsa/server"), .fail("nsa/client-b", "nsa/server"),
                    .fail("nsb/client-a", "nsa/server"),
                ]
            )
        ),
        onFixture(
            "should enforce policy to allow traffic only from a different namespace, based on NamespaceSelector",
            CaseStep(
                [.policy("allow-ns-b", selecting: server, ingress: [.init(peers: [.namespaces(nsB)])])],
                probes: [.fail("nsa/client-a", "nsa/server"), .ok("nsb/client-b", "nsa/server")]
            )
        ),
        onFixture(
            "should enforce policy based on PodSelector with MatchExpressions",
            CaseStep(
                [
                    .policy(
                        "allow-client-a-by-expression",
                        selecting: server,
                        ingress: [.init(peers: [.ownPods(.requiring("pod-name", .in, "client-a"))])]
                    )
                ],
                probes: [.ok("nsa/client-a", "nsa/server"), .fail("nsa/client-b", "nsa/server")]
            )
        ),
        // NotIn also matches a namespace without the label, so nsa may too; upstream does not probe that.
        onFixture(
            "should enforce policy based on NamespaceSelector with MatchExpressions",
            CaseStep(
                [
                    .policy(
                        "allow-any-ns-but-c",
                        selecting: server,
                        ingress: [.init(peers: [.namespaces(.requiring("ns-name", .notIn, "network-policy-c"))])]
                    )
                ],
                probes: [.fail("nsc/client-a", "nsa/server"), .ok("nsb/client-a", "nsa/server")]
            )
        ),
        onFixture(
            "should enforce policy based on PodSelector or NamespaceSelector",
            CaseStep(
                [
                    .policy(
                        "allow-client-b-or-ns-b",
                        selecting: server,
                        ingress: [.init(peers: [.ownPods(.pod("client-b")), .namespaces(nsB)])]
                    )
                ],
                probes: [
                    .ok("nsb/client-a", "nsa/server"), .ok("nsa/client-b", "nsa/server"),
                    .fail("nsa/client-c", "nsa/server"),
                ]
            )
        ),
        onFixture(
            "should enforce policy based on PodSelector and NamespaceSelector",
            CaseStep(
                [
                    .policy(
                        "allow-client-b-of-ns-b",
                        selecting: server,
                        ingress: [.init(peers: [.selected(.pod("client-b"), in: nsB)])]
                    )
                ],
                probes: [
                    .fail("nsb/client-a", "nsa/server"), .fail("nsa/client-b", "nsa/server"),
                    .ok("nsb/client-b", "nsa/server"),
                ]
            )
        ),
        onFixture(
            "should enforce policy to allow traffic only from a pod in a different namespace based on PodSelector "
                + "and NamespaceSelector",
            CaseStep(probes: [
                .ok("nsa/client-a", "nsa/server"), .ok("nsa/client-b", "nsa/server"), .ok("nsb/client-a", "nsa/server"),
                .ok("nsb/client-b", "nsa/server"),
            ]),
            CaseStep(
                [
                    .policy(
                        "allow-client-a-of-ns-b",
                        selecting: server,
                        ingress: [.init(peers: [.selected(.pod("client-a"), in: nsB)])]
                    )
                ],
                probes: [
                    .fail("nsa/client-a", "nsa/server"), .fail("nsa/client-b", "nsa/server"),
                    .ok("nsb/client-a", "nsa/server"), .fail("nsb/client-b", "nsa/server"),
                ]
            )
        ),
        onFixture(
            "should enforce policy based on Ports",
            CaseStep(
                [.policy("allow-81", selecting: server, ingress: [.init(ports: [.tcp(81)])])],
                probes: [.fail("nsa/client-a", "nsa/server", 80), .ok("nsa/client-b", "nsa/server", 81)]
            )
        ),
        onFixture(
            "should enforce multiple, stacked policies with overlapping podSelectors",
            CaseStep(
                [
                    .policy("allow-80", selecting: server, ingress: [.init(ports: [.tcp(80)])]),
                    .policy("allow-81", selecting: server, ingress: [.init(ports: [.tcp(81)])]),
                ],
                probes: [.ok("nsa/client-a", "nsa/server", 80), .ok("nsa/client-b", "nsa/server", 81)]
            )
        ),
        onFixture(
            "should support allow-all policy",
            CaseStep(
                [.policy("allow-all", ingress: [.init()])],
                probes: [.ok("nsa/client-a", "nsa/server", 80), .ok("nsa/client-b", "nsa/server", 81)]
            )
        ),
        onFixture(
            "should allow ingress access on one named port",
            CaseStep(
                [.policy("allow-named", selecting: server, ingress: [.init(ports: [.named("serve-80")])])],
                probes: [.ok("nsa/client-a", "nsa/server", 80), .fail("nsa/client-b", "nsa/server", 81)]
            )
        ),
        onFixture(
            "should allow ingress access from namespace on one named port",
            CaseStep(
                [
                    .policy(
                        "allow-named-from-ns-b",
                        selecting: server,
                        ingress: [.init(peers: [.namespaces(nsB)], ports: [.named("serve-80")])]
                    )
                ],
                probes: [.fail("nsa/client-a", "nsa/server"), .ok("nsb/client-b", "nsa/server")]
            )
        ),
    ]
}
