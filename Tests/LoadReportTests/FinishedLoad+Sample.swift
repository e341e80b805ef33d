import Addressing
import Load
import LoadReport

extension FinishedLoad {
    /// 2000 requests at a concurrency of 8 in 0.15 s, whose totals are 1 to 2000 us.
    static func sample(_ change: (inout FinishedLoad) -> Void = { _ in }) -> FinishedLoad {
        let plan = LoadPlan(
            address: IPv4Address(127, 0, 0, 1),
            port: 8080,
            host: "127.0.0.1:8080",
            path: "/index.html",
            connections: .perRequest,
            concurrency: 8,
            workers: 2,
            duration: .seconds(10),
            maximumRequests: 2000
        )
        var result = LoadResult()
        result.elapsed = .milliseconds(150)
        result.wallClockStart = 1_795_623_832_000_000_000
        result.completed = 2000
        result.connectionsInitiated = 2000
        result.requestsSent = 2000
        result.bytesReceived = 484_000
        result.bodyBytesReceived = 24_000
        result.bytesSent = 160_000
        result.serverSoftware = "nginx/1.22.1"
        result.documentLength = 12
        for microseconds in UInt64(1)...2000 {
            result.connectTimes.record(microseconds * 100)
            result.waitTimes.record(microseconds * 800)
            result.processingTimes.record(microseconds * 900)
            result.totalTimes.record(microseconds * 1000)
        }
        result.workers = [
            WorkerUse(
                cpu: nil,
                userTime: .milliseconds(20),
                systemTime: .milliseconds(40),
                waitTime: .zero,
                elapsed: .milliseconds(150),
                naps: 12
            )
        ]
        var load = FinishedLoad(
            url: "http://127.0.0.1:8080/index.html",
            hostname: "127.0.0.1",
            port: 8080,
            path: "/index.html",
            plan: plan,
            result: result
        )
        change(&load)
        return load
    }

    var text: String { AbReport(self).text }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
