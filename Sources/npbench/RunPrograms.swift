import Linux

/// The programs that a run starts, looked for before anything is built.
enum RunPrograms {
    private static let needed: [(program: String, package: String)] = [
        ("nginx", "nginx-light"),
        ("iptables-legacy-restore", "iptables"),
        ("iptables-legacy-save", "iptables"),
        ("ipset", "ipset"),
        ("ip", "iproute2"),
    ]

    /// Throws a sentence that names all that is missing, and the packages that bring it.
    ///
    /// - Parameter nftables: whether some rules are tables of nftables.
    static func requireAll(nftables: Bool) throws(CommandFailure) {
        let all = needed + (nftables ? [(program: "nft", package: "nftables")] : [])
        let missing = all.filter { ExecutableSearch.path(of: $0.program) == nil }
        guard !missing.isEmpty else { return }
        let packages = Set(missing.map(\.package)).sorted().joined(separator: " ")
        throw CommandFailure(
            .missingCapability,
            "cannot build the twin: \(missing.map(\.program).joined(separator: ", ")) not found in PATH, /usr/sbin or "
                + "/sbin; install the Debian packages: \(packages)"
        )
    }
}
