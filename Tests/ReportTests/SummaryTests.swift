import Results
import Testing

@testable import Report

@Suite("The summary")
struct SummaryTests {
    private func row(_ verdict: Verdict, _ cost: Double, _ low: Double, _ high: Double, arm: Arm = .on) throws
        -> CostRow
    {
        var row = try #require(try SampleRun.costs().last)
        (row.verdict, row.costPercent, row.low, row.high, row.arm) = (verdict, cost, low, high, arm)
        return row
    }

    @Test("A cost is said in the published form")
    func slower() throws {
        #expect(
            CostSentence.text(try row(.slower, 7.9, 7.1, 8.7), in: SampleRun.record.plan)
                == "kube-router-0.2.0 costs 7.9 % of QPS (95 %: 7.1 to 8.7) at 8000 pods, 82 per node"
        )
    }

    @Test("A gain is no negative cost, and its interval is turned round")
    func faster() throws {
        #expect(
            CostSentence.text(try row(.faster, -2.1, -2.7, -1.5), in: SampleRun.record.plan)
                == "kube-router-0.2.0 gains 2.1 % of QPS (95 %: 1.5 to 2.7) at 8000 pods, 82 per node"
        )
    }

    @Test("Equivalent and undecided read differently, and neither says `no change`")
    func undecided() throws {
        #expect(
            CostSentence.text(try row(.equivalent, -0.04, -0.5, 0.42), in: SampleRun.record.plan)
                == "kube-router-0.2.0 makes no difference that matters: a cost of 0.0 % of QPS (95 %: -0.5 to 0.4)"
                + " at 8000 pods, 82 per node"
        )
        #expect(
            CostSentence.text(try row(.inconclusive, 1.3, -0.9, 3.5), in: SampleRun.record.plan)
                == "What kube-router-0.2.0 costs is undecided: 1.3 % of QPS (95 %: -0.9 to 3.5) at 8000 pods, 82 per node;"
                + " 6 quads would find a cost of 1.0 % or more"
        )
    }

    @Test("One quad has no interval and says so")
    func oneQuad() throws {
        var single = try row(.inconclusive, 1.3, .nan, .nan)
        (single.quads, single.minimumDetectablePercent) = (1, .nan)
        #expect(
            CostSentence.text(single, in: SampleRun.record.plan)
                == "What kube-router-0.2.0 costs is undecided: 1.3 % of QPS (no interval) at 8000 pods, 82 per node;"
                + " 1 quad can not tell"
        )
    }

    @Test("In a run of two modes of connections every table and sentence says which")
    func modes() throws {
        var record = SampleRun.record
        record.plan.connectionModes = [.perRequest, .keepAlive]
        var kept = (curves: try SampleRun.curves(), costs: try SampleRun.costs(), metrics: try SampleRun.metrics())
        for index in kept.curves.indices { kept.curves[index].connections = .keepAlive }
        for index in kept.costs.indices { kept.costs[index].connections = .keepAlive }
        for index in kept.metrics.indices { kept.metrics[index].connections = .keepAlive }
        let text = Summary(
            RunTables(
                run: record,
                curves: try SampleRun.curves() + kept.curves,
                costs: try SampleRun.costs() + kept.costs,
                metrics: try SampleRun.metrics() + kept.metrics
            )
        ).text(.plain)
        #expect(text.contains("kube-router-0.2.0, a new connection per request and connections kept alive\n"))
        for scale in record.plan.scales {
            let place = "\(scale.label): 1000 services, \(scale.pods) pods, \(scale.localPods) per node"
            #expect(text.contains("\(place), a new connection per request\n"))
            #expect(text.contains("\(place), connections kept alive\n"))
            #expect(text.contains("\(scale.label), connections kept alive: four answers"))
            #expect(text.contains("at \(scale.pods) pods, \(scale.localPods) per node, keep-alive"))
            #expect(text.contains("at \(scale.pods) pods, \(scale.localPods) per node, per-request"))
        }
        let single = Summary(RunTables(run: SampleRun.record, curves: kept.curves, costs: kept.costs)).text(.plain)
        #expect(!single.contains("per node, keep-alive") && !single.contains("per node, connections"))
    }

    @Test("Controllers against each other have a table of their own for each scale; one controller has none")
    func contrasts() throws {
        let costs = try SampleRun.costs()
        let curves = try SampleRun.curves()
        var record = SampleRun.record
        #expect(
            !Summary(RunTables(run: record, curves: curves, costs: costs)).text(.plain).contains("another controller")
        )

        record.plan.controller = "kube-router-2.11,kube-router-2.11-nft"
        let contrasts = try record.plan.scales.prefix(2).map { scale in
            var cost = try row(.slower, 1.5, 0.5, 2.5)
            (cost.scale, cost.controller) = (scale, "kube-router-2.11-nft")
            return ContrastRow(cost: cost, against: "kube-router-2.11")
        }
        let text = Summary(RunTables(run: record, curves: curves, costs: costs, contrasts: contrasts)).text(.plain)
        #expect(
            text.contains(
                """
                1000service6000pod: QPS lost against another controller, over all levels
                controller            against              cost % (95 %)  verdict
                kube-router-2.11-nft  kube-router-2.11  1.5 (0.5 to 2.5)  slower

                """
            )
        )
        #expect(text.contains("1000service2000pod: QPS lost against another controller"))
    }

    @Test("What sync work adds, and what it is, are sentences; it has no row among controllers")
    func syncWork() throws {
        var record = SampleRun.record
        record.plan.arms = [.on, .churn]
        record.plan.churnSeconds = 5
        var cost = try row(.slower, 3.14, 2, 4.2)
        cost.arm = .churn
        var facts = SyncFacts(
            scale: cost.scale,
            controller: cost.controller,
            loadSeconds: 48,
            syncs: 9.5,
            processes: 19_000,
            cpuSeconds: 28.5,
            busySeconds: 36
        )
        record.syncs = [facts]
        let contrast = ContrastRow(cost: cost, against: ContrastRow.onlyRules(of: cost.controller))
        let text = Summary(RunTables(run: record, contrasts: [contrast])).text(.plain)
        #expect(
            text.contains(
                "Sync work every 5 s adds 3.1 % (95 %: 2.0 to 4.2) to what kube-router-0.2.0 costs of QPS "
                    + "at 8000 pods, 82 per node\n"
            )
        )
        #expect(
            text.contains(
                "A sync of kube-router-0.2.0 at 8000 pods, 82 per node: 2000 processes, 3 s of CPU time; in 48.0 s of load "
                    + "there were 9.50, one under way 75 % of the time, on 0.59 CPUs on average\n"
            )
        )
        #expect(!text.contains("another controller"))
        record.plan.connectionModes = [.perRequest, .keepAlive]
        #expect(
            Summary(RunTables(run: record, contrasts: [contrast])).text(.plain)
                .contains("costs of QPS at 8000 pods, 82 per node, \(cost.connections.rawValue)\n")
        )
        record.plan.connectionModes = nil
        facts.processes = 0
        record.syncs = [facts]
        cost.verdict = .inconclusive
        record.plan.churnSeconds = 0.25
        let other = ContrastRow(cost: cost, against: contrast.against)
        let doubtful = Summary(RunTables(run: record, contrasts: [other])).text(.plain)
        #expect(doubtful.contains("Sync work every 0.25 s adds 3.1 %"))
        #expect(doubtful.contains("per node; that is undecided\n"))
        #expect(doubtful.contains("none was due in 48.0 s of load"))
    }

    @Test("CPU time and latency stand beside QPS over all levels, with their own verdicts; an invalid run has none")
    func metrics() throws {
        var run = SampleRun.record
        func text() throws -> String {
            Summary(
                RunTables(
                    run: run,
                    curves: try SampleRun.curves(),
                    costs: try SampleRun.costs(),
                    metrics: try SampleRun.metrics()
                )
            )
            .text(.plain)
        }
        let lines = try text().split(separator: "\n").map(String.init)
        let heading = "1000service8000pod: four answers, each a paired comparison of its own"
        let start = try #require(lines.firstIndex(of: heading))
        #expect(lines[start + 1].hasPrefix("over all levels"))
        #expect(lines[start + 2].hasPrefix("QPS (higher is better)"))
        #expect(lines[start + 2].hasSuffix("-7.9 (-8.7 to -7.1)  slower"))
        #expect(lines[start + 3].hasPrefix("CPU time per request, us (lower is better)"))
        #expect(lines[start + 3].contains("224.8   244.1    +8.6 (8.1 to 9.1)  slower"))
        #expect(lines[start + 4].hasPrefix("latency p50") && lines[start + 5].hasPrefix("latency p99"))
        #expect(lines[start + 5].hasSuffix("inconclusive"))
        run.outcome = .invalid
        #expect(try !text().contains("four answers"))
    }

    @Test("What came of a precision that was asked for is told for each scale, and for each of several controllers")
    func precision() throws {
        var record = SampleRun.record
        func text() -> String { Summary(RunTables(run: record)).text(.plain) }
        #expect(!text().contains("Precision"))
        record.plan.precisionPercent = 0.5
        record.precision = zip(record.plan.scales, [RunRecord.Precision.Ending.precise, .budget, .unfinished]).map {
            RunRecord.Precision(
                scale: $0.0,
                compared: Treatment(.on, of: "kube-router-0.2.0"),
                rounds: 9,
                halfWidthPercent: $0.1 == .unfinished ? .nan : 0.456,
                ended: $0.1
            )
        }
        #expect(
            text().contains("Precision at 1000service2000pod: +-0.46 points after 9 rounds, +-0.5 asked for: enough\n")
        )
        #expect(text().contains("6000pod: +-0.46 points after 9 rounds, +-0.5 asked for: the budget ended\n"))
        #expect(text().contains("8000pod: +-- points after 9 rounds, +-0.5 asked for: the run was cut short\n"))
        record.plan.controller = "kube-router-0.2.0,calico-iptables"
        #expect(text().contains("Precision at 1000service2000pod kube-router-0.2.0: "))
    }

    @Test("The arms idle and off are named as what they are")
    func arms() throws {
        #expect(
            CostSentence.text(try row(.slower, 1, 0.5, 1.5, arm: .idle), in: SampleRun.record.plan).hasPrefix(
                "kube-router-0.2.0 without a policy costs 1.0 %"
            )
        )
        #expect(
            CostSentence.text(try row(.equivalent, 0, -1, 1, arm: .off), in: SampleRun.record.plan).hasPrefix(
                "off, compared with itself, makes no"
            )
        )
    }

    @Test("An interval too narrow for one decimal gets two")
    func narrow() throws {
        #expect(
            CostSentence.text(try row(.slower, 0.31, 0.25, 0.37), in: SampleRun.record.plan).contains(
                "0.31 % of QPS (95 %: 0.25 to 0.37)"
            )
        )
    }

    @Test("Plain text has no escape; coloured text is the same words")
    func styles() throws {
        let summary = Summary(
            RunTables(
                run: SampleRun.record,
                curves: try SampleRun.curves(),
                costs: try SampleRun.costs(),
                metrics: try SampleRun.metrics()
            )
        )
        let plain = summary.text(.plain)
        let coloured = summary.text(.coloured)
        #expect(plain == (try SampleRun.text("summary.txt")))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[33mslower\u{1B}[0m"))
        #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    }

    @Test("How near to 0 an equivalent cost is stands beside the noise floor that it is taken from")
    func margin() throws {
        func line(_ floors: [Double]) throws -> Substring? {
            let primaries = try SampleRun.costs().filter { $0.concurrency == nil }
            let costs = zip(primaries, floors).map { row, floor in
                var row = row
                row.noiseFloorPercent = floor
                return row
            }
            let cells = try SampleRun.costs().filter { $0.concurrency != nil }
            let tables = RunTables(run: SampleRun.record, costs: cells + costs)
            return Summary(tables).text(.plain).split(separator: "\n").first { $0.hasPrefix("Equivalent") }
        }
        #expect(try line([0.2, 1.9, 9])?.contains("within +-3.8 % (twice the noise floor") == true)
        #expect(try line([7, 7.2, 9])?.contains("within +-10.0 %") == true)
        #expect(try line([.nan, .nan, .nan])?.contains("within +-3.0 %") == true)
    }

    @Test("No line of it ends in a space, and every warning and ending is told")
    func endings() throws {
        for (outcome, word) in [
            (RunRecord.Outcome.interrupted, "interrupted"), (.failed, "failed"), (.invalid, "invalid"),
            (.running, "not ended"),
        ] {
            var run = SampleRun.record
            run.outcome = outcome
            run.warnings = ["First.", "Second."].map { RunWarning(.voids, finding: $0, advice: "So.") }
            let text = Summary(RunTables(run: run, curves: try SampleRun.curves(), costs: try SampleRun.costs())).text(
                .plain
            )
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
            #expect(lines.contains { $0.hasPrefix("Warning: The run") && $0.contains(word) })
            #expect(lines.suffix(3) == ["Warning: First. So.", "Warning: Second. So.", ""])
        }
    }

    @Test("A run that measured nothing still has a heading, and no sentence")
    func empty() {
        let text = Summary(RunTables(run: SampleRun.record)).text(.plain)
        #expect(text.hasPrefix("npbench 0.1.0: default/test:80 through kube-proxy-iptables-1.10, kube-router-0.2.0, "))
        #expect(!text.contains("costs"))
    }

    @Test("A cell whose curve is missing shows dashes")
    func missingCurve() throws {
        let costs = try SampleRun.costs()
        let text = Summary(RunTables(run: SampleRun.record, costs: costs)).text(.plain)
        #expect(
            text.contains(
                "          1               -              -  2.2 (1.3 to 3.0)  slower             -           -"
            )
        )
        #expect(!text.contains("█"))
    }
}
