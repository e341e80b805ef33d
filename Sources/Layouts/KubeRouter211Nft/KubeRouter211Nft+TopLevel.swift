import Addressing
import Rules

extension KubeRouter211Nft {
    /// The names and marks that do not depend on the cluster.
    enum Names {
        static let `default` = "KUBE-NWPLCY-DEFAULT"
        static let common = "KUBE-NWPLCY-COMMON"
        static let tail = "KUBE-NWPLCY-TAIL"
        /// Set on a packet that a policy, or the default of an unisolated direction, allows.
        static let allowed: UInt32 = 0x10000
        /// Set on a packet that a pod's chain lets pass.
        static let passed: UInt32 = 0x20000
    }

    /// The three base chains: one linear list of jumps, five for each pod.
    func topLevelChains(for pods: [LocalPod], serviceCIDR: IPBlock) -> [NftChain] {
        // A Service's address is no pod's: what is meant for one is judged after its translation.
        let nodePorts = PortRange(lower: 30000, upper: 32767)
        let exempt: [NftRule] =
            [
                NftRule(
                    .address(.destination, Negatable(.block(serviceCIDR))),
                    .counter(.zero),
                    .verdict(.return),
                    comment: "allow cluster IP range"
                )
            ]
            + [Transport.tcp, .udp, .sctp].map { transport in
                NftRule(
                    .localAddress(.destination),
                    .destinationPort(transport, nodePorts),
                    .counter(.zero),
                    .verdict(.return),
                    comment: "allow \(transport.rawValue) nodeport"
                )
            }
        let bothWays = pods.flatMap { [$0.jump(.destination), $0.jump(.source)] }
        return [
            topLevelChain("INPUT", .input, exempt + pods.map { $0.jump(.source) }),
            topLevelChain("OUTPUT", .output, bothWays),
            topLevelChain("FORWARD", .forward, bothWays),
        ]
    }

    private func topLevelChain(_ name: String, _ hook: NftChain.Base.Hook, _ rules: [NftRule]) -> NftChain {
        let name = "KUBE-ROUTER-\(name)"
        let tail = NftRule(.counter(.zero), .verdict(.jump(Names.tail)), comment: "netpol accept/reject")
        return NftChain(
            name: name,
            base: NftChain.Base(kind: .filter, hook: hook, priority: 0),
            comment: "top level \(name) chain for kube-router",
            rules: rules + [tail, KubeRouter211Nft.acceptPassed]
        )
    }

    private static let acceptPassed = NftRule(
        .mark(Negatable(MaskedMark(Names.passed, mask: Names.passed))),
        .counter(.zero),
        .verdict(.accept),
        comment: "accept netpol-ok"
    )

    /// The chains that are the same on every node.
    var fixedChains: [NftChain] {
        let mark = NftRule(.counter(.zero), .setMark(.or, Names.allowed), comment: "mark netpol match")
        let states = [
            NftRule(.connectionState([.invalid]), .counter(.zero), .verdict(.drop), comment: "drop invalid state"),
            NftRule(
                .connectionState([.established, .related]),
                .counter(.zero),
                .verdict(.accept),
                comment: "accept established/related"
            ),
        ]
        let icmp = icmpMessages.map { message, name in
            NftRule(message, .counter(.zero), .verdict(.accept), comment: "allow icmp \(name) messages")
        }
        return [
            Self.fixedChain(Names.default, [mark]),
            Self.fixedChain(Names.common, states + icmp),
            Self.fixedChain(Names.tail, [Self.acceptPassed]),
        ]
    }

    /// What always passes; without neighbour discovery nobody would find a pod of IPv6.
    private var icmpMessages: [(match: NftStatement, name: String)] {
        switch family {
        case .ipv4: NftStatement.ICMPType.allCases.map { (.icmpType($0), $0.rawValue) }
        case .ipv6: NftStatement.ICMPv6Type.allCases.map { (.icmpv6Type($0), $0.rawValue) }
        }
    }

    private static func fixedChain(_ name: String, _ rules: [NftRule]) -> NftChain {
        NftChain(name: name, comment: "\(name) chain for kube-router", rules: rules)
    }

    /// A comment as the program cuts it: without control characters, at most 120 bytes.
    static func comment(_ text: String) -> String {
        RuleComment.clamped(text)
    }
}
