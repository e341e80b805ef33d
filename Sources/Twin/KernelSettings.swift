import Linux

/// Kernel settings of one network namespace, below `/proc/sys/net`.
struct KernelSettings: Equatable {
    struct Setting: Equatable {
        /// The path below `/proc/sys/net`.
        var path: String
        var value: String
        /// Whether a kernel may lack it.
        var isOptional = false
    }

    var settings: [Setting]

    /// Router advertisements and duplicate detection of hundreds of devices would run beside the load.
    private static let withoutIPv6 = [
        Setting(path: "ipv6/conf/all/disable_ipv6", value: "1", isOptional: true),
        Setting(path: "ipv6/conf/default/disable_ipv6", value: "1", isOptional: true),
    ]

    /// IPv6 with the addresses that it is given and no others: without one of its own making (mode 1, none) a device asks for
    /// no router and seeks no duplicate.
    private static let withIPv6 = [
        // The client's namespace is the process's, where a twin of IPv4 alone may have stood before.
        Setting(path: "ipv6/conf/all/disable_ipv6", value: "0"),
        Setting(path: "ipv6/conf/default/disable_ipv6", value: "0"),
        Setting(path: "ipv6/conf/all/addr_gen_mode", value: "1"),
        Setting(path: "ipv6/conf/default/accept_ra", value: "0"),
        Setting(path: "ipv6/conf/default/accept_dad", value: "0"),
    ]

    /// The node's forwarding, and its answer to every REJECT: no ICMPv6 type is limited, nor any number a second.
    private static let forwardingIPv6 = [
        Setting(path: "ipv6/conf/all/forwarding", value: "1"), Setting(path: "ipv6/icmp/ratemask", value: "\n"),
        Setting(path: "ipv6/icmp/ratelimit", value: "0"),
    ]

    /// The same for a twin of both families.
    var withSecondStack: KernelSettings {
        let isForwarding = settings.contains { $0.path == "ipv4/ip_forward" }
        return KernelSettings(
            settings: settings.filter { !KernelSettings.withoutIPv6.contains($0) } + KernelSettings.withIPv6
                + (isForwarding ? KernelSettings.forwardingIPv6 : [])
        )
    }

    /// Whether the kernel has IPv6.
    static var kernelHasIPv6: Bool { ProcFilesystem().text("/proc/sys/net/ipv6/conf/all/forwarding") != nil }

    /// Loose enough for routes that are not symmetric; `all` and the device's are combined by their maximum.
    private static let withoutReversePathFilter = [
        Setting(path: "ipv4/conf/all/rp_filter", value: "0"),
        Setting(path: "ipv4/conf/default/rp_filter", value: "0"),
    ]

    /// The client: both its source addresses become one node address, so their timestamps must share one clock, or
    /// PAWS (RFC 7323, section 5) drops SYNs.
    static let client = KernelSettings(
        settings: withoutIPv6 + withoutReversePathFilter + [Setting(path: "ipv4/tcp_timestamps", value: "2")]
    )

    /// The node: forwards, answers every REJECT, and forgets closed connections soon, since at 13,000 connections a
    /// second the default of 120 s would keep 1.5 million (nf_conntrack_max is the host's, often 262,144).
    static let node = KernelSettings(
        settings: withoutIPv6 + withoutReversePathFilter + [
            Setting(path: "ipv4/ip_forward", value: "1"),
            Setting(path: "ipv4/icmp_ratemask", value: "0"),
        ]
            + ["time_wait", "fin_wait", "close_wait", "last_ack", "close"].map {
                Setting(path: "netfilter/nf_conntrack_tcp_timeout_\($0)", value: "3", isOptional: true)
            }
    )

    /// A pod, or the rest of the cluster: nginx asks for a long backlog, which the kernel cuts to somaxconn.
    static let server = KernelSettings(
        settings: withoutIPv6 + withoutReversePathFilter + [
            Setting(path: "core/somaxconn", value: "\(NginxConfiguration.backlog)")
        ]
    )

    /// Writes all of them in the namespace of the calling thread.
    func apply() throws(TwinError) {
        for setting in settings {
            let path = "/proc/sys/net/\(setting.path)"
            if setting.isOptional, ProcFilesystem().text(path) == nil { continue }
            do throws(SystemError) {
                try TextFile.write(setting.value, to: path)
            } catch {
                throw TwinError(
                    error,
                    remedy: "run npbench where /proc/sys/net is writable, not in a container that masks it"
                )
            }
        }
    }
}
