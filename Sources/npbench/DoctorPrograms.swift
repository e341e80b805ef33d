import Linux

/// The programs that npbench starts.
enum DoctorPrograms {
    private struct Program {
        var name: String
        /// The Debian package that brings it.
        var package: String
        /// What speaks for its version, where the program itself does not.
        var versionOf: String?
        /// Without it a run works, and this is what is lost.
        var lost: String?
    }

    private static let programs = [
        Program(name: "nginx", package: "nginx-light"),
        Program(name: "iptables-legacy-restore", package: "iptables", versionOf: "iptables-legacy"),
        Program(name: "iptables-legacy-save", package: "iptables", versionOf: "iptables-legacy"),
        Program(name: "ipset", package: "ipset"),
        Program(name: "ip", package: "iproute2"),
        Program(name: "nft", package: "nftables", lost: "Controllers that write nftables can not be run"),
        Program(name: "nsenter", package: "util-linux"),
        Program(name: "gnuplot", package: "gnuplot-nox"),
        Program(
            name: "conntrack",
            package: "conntrack",
            lost: "A person who enters a twin can not list its connections"
        ),
    ]

    static func checks() -> [DoctorCheck] {
        programs.map { program in
            guard let path = ExecutableSearch.path(of: program.name) else {
                let install = "apt-get install \(program.package)"
                guard let lost = program.lost else {
                    return DoctorCheck(
                        .programs,
                        program.name,
                        .missing,
                        found: "not in PATH",
                        remedy: "As root: \(install)."
                    )
                }
                return DoctorCheck(
                    .programs,
                    program.name,
                    .warning,
                    found: "not in PATH",
                    remedy: "\(lost): \(install)."
                )
            }
            let version = MachineFacts.version(of: program.versionOf ?? program.name)
            return DoctorCheck(.programs, program.name, .ok, found: version.map { "\($0), \(path)" } ?? path)
        }
    }
}
