import Foundation
import Results
import Testing

@testable import Report

@Suite("report.html")
struct ReportPageTests {
    @Test("It is well-formed, loads nothing, runs nothing, and every id is there once")
    func selfContained() throws {
        let html = try SamplePage.html()
        let page = ReadPage(html)
        #expect(page.error == nil)
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        for word in ["http:", "https:", "<script", "src=", "@import", "url(h", "javascript:", "xlink"] {
            #expect(!html.contains(word), "\(word)")
        }
        for element in page.elements {
            #expect(element.attributes.keys.allSatisfy { !$0.hasPrefix("on") }, "\(element)")
        }
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(ids.count == Set(ids).count)
        let targets = page.elements.compactMap { $0.attributes["href"] }
        #expect(targets.filter { $0.hasPrefix("#") }.allSatisfy { ids.contains(String($0.dropFirst())) })
        #expect(page.all("a").contains { $0.attributes["href"] == "cost.csv" })
    }

    @Test("Every picture is an SVG with a role, a title and a description, black turned into the page's colour")
    func pictures() throws {
        let page = ReadPage(try SamplePage.html())
        let pictures = page.all("svg")
        // Three panels of QPS, cost and latency; forest, rules walked and order.
        #expect(pictures.count == 12)
        let (titles, descriptions) = (page.all("title").filter { $0.path.last == "svg" }, page.all("desc"))
        #expect(titles.count == 12 && descriptions.count == 12)
        #expect(Set(titles.map(\.text)).count == 12)
        for (index, picture) in pictures.enumerated() {
            #expect(picture.attributes["role"] == "img")
            let names = "\(titles[index].attributes["id"] ?? "") \(descriptions[index].attributes["id"] ?? "")"
            #expect(picture.attributes["aria-labelledby"] == names)
            #expect(!descriptions[index].text.contains("GNUPLOT"))
            #expect(picture.attributes["viewBox"]?.hasPrefix("0 0 ") == true)
        }
        let colours = page.elements.flatMap { [$0.attributes["fill"], $0.attributes["stroke"]] }.compactMap(\.self)
        #expect(!page.all("use").contains { $0.attributes["color"] == "#FFFFFF" })
        #expect(!colours.contains { $0 == "black" || $0 == "#ffffff" || $0.contains("rgb(0,0,0)") })
    }

    @Test("Tables hold the numbers of cost.csv, each with the file's own digits")
    func numbers() throws {
        let page = ReadPage(try SamplePage.html())
        let table = page.table("Every cell's cost")
        let costs = try SampleRun.costs()
        #expect(table.count == costs.count && costs.count == 27)
        for (cells, row) in zip(table, costs) {
            let file = Dictionary(uniqueKeysWithValues: zip(CostRow.columns, row.cells))
            let exact = [
                "cost_percent", "low", "high", "hl_percent", "hl_low", "hl_high", "p_adjusted", "mde_percent",
                "noise_floor_percent",
            ].map { file[$0] }
            #expect(cells.compactMap(\.exact) == exact.compactMap(\.self))
            #expect(cells[4].text == file["concurrency"] && cells[12].text == file["verdict"])
            #expect(Double(cells[5].text) == (100 * row.costPercent).rounded() / 100)
            #expect(cells.suffix(2).map(\.text) == [file["quads"], file["voided"]])
        }
        let levels = page.table("1000 services, 8000 pods, 82 on the node: cost %")
        #expect(levels.map { $0[1].exact } == costs.suffix(9).map { $0.cells[9] })
        let rates = page.table("1000 services, 2000 pods, 22 on the node: requests per second")
        #expect(rates.map { $0[2].exact } == (try SampleRun.curves().prefix(16).map { $0.cells[9] }))
    }

    @Test("First the sentences, then the control, floor and smallest cost, then the pictures, machine, method and data")
    func order() throws {
        let html = try SamplePage.html()
        let page = ReadPage(html)
        let sentences = page.all("p").filter { $0.attributes["class"]?.hasPrefix("sentence") == true }
        let costs = try SampleRun.costs().filter { $0.concurrency == nil }
        #expect(
            sentences.map(\.text)
                == costs.map { "\($0.verdict.rawValue) \(CostSentence.text($0, in: SampleRun.record.plan))." }
        )
        #expect(
            page.all("section").compactMap { $0.attributes["id"] } == [
                "verdict", "belief", "forest", "qps", "cost", "walks", "latency", "order", "machine", "method",
                "repeat", "data",
            ]
        )
        let cards = page.all("div").filter { $0.attributes["class"]?.hasPrefix("card ") == true }
        #expect(cards.map { $0.text.split(separator: " ").first } == ["A/A", "Noise", "Smallest", "Quads"])
        #expect(cards[0].text.contains("differ by 0.1 % of QPS (95 %: -0.3 to 0.6), p = 0.583, 144 quads"))
        #expect(html.contains("1 of 145 quads were void and do not count: a connection timed out."))
    }

    @Test("A hostile name is text, in the page as in its pictures")
    func hostile() throws {
        let name = "<script>alert('x')</script>&amp;\"{{style}}\u{1}\u{0}"
        var run = SampleRun.record
        // Controllers are named by npbench alone; gnuplot could not look for this one's quotes in a table.
        let controller = "<script>alert('x')</script>&amp;{{style}}"
        (run.plan.controller, run.plan.target, run.plan.policies) = (controller, name, [name, name])
        (run.warnings, run.arguments) = (
            [RunWarning(.other, about: [name], finding: name, advice: name)], ["run", name]
        )
        run.machineAtStart = [name: name, "cpu.model": name]
        (run.outcome, run.cause) = (.interrupted, name)
        let curves = try SampleRun.curves().map { row in
            var row = row
            if row.arm == .on { row.controller = controller }
            return row
        }
        let costs = try SampleRun.costs().map { row in
            var row = row
            row.controller = controller
            return row
        }
        var evidence = SamplePage.evidence(costs, curves)
        for index in evidence.order.indices where !evidence.order[index].void.isEmpty {
            evidence.order[index].void = name
        }
        let html = try SamplePage.html(run, curves: curves, costs: costs, evidence: evidence)
        let page = ReadPage(html)
        #expect(page.error == nil)
        #expect(!html.contains("<script") && !html.contains("\u{1}") && !html.contains("\u{0}"))
        let shown = "<script>alert('x')</script>&amp;\"{{style}}"
        #expect(page.all("h1").first?.text == "What NetworkPolicy enforcement costs \(shown)")
        #expect(page.all("text").contains { $0.text.contains(controller) })
        #expect(page.all("td").contains { $0.text == shown })
        #expect(page.all("code").first?.text.contains("alert('\\''x'\\'')") == true)
    }

    @Test("The same run gives the same bytes, also when it is read back from its tables")
    func stable() throws {
        let (curves, costs) = (try SampleRun.curves(), try SampleRun.costs())
        let first = try SamplePage.html()
        // More digits than the tables keep.
        let precise = costs.map { row in
            var row = row
            row.costPercent += 0.000_049
            return row
        }
        let evidence = SamplePage.evidence(costs, curves)
        let measured = try SamplePage.html(costs: precise, evidence: evidence)
        let read = try CostRow.rows(csv: CostRow.csv(precise), name: "cost.csv")
        #expect(try SamplePage.html(costs: read, evidence: evidence) == measured)
        #expect(try SamplePage.html() == first)
    }

    @Test("A page from before does not outlive a gnuplot that is missing")
    func missingGnuplot() throws {
        try SampleRun.inDirectory { directory in
            try "old".write(toFile: directory + "/report.html", atomically: true, encoding: .utf8)
            let (curves, costs) = (try SampleRun.curves(), try SampleRun.costs())
            let error = #expect(throws: ReportError.self) {
                try ReportWriter.write(
                    RunTables(run: SampleRun.record, curves: curves, costs: costs),
                    evidence: SamplePage.evidence(costs, curves),
                    to: directory,
                    gnuplot: "gnuplot-that-is-not-there"
                )
            }
            #expect(error?.kind == .missingCapability)
            #expect(!FileManager.default.fileExists(atPath: directory + "/report.html"))
            #expect(FileManager.default.fileExists(atPath: directory + "/order.csv"))
        }
    }
}
