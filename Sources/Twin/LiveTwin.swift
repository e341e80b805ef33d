import Glibc
package import Linux

/// A twin that another npbench of this user, or for root of any user, keeps up right now.
///
/// Found through `/proc` alone: a state file could outlive its twin.
package struct LiveTwin: Sendable, Equatable {
    /// The process id of the init of its pid namespace, as seen from here.
    package let process: Int32

    /// All that this user may enter, by process id.
    ///
    /// Cost: two or three system calls a process.
    package static func all(
        files: ProcFilesystem = ProcFilesystem(),
        user: UInt32 = geteuid()
    ) -> [LiveTwin] {
        ProcessTable.identifiers(files).filter { id in
            guard files.value("/proc/\(id)/comm") == Enclosure.initName,
                let status = files.text("/proc/\(id)/status").map(ProcessStatus.init)
            else { return false }
            return status.isForeignInit && (user == 0 || status.effectiveUser == user)
        }.map { LiveTwin(process: $0) }
    }

    /// Chooses the twin that is meant: the one of `process`, or the only one.
    ///
    /// - Throws: if there is none, or several and `process` is nil.
    package static func choose(_ process: Int32?, among twins: [LiveTwin]) throws(TwinError) -> LiveTwin {
        let processes = twins.map { "\($0.process)" }.joined(separator: ", ")
        if let process {
            if let twin = twins.first(where: { $0.process == process }) { return twin }
            let others = twins.isEmpty ? "none is" : "those are \(processes)"
            throw TwinError(.failed, "process \(process) is no live twin of yours; \(others)")
        }
        guard let twin = twins.first else {
            throw TwinError(.failed, "no twin of yours is up; start one with npbench run --hold, then try again")
        }
        guard twins.count == 1 else {
            throw TwinError(.failed, "several twins are up, with the processes \(processes); choose one with --pid")
        }
        return twin
    }

    /// The arguments, with argv[0], of the nsenter(1) that runs `command` in `place` of this twin.
    ///
    /// - Parameter scale: the name of the twin, if the process keeps several up.
    /// - Throws: if the twin has no such place.
    package func entering(
        _ place: TwinPlace,
        of scale: String?,
        command: [String],
        asRoot: Bool
    ) throws(TwinError) -> [String] {
        let names = ProcFilesystem().names(in: "/proc/\(process)/root\(NetworkNamespace.directory)")
        guard place == .client || !names.isEmpty else {
            throw TwinError(.failed, "the twin of process \(process) has no \(place) yet; wait until it is up")
        }
        let namespace = try LiveTwin.namespaceName(of: place, in: scale, among: names)
        return LiveTwin.nsenter(process: process, namespace: namespace, command: command, asRoot: asRoot)
    }

    /// The name of the network namespace of `place` among those of all twins of one process; nil for that of the process.
    static func namespaceName(
        of place: TwinPlace,
        in scale: String?,
        among names: [String]
    ) throws(TwinError) -> String? {
        let twins = Dictionary(grouping: names) { name in
            name.firstIndex(of: TwinPlan.separator).map { String(name[..<$0]) } ?? ""
        }
        let known = twins.keys.filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        guard let chosen = scale ?? (twins.count > 1 ? nil : twins.keys.first ?? "") else {
            throw TwinError(.failed, "several twins are up: \(known); choose one with --scale")
        }
        guard let own = twins[chosen] ?? (scale == nil ? [] : nil) else {
            throw TwinError(
                .failed,
                "no twin of the scale \(chosen) is up; \(known.isEmpty ? "the one that is has no name" : "those are \(known)")"
            )
        }
        let prefix = chosen.isEmpty ? "" : "\(chosen)\(TwinPlan.separator)"
        return try place.namespaceName(among: own.map { String($0.dropFirst(prefix.count)) }).map { prefix + $0 }
    }

    /// An ordinary owner keeps the credentials that the user namespace maps to root.
    ///
    /// Real root's are not mapped where another user owns the namespace: it must become the root inside.
    static func nsenter(process: Int32, namespace: String?, command: [String], asRoot: Bool) -> [String] {
        let credentials = asRoot ? ["--setuid=0", "--setgid=0"] : ["--preserve-credentials"]
        let ip = ExecutableSearch.path(of: "ip") ?? "ip"
        let exec = namespace.map { [ip, "netns", "exec", $0] } ?? []
        let spaces = ["--user", "--mount", "--uts", "--ipc", "--net", "--pid"]
        return ["nsenter", "--target=\(process)"] + spaces + credentials + ["--"] + exec + command
    }
}
