import Linux

/// Runs of `ip -batch`: one process for any number of devices, addresses and routes.
///
/// The commands stay in a file beside their output, for a person in `npbench shell` to look at.
struct IPBatch {
    let executable: String
    let directory: String

    /// Finds `ip`; `missingCapability` where there is none.
    init(directory: String) throws(TwinError) {
        guard let executable = ExecutableSearch.path(of: "ip") else {
            throw TwinError(.missingCapability, "ip is not installed, and it wires the twin; apt-get install iproute2")
        }
        self.executable = executable
        self.directory = directory
    }

    /// Runs `commands` in the network namespace of the calling thread; stops at the first that fails.
    func run(_ commands: [String], wiring object: String, file: String) throws(TwinError) {
        let output = "\(directory)/\(file).output"
        let end = try start(commands, options: [], file: file, output: output)
        guard end == .exited(0) else {
            let lines = (ProcFilesystem().text(output) ?? "").split(separator: "\n").joined(separator: ", ")
            throw TwinError(.failed, "wiring \(object) failed: ip \(end) (\(lines)); look at the addresses of the plan")
        }
    }

    /// Runs all of `commands`, whatever becomes of each.
    func runLoosely(_ commands: [String], file: String) {
        _ = try? start(commands, options: ["-force"], file: file, output: "\(directory)/\(file).output")
    }

    private func start(
        _ commands: [String],
        options: [String],
        file: String,
        output: String
    ) throws(TwinError) -> ProcessEnd {
        let path = "\(directory)/\(file).ip"
        do throws(SystemError) {
            try TextFile.write(commands.joined(separator: "\n") + "\n", to: path)
            return try BackgroundProcess(executable: executable, arguments: options + ["-batch", path], log: output)
                .wait()
        } catch {
            throw TwinError(error, remedy: "free memory or processes")
        }
    }
}
