import Linux

/// What a first run would leave in the kernel: modules stay after the twin is gone.
enum DoctorModules {
    static let bridgeNetfilter = "br_netfilter"

    /// What the twin and the rules of every layout make the kernel load.
    private static let wanted = [
        bridgeNetfilter, "ip_set", "ip_set_hash_ip", "ip_set_hash_net", "ip_tables", "iptable_filter", "iptable_nat",
        "ipt_REJECT", "nf_conntrack", "nf_nat", "veth", "xt_MASQUERADE", "xt_addrtype", "xt_comment", "xt_conntrack",
        "xt_mark", "xt_multiport", "xt_nat", "xt_physdev", "xt_set", "xt_statistic", "xt_tcpudp",
    ]

    /// Call it before anything is tried, as trying loads modules too.
    static func pending() -> [String] {
        KernelModules(reading: ProcFilesystem()).pending(of: wanted)
    }

    static func checks(pending: [String]) -> [DoctorCheck] {
        guard !pending.isEmpty else {
            return [
                DoctorCheck(.modules, "to be loaded", .ok, found: "none: the kernel has all that it needs or can have")
            ]
        }
        var checks = [
            DoctorCheck(
                .modules,
                "to be loaded",
                .warning,
                found: pending.joined(separator: " "),
                remedy:
                    "Programming rules loads them (the doctor's trials most of them) and they stay until modprobe -r or a reboot."
            )
        ]
        if pending.contains(bridgeNetfilter) {
            checks.append(
                DoctorCheck(
                    .modules,
                    bridgeNetfilter,
                    .warning,
                    found: "would be loaded by npbench run, not by the doctor",
                    remedy: "From then on this host's bridges pass their packets through the host's iptables: "
                        + "afterwards modprobe -r br_netfilter, or sysctl net.bridge.bridge-nf-call-iptables=0."
                )
            )
        }
        return checks
    }
}
