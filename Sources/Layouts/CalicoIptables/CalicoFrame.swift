import Rules

/// The chains of Felix's filter table that no pod and no policy changes (felix v3.20.5, rules/static.go).
///
/// Without host endpoints: their chains are there, and empty. Of the other tables Felix fills (raw, mangle, nat) nothing is
/// modelled; without host endpoints and address pools they hold a few rules that change no verdict.
enum CalicoFrame {
    static let fromWorkloads = "cali-from-wl-dispatch"
    static let toWorkloads = "cali-to-wl-dispatch"

    /// Felix's rules in the built-in chains: in front, and, where FORWARD's last word is meant, at the end.
    static var builtIn: [Chain] {
        func jump(from chain: String) -> [Rule] {
            CalicoRule.hashed([CalicoRule(action: .jump("cali-\(chain)"))], in: chain)
        }
        // Hashed under another name, so that equal rules in front do not have equal hashes.
        let last = CalicoRule.hashed(
            [
                CalicoRule(
                    .markSet(CalicoMark.accept),
                    action: .accept,
                    comment: "Policy explicitly accepted packet."
                ),
                CalicoRule(action: .setMark(CalicoMark.accept)),
            ],
            in: "FORWARD*appends*"
        )
        var forward = Chain(name: "FORWARD", policy: .accept, rules: jump(from: "FORWARD") + last)
        forward.appended = last.count
        return [
            Chain(name: "INPUT", policy: .accept, rules: jump(from: "INPUT")), forward,
            Chain(name: "OUTPUT", policy: .accept, rules: jump(from: "OUTPUT")),
        ]
    }

    static var own: [Chain] {
        [forward, input, output, workloadToHost]
            + [
                "cali-cidr-block", "cali-from-hep-forward", "cali-from-host-endpoint", "cali-to-hep-forward",
                "cali-to-host-endpoint",
            ].map { Chain(name: $0) }
    }

    private static var forward: Chain {
        Chain(
            calico: "cali-FORWARD",
            [
                CalicoRule(action: .clearMark(CalicoMark.all & ~CalicoMark.accept)),
                CalicoRule(.markClear(CalicoMark.accept), action: .jump("cali-from-hep-forward")),
                CalicoRule(.inInterface("cali+"), action: .jump(fromWorkloads)),
                CalicoRule(.outInterface("cali+"), action: .jump(toWorkloads)),
                CalicoRule(action: .jump("cali-to-hep-forward")), CalicoRule(action: .jump("cali-cidr-block")),
            ]
        )
    }

    private static var input: Chain {
        Chain(
            calico: "cali-INPUT",
            [
                CalicoRule(.inInterface("cali+"), action: .goto("cali-wl-to-host")),
                CalicoRule(.markSet(CalicoMark.accept), action: .accept),
                CalicoRule(action: .clearMark(CalicoMark.all)),
                CalicoRule(action: .jump("cali-from-host-endpoint")), hostPolicyAccepted,
            ]
        )
    }

    private static var output: Chain {
        Chain(
            calico: "cali-OUTPUT",
            [
                CalicoRule(.markSet(CalicoMark.accept), action: .accept),
                CalicoRule(.outInterface("cali+"), action: .return),
                CalicoRule(action: .clearMark(CalicoMark.all)),
                CalicoRule(.notConnectionState(.dnat), action: .jump("cali-to-host-endpoint")), hostPolicyAccepted,
            ]
        )
    }

    /// What pods send to their node, with DefaultEndpointToHostAction as Calico's own manifests set it.
    private static var workloadToHost: Chain {
        Chain(
            calico: "cali-wl-to-host",
            [
                CalicoRule(action: .jump(fromWorkloads)),
                CalicoRule(action: .accept, comment: "Configured DefaultEndpointToHostAction"),
            ]
        )
    }

    private static var hostPolicyAccepted: CalicoRule {
        CalicoRule(
            .markSet(CalicoMark.accept),
            action: .accept,
            comment: "Host endpoint policy accepted packet."
        )
    }
}
