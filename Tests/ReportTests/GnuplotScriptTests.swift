import Results
import Testing

@testable import Report

@Suite("The script of the pictures")
struct GnuplotScriptTests {
    private func script(_ change: (inout [CurveRow], inout [CostRow]) -> Void = { _, _ in }) throws -> GnuplotScript {
        var curves = try SampleRun.curves()
        var costs = try SampleRun.costs()
        change(&curves, &costs)
        return GnuplotScript(run: SampleRun.record, curves: curves, costs: costs)
    }

    @Test("Scales differ by colour; the arms of a scale share it and differ in dash and point")
    func looks() throws {
        let script = try script()
        let treatments = Arm.allCases.map { Treatment($0, of: "kube-router-0.2.0") }
        let settings = SampleRun.record.plan.settings
        let looks = settings.flatMap { setting in treatments.map { script.look(setting, $0) } }
        #expect(Set(looks).count == 12)
        #expect(
            script.look(settings[0], .off) == "linecolor rgb '#0072B2' dashtype 1 pointtype 7 linewidth 2 pointsize 1.1"
        )
        #expect(
            script.look(settings[0], Treatment(.on, of: "kube-router-0.2.0")).hasPrefix(
                "linecolor rgb '#0072B2' dashtype (9, 5) pointtype 9"
            )
        )
        #expect(script.barLook(settings[1], .off) == "linecolor rgb '#D55E00' dashtype 1 pointtype -1")
    }

    @Test("Of two modes of connections one has hollow points, and rows of the other are not drawn with it")
    func modes() throws {
        var record = SampleRun.record
        record.plan.connectionModes = [.perRequest, .keepAlive]
        var kept = try SampleRun.curves()
        for index in kept.indices { kept[index].connections = .keepAlive }
        let script = GnuplotScript(run: record, curves: try SampleRun.curves() + kept, costs: [])
        let scale = record.plan.scales[0]
        let looks = record.plan.modes.map { script.look(Setting(scale, $0), .off) }
        #expect(looks[0].contains("pointtype 7 ") && looks[1].contains("pointtype 6 "))
        #expect(script.text.contains("Hollow points: connections kept alive."))
        #expect(script.text.contains("title '1000service2000pod-kube-router, keep-alive'"))
        #expect(script.text.contains("strcol('connections') eq 'keep-alive' ? at(1000, 2000, 22, 'off', 'none') : NaN"))
        #expect(script.text.contains("new and kept connections"))
        #expect(script.text.contains("set key top right inside Left"), "it would cover the curves of one mode")
        let single = try self.script().text
        #expect(!single.contains("connections')") && !single.contains("Hollow"))
        #expect(single.contains("set key bottom right inside"))
    }

    @Test("Of several controllers each has its colour; scales differ by dash")
    func controllers() throws {
        var record = SampleRun.record
        record.plan.controller = "kube-router-2.11,kube-router-2.11-nft,calico-iptables"
        let script = GnuplotScript(run: record, curves: try SampleRun.curves(), costs: [])
        func look(_ scale: Int, _ treatment: Treatment) -> [Substring] {
            script.look(record.plan.settings[scale], treatment).split(separator: "dashtype")
        }
        let enforcing = record.plan.treatments
        #expect(enforcing.count == 4)
        #expect(Set(enforcing.map { look(0, $0)[0] }).count == 4)
        #expect(Set((0..<3).map { look($0, enforcing[2])[0] }).count == 1)
        #expect(Set((0..<3).map { look($0, enforcing[2])[1] }).count == 3)
        #expect(script.text.contains("# Colour tells the controller, dash the scale, point the arm."))
    }

    @Test("A title names two controllers, and counts more of them")
    func title() throws {
        for (count, words) in [(1, "with a"), (2, "with a, b"), (3, "with 3 controllers")] {
            var record = SampleRun.record
            let names = Array(["a", "b", "c"].prefix(count))
            record.plan.controller = names.joined(separator: ",")
            let curves =
                try SampleRun.curves().prefix(1)
                + names.map { name in
                    var row = try #require(try SampleRun.curves().first { $0.arm == .on })
                    row.controller = name
                    return row
                }
            let script = GnuplotScript(run: record, curves: Array(curves), costs: [])
            #expect(script.text.contains("set title 'QPS of default/test:80 without and \(words)' font"))
        }
    }

    @Test("Points without an interval have no bar, and a floor that is unknown has no strip")
    func unknown() throws {
        let text = try script { curves, costs in
            for index in curves.indices { (curves[index].qpsLow, curves[index].qpsHigh) = (.nan, .nan) }
            for index in costs.indices {
                (costs[index].low, costs[index].high, costs[index].noiseFloorPercent) = (.nan, .nan, .nan)
                (costs[index].bandLow, costs[index].bandHigh) = (nil, nil)
            }
        }.text
        #expect(!text.contains("yerrorbars"))
        #expect(!text.contains("filledcurves"))
        #expect(text.contains("title '1000service8000pod-kube-router: 7.90 %'") || text.contains("kube-router: 7.9 %'"))
    }

    @Test("Two arms compared are two lines of cost, apart by a tenth of an octave, around the level")
    func twoArms() throws {
        let text = try script { _, costs in
            costs = costs.filter { $0.scale.pods == 8000 }
            costs += costs.map { row in
                var idle = row
                idle.arm = .idle
                return idle
            }
        }.text
        #expect(text.contains("(at(1000, 8000, 82, 'on', 'kube-router-0.2.0') * 2**(-0.05)):(column('cost_percent'))"))
        #expect(text.contains("(at(1000, 8000, 82, 'idle', 'kube-router-0.2.0') * 2**(0.05)):(column('cost_percent'))"))
        #expect(text.contains("title '1000service8000pod-kube-router-idle: 7.9 % (7.1 to 8.7)'"))
    }

    @Test("Only a run that has a cost draws one")
    func pictures() throws {
        #expect(try script().pictures == ["curves.svg", "curves.png", "cost.svg"])
        let none = try script { _, costs in costs = costs.filter { $0.concurrency == nil } }
        #expect(none.pictures == ["curves.svg", "curves.png"])
        #expect(!none.text.contains("cost.csv"))
    }

    @Test("A caption tells how many samples a point has, also if they differ")
    func caption() throws {
        #expect(try script().text.contains("n = 12 samples"))
        #expect(try script { curves, _ in curves[0].samples = 10 }.text.contains("n = 10 to 12 samples"))
    }

    @Test("No line of a caption is wider than its picture, also in a run of everything")
    func captionLines() throws {
        var record = SampleRun.record
        record.npbenchVersion = "10.10.10"
        record.plan.connectionModes = [.perRequest, .keepAlive]
        record.plan.serviceProxy = "kube-proxy-nftables-1.36"
        var curves = try SampleRun.curves()
        var costs = try SampleRun.costs()
        curves[0].samples = 10_000
        costs[0].quads = 10_000
        let script = GnuplotScript(run: record, curves: curves, costs: costs).text
        let lines = script.matches(of: /set label \d '([^']*)'/).map { String($0.output.1) }
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.count <= 120 }, "960 px hold as many letters of a wide font at 10 px")
        #expect(lines[1].hasSuffix("npbench 10.10.10") && lines[3].hasSuffix("npbench 10.10.10"))
        #expect(Set(script.matches(of: /screen 0.015, screen ([0-9.]+)/).map { String($0.output.1) }).count == 2)
    }

    @Test("A literal can not be left, whatever a name holds")
    func literals() {
        #expect(GnuplotScript.literal("it's `a` \"b\" \\n {c}_d") == "'it''s `a` \"b\" \\n {c}_d'")
        #expect(GnuplotScript.literal("two\nlines") == "'two lines'")
    }

    @Test("Nothing in the script tells the date, the machine or a path")
    func stable() throws {
        let text = try script().text
        #expect(
            !text.contains("/home") && !text.contains("/root") && !text.contains("2026") && !text.contains("strftime")
        )
        #expect(try script().text == text)
    }
}
