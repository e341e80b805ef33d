import Foundation
import Results
import Testing

@testable import Report

@Suite("Parts of the page")
struct PagePartsTests {
    @Test("The command is kept word for word, and said in full without presets and the old directory")
    func command() {
        var run = SampleRun.record
        run.arguments = [
            "run", "--preset", "quick", "--pods", "8000", "--output=/var/my run", "--target", "a/b:80", "--json",
        ]
        let command = RepeatCommand(run)
        #expect(
            command.started == "npbench run --preset quick --pods 8000 '--output=/var/my run' --target a/b:80 --json"
        )
        #expect(
            command.repeated
                == "npbench run --pods 8000 --target a/b:80 --levels 1,2,4,8,16,32,64,128 --quads 6 --slice 0.5s --seed 1 "
                + "--interleaving coarse"
        )
        run.plan.interleaving = .fine
        run.arguments += ["--interleaving", "fine"]
        #expect(RepeatCommand(run).repeated.hasSuffix("--seed 1 --interleaving fine"))
        #expect(RepeatCommand(run).repeated.components(separatedBy: "--interleaving").count == 2)
        run.arguments = ["run", "it's", ""]
        #expect(RepeatCommand(run).started == "npbench run 'it'\\''s' ''")
    }

    @Test("What is no picture is refused, and says which")
    func noPicture() {
        let picture = PagePlot.Picture(name: "forest", title: "a", description: "b")
        let error = #expect(throws: ReportError.self) { try InlinePicture("Segmentation fault", of: picture) }
        #expect(error?.description.contains("report/forest.svg") == true)
    }

    @Test("Ids and references get the picture's name, black the page's colour; nothing else changes")
    func inlined() throws {
        let svg = """
            <?xml version="1.0"?>
            <svg width="5" height="4" viewBox="0 0 5 4" xmlns="x" xmlns:xlink="y">
            <title>Gnuplot</title><desc>Produced by GNUPLOT 5.4 patchlevel 4 </desc>
            <rect x="0" y="0" width="5" height="4" fill="#ffffff"/>
            <path id='p' stroke='rgb(  0,   0,   0)' color="black"/><use xlink:href='#p' fill="rgb(0, 114, 178)"/>
            </svg>
            """
        let picture = PagePlot.Picture(name: "n", title: "a < b", description: "c & d")
        #expect(
            try InlinePicture(svg, of: picture).markup == """
                <svg role="img" aria-labelledby="n-title n-desc" viewBox="0 0 5 4"><title id="n-title">a &lt; b</title>\
                <desc id="n-desc">c &amp; d</desc>

                <path id='n-p' stroke="currentColor" color="currentColor"/><use href='#n-p' fill="rgb(0, 114, 178)"/>
                </svg>
                """
        )
    }

    @Test("Each script runs alone in the directory, without a word, and draws the same bytes")
    func scripts() throws {
        try SampleRun.inDirectory { directory in
            let (curves, costs) = (try SampleRun.curves(), try SampleRun.costs())
            let evidence = SamplePage.evidence(costs, curves)
            try ReportWriter.write(
                RunTables(run: SampleRun.record, curves: curves, costs: costs),
                evidence: evidence,
                to: directory
            )
            let names = try FileManager.default.contentsOfDirectory(atPath: directory + "/report").sorted()
            let scripts = names.filter { $0.hasSuffix(".gp") }
            #expect(scripts == ["cost.gp", "forest.gp", "latency.gp", "order.gp", "qps.gp", "walks.gp"])
            for script in scripts {
                let pictures = names.filter { $0.hasSuffix(".svg") && $0.hasPrefix(script.prefix { $0 != "." }) }
                #expect(!pictures.isEmpty)
                let first = try pictures.map { try SampleRun.read(directory, "report/\($0)") }
                #expect(try GnuplotProcess.run("report/\(script)", in: directory) == "", "\(script)")
                #expect(try pictures.map { try SampleRun.read(directory, "report/\($0)") } == first)
            }
        }
    }

    @Test("Scales that follow one another are set apart by lines, and of those that take turns the picture says so")
    func turns() throws {
        let (curves, costs) = (try SampleRun.curves(), try SampleRun.costs())
        var evidence = SamplePage.evidence(costs, curves)
        func plot() throws -> PagePlot {
            try #require(
                PagePlot.order(
                    PageContent(RunTables(run: SampleRun.record, curves: curves, costs: costs), evidence: evidence)
                )
            )
        }
        let sequential = try plot()
        #expect(sequential.body.contains("set arrow"))
        #expect(sequential.pictures[0].description.contains("from the mean of its kind;"))
        // The first and the last sample change places: their scales come twice.
        let last = evidence.order.count - 1
        (evidence.order[0].scale, evidence.order[last].scale) = (evidence.order[last].scale, evidence.order[0].scale)
        let turns = try plot()
        #expect(!turns.body.contains("set arrow"))
        #expect(turns.pictures[0].description.contains("from the mean of its kind, the scales in turn;"))
    }

    @Test("Of two modes of connections each has panels, tables and a heading of its own, and pictures of its own rows")
    func modes() throws {
        var run = SampleRun.record
        run.plan.connectionModes = [.perRequest, .keepAlive]
        var (keptCurves, keptCosts) = (try SampleRun.curves(), try SampleRun.costs())
        for index in keptCurves.indices {
            keptCurves[index].connections = .keepAlive
            keptCurves[index].qps *= 2
        }
        for index in keptCosts.indices { keptCosts[index].connections = .keepAlive }
        let curves = try SampleRun.curves() + keptCurves
        let costs = try SampleRun.costs() + keptCosts
        let evidence = SamplePage.evidence(costs, curves)
        let content = PageContent(RunTables(run: run, curves: curves, costs: costs), evidence: evidence)
        #expect(content.settings.count == 6)
        let page = ReadPage(try SamplePage.html(run, curves: curves, costs: costs, evidence: evidence))
        #expect(page.error == nil)
        let kept = "1000 services, 8000 pods, 82 on the node, connections kept alive"
        #expect(
            page.table("\(kept): requests per second").map { $0[2].exact } == keptCurves.suffix(16).map { $0.cells[9] }
        )
        #expect(page.table("\(kept): cost %").map { $0[1].exact } == keptCosts.suffix(9).map { $0.cells[9] })
        #expect(page.table("Every cell's cost").map { $0[3].text } == costs.map(\.connections.rawValue))
        let voids = evidence.order.filter { !$0.void.isEmpty }
        #expect(page.table("Void samples").map { $0[2].text } == voids.map { $0.connections?.rawValue ?? "" })
        #expect(Set(page.table("Void samples").map { $0[2].text }).count == 2)
        let plots = PagePlot.all(of: content)
        #expect(plots.first { $0.name == "qps" }?.pictures.count == 6)
        let forest = try #require(plots.first { $0.name == "forest" })
        #expect(forest.body.contains("kube-router-0.2.0: \(kept)"))
        // Every row of the table has a place of its own.
        let places = try #require(forest.body.firstMatch(of: /= \[([^\]]*)\]/)).output.1.split(separator: ", ")
        #expect(Set(places).count == costs.count)
        let single = try #require(
            PagePlot.rates(
                PageContent(RunTables(run: SampleRun.record, curves: try SampleRun.curves()), evidence: evidence)
            )
        )
        #expect(!single.body.contains("strcol('connections')"))
    }

    @Test("Probabilities have three digits that count, and none is 0")
    func probabilities() {
        #expect(
            [0.58311, 0.05, 1.56e-4, 7.7e-6, 0, 1].map(Readable.probability) == [
                "0.583", "0.05", "0.000156", "< 0.0001", "< 0.0001", "1",
            ]
        )
        #expect(Readable.probability(.nan) == "-")
    }
}
