import CLinux
import Glibc

/// A child process that runs beside us, in the namespaces of the thread that started it.
///
/// It has a process group of its own, so that a terminal's ^C, which asks us to finish in order, does not kill it
/// first. Its owner waits for it: one that is dropped stays a zombie until the enclosure ends.
package struct BackgroundProcess: Sendable {
    package let id: Int32

    /// Starts `executable` with `arguments` (without argv[0]); standard output and error are appended to `log`.
    package init(executable: String, arguments: [String], log: String) throws(SystemError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var unblocked = SignalMask.set(of: [])
        var defaulted = SignalMask.set(of: SignalMask.forwarded + [SIGPIPE, SIGQUIT])
        posix_spawnattr_setsigmask(&attributes, &unblocked)
        posix_spawnattr_setsigdefault(&attributes, &defaulted)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)
        )

        var id = pid_t()
        let code = CStrings.with([executable] + arguments) {
            posix_spawn(&id, executable, &actions, &attributes, $0, Glibc.environ)
        }
        guard code == 0 else {
            throw SystemError(errno: code, operation: "start", subject: executable)
        }
        self.id = id
    }

    /// How it ended; nil while it runs.
    ///
    /// May be asked until it first answers.
    package func poll() -> ProcessEnd? {
        waitStatus(WNOHANG)
    }

    /// Waits for its end.
    package func wait() -> ProcessEnd {
        waitStatus(0) ?? .exited(0)
    }

    package func send(_ signal: Int32) {
        kill(id, signal)
    }

    private func waitStatus(_ options: Int32) -> ProcessEnd? {
        var status: Int32 = 0
        while true {
            let result = waitpid(id, &status, options)
            if result == id { return ProcessEnd(waitStatus: status) }
            if result < 0, errno == EINTR { continue }
            return nil
        }
    }
}
