import Addressing
import Cluster

/// The five example policies of the published experiment's documentation, on a fixture of our own.
///
/// Its text names the policies only; the probes are what each sentence claims. They dial addresses, since policies are
/// about pods and none of the examples has a Service.
extension ConformanceCase {
    package static let examples: [ConformanceCase] = [
        example(
            "example 1: pods of nsa are reached from nsa alone",
            .inA("npa", types: [.ingress], ingress: [.init(peers: [.ownPods(LabelSelector())])]),
            probes: [
                allowed("nsa/a-0", "nsa/a-1", 80), denied("nsb/b-0", "nsa/a-0", 80),
                denied("default/d-0", "nsa/a-1", 80),
                allowed("nsa/a-0", "nsb/b-0", 80),
            ]
        ),
        example(
            "example 2: nobody reaches a pod of nsa",
            .inA("npa", types: [.ingress]),
            probes: [
                denied("nsa/a-0", "nsa/a-1", 80), denied("nsb/b-0", "nsa/a-0", 80), allowed("nsa/a-0", "nsb/b-0", 80),
            ]
        ),
        example(
            "example 3: port 6379 of nsa is reached from nsb alone",
            .inA(
                "npa",
                types: [.ingress],
                ingress: [
                    .init(peers: [.namespaces(LabelSelector(matchLabels: ["app": "nsb"]))], ports: [.tcp(6379)])
                ]
            ),
            probes: [
                allowed("nsb/b-0", "nsa/a-0", 6379), denied("nsb/b-0", "nsa/a-0", 80),
                denied("nsa/a-1", "nsa/a-0", 6379), denied("default/d-0", "nsa/a-0", 6379),
            ]
        ),
        example(
            "example 4: pods of nsa reach port 5978 of 14.215.0.0/16 alone",
            .inA(
                "npa",
                types: [.egress],
                egress: [.init(peers: [.block(.v4(insiders), except: [])], ports: [.tcp(5978)])]
            ),
            probes: [
                allowed("nsa/a-0", insider, 5978), denied("nsa/a-0", insider, 80), denied("nsa/a-0", stranger, 5978),
                denied("nsa/a-0", "nsb/b-0", 5978), allowed("nsb/b-0", insider, 80), allowed("nsb/b-0", "nsa/a-0", 80),
            ]
        ),
        example(
            "example 5: port 80 of default is reached from 14.215.0.0/16 alone",
            NetworkPolicy(
                namespace: "default",
                name: "npd",
                policyTypes: [.ingress],
                ingress: [.init(peers: [.block(.v4(insiders), except: [])], ports: [.tcp(80)])]
            ),
            probes: [
                allowed(insider, "default/d-0", 80), denied(insider, "default/d-0", 81),
                denied(stranger, "default/d-0", 80), denied("default/d-1", "default/d-0", 80),
                denied("nsb/b-0", "default/d-1", 80), allowed(stranger, "nsb/b-0", 80),
            ]
        ),
    ]

    private static let insiders = IPv4CIDR(IPv4Address(14, 215, 0, 0), prefixLength: 16)
    private static let insider = CaseProbe.End.outside(CaseFixture.insider)
    private static let stranger = CaseProbe.End.outside(CaseFixture.stranger)

    private static func example(
        _ name: String,
        _ policy: NetworkPolicy,
        probes: [CaseProbe]
    ) -> ConformanceCase {
        var open = probes
        for index in open.indices { open[index].isAllowed = true }
        return ConformanceCase(
            name: name,
            origin: .example,
            namespaces: [
                Namespace(name: "default"), Namespace(name: "nsa"), Namespace(name: "nsb", labels: ["app": "nsb"]),
            ],
            pods: (["nsa/a-0", "nsa/a-1", "nsb/b-0", "default/d-0", "default/d-1"] as [PodName]).map { CasePod($0) },
            steps: [CaseStep(probes: open), CaseStep([.apply(policy)], probes: probes)]
        )
    }

    private static func allowed(_ source: CaseProbe.End, _ target: CaseProbe.End, _ port: UInt16) -> CaseProbe {
        CaseProbe(source, target, port, way: .address, isAllowed: true)
    }

    private static func denied(_ source: CaseProbe.End, _ target: CaseProbe.End, _ port: UInt16) -> CaseProbe {
        CaseProbe(source, target, port, way: .address, isAllowed: false)
    }
}

extension CaseProbe.End: ExpressibleByStringLiteral {
    /// A pod, `namespace/name`.
    package init(stringLiteral text: String) {
        self = .pod(PodName(stringLiteral: text))
    }
}
