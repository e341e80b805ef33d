import CLinux
import Glibc

/// Namespaces of npbench's own (user, pid, network, mount, IPC, UTS), and the two processes that hold them.
///
/// The process that the user starts becomes the *supervisor*. It clones the *init*, pid 1 of the new pid namespace, a
/// few lines of C that start the same command again as pid 2, reap orphans, and end with it. Whatever dies, the kernel
/// removes the rest: the init's death signal follows the supervisor, and everything inside follows the init.
package enum Enclosure {
    static let marker = "NPBENCH_INSIDE"

    /// The name (`/proc/PID/comm`) of every enclosure's init.
    package static let initName = NPB_INIT_NAME

    /// Whether this process is the command inside an enclosure.
    ///
    /// The environment alone does not decide: what the command then does to mounts must never meet the host.
    package static var isInside: Bool { isInside(marked: getenv(marker) != nil) }

    static func isInside(marked: Bool) -> Bool {
        marked && getpid() == 2 && getppid() == 1 && hasOwnUserNamespace
    }

    /// Whether the process is in a user namespace that maps a single id, as those of `unshare -r` and of this type do.
    package static var hasOwnUserNamespace: Bool {
        IdentityMap.current.map(\.length) == [1]
    }

    /// Runs this executable again with `arguments` (all of argv) inside new namespaces, and waits for it.
    ///
    /// SIGINT, SIGTERM and SIGHUP that a process sent are forwarded; those of a terminal reach the command by
    /// themselves. (A signal sent to the whole process group still comes twice.) Call it from the main thread of a
    /// process that has no other: the death signal follows the thread that cloned.
    /// - Returns: the command's exit status.
    /// - Throws: if namespaces are not to be had, or if a signal killed the command.
    package static func enter(arguments: [String]) throws(EnclosureError) -> Int32 {
        let before = SignalMask.block(SignalMask.forwarded + [SIGCHLD])
        defer { SignalMask.restore(before) }
        let child = try EnclosedChild(
            executable: "/proc/self/exe",
            arguments: arguments,
            environment: environment(adding: "\(marker)=1"),
            signals: before,
            clone: npb_enclose
        )
        guard let report = child.wait(forwarding: SignalMask.forwarded) else {
            throw EnclosureError(.failed, "the init of npbench's namespaces was killed; nothing of the twin remains")
        }
        switch ProcessEnd(waitStatus: report.value) {
        case .exited(let status):
            return status
        case .killed(let signal):
            throw EnclosureError(
                .failed,
                "npbench was killed inside its namespaces by \(ProcessEnd.name(ofSignal: signal)); nothing of the twin remains"
            )
        }
    }

    private static func environment(adding entry: String) -> [String] {
        var result = [entry]
        var next = Glibc.environ
        while let variable = next.pointee {
            result.append(String(cString: variable))
            next += 1
        }
        return result
    }
}
