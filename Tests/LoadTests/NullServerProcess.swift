import Glibc
import Linux
import Testing

/// The null server of `LoadBenchmarks` in a process of its own, so that its work is nobody else's.
struct NullServerProcess: ~Copyable {
    let port: Int
    private let process: BackgroundProcess

    /// Starts the server and waits until it says its port.
    init(_ program: String) throws {
        let log = "\(try BuiltBenchmarks.directory())/null-server-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).log"
        defer { unlink(log) }
        // It ends by itself, should the tests not live to end it.
        let process = try BackgroundProcess(
            executable: program,
            arguments: ["--serve", "--seconds", "120"],
            log: log
        )
        var port: Int?
        for _ in 0..<200 where port == nil {
            usleep(20_000)
            port = NullServerProcess.port(in: log)
        }
        guard let port else {
            NullServerProcess.end(process)
            throw SystemError(errno: ETIMEDOUT, operation: "start", subject: "the null server")
        }
        self.port = port
        self.process = process
    }

    deinit { NullServerProcess.end(process) }

    private static func end(_ process: BackgroundProcess) {
        process.send(SIGKILL)
        _ = process.wait()
    }

    private static func port(in log: String) -> Int? {
        guard let file = fopen(log, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = fread(&bytes, 1, bytes.count, file)
        let line = String(decoding: bytes.prefix(count), as: UTF8.self)
        guard line.hasPrefix("port="), line.last == "\n" else { return nil }
        return Int(line.dropFirst("port=".count).dropLast())
    }
}
