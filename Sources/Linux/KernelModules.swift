/// Which kernel modules a piece of work would load: they stay after it, so its user should hear of them before.
package struct KernelModules: Sendable {
    private let loaded: Set<Substring>
    private let loadable: Set<Substring>

    /// Reads what is loaded and what the running kernel could load; neither file is there on a kernel without modules.
    ///
    /// Layouts: `proc_modules(5)`, and `modules.dep(5)` under `/lib/modules/RELEASE`.
    package init(reading proc: ProcFilesystem) {
        let lines = (proc.text("/proc/modules") ?? "").split(separator: "\n")
        loaded = Set(lines.compactMap { $0.split(separator: " ").first })
        let release = proc.value("/proc/sys/kernel/osrelease") ?? ""
        let files = (proc.text("/lib/modules/\(release)/modules.dep") ?? "").split(separator: "\n")
        loadable = Set(files.compactMap(Self.name))
    }

    /// Those of `names` that are neither in the kernel nor loaded, but that the kernel would load when asked for them.
    package func pending(of names: [String]) -> [String] {
        names.filter { loadable.contains(Substring($0)) && !loaded.contains(Substring($0)) }
    }

    /// The module of a line of `modules.dep`, `kernel/net/bridge/br_netfilter.ko.xz: kernel/...`.
    ///
    /// Files may be spelled with `-` where the kernel says `_`, and names built in stand in another file.
    private static func name(of line: Substring) -> Substring? {
        guard let path = line.split(separator: ":").first, let file = path.split(separator: "/").last,
            let name = file.split(separator: ".").first
        else { return nil }
        return Substring(name.map { $0 == "-" ? "_" : String($0) }.joined())
    }
}
