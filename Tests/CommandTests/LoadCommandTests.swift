import Foundation
import Testing

@Suite("npbench load")
struct LoadCommandTests {
    @Test(
        "What the generator can not load is refused",
        arguments: [
            ("ftp://127.0.0.1/", "not ftp"), ("127.0.0.1", "no URL"), ("http://127.0.0.1:0/", "1 to 65535"),
            ("http://me:secret@127.0.0.1/", "-A NAME:PASSWORD"),
        ]
    )
    func refused(url: String, words: String) throws {
        let result = try BuiltCommand("load", url)
        #expect(result.status == 64)
        #expect(result.errors.contains(words) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }

    @Test("A server that is not there is a failed load, told by its cause")
    func nobody() throws {
        // Port 1 of loopback: nobody listens there on any machine that runs tests.
        let result = try BuiltCommand("load", "-n", "3", "http://127.0.0.1:1/")
        #expect(result.status == 1)
        #expect(result.output.contains("   connect-refused: 3"))
        #expect(result.errors.contains("no request"))
    }

    @Test("ab's command line works as it stands, its URL without a scheme too")
    func abCommandLine() throws {
        let server = try WebServer()
        defer { server.stop() }
        let result = try BuiltCommand(
            "load",
            "-q",
            "-r",
            "-l",
            "-d",
            "-S",
            "-s",
            "5",
            "-t",
            "20",
            "-n",
            "40",
            "-c4",
            "-H",
            "X-A: b",
            "-C",
            "k=v",
            "-C",
            "l=w",
            "-A",
            "user:word",
            "127.0.0.1:\(server.port)/page"
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("Complete requests:      40\n"))
        #expect(result.output.contains("Document Length:        Variable\n"))
        #expect(result.output.contains("Server Software:        test\n"))
        #expect(!result.output.contains("Percentage of the requests"))
        #expect(server.requests.count == 40)
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("GET /page HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"))
        for line in ["X-A: b", "Cookie: k=v; l=w", "Authorization: Basic dXNlcjp3b3Jk"] {
            #expect(request.contains("\r\n\(line)\r\n"), "\(line)")
        }
    }

    @Test(
        "Bodies and methods are ab's",
        arguments: [
            (["-p"], "POST"), (["-u"], "PUT"), (["-m", "PATCH", "-p"], "PATCH"), (["--body"], "POST"),
        ]
    )
    func bodies(options: [String], method: String) throws {
        let server = try WebServer()
        defer { server.stop() }
        let scratch = try ScratchDirectory()
        try "a=b".write(toFile: scratch.path("body"), atomically: false, encoding: .utf8)
        let result = try BuiltCommand(
            ["load", "-n", "2", "-T", "text/x"] + options + [scratch.path("body"), server.url]
        )
        #expect(result.status == 0, "\(result.errors)")
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("\(method) /page HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\na=b"))
        #expect(request.contains("\r\nContent-Type: text/x\r\n"))
        #expect(result.output.contains("Total body sent:") && result.output.contains(" kb/s sent\n"))
    }

    @Test("-i asks with HEAD, and -X sends the whole URL to the proxy")
    func headAndProxy() throws {
        let server = try WebServer("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        defer { server.stop() }
        let result = try BuiltCommand(
            "load",
            "-n",
            "1",
            "-i",
            "-X",
            "127.0.0.1:\(server.port)",
            "-P",
            "a:b",
            "http://no.such.host.invalid:81/x?y"
        )
        #expect(result.status == 0, "\(result.errors)")
        let request = try #require(server.requests.first)
        #expect(
            request.hasPrefix("HEAD http://no.such.host.invalid:81/x?y HTTP/1.1\r\nHost: no.such.host.invalid:81\r\n")
        )
        #expect(request.contains("\r\nProxy-Authorization: Basic YTpi\r\n"))
        #expect(result.output.contains("Server Hostname:        no.such.host.invalid\n"))
    }

    @Test(
        "What is not done as ab does is refused with what to use instead",
        arguments: [
            ["-w"], ["-x", "border=1"], ["-b", "1000"], ["-v", "4"], ["-I"], ["-Z", "AES"], ["-f", "TLS1.2"],
        ]
    )
    func refusals(options: [String]) throws {
        let result = try BuiltCommand(["load"] + options + ["http://127.0.0.1:1/"])
        #expect(result.status == 64)
        #expect(
            result.errors.contains(options[0]) && result.errors.split(separator: "\n").count == 1,
            "\(result.errors)"
        )
        #expect(result.errors.contains("; "))
    }

    @Test(
        "Values that make no sense are refused in one sentence",
        arguments: [
            ["-c", "0"], ["-n", "0"], ["-c", "x"], ["--duration", "10"], ["--duration", "1e30s"], ["-t", "0"],
            ["--expect-status", "abc"],
            ["--source", "10.0.0.0/19"], ["--source", "10.0.0"], ["--rate", "0"], ["--arrivals", "poisson"],
            ["--arrivals", "often"], ["-k", "--requests-per-connection", "2"], ["-t", "1", "--duration", "1s"],
            ["-H", "no header"], ["-i", "-m", "GET"], ["--threads", "0"], ["--insecure"], ["--repeats", "2"],
            ["--sweep", "1,1"], ["--sweep", "1,2", "--json"], ["--nonsense"], ["-m", "CONNECT"],
            ["--engine", "native", "--http2"],
        ]
    )
    func senseless(options: [String]) throws {
        let result = try BuiltCommand(["load"] + options + ["http://127.0.0.1:1/"])
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(
            result.errors.hasPrefix("npbench: ") && result.errors.split(separator: "\n").count == 1,
            "\(result.errors)"
        )
    }

    @Test("Without a URL the sentence says what to give; -V and -h need none")
    func noURL() throws {
        let result = try BuiltCommand("load", "-c", "2")
        #expect(result.status == 64 && result.errors.contains("without a URL"))
        let version = try BuiltCommand("load", "-V")
        #expect(version.status == 0 && version.output.hasPrefix("npbench "))
        #expect(try BuiltCommand("load", "-h").status == 0)
    }

    @Test("Files are written: ab's two, the records, the histograms")
    func files() throws {
        let server = try WebServer()
        defer { server.stop() }
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand(
            "load",
            "-n",
            "30",
            "-c",
            "3",
            "-e",
            scratch.path("e.csv"),
            "-g",
            scratch.path("g.tsv"),
            "--records",
            scratch.path("r.csv"),
            "--hgrm",
            scratch.path("h"),
            server.url
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(scratch.lines(of: "e.csv") == 102)
        #expect(scratch.lines(of: "g.tsv") == 31)
        #expect(scratch.lines(of: "r.csv") == 31)
        #expect(scratch.lines(of: "h.hlog") == 7)
        for phase in ["connect", "wait", "processing", "total"] { #expect(scratch.lines(of: "h-\(phase).hgrm") > 5) }
        // What cannot be written is said before the load, not after it.
        let refusals = [
            ("-e", "none/e.csv", "No such file or directory"), ("-g", ".", "Is a directory"),
            ("--hgrm", "e.csv/h", "Not a directory"),
        ]
        for (flag, path, cause) in refusals {
            let refused = try BuiltCommand("load", "-n", "1", flag, scratch.path(path), server.url)
            #expect(refused.status == 1 && refused.errors.contains("\(cause); check"), "\(refused.errors)")
        }
        #expect(server.requests.count == 30)
    }

    @Test("JSON is one document, and nothing else is printed")
    func json() throws {
        let server = try WebServer()
        defer { server.stop() }
        let result = try BuiltCommand("load", "-n", "20", "--rate", "1000", "-c", "2", "--json", server.url)
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect((document?["counts"] as? [String: Any])?["completed"] as? Int == 20)
        #expect((document?["plan"] as? [String: Any])?["loop"] as? String == "open")
        #expect(result.errors.isEmpty, "\(result.errors)")
    }

    @Test("A sweep writes a line a point and a table")
    func sweep() throws {
        let server = try WebServer()
        defer { server.stop() }
        let scratch = try ScratchDirectory()
        let result = try BuiltCommand(
            "load",
            "--sweep",
            "1,2,4",
            "--repeats",
            "2",
            "-n",
            "20",
            "--csv",
            scratch.path("s.csv"),
            server.url
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.lines.count == 4)
        let rows = try scratch.text("s.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
        #expect(rows.map { $0[0] } == ["1", "1", "1", "2", "2", "2"])
        #expect(rows.map { Int($0[1]) ?? 0 }.sorted() == [1, 1, 2, 2, 4, 4])
        #expect(rows.allSatisfy { $0[3] == "20" })
        let piped = try BuiltCommand("load", "--sweep", "1", "--repeats", "1", "-n", "5", "--csv", "-", server.url)
        #expect(piped.lines.count == 2 && piped.errors.contains("concurrency"))
    }

    @Test("Sources are bound in turn, addresses and blocks alike")
    func sources() throws {
        let server = try WebServer()
        defer { server.stop() }
        let result = try BuiltCommand(
            "load",
            "-q",
            "-n",
            "12",
            "--source",
            "127.0.0.2,127.0.0.3",
            "-B",
            "127.0.1.0/30",
            server.url
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(server.clients == [0x7f00_0002, 0x7f00_0003, 0x7f00_0100, 0x7f00_0101, 0x7f00_0102, 0x7f00_0103])
    }

    @Test("What a response must be is the user's to say")
    func expectations() throws {
        let server = try WebServer("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
        defer { server.stop() }
        let strict = try BuiltCommand("load", "-n", "3", server.url)
        #expect(strict.status == 1 && strict.output.contains("   unexpected-status: 3"))
        #expect(strict.output.contains("Non-2xx responses:      3"))
        #expect(try BuiltCommand("load", "-n", "3", "--expect-status", "4xx", server.url).status == 0)
        let short = try BuiltCommand("load", "-n", "3", "--expect-status", "404", "--expect-length", "6", server.url)
        #expect(short.output.contains("   unexpected-length: 3"))
    }

    @Test("An https URL is loaded over libcurl, and the report says what TLS agreed on")
    func secure() throws {
        let server = try TLSServer()
        defer { server.stop() }
        let result = try BuiltCommand("load", "-n", "5", "--cacert", server.certificate, server.url)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("Complete requests:      5\n"))
        #expect(result.output.contains(/SSL\/TLS Protocol: +TLSv1\.3,TLS_[A-Z0-9_]+\n/), "\(result.output)")
        // Nobody but the test trusts that certificate.
        #expect(try BuiltCommand("load", "-n", "1", server.url).output.contains("   tls-handshake: 1"))
    }

    @Test("Ctrl-C and SIGTERM report what there is", arguments: [SIGINT, SIGTERM])
    func interrupted(by signal: Int32) async throws {
        let server = try WebServer()
        defer { server.stop() }
        let command = try RunningCommand(["load", "-t", "60", "--fail-if-client-bound", server.url])
        try await command.wait(for: 20) { server.requests.count > 10 }
        command.signal(signal)
        #expect(try await command.end() == 130)
        #expect(command.output.contains("Complete requests: ") && command.output.contains("interrupted; the report"))
    }
}

@Suite("Command lines that make no sense")
struct UsageSentenceTests {
    @Test(
        "The parser's own complaints are one sentence with a remedy, whatever the command",
        arguments: [
            ["run", "--quads"], ["run", "--levels", "x"], ["run", "--preset", "slow"], ["doctor", "--no-such"],
            ["rules", "extra"], ["no-such-command"], ["run", "--quads", "1"],
        ]
    )
    func sentence(arguments: [String]) throws {
        let result = try BuiltCommand(arguments)
        #expect(result.status == 64)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1 && result.errors.hasPrefix("npbench: "), "\(result.errors)")
        #expect(result.errors.contains("; see npbench") && result.errors.hasSuffix(" --help\n"), "\(result.errors)")
    }
}
