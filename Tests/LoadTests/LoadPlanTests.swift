import Addressing
import Linux
@testable import Load
import Testing

@Suite struct LoadPlanTests {
    private static func plan(_ change: (inout LoadPlan) -> Void) -> LoadPlan {
        var plan = LoadPlan.test(80)
        change(&plan)
        return plan
    }

    static let refused: [(LoadPlan, String)] = [
        (plan { $0.port = 0 }, "port 0"),
        (plan { $0.concurrency = 0 }, "concurrency 0"),
        (plan { $0.concurrency = -5 }, "concurrency -5"),
        (plan { $0.concurrency = 20001 }, "concurrency 20001"),
        (plan { $0.workers = 0 }, "0 workers"),
        (plan { $0.duration = .zero }, "duration"),
        (plan { $0.duration = .seconds(-1) }, "duration"),
        (plan { $0.connectTimeout = .zero }, "connect timeout"),
        (plan { $0.responseTimeout = .seconds(-3) }, "response timeout"),
        (plan { $0.maximumRequests = 0 }, "0 requests"),
        (plan { $0.path = "" }, "path ''"),
        (plan { $0.path = "x" }, "path 'x'"),
        (plan { $0.path = "/a b" }, "percent-encode"),
        (plan { $0.path = "/\r\nX: y" }, "percent-encode"),
        (plan { $0.host = "" }, "host ''"),
        (plan { $0.host = "a\r\nb" }, "host"),
        (plan { $0.warmUp = .seconds(-1) }, "warm-up"),
        (plan { $0.connections = .limited(requests: 0) }, "0 requests a connection"),
        (plan { $0.pacing = .open(rate: 0, arrivals: .constant) }, "rate of 0.0"),
        (plan { $0.pacing = .open(rate: .nan, arrivals: .constant) }, "rate of nan"),
        (plan { $0.pacing = .open(rate: 1e9, arrivals: .constant) }, "within 0.001 to 1000000"),
        (plan { $0.pacing = .open(rate: 1e-300, arrivals: .constant) }, "rate of 1e-300"),
        (plan { $0.pacing = .open(rate: -5, arrivals: .poisson(seed: 1)) }, "rate of -5.0"),
        (plan { $0.pacing = .open(rate: .infinity, arrivals: .constant) }, "rate of inf"),
        (plan { $0.duration = .seconds(Int64.max) }, "seconds is longer than 366 days"),
        (plan { $0.warmUp = .seconds(Int64.max) }, "the warm-up"),
        (plan { $0.drain = .seconds(Int64.max) }, "the drain"),
        (plan { $0.connectTimeout = .seconds(366 * 86_400 + 1) }, "the connect timeout"),
        (plan { $0.responseTimeout = .seconds(Int64.max) }, "the response timeout"),
        (plan { $0.maximumRequests = .min }, "leaves nothing to do"),
        (plan { $0.workers = 1025 }, "1025 workers"),
        (plan { $0.workers = .max }, "workers"),
        (plan { $0.concurrency = .max }, "concurrency"),
        (plan { $0.connections = .limited(requests: -1) }, "-1 requests a connection"),
        (plan { $0.recordCapacity = .max }, "records"),
        (plan { $0.path = "/\u{0}" }, "percent-encode"),
        (plan { $0.path = "/ü" }, "percent-encode"),
        (plan { $0.host = "ü" }, "host"),
        (plan { $0.method = "GE\u{0}T" }, "not a token"),
        (plan { $0.headers = [LoadHeader(name: "", value: "a")] }, "no header line"),
        (plan { $0.headers = [LoadHeader(name: "X", value: "\u{0}")] }, "no header line"),
        (plan { $0.headers = [LoadHeader(name: "X", value: "\u{7f}")] }, "no header line"),
        (plan { $0.headers = [LoadHeader(name: "Transfer-Encoding", value: "chunked")] }, "frames"),
        (plan { $0.method = "" }, "method ''"),
        (plan { $0.method = "GET /" }, "method 'GET /'"),
        (plan { $0.method = "CONNECT" }, "tunnel"),
        (plan { $0.headers = [LoadHeader(name: "X", value: "a\r\nY: b")] }, "no header line"),
        (plan { $0.headers = [LoadHeader(name: "X Y", value: "a")] }, "no header line"),
        (plan { $0.headers = [LoadHeader(name: "Connection", value: "close")] }, "frames"),
        (plan { $0.headers = [LoadHeader(name: "Content-length", value: "5")] }, "frames"),
        (plan { $0.recordCapacity = -1 }, "records"),
    ]

    private static func curl(_ change: (inout LoadPlan, inout CurlSettings) -> Void) -> LoadPlan {
        var plan = LoadPlan.test(80)
        var settings = CurlSettings(scheme: .https)
        change(&plan, &settings)
        plan.engine = .curl(settings)
        return plan
    }

    static let refusedByCurl: [(LoadPlan, String)] = [
        (curl { plan, _ in plan.host = "a/b" }, "the host 'a/b'"),
        (curl { plan, _ in plan.host = "user@host" }, "the host 'user@host'"),
        (
            curl { plan, _ in
                plan.method = "HEAD"
                plan.body = [1]
            }, "no body with HEAD"
        ),
        (curl { _, settings in settings.certificate = "/dev/null" }, "the certificate '/dev/null' has no key"),
        (curl { _, settings in settings.key = "/dev/null" }, "the key '/dev/null' has no certificate"),
        (curl { _, settings in settings.authorities = "/nowhere/ca.pem" }, "/nowhere/ca.pem: ENOENT"),
        (curl { _, settings in settings.authorities = "/" }, "EISDIR"),
        (curl { _, settings in settings.authorities = "/dev/null" }, "holds nothing in PEM form"),
        (
            curl { _, settings in
                settings.certificate = "/etc/hostname"
                settings.key = "/etc/hostname"
            }, "the file of the certificate, '/etc/hostname', holds nothing"
        ),
        (
            curl { _, settings in
                settings.scheme = .http
                settings.verifiesServer = false
            }, "for https only"
        ),
        (
            curl { _, settings in
                settings.scheme = .http
                settings.authorities = "/dev/null"
            }, "for https only"
        ),
        (curl { plan, _ in plan.concurrency = 0 }, "concurrency 0"),
    ]

    @Test("What libcurl cannot load is refused with a sentence, before any request", arguments: refusedByCurl)
    func refusalByCurl(plan: LoadPlan, words: String) {
        let error = #expect(throws: LoadError.self) { try LoadGenerator.run(plan) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasPrefix("could not load 127.0.0.1:80: ") == true)
    }

    @Test("A plan that makes no sense is refused with a sentence that names what is wrong", arguments: refused)
    func refusal(plan: LoadPlan, words: String) {
        let error = #expect(throws: LoadError.self) { try LoadGenerator.run(plan) }
        #expect(error?.description.contains(words) == true)
        #expect(error?.description.hasPrefix("could not load 127.0.0.1:") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test("The most that each number of a plan may be is loaded without a crash")
    func extremes() throws {
        let port: UInt16
        do { port = try TCPSocket.localPort(TCPSocket.listen(address: 0x7f00_0001, port: 0, backlog: 1)) }
        var plan = LoadPlan.test(port, concurrency: 2, workers: 1024)
        plan.duration = LoadPlan.maximumDuration
        plan.warmUp = LoadPlan.maximumDuration
        plan.connectTimeout = LoadPlan.maximumDuration
        plan.responseTimeout = LoadPlan.maximumDuration
        plan.drain = LoadPlan.maximumDuration
        plan.maximumRequests = .max
        plan.recordCapacity = LoadPlan.maximumRecords
        let flag = StopFlag()
        flag.raise()
        for pacing in [
            Pacing.closed, .open(rate: LoadPlan.minimumRate, arrivals: .poisson(seed: .max)),
            .open(rate: LoadPlan.maximumRate, arrivals: .constant),
        ] {
            plan.pacing = pacing
            for connections in [LoadPlan.Connections.keepAlive, .limited(requests: .max)] {
                plan.connections = connections
                #expect(try LoadGenerator.run(plan, stop: flag).completed == 0)
            }
        }
    }

    @Test("A worker that cannot begin ends the load at once, not after the window of the others")
    func oneWorkerFails() {
        var plan = LoadPlan.test(80, concurrency: 2, workers: 2, milliseconds: 20_000)
        plan.connectTimeout = .milliseconds(20)
        plan.cpus = [0, 1000]
        let start = MonotonicClock.now()
        let error = #expect(throws: LoadError.self) { try LoadGenerator.run(plan) }
        #expect(error?.description.contains("CPU 1000") == true)
        #expect(MonotonicClock.now() - start < 10_000_000_000)
    }

    @Test("The request is HTTP/1.1 with the plan's host and path, and says whether the connection is kept")
    func request() {
        var plan = LoadPlan.test(80)
        plan.path = "/a?b=c"
        #expect(
            String(decoding: plan.requestBytes(closes: true), as: UTF8.self)
                == "GET /a?b=c HTTP/1.1\r\nHost: test\r\nUser-Agent: npbench\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        )
        let kept = String(decoding: plan.requestBytes(closes: false), as: UTF8.self)
        #expect(kept.hasSuffix("\r\nConnection: keep-alive\r\n\r\n"))
    }

    @Test("A method, headers and a body are the user's; a header of the plan's own name takes its place")
    func customRequest() {
        var plan = LoadPlan.test(80)
        plan.method = "POST"
        plan.headers = [
            LoadHeader(name: "HOST", value: "other"), LoadHeader(name: "X-A", value: "1"),
            LoadHeader(name: "x-a", value: "2"),
        ]
        plan.body = Array("a=1".utf8)
        #expect(
            String(decoding: plan.requestBytes(closes: true), as: UTF8.self) == """
                POST / HTTP/1.1\r\nUser-Agent: npbench\r\nAccept: */*\r\nContent-Length: 3\r\nConnection: close\r\n\
                HOST: other\r\nX-A: 1\r\nx-a: 2\r\n\r\na=1
                """
        )
    }

    @Test(
        "Shares add up to the plan and differ by one at most",
        arguments: [(10, 3, 100), (3, 8, 2), (1, 1, 1), (7, 7, 6)]
    )
    func shares(concurrency: Int, workers: Int, requests: Int) throws {
        let shares = WorkerShare.all(of: .test(80, concurrency: concurrency, workers: workers, requests: requests))
        #expect(shares.count == min(workers, concurrency))
        #expect(shares.map(\.slots).reduce(0, +) == concurrency)
        #expect(shares.map(\.requests).reduce(0, +) == requests)
        let slots = shares.map(\.slots)
        #expect(try #require(slots.max()) - #require(slots.min()) <= 1)
        #expect(slots.allSatisfy { $0 > 0 })
    }

    @Test("CPUs go to the workers in turn; without any, nobody is pinned")
    func cpus() {
        var plan = LoadPlan.test(80, concurrency: 5, workers: 5)
        #expect(WorkerShare.all(of: plan).allSatisfy { $0.cpu == nil && $0.requests == Int.max })
        plan.cpus = [4, 2]
        #expect(WorkerShare.all(of: plan).map(\.cpu) == [4, 2, 4, 2, 4])
    }

    @Test("Durations become nanoseconds within the range of the clock")
    func nanoseconds() {
        #expect(Duration.milliseconds(1500).nanoseconds == 1_500_000_000)
        #expect(Duration.nanoseconds(7).nanoseconds == 7)
        #expect(Duration.seconds(-1).nanoseconds == 0)
        #expect(Duration.seconds(Int64.max).nanoseconds == UInt64(Int64.max))
    }

    @Test("Every cause of failure has a place of its own in the tally")
    func failurePlaces() {
        #expect(LoadFailure.allCases.map(\.index).sorted() == Array(LoadFailure.allCases.indices))
        var tally = WorkerTally()
        for (number, cause) in LoadFailure.allCases.enumerated() { tally.failures[cause.index] = number }
        tally.begun = 100
        tally += tally
        #expect(tally.unfinished == 200 - 182)
        #expect(tally.failuresByCause.count == 13)
        #expect(tally.failuresByCause[.unexpectedStatus] == 22)
    }
}
