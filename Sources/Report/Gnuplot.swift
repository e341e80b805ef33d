import Foundation
import Glibc

/// Runs gnuplot as a child.
package struct Gnuplot: Sendable {
    package static let program = "gnuplot"

    /// A name looked up in PATH, or a path.
    var program: String
    /// Where the script, its data and its pictures are.
    var directory: String
    /// How long a script may take; ours take a second.
    var patience: Duration = .seconds(60)

    /// Draws `pictures` by running `script`; names are relative to the directory.
    func draw(_ pictures: [String], with script: String) throws(ReportError) {
        pictures.forEach { unlink(directory + "/" + $0) }
        let messages = try run(script)
        let missing = pictures.filter { !isWritten($0) }
        guard missing.isEmpty else {
            let cause = messages.split(whereSeparator: \.isNewline).last.map { $0.trimmingCharacters(in: .whitespaces) }
            throw ReportError(
                .failed,
                "Can not draw \(missing.joined(separator: ", ")) in \(directory): \(cause ?? "gnuplot left none");"
                    + " run `gnuplot \(script)` there to see more."
            )
        }
    }

    private func isWritten(_ picture: String) -> Bool {
        var status = stat()
        return stat(directory + "/" + picture, &status) == 0 && status.st_size > 0
    }

    /// Runs the script to its end and returns what gnuplot said on stderr.
    private func run(_ script: String) throws(ReportError) -> String {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw failure(errno, script) }
        defer { close(ends[0]) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        let child: Result<pid_t, ReportError> = spawn(script, stderr: ends[1])
        close(ends[1])
        let pid = try child.get()

        let messages = read(ends[0], of: pid)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1, errno == EINTR {}
        return messages
    }

    private func spawn(_ script: String, stderr: Int32) -> Result<pid_t, ReportError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, stderr, 2)

        // The person's ~/.gnuplot and locale must not change the picture.
        let environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
        let words = ["gnuplot", "--default-settings", "-e", "cd \(GnuplotScript.literal(directory))", script]
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let error = posix_spawnp(&pid, program, &actions, nil, &arguments, &variables)
        return error == 0 ? .success(pid) : .failure(failure(error, script))
    }

    /// All that the child writes until it closes its stderr; a child that does not end in time is killed.
    private func read(_ descriptor: Int32, of pid: pid_t) -> String {
        let deadline = ContinuousClock.now + patience
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let left = max(.zero, ContinuousClock.now.duration(to: deadline)) / .milliseconds(1)
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Int32(min(left, 1e9)))
            if ready == -1, errno == EINTR { continue }
            if ready <= 0 {
                kill(pid, SIGKILL)
                break
            }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count <= 0 { break }
            text += buffer[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func failure(_ error: Int32, _ script: String) -> ReportError {
        // A directory of PATH that may not be searched turns "not found" into "permission denied".
        if error == ENOENT || error == EACCES && !program.contains("/") {
            return ReportError(
                .missingCapability,
                "Can not draw the pictures in \(directory): \(program) is not installed; install the package gnuplot-nox"
                    + " and run `gnuplot \(script)` there."
            )
        }
        return ReportError(
            .failed,
            "Can not run \(program) in \(directory): \(String(cString: strerror(error)));"
                + " run `gnuplot \(script)` there to draw the pictures."
        )
    }
}
