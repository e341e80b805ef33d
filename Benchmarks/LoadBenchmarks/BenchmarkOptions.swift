import Addressing
import Load

/// What the command line asks for.
struct BenchmarkOptions {
    struct UsageError: Error, CustomStringConvertible {
        var description: String
    }

    /// Time the parser and the recorder alone.
    var isMicro = false
    /// Be the null server alone, for `seconds`, and say its port first.
    var isServer = false
    /// Hold every count of the generator against the null server's, and its memory against itself.
    var isSoak = false
    var address = IPv4Address(127, 0, 0, 1)
    /// 0 for the null server.
    var port: UInt16 = 0
    var path = "/"
    var requests: Int?
    var seconds = 5.0
    var warmUpSeconds = 0.0
    var concurrency = 32
    var workers = 1
    var connections = LoadPlan.Connections.perRequest
    var engine = LoadEngine.native
    var cpus: [Int] = []
    var serverCPU: Int?
    /// Let the null server allocate for every answer.
    var plantsAllocations = false

    init(_ arguments: ArraySlice<String>) throws(UsageError) {
        var rest = arguments
        while let option = rest.popFirst() {
            switch option {
            case "--micro": isMicro = true
            case "--serve": isServer = true
            case "--soak": isSoak = true
            case "--plant-allocations": plantsAllocations = true
            case "--keep-alive": connections = .keepAlive
            case "--limited":
                connections = .limited(requests: try BenchmarkOptions.value(&rest, of: option) { Int($0) })
            case "--warm-up": warmUpSeconds = try BenchmarkOptions.value(&rest, of: option) { Double($0) }
            case "--curl": engine = .curl(CurlSettings(scheme: .http))
            case "--https": engine = .curl(CurlSettings(scheme: .https, verifiesServer: false))
            case "--https2": engine = .curl(CurlSettings(scheme: .https, version: .http2, verifiesServer: false))
            case "--address": address = try BenchmarkOptions.value(&rest, of: option) { IPv4Address($0) }
            case "--port": port = try BenchmarkOptions.value(&rest, of: option) { UInt16($0) }
            case "--path": path = try BenchmarkOptions.value(&rest, of: option) { $0 }
            case "--requests": requests = try BenchmarkOptions.value(&rest, of: option) { Int($0) }
            case "--seconds": seconds = try BenchmarkOptions.value(&rest, of: option) { Double($0) }
            case "--concurrency": concurrency = try BenchmarkOptions.value(&rest, of: option) { Int($0) }
            case "--workers": workers = try BenchmarkOptions.value(&rest, of: option) { Int($0) }
            case "--cpu": cpus.append(try BenchmarkOptions.value(&rest, of: option) { Int($0) })
            case "--server-cpu": serverCPU = try BenchmarkOptions.value(&rest, of: option) { Int($0) }
            default: throw UsageError(description: "unknown option '\(option)'")
            }
        }
    }

    private static func value<Value>(
        _ rest: inout ArraySlice<String>,
        of option: String,
        parse: (String) -> Value?
    ) throws(UsageError) -> Value {
        guard let text = rest.popFirst() else { throw UsageError(description: "\(option) needs a value") }
        guard let value = parse(text) else { throw UsageError(description: "\(option) cannot be '\(text)'") }
        return value
    }

    func plan(port: UInt16) -> LoadPlan {
        var plan = LoadPlan(
            address: address,
            port: port,
            host: "\(address)",
            path: path,
            connections: connections,
            concurrency: concurrency,
            workers: workers,
            cpus: cpus,
            duration: .seconds(seconds),
            maximumRequests: requests
        )
        plan.warmUp = .seconds(warmUpSeconds)
        plan.engine = engine
        return plan
    }
}
