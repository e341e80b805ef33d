import Foundation
import Results
import Testing

@testable import Report

@Suite("The page of runs that are not whole, or of another kind")
struct PageStateTests {
    @Test(
        "Its state stands before all else, with the cause",
        arguments: [
            (RunRecord.Outcome.interrupted, "was interrupted"), (.failed, "failed"), (.running, "has not ended"),
        ]
    )
    func ended(outcome: RunRecord.Outcome, words: String) throws {
        var run = SampleRun.record
        (run.outcome, run.cause) = (outcome, "Somebody pressed Ctrl-C.")
        let html = try SamplePage.html(run)
        let page = ReadPage(html)
        #expect(page.error == nil)
        let state = try #require(page.elements.first { $0.attributes["role"] == "alert" })
        #expect(state.text.contains(words) && state.text.contains("Somebody pressed Ctrl-C."))
        let (first, verdict) = (html.range(of: "role=\"alert\""), html.range(of: "id=\"verdict\""))
        #expect(try #require(first).lowerBound < #require(verdict).lowerBound)
        #expect(page.all("svg").count == 12)
    }

    @Test("A completed run has no state")
    func completed() throws {
        #expect(try !SamplePage.html().contains("role=\"alert\""))
    }

    @Test("An invalid run tells no cost, but shows its control and its samples with the void ones")
    func invalid() throws {
        var run = SampleRun.record
        (run.outcome, run.cause) = (.invalid, "12 quads in a row were void.")
        var evidence = SamplePage.evidence([], try SampleRun.curves())
        evidence.control?.outcome = .alarm
        let page = ReadPage(try SamplePage.html(run, curves: [], costs: [], evidence: evidence))
        #expect(page.error == nil)
        let state = try #require(page.elements.first { $0.attributes["role"] == "alert" })
        #expect(state.text.contains("no cost can be told from it") && state.text.contains("12 quads in a row"))
        #expect(!page.all("p").contains { $0.attributes["class"]?.hasPrefix("sentence") == true })
        #expect(page.all("svg").compactMap { $0.attributes["aria-labelledby"] } == ["order-title order-desc"])
        #expect(page.all("p").contains { $0.attributes["class"] == "value" && $0.text == "alarm" })
        #expect(page.table("Void samples").allSatisfy { $0.last?.text.hasPrefix("CPU stolen") == true })
        #expect(!page.table("Void samples").isEmpty)
        #expect(!page.all("a").contains { $0.attributes["href"] == "curves.gp" })
    }

    @Test("Rows of an invalid run's tables are not said as costs")
    func invalidWithRows() throws {
        var run = SampleRun.record
        run.outcome = .invalid
        let page = ReadPage(try SamplePage.html(run))
        #expect(page.all("svg").compactMap { $0.attributes["aria-labelledby"] } == ["order-title order-desc"])
        #expect(page.table("Every cell's cost").isEmpty && page.table("Rules walked").isEmpty)
    }

    @Test("Nothing measured is a page without a picture that says so")
    func empty() throws {
        let page = ReadPage(try SamplePage.html(curves: [], costs: [], evidence: RunEvidence()))
        #expect(page.error == nil)
        #expect(page.all("svg").isEmpty)
        #expect(page.all("p").contains { $0.text.hasPrefix("Nothing can be said of the cost") })
        #expect(page.all("p").contains { $0.text == "not known" })
    }

    @Test("Several controllers have a curve each, a table against each other, and a look of their own")
    func controllers() throws {
        var run = SampleRun.record
        let names = ["kube-router-2.11", "kube-router-2.11-nft"]
        run.plan.controller = names.joined(separator: ",")
        run.plan.scales = [run.plan.scales[2]]
        let curves = try SampleRun.curves().filter { $0.scale.pods == 8000 }
        let costs = try SampleRun.costs().filter { $0.scale.pods == 8000 }
        func named<Row>(_ rows: [Row], _ path: WritableKeyPath<Row, String>) -> [Row] {
            names.flatMap { name in
                rows.map { row in
                    var row = row
                    row[keyPath: path] = name
                    return row
                }
            }
        }
        let all = curves.filter { $0.arm == .off } + named(curves.filter { $0.arm == .on }, \.controller)
        let both = named(costs, \.controller)
        var evidence = SamplePage.evidence(both, all)
        for index in evidence.walks.indices where evidence.walks[index].controller == names[1] {
            evidence.walks[index].rulesPerConnection = .nan
        }
        let contrast = ContrastRow(cost: both[both.count - 1], against: names[0])
        let html = try SamplePage.html(run, curves: all, costs: both, contrasts: [contrast], evidence: evidence)
        let page = ReadPage(html)
        #expect(page.error == nil)
        #expect(page.all("svg").count == 6)
        #expect(page.table("QPS lost against another controller").map { $0[4].text } == [names[0]])
        #expect(page.all("p").contains { $0.text.contains("The rules of kube-router-2.11-nft are of nftables") })
        #expect(page.table("Rules walked").map { $0[4].text } == ["40", "1509", "not counted"])
        let looks = run.plan.treatments.map { PlotLook($0, among: run.plan.treatments) }
        #expect(Set(looks.map(\.colour)).count == 3 && Set(looks.map(\.dash)).count == 3)
        #expect(Set(looks.map(\.point)).count == 3)
    }

    @Test("An A/A run and one of a single quad are drawn too")
    func odd() throws {
        var run = SampleRun.record
        run.plan.arms = [.off]
        let costs = try SampleRun.costs().map { row in
            var row = row
            (row.arm, row.controller) = (.off, "none")
            return row
        }
        let curves = try SampleRun.curves().filter { $0.arm == .off }
        let page = ReadPage(try SamplePage.html(run, curves: curves, costs: costs))
        #expect(page.error == nil)
        #expect(page.all("h1").first?.text == "A/A run: default/test:80 against itself")
        #expect(page.all("p").contains { $0.text.contains("off, compared with itself, ") })

        let single = costs.prefix(1).map { row in
            var row = row
            (row.low, row.high, row.noiseFloorPercent, row.minimumDetectablePercent) = (.nan, .nan, .nan, .nan)
            return row
        }
        var point = curves[0]
        (point.qpsLow, point.qpsHigh) = (.nan, .nan)
        let bare = ReadPage(try SamplePage.html(run, curves: [point], costs: Array(single), evidence: RunEvidence()))
        #expect(bare.error == nil)
        #expect(bare.all("svg").count == 4)
    }
}
