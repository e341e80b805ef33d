import Results
import Testing

@Suite("samples.jsonl and run.json")
struct JSONTests {
    private func log(_ text: String) throws -> SampleLog {
        try SampleLog(Array(text.utf8))
    }

    private func replacing(_ range: Range<String.Index>, in text: String, with other: String) -> String {
        text[..<range.lowerBound] + other + text[range.upperBound...]
    }

    @Test("A sample is one line with sorted keys, the same bytes every time, and comes back equal")
    func line() throws {
        let line = try Samples.sample.jsonLine()
        #expect(
            line.hasPrefix(#"{"arm":"on","attempt":0,"bytesReceived":5100000,"clientBusyShare":0.97,"#)
        )
        #expect(line.hasSuffix("}\n"))
        #expect(line.filter(\.isNewline).count == 1)
        #expect(try Samples.sample.jsonLine() == line)
        #expect(try log(line + line) == log(line + line))
        #expect(try log(line + line).samples == [Samples.sample, Samples.sample])
        #expect(try log(line).warning == nil)
    }

    @Test("A void keeps its cause, and a percentile of nothing stays NaN")
    func voided() throws {
        var sample = Samples.sample
        sample.void = "the forbidden probe was served \"twice\"\n"
        sample.total.p99 = .nan
        let back = try #require(try log(sample.jsonLine()).samples.first)
        #expect(back.void == sample.void)
        #expect(back.total.p99.isNaN)
        #expect(back.total.p90 == sample.total.p90)
    }

    @Test("A line torn at any byte is left out and told; the samples before it count")
    func torn() throws {
        let line = try Samples.sample.jsonLine()
        let whole = Array((line + line).utf8)
        for cut in line.utf8.count + 1..<whole.count - 1 {
            let log = try SampleLog(Array(whole[..<cut]))
            #expect(log.samples == [Samples.sample])
            #expect(log.warning?.contains("line 2") == true)
        }
        let unterminated = try SampleLog(whole.dropLast())
        #expect(unterminated.samples.count == 2)
        #expect(unterminated.warning == nil)
        #expect(try SampleLog([]).samples.isEmpty)
    }

    @Test("A bad line that was written whole is an error that names its line and field")
    func badLine() throws {
        let line = try Samples.sample.jsonLine()
        let error = #expect(throws: ResultsError.self) { try log(line + "{\"arm\":\"on\"}\n" + line) }
        #expect(error?.description.contains("line 2 of samples.jsonl") == true)
        #expect(error?.description.contains("is missing") == true)
        let ended = #expect(throws: ResultsError.self) { try log(line + "torn, but ended\n") }
        #expect(ended?.description.contains("it is not JSON") == true)
        let unknown = line.replacing("\"arm\":\"on\"", with: "\"arm\":\"half\"")
        #expect(throws: ResultsError.self) { try log(unknown) }
    }

    @Test("A run record comes back equal, in text with sorted keys and unescaped paths")
    func run() throws {
        let text = try Samples.run.json()
        #expect(try RunRecord(json: text) == Samples.run)
        #expect(try Samples.run.json() == text)
        #expect(text.contains("\"target\" : \"default/test:80\""))
        #expect(text.hasSuffix("}\n"))
    }

    @Test(
        "A warning is an object with its kind, what it is about and an advice; one sentence of an older file is read too"
    )
    func warnings() throws {
        let text = try Samples.run.json()
        #expect(text.contains("\"kind\" : \"aa-contrast\""))
        #expect(text.contains("\"advice\" : \"Run again with more quads.\""))
        #expect(Samples.run.warnings[0].description == "The A/A contrast has p = 0.03. Run again with more quads.")
        let newer = try RunRecord(json: text.replacing("aa-contrast", with: "solar-flare"))
        #expect(newer.warnings.map(\.kind) == [.other])
        #expect(newer.warnings.map(\.description) == Samples.run.warnings.map(\.description))

        let object = try #require(text.firstRange(of: /\"warnings\" : \[[^\]]*\][^\]]*\]/))
        let older = try RunRecord(json: replacing(object, in: text, with: "\"warnings\" : [\"It rained.\"]"))
        #expect(older.warnings == [RunWarning(.other, finding: "It rained.", advice: "")])
        #expect(older.warnings[0].description == "It rained.")
        let empty = replacing(object, in: text, with: "\"warnings\" : [{\"kind\": \"voids\"}]")
        #expect(throws: ResultsError.self) { try RunRecord(json: empty) }
    }

    @Test("A run record of a newer schema is refused by name, also if the rest is unknown")
    func newerSchema() {
        let error = #expect(throws: ResultsError.self) { try RunRecord(json: "{\"schema\": 99}") }
        #expect(error?.description.contains("its schema 99 is newer") == true)
    }

    @Test(
        "A broken run record is one sentence, no crash",
        arguments: ["", "{", "[]", "{\"schema\": 1}", "{\"schema\": \"1\"}"]
    )
    func broken(text: String) {
        let error = #expect(throws: ResultsError.self) { try RunRecord(json: text) }
        #expect(error?.description.hasPrefix("Can not read run.json: ") == true)
    }

    @Test("What a pilot, a precision and a resumption left comes back, and runs from before there were any are read")
    func later() throws {
        var run = Samples.run
        #expect(try RunRecord(json: try run.json()) == run)
        #expect(!(try run.json()).contains("pilot"))
        run.plan.precisionPercent = 0.5
        run.precision = [
            RunRecord.Precision(
                scale: Samples.scale,
                compared: Treatment(.on, of: "kube-router-0.2.0"),
                rounds: 9,
                halfWidthPercent: 0.25,
                ended: .precise
            )
        ]
        run.pilot = RunRecord.Pilot(samples: 20, seconds: 9.5, overheadSeconds: ["off": 0.1], halfWidthPercent: 0.5)
        run.resumptions = [RunRecord.Resumption(started: "2026-01-02T03:04:05Z", samples: 7, changes: ["time.boot_id"])]
        run.plan.arms = [.on, .churn]
        run.plan.churnSeconds = 5
        run.syncs = [
            SyncFacts(
                scale: Samples.scale,
                controller: "kube-router-0.2.0",
                loadSeconds: 20,
                syncs: 4,
                processes: 400,
                cpuSeconds: 2,
                busySeconds: 5
            )
        ]
        #expect(try RunRecord(json: try run.json()) == run)
    }

    @Test("What syncs came to is told for one of them, and for a second of load")
    func syncFacts() {
        var facts = SyncFacts(
            scale: Samples.scale,
            controller: "kube-router-0.2.0",
            loadSeconds: 20,
            syncs: 4,
            processes: 400,
            cpuSeconds: 2,
            busySeconds: 5
        )
        #expect(facts.processesPerSync == 100)
        #expect(facts.cpuSecondsPerSync == 0.5)
        #expect(facts.cpus == 0.1)
        #expect(facts.busyShare == 0.25)
        facts.busySeconds = 20.5
        #expect(facts.busyShare == 1)
        (facts.syncs, facts.processes, facts.loadSeconds) = (0, 0, 0)
        #expect(facts.processesPerSync.isNaN && facts.cpuSecondsPerSync.isNaN)
        #expect(facts.cpus.isNaN && facts.busyShare.isNaN)
    }
}
