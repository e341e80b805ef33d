import Load
import LoadReport
import Testing

@Suite("The report in ab's form")
struct AbReportTests {
    /// A load of each kind that ab was recorded with.
    private static let kinds: [(recording: String, change: @Sendable (inout FinishedLoad) -> Void)] = [
        ("ab-plain.txt", { _ in }),
        ("ab-keepalive.txt", { $0.plan.connections = .keepAlive }),
        ("ab-non2xx.txt", { $0.result.non2xx = 200 }),
        ("ab-length.txt", { $0.result.failures = [.unexpectedLength: 40] }),
        ("ab-post.txt", { $0.plan.body = [1] }),
        ("ab-tls.txt", { $0.plan.engine = .curl(CurlSettings(scheme: .https)) }),
    ]

    @Test("A reader of ab's reports finds the same fields in ours, in the same order", arguments: kinds.indices)
    func fields(kind: Int) throws {
        let (recording, change) = Self.kinds[kind]
        let theirs = AbReportReader(try Recording.text(recording))
        let ours = AbReportReader(FinishedLoad.sample(change).text)
        // libcurl does not tell the key exchange.
        #expect(ours.labels == theirs.labels.filter { $0 != "Server Temp Key" })
        #expect(theirs.labels.count >= 28)
        #expect(ours.rows.mapValues(\.count) == theirs.rows.mapValues(\.count))
        #expect(ours.percentiles.count == 9)
    }

    @Test("Lines that are not numbers are ab's to the letter, but for the figures")
    func wording() throws {
        let theirs = try Recording.text("ab-plain.txt").split(separator: "\n").map(String.init)
        let ours = FinishedLoad.sample().lines
        for title in ["Connection Times (ms)", "Percentage of the requests served within a certain time (ms)"] {
            #expect(theirs.contains(title) && ours.contains(title))
        }
        for suffix in [
            " seconds", " [#/sec] (mean)", " [ms] (mean)", " [ms] (mean, across all concurrent requests)",
            " [Kbytes/sec] received", " (longest request)",
        ] {
            #expect(theirs.contains { $0.hasSuffix(suffix) } && ours.contains { $0.hasSuffix(suffix) }, "\(suffix)")
        }
    }

    @Test("The figures are those of the result")
    func figures() {
        let report = AbReportReader(FinishedLoad.sample().text)
        #expect(report.values["Requests per second"] == "13333.33")
        #expect(report.values["Time per request"] == "0.600")
        #expect(report.values["Time per request 2"] == "0.075")
        #expect(report.values["Transfer rate"] == "3151.04")
        #expect(report.values["Time taken for tests"] == "0.150")
        #expect(report.rows["Total"]?.first == 0.001)
        #expect(report.rows["Total"]?.last == 2)
        // Two digits of the mean of 1 to 2000 us are exact; the median is within a counter's width.
        #expect(report.rows["Total"]?[1] == 1.001 || report.rows["Total"]?[1] == 1.0)
        #expect(abs((report.percentiles[50] ?? 0) - 1) < 0.002)
        #expect(report.percentiles[100] == 2)
    }

    @Test("Failures are in ab's classes, which sum up, and by cause below")
    func failures() {
        let load = FinishedLoad.sample {
            $0.result.failures = [
                .connectRefused: 1, .noLocalPort: 2, .resetAfterFirstByte: 4, .shortBody: 8, .responseTimeout: 16,
                .unexpectedStatus: 32,
            ]
        }
        #expect(load.lines.contains("Failed requests:        63"))
        #expect(load.lines.contains("   (Connect: 3, Receive: 4, Length: 8, Exceptions: 48)"))
        #expect(load.lines.contains("   no-local-port: 2"))
    }

    @Test("A load that nothing was completed of has no tables")
    func nothing() {
        let load = FinishedLoad.sample {
            $0.result = LoadResult()
            $0.result.failures = [.connectRefused: 3]
        }
        #expect(!load.text.contains("Connection Times"))
        #expect(!load.text.contains("Percentage of"))
        #expect(load.text.contains("Requests per second:    0.00 [#/sec] (mean)"))
        #expect(!load.text.contains("nan") && !load.text.contains("inf"))
    }

    @Test("-S and -d leave out what ab leaves out")
    func style() throws {
        var style = AbReport.Style()
        style.hasDeviation = false
        style.hasPercentiles = false
        style.isLengthVariable = true
        let text = AbReport(.sample(), style: style).text
        let ours = AbReportReader(text)
        let theirs = AbReportReader(try Recording.text("ab-S.txt"))
        #expect(ours.rows.mapValues(\.count) == theirs.rows.mapValues(\.count))
        #expect(ours.rows["Total"]?.count == 3)
        #expect(ours.percentiles.isEmpty)
        #expect(text.contains("Document Length:        Variable\n"))
    }

    @Test("An open loop names its rates, its own error, and both clocks")
    func openLoop() {
        let text = FinishedLoad.sample {
            $0.plan.pacing = .open(rate: 14000, arrivals: .poisson(seed: 3))
            $0.result.responseTimes = $0.result.totalTimes
            $0.result.pacingErrors = $0.result.connectTimes
            $0.result.delayed = 5
            $0.result.unsent = 6
        }.text
        for part in [
            "Offered rate:           14000.00 [#/sec] (poisson, seed 3)", "Achieved rate:          13333.33 [#/sec]",
            "Delayed requests:       5 ", "Unsent requests:        6 ", "Pacing error:", "\ntotal (wire time) ",
            "\nresponse time ",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("Warnings and the verdict are told")
    func warnings() {
        let load = FinishedLoad.sample {
            $0.headroom.synRetransmits = 7
            var before = HeadroomReading()
            before.ports = 1...4
            $0.warnings = Headroom($0.plan, before: before).warnings
        }
        #expect(load.warnings.count == 1)
        #expect(load.text.contains("SYN retransmits:        7"))
        #expect(load.text.contains("\nWarning: a concurrency of 8 needs as many ports"))
        #expect(load.text.contains("Limit:                  server-bound: the busiest worker ran 40 % of the time"))
    }
}
