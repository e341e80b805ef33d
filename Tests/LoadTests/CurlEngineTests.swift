import Addressing
import Linux
import Load
import Testing

/// What a load over libcurl counts, held against nginx's own log.
@Suite struct CurlEngineTests {
    /// A plan against an endpoint of `nginx`, whose authority is trusted.
    private func plan(
        _ nginx: NginxInstance,
        _ endpoint: NginxInstance.Endpoint,
        _ connections: LoadPlan.Connections,
        version: CurlSettings.Version = .http1,
        concurrency: Int = 4,
        workers: Int = 1,
        milliseconds: Int = 5000,
        requests: Int? = nil
    ) -> LoadPlan {
        let isSecure = endpoint != .http && endpoint != .http2
        return .curl(
            nginx.port(endpoint),
            CurlSettings(
                scheme: isSecure ? .https : .http,
                version: version,
                authorities: isSecure ? nginx.certificates.authority : nil
            ),
            connections,
            concurrency: concurrency,
            workers: workers,
            milliseconds: milliseconds,
            requests: requests
        )
    }

    @Test("A connection a request: as many connections as requests", arguments: [NginxInstance.Endpoint.http, .https])
    func perRequest(endpoint: NginxInstance.Endpoint) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(plan(nginx, endpoint, .perRequest, requests: 50))
        let log = try nginx.log(endpoint)
        #expect(result.completed == 50)
        #expect(result.failures.isEmpty)
        #expect(result.unfinished == 0)
        #expect(result.connectionsInitiated == 50)
        #expect(result.requestsSent == 50)
        #expect(result.clientClosedFirst == 0)
        #expect([result.connect.count, result.wait.count, result.total.count] == [50, 50, 50])
        #expect(log.count == 50)
        #expect(log.connections.count == 50)
        #expect(log.allSatisfy { $0.version == "HTTP/1.1" && $0.request == "GET / HTTP/1.1" })
        // To nginx's mind, too.
        #expect(result.bytesReceived == UInt64(log.reduce(0) { $0 + $1.bytes }))
        #expect(result.bodyBytesReceived == 250)
        #expect(result.documentLength == 5)
        #expect(result.serverSoftware?.hasPrefix("nginx/") == true)
        // nginx before 1.23.4 does not offer TLS 1.3 by itself.
        let isNamed = result.tlsProtocol?.contains(/^TLSv1\.[23],[A-Z0-9_-]+$/) == true
        #expect(isNamed == (endpoint == .https), "\(result.tlsProtocol ?? "nil")")
        #expect((result.tlsProtocol == nil) == (endpoint == .http))
    }

    @Test(
        "Kept connections are opened once, by a request that counts with the warm-up",
        arguments: [NginxInstance.Endpoint.http, .https],
        [1, 2]
    )
    func keepAlive(endpoint: NginxInstance.Endpoint, workers: Int) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, endpoint, .keepAlive, concurrency: 3, workers: workers, requests: 100)
        )
        let log = try nginx.log(endpoint)
        #expect(result.completed == 100)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == 3)
        #expect(result.warmUpRequests == 3)
        #expect(result.requestsSent == 103)
        #expect(result.connect.count == 3)
        #expect(result.total.count == 100)
        #expect(result.keptAlive == 100)
        #expect(log.count == 103)
        #expect(log.connections.count == 3)
    }

    @Test("N requests a connection are N, and the last asks to close", arguments: [1, 3, 7])
    func limited(requests: Int) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, .https, .limited(requests: requests), concurrency: 1, requests: 42)
        )
        let log = try nginx.log(.https)
        #expect(result.completed == 42)
        #expect(result.failures.isEmpty)
        #expect(result.clientClosedFirst == 0)
        #expect(result.connectionsInitiated == 42 / requests)
        #expect(log.count == 42)
        #expect(log.connections.count == 42 / requests)
        #expect(log.map(\.number).max() == requests)
    }

    @Test(
        "HTTP/2 multiplexes: kept streams of one worker share a connection",
        arguments: [NginxInstance.Endpoint.http2, .https],
        [1, 2]
    )
    func multiplexed(endpoint: NginxInstance.Endpoint, workers: Int) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, endpoint, .keepAlive, version: .http2, concurrency: 10, workers: workers, requests: 200)
        )
        let log = try nginx.log(endpoint)
        #expect(result.completed == 200)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == workers)
        #expect(result.requestsSent == 210)
        #expect(log.count == 210)
        #expect(log.connections.count == workers)
        #expect(log.allSatisfy { $0.version == "HTTP/2.0" })
    }

    @Test("HTTP/2 sends again what a server of fewer streams refused, and counts each stream that was served once")
    func narrow() throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, .narrow, .keepAlive, version: .http2, concurrency: 20, requests: 400)
        )
        let log = try nginx.log(.narrow)
        #expect(result.completed == 400)
        #expect(result.failures.isEmpty)
        #expect(log.count == 420)
        #expect(result.requestsSent == 420)
        // How many there are is a matter of who is faster: streams that have ended make room for those refused.
        #expect(log.connections.count == result.connectionsInitiated)
    }

    @Test("HTTP/2 opens more connections where all streams of one stay taken")
    func taken() throws {
        let nginx = try NginxInstance()
        var plan = plan(nginx, .narrow, .keepAlive, version: .http2, concurrency: 20, milliseconds: 1000)
        plan.path = "/slow"
        let result = try LoadGenerator.run(plan)
        #expect(result.completed == 0)
        // 20 streams, 8 a connection; libcurl finds a connection's limit out when it is reached, and may open more.
        #expect(result.connectionsInitiated >= 3)
    }

    @Test(
        "HTTP/2 with a connection a request has one stream a connection",
        arguments: [NginxInstance.Endpoint.http2, .https]
    )
    func http2PerRequest(endpoint: NginxInstance.Endpoint) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(plan(nginx, endpoint, .perRequest, version: .http2, requests: 30))
        let log = try nginx.log(endpoint)
        #expect(result.completed == 30)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == 30)
        #expect(log.count == 30)
        #expect(log.connections.count == 30)
        #expect(log.allSatisfy { $0.version == "HTTP/2.0" })
        // HTTP/2 has no way to ask the server to close.
        #expect(result.clientClosedFirst == 30)
    }

    @Test("HTTP/2 with N requests a connection has N on each", arguments: [NginxInstance.Endpoint.http2, .https])
    func http2Limited(endpoint: NginxInstance.Endpoint) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, endpoint, .limited(requests: 5), version: .http2, concurrency: 1, requests: 40)
        )
        let log = try nginx.log(endpoint)
        #expect(result.completed == 40)
        #expect(result.failures.isEmpty)
        #expect(result.connectionsInitiated == 8)
        #expect(log.connections.count == 8)
    }

    @Test(
        "A server that ends connections after 20 requests costs no request but those that cross its farewell",
        arguments: [CurlSettings.Version.http1, .http2]
    )
    func shortConnections(version: CurlSettings.Version) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, .short, .keepAlive, version: version, concurrency: 4, requests: 300)
        )
        let log = try nginx.log(.short)
        // HTTP/2 lets a stream cross the server's GOAWAY, which then does not serve it: one of each other slot at an end.
        let crossed = version == .http2 ? result.failures[.resetBeforeFirstByte, default: 0] : 0
        #expect(crossed <= 3 * result.connectionsInitiated)
        #expect(result.completed == 300 - crossed)
        #expect(result.failed == crossed)
        #expect(log.count == result.requestsSent)
        #expect((304 - crossed...304).contains(result.requestsSent))
        #expect(log.connections.count == result.connectionsInitiated)
        #expect(result.connectionsInitiated >= 304 / 20)
    }

    @Test("A window ends in time; what is under way is counted apart", arguments: [CurlSettings.Version.http1, .http2])
    func window(version: CurlSettings.Version) throws {
        let nginx = try NginxInstance()
        let result = try LoadGenerator.run(
            plan(nginx, .https, .keepAlive, version: version, concurrency: 5, workers: 2, milliseconds: 250)
        )
        let log = try nginx.log(.https)
        #expect(result.elapsed == .milliseconds(250))
        #expect(result.completed > 100)
        #expect(result.failures.isEmpty)
        #expect(result.unfinished <= 5)
        #expect(log.count == result.requestsSent)
        #expect(result.requestsSent == result.begun + result.warmUpRequests)
    }

    @Test("A warm-up is counted apart, with the requests that opened connections")
    func warmUp() throws {
        let nginx = try NginxInstance()
        var plan = plan(nginx, .https, .keepAlive, concurrency: 2, milliseconds: 200)
        plan.warmUp = .milliseconds(100)
        let result = try LoadGenerator.run(plan)
        let log = try nginx.log(.https)
        #expect(result.warmUpRequests > 2)
        // The warm-up ends with the turn of the loop that its end is in, which is late where the thread had to wait for a CPU.
        #expect((.milliseconds(20)...(.milliseconds(200))).contains(result.elapsed))
        #expect(result.requestsSent == result.begun + result.warmUpRequests)
        #expect(log.count == result.requestsSent)
    }

    @Test("An open loop keeps its pace, and its response times run from when requests were due")
    func openLoop() throws {
        let nginx = try NginxInstance()
        var plan = plan(nginx, .https, .keepAlive, concurrency: 8, milliseconds: 1000)
        plan.pacing = .open(rate: 200, arrivals: .constant)
        plan.recordCapacity = 400
        let result = try LoadGenerator.run(plan)
        let log = try nginx.log(.https)
        #expect(result.begun + result.unsent == 200)
        #expect(result.completed >= 190)
        #expect(log.count == result.begun + 8)
        #expect(result.responseTimes?.count == result.completed)
        #expect(result.pacingErrors.map { $0.count > 100 } == true)
        #expect(result.records.count == result.completed)
        #expect(result.records.allSatisfy { $0.status == 200 && $0.failure == nil && $0.total > 0 })
    }

    @Test(
        "Method, headers and body are the user's, in HTTP/1.1 and HTTP/2 alike",
        arguments: [CurlSettings.Version.http1, .http2]
    )
    func ownRequest(version: CurlSettings.Version) throws {
        let nginx = try NginxInstance()
        var plan = plan(nginx, .https, .keepAlive, version: version, concurrency: 1, requests: 3)
        plan.method = "PUT"
        plan.path = "/a/../b?c=d"
        plan.body = Array("hello".utf8)
        plan.expectation = ResponseExpectation(statuses: 404...404, length: 2)
        let result = try LoadGenerator.run(plan)
        let log = try nginx.log(.https)
        #expect(result.completed == 3)
        #expect(result.failures.isEmpty)
        #expect(
            Set(log.map { $0.request.split(separator: " ").prefix(2).joined(separator: " ") }) == ["PUT /a/../b?c=d"]
        )
    }

    @Test("The request is the native engine's, line for line")
    func requestBytes() throws {
        for body in [nil, Array("a=1".utf8)] {
            var plan = LoadPlan.test(1, concurrency: 1, requests: 1)
            plan.headers = [LoadHeader(name: "X-A", value: "b"), LoadHeader(name: "User-Agent", value: "me")]
            plan.body = body
            plan.method = body == nil ? "GET" : "POST"
            var requests: [[String]] = []
            for engine in [LoadEngine.native, .curl(CurlSettings(scheme: .http))] {
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                let server = try FaultServer([.request, .send(Array(answer.utf8)), .close], keepsRequests: true)
                plan.port = server.port
                plan.engine = engine
                let result = try LoadGenerator.run(plan)
                server.stop()
                #expect(result.completed == 1)
                #expect(result.bytesSent == UInt64(server.received.first?.bytes.count ?? 0))
                let lines = server.received.first?.text.split(separator: "\r\n") ?? []
                requests.append(lines.map(String.init).sorted())
            }
            #expect(!requests[0].isEmpty)
            #expect(requests[0] == requests[1])
        }
    }
}
