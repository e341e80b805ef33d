import Glibc

/// Limits that a large twin or a high concurrency meets first.
enum DoctorLimits {
    static func checks(_ facts: [String: String]) -> [DoctorCheck] {
        [
            atLeast(
                4096,
                facts["limit.descriptors_hard"],
                name: "open files (hard limit)",
                remedy: "High concurrency needs two for each connection: raise nofile in /etc/security/limits.conf."
            ),
            atLeast(
                131_072,
                facts["net.netfilter.nf_conntrack_max"],
                name: "nf_conntrack_max",
                remedy: "Per-request connections may fill the table and void samples: "
                    + "as root, sysctl net.netfilter.nf_conntrack_max=262144."
            ),
            disk(),
        ]
        .compactMap(\.self)
    }

    private static func atLeast(_ enough: UInt64, _ value: String?, name: String, remedy: String) -> DoctorCheck? {
        guard let value, let number = UInt64(value) else { return nil }
        let isEnough = number >= enough
        return DoctorCheck(.limits, name, isEnough ? .ok : .warning, found: value, remedy: isEnough ? nil : remedy)
    }

    /// Room for result directories, which go where the command is started unless told otherwise.
    private static func disk() -> DoctorCheck? {
        var status = statvfs()
        guard statvfs(".", &status) == 0 else { return nil }
        let mebibytes = UInt64(status.f_bavail) * UInt64(status.f_frsize) / 1_048_576
        let isEnough = mebibytes >= 200
        return DoctorCheck(
            .limits,
            "disk space here",
            isEnough ? .ok : .warning,
            found: "\(mebibytes) MiB",
            remedy: isEnough
                ? nil : "A result directory takes up to some 50 MiB: make room, or give --output elsewhere."
        )
    }
}
