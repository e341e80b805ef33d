import Glibc
import Linux

/// One running nginx: a master, which is our child, and its worker.
final class NginxServer {
    /// `pod default/test-0`, for messages.
    let owner: String
    let ports: [UInt16]
    private let errorLog: String
    private let master: BackgroundProcess
    private var masterEnd: ProcessEnd?
    private var worker: Int32?

    /// Starts nginx in the network namespace of the calling thread; it is not ready yet.
    init(owner: String, build: NginxBuild, configuration: NginxConfiguration) throws(TwinError) {
        self.owner = owner
        ports = configuration.ports
        errorLog = "\(configuration.directory)/error.log"
        let file = "\(configuration.directory)/nginx.conf"
        do throws(SystemError) {
            try FileTree.makeDirectory(configuration.directory)
            try TextFile.write(configuration.text, to: file)
            // Started with its own log: the one compiled in may not be writable.
            master = try BackgroundProcess(
                executable: build.path,
                arguments: ["-e", errorLog, "-c", file],
                log: "\(configuration.directory)/output"
            )
        } catch {
            throw TwinError(error, remedy: "the nginx of \(owner) needs it")
        }
    }

    /// Whether every port listens.
    ///
    /// Throws if nginx has ended instead.
    func isListening() throws(TwinError) -> Bool {
        if let end = poll() { throw TwinError(.failed, "the nginx of \(owner) \(end) at its start: \(lastWords)") }
        return ListeningPorts.ofProcess(master.id).ports.isSuperset(of: ports)
    }

    /// Whether the worker is there; remembers it.
    func hasWorker(in table: ProcessTable) -> Bool {
        worker = table.livingChildren(of: master.id).first
        return worker != nil
    }

    /// Waits a moment for it to become ready.
    ///
    /// Throws at `deadline`.
    func pause(until deadline: ContinuousClock.Instant) throws(TwinError) {
        guard ContinuousClock.now < deadline else {
            throw TwinError(
                .failed,
                "the nginx of \(owner) is not ready in time: \(lastWords); is the machine overloaded?"
            )
        }
        usleep(1000)
    }

    /// Throws if the master or its worker has ended.
    func checkAlive() throws(TwinError) {
        if let end = poll() {
            throw TwinError(.failed, "the nginx of \(owner) \(end); something outside npbench did that, start again")
        }
        guard let worker, !isOurs(worker) else { return }
        let end = workerEnd(worker)?.description ?? "has ended (\(lastWords))"
        throw TwinError(.failed, "the nginx worker of \(owner) \(end); something outside npbench did that, start again")
    }

    /// CPU time of the master and its worker since they started, in nanoseconds.
    ///
    /// From `/proc/PID/schedstat`, whose first number is the time run; the ticks of `stat` are 10 ms.
    func cpuNanoseconds() -> UInt64 {
        [master.id, worker].compactMap { $0 }.reduce(0) { sum, id in
            let text = ProcFilesystem().text("/proc/\(id)/schedstat") ?? ""
            return sum + (text.split(separator: " ").first.flatMap { UInt64($0) } ?? 0)
        }
    }

    /// Asks nginx to end at once.
    func terminate() {
        if masterEnd == nil { master.send(SIGTERM) }
    }

    /// Waits until nginx has ended; kills what is left at `deadline`.
    func awaitEnd(deadline: ContinuousClock.Instant) {
        while poll() == nil {
            if ContinuousClock.now >= deadline {
                master.send(SIGKILL)
                masterEnd = master.wait()
            } else {
                usleep(1000)
            }
        }
        // A master that was killed leaves its worker to the init.
        if let worker, isOurs(worker) { kill(worker, SIGKILL) }
        worker = nil
    }

    private func poll() -> ProcessEnd? {
        if masterEnd == nil { masterEnd = master.poll() }
        return masterEnd
    }

    /// Whether the process is still this server's worker, not another that got its id.
    private func isOurs(_ id: Int32) -> Bool {
        guard let line = ProcFilesystem().text("/proc/\(id)/stat"), let process = ProcessStat(line) else {
            return false
        }
        return !process.isZombie && process.name == "nginx" && (process.parent == master.id || masterEnd != nil)
    }

    /// How a worker ended, by the master's log; the master needs a moment to notice.
    private func workerEnd(_ id: Int32) -> ProcessEnd? {
        for _ in 0..<100 {
            let log = ProcFilesystem().text(errorLog) ?? ""
            if let end = NginxServer.workerEnd(id, log: log) { return end }
            usleep(2000)
        }
        return nil
    }

    /// Reads lines like `... worker process 17 exited on signal 9` and `... exited with code 2`.
    static func workerEnd(_ id: Int32, log: String) -> ProcessEnd? {
        for line in log.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let start = words.lastIndex(of: "process"), words.count > start + 5, words[start + 1] == "\(id)",
                words[start + 2] == "exited", let number = Int32(words[start + 5])
            else { continue }
            return words[start + 4] == "signal" ? .killed(signal: number) : .exited(number)
        }
        return nil
    }

    /// The last line of the error log.
    private var lastWords: String {
        let line = (ProcFilesystem().text(errorLog) ?? "").split(separator: "\n").last
        return line.map(String.init) ?? "its log \(errorLog) is empty"
    }
}
