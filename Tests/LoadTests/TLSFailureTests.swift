import Linux
import Load
import Testing

/// What TLS makes of a certificate is counted as its failure, and of nothing else.
@Suite struct TLSFailureTests {
    private func failures(
        _ nginx: NginxInstance,
        _ endpoint: NginxInstance.Endpoint,
        _ settings: CurlSettings,
        _ connections: LoadPlan.Connections = .perRequest
    ) throws -> [LoadFailure: Int] {
        var plan = LoadPlan.curl(nginx.port(endpoint), settings, connections, concurrency: 2, requests: 6)
        // The system's authorities are many, and the machine that tests is busy.
        plan.connectTimeout = .seconds(5)
        let result = try LoadGenerator.run(plan)
        #expect(result.begun == 6)
        return result.failures
    }

    @Test("A name that is not the certificate's, a certificate that is over, an authority that nobody knows")
    func certificates() throws {
        let nginx = try NginxInstance()
        let trusting = CurlSettings(scheme: .https, authorities: nginx.certificates.authority)
        let strange = CurlSettings(scheme: .https, authorities: nginx.certificates.stranger)
        for connections in [LoadPlan.Connections.perRequest, .keepAlive] {
            #expect(try failures(nginx, .other, trusting, connections) == [.tlsHandshake: 6])
            #expect(try failures(nginx, .expired, trusting, connections) == [.tlsHandshake: 6])
            #expect(try failures(nginx, .https, strange, connections) == [.tlsHandshake: 6])
            #expect(try failures(nginx, .https, CurlSettings(scheme: .https), connections) == [.tlsHandshake: 6])
            #expect(try failures(nginx, .https, trusting, connections).isEmpty)
        }
        #expect(try nginx.log(.other).isEmpty)
    }

    @Test("Without verification any certificate will do")
    func insecure() throws {
        let nginx = try NginxInstance()
        let settings = CurlSettings(scheme: .https, verifiesServer: false)
        for endpoint in [NginxInstance.Endpoint.https, .other, .expired] {
            #expect(try failures(nginx, endpoint, settings).isEmpty)
        }
        #expect(try nginx.log(.expired).count == 6)
    }

    @Test("A server of clear text is no TLS server")
    func clearText() throws {
        let nginx = try NginxInstance()
        let settings = CurlSettings(scheme: .https, verifiesServer: false)
        #expect(try failures(nginx, .http, settings) == [.tlsHandshake: 6])
        #expect(try nginx.log(.http).allSatisfy { $0.status == 400 })
    }

    @Test("nginx answers a client without a certificate with a status; one that has it is served")
    func clientCertificate() throws {
        let nginx = try NginxInstance()
        var settings = CurlSettings(scheme: .https, authorities: nginx.certificates.authority)
        #expect(try failures(nginx, .client, settings) == [.unexpectedStatus: 6])
        settings.certificate = nginx.certificates.client.certificate
        settings.key = nginx.certificates.client.key
        #expect(try failures(nginx, .client, settings).isEmpty)
        #expect(
            try nginx.log(.client).map(\.status).sorted() == [200, 200, 200, 200, 200, 200] + [
                400, 400, 400, 400, 400, 400,
            ]
        )
    }

    @Test("A server that ends the handshake for want of a client's certificate", arguments: ["-tls1_2", "-tls1_3"])
    func requiredCertificate(version: String) throws {
        let server = try OpenSSLServer(["-Verify", "1", "-verify_return_error", version])
        defer { server.stop() }
        var settings = CurlSettings(scheme: .https, authorities: server.certificates.authority)
        let refused = try LoadGenerator.run(.curl(server.port, settings, concurrency: 1, requests: 3))
        #expect(refused.failures == [.tlsHandshake: 3])
        settings.certificate = server.certificates.client.certificate
        settings.key = server.certificates.client.key
        let served = try LoadGenerator.run(.curl(server.port, settings, concurrency: 1, requests: 3))
        #expect(served.failures.isEmpty)
        #expect(served.completed == 3)
    }

    @Test("A server that does not agree to HTTP/2 within TLS is no HTTP/2 server")
    func notNegotiated() throws {
        let server = try OpenSSLServer([])
        defer { server.stop() }
        var settings = CurlSettings(scheme: .https, version: .http2, authorities: server.certificates.authority)
        let result = try LoadGenerator.run(.curl(server.port, settings, concurrency: 1, requests: 3))
        #expect(result.failures == [.tlsHandshake: 3])
        settings.version = .http1
        #expect(try LoadGenerator.run(.curl(server.port, settings, concurrency: 1, requests: 3)).completed == 3)
    }

    @Test("A stream that stalls times out alone: the others on its connection go on")
    func stalledStream() throws {
        let nginx = try NginxInstance()
        let settings = CurlSettings(scheme: .https, version: .http2, authorities: nginx.certificates.authority)
        var plan = LoadPlan.curl(nginx.port(.https), settings, .keepAlive, concurrency: 3, requests: 6)
        plan.path = "/slow"
        let result = try LoadGenerator.run(plan)
        #expect(result.failures == [.responseTimeout: 6])
        #expect(result.connectionsInitiated == 1)
        #expect(result.total.minimum >= 300_000)
    }
}
