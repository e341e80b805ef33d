import CLinux
import Glibc

/// The supervisor's hold on a child that it cloned into namespaces of its own.
struct EnclosedChild: ~Copyable {
    private let process: pid_t
    /// Write end of the gate; open as long as the supervisor lives.
    private let gate: Int32
    /// Read end of the report.
    private let report: Int32

    /// Clones the child with `clone`, maps its id 0 to this process's ids, and lets it pass the gate.
    init(
        executable: String = "",
        arguments: [String] = [],
        environment: [String] = [],
        signals: sigset_t = sigset_t(),
        clone: (UnsafePointer<npb_enclosure>) -> pid_t
    ) throws(EnclosureError) {
        let gate = try EnclosedChild.makePipe()
        let report = try EnclosedChild.makePipe()
        let process = CStrings.with(arguments) { argv in
            CStrings.with(environment) { envp in
                executable.withCString { path in
                    var enclosure = npb_enclosure(
                        gate: gate.read,
                        gate_writer: gate.write,
                        report: report.write,
                        executable: path,
                        arguments: argv,
                        environment: envp,
                        signals: signals
                    )
                    return clone(&enclosure)
                }
            }
        }
        close(gate.read)
        close(report.write)
        do throws(EnclosureError) {
            guard process > 0 else { throw EnclosureError.namespacesRefused(errno: -process) }
            try EnclosedChild.mapIdentities(of: process)
        } catch {
            close(gate.write)
            close(report.read)
            // Left before the gate, it ends by the gate's hang-up.
            if process > 0 { waitpid(process, nil, 0) }
            throw error
        }
        var open: UInt8 = 1
        write(gate.write, &open, 1)
        self.process = process
        self.gate = gate.write
        self.report = report.read
    }

    deinit {
        close(gate)
        close(report)
    }

    /// Waits for the child, passing on `signals` (which must be blocked, with SIGCHLD, if there are any).
    ///
    /// - Returns: what the child left; nil if it was killed.
    func wait(forwarding signals: [Int32]) -> npb_report? {
        if !signals.isEmpty { forward(signals) }
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
        var left = npb_report()
        let size = MemoryLayout<npb_report>.size
        return read(report, &left, size) == size ? left : nil
    }

    /// Returns when the child has ended; leaves it to be waited for.
    private func forward(_ signals: [Int32]) {
        var awaited = SignalMask.set(of: signals + [SIGCHLD])
        var status = siginfo_t()
        while waitid(P_PID, id_t(process), &status, WEXITED | WNOHANG | WNOWAIT) == 0, status.si_signo != SIGCHLD {
            var info = siginfo_t()
            let signal = sigwaitinfo(&awaited, &info)
            // A positive code means that the kernel sent it: a terminal's ^C, which the command got as well.
            if signals.contains(signal), info.si_code <= 0 { kill(process, signal) }
        }
    }

    /// Maps id 0 inside to the effective ids of this process: the only map that needs no privilege.
    private static func mapIdentities(of process: pid_t) throws(EnclosureError) {
        let maps = [("setgroups", "deny"), ("uid_map", "0 \(geteuid()) 1"), ("gid_map", "0 \(getegid()) 1")]
        for (file, content) in maps {
            let path = "/proc/\(process)/\(file)"
            do throws(SystemError) {
                try TextFile.write(content, to: path)
            } catch {
                throw EnclosureError(
                    .missingCapability,
                    "\(error); run npbench as an ordinary user, or give root CAP_SETFCAP"
                )
            }
        }
    }

    private static func makePipe() throws(EnclosureError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else {
            let error = SystemError(errno: errno, operation: "make", subject: "a pipe")
            throw EnclosureError(.failed, "\(error); raise the limit of open files")
        }
        return (ends[0], ends[1])
    }
}
