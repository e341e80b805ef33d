import Addressing
import BenchmarkServers
import Glibc
import Linux
import Load

/// Measures the load generator and the parts of its hot path.
///
/// Without `--port` the load goes to a null server in this process, which answers as soon as it can and says so little
/// that the generator is the limit. Print of a load: one line of `name=value` pairs.
@main
struct LoadBenchmarks {
    static func main() {
        do {
            let options = try BenchmarkOptions(CommandLine.arguments.dropFirst())
            if options.isMicro {
                MicroBenchmarks.run()
            } else if options.isServer {
                try serve(options)
            } else if options.isSoak {
                try Soak.run(options)
            } else {
                try load(options)
            }
        } catch {
            Complaint.write("\(error)")
            exit(error is BenchmarkOptions.UsageError ? 64 : 1)
        }
    }

    /// Lets another process be loaded by, or without, the server's own work.
    private static func serve(_ options: BenchmarkOptions) throws {
        let server = try NullServer(cpu: options.serverCPU, allocates: options.plantsAllocations)
        print("port=\(server.port)")
        fflush(nil)
        usleep(UInt32(options.seconds * 1e6))
        server.stop()
    }

    private static func load(_ options: BenchmarkOptions) throws {
        var port = options.port
        var server: NullServer?
        if port == 0 {
            let null = try NullServer(cpu: options.serverCPU, allocates: options.plantsAllocations)
            port = null.port
            server = null
        }
        let result = try LoadGenerator.run(options.plan(port: port))
        server?.stop()
        print(line(of: result))
    }

    private static func line(of result: LoadResult) -> String {
        let seconds = max(1e-9, Double(result.elapsed.nanoseconds) / 1e9)
        let requests = Double(max(1, result.completed))
        let failures = result.failures.values.reduce(0, +)
        let pairs: [(String, String)] = [
            ("completed", "\(result.completed)"),
            ("failed", "\(failures)"),
            ("unfinished", "\(result.unfinished)"),
            ("connections", "\(result.connectionsInitiated)"),
            ("qps", rounded(Double(result.completed) / seconds)),
            ("p50_us", rounded(result.total.p50)),
            ("p99_us", rounded(result.total.p99)),
            ("user_us", rounded(Double(result.userTime.nanoseconds) / 1000 / requests)),
            ("system_us", rounded(Double(result.systemTime.nanoseconds) / 1000 / requests)),
        ]
        return pairs.map { "\($0)=\($1)" }.joined(separator: " ")
    }

    private static func rounded(_ value: Double) -> String {
        "\((value * 100).rounded() / 100)"
    }
}
