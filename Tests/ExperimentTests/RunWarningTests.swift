import Experiment
import Results
import Testing

@Suite("Warnings about a run")
struct RunWarningTests {
    /// Quads with these costs, in thousandths of QPS.
    private func analysis(costs: [Int], _ change: (inout [SampleRecord]) -> Void = { _ in }) -> Analysis {
        let quads = costs.enumerated().map { round, cost in
            // The inner pair differs to and fro, so that the A/A control is clean.
            [10_000, 10_000 - 10 * cost + 20 * (round % 2), 10_000 - 10 * cost + 20 * ((round + 1) % 2), 10_000]
        }
        var samples = SampleRecord.quads(quads)
        change(&samples)
        return Analysis(plan: .sample(levels: [8], quads: costs.count), samples: samples)
    }

    private func kinds(_ analysis: Analysis) -> [RunWarning.Kind] { analysis.warnings.map(\.kind) }

    private let steady = [50, 52, 49, 51, 50, 48, 52, 50, 49, 51, 52, 50]

    @Test("A steady run has none")
    func none() {
        #expect(kinds(analysis(costs: steady)).isEmpty)
    }

    @Test("A cost that wanders is told by its scale, and so is one that is another in the second half")
    func order() throws {
        let wandering = analysis(costs: [50, 53, 57, 60, 57, 53, 50, 47, 43, 40, 43, 47])
        #expect(kinds(wandering).contains(.autocorrelation))
        let warning = try #require(wandering.warnings.first { $0.kind == .autocorrelation })
        #expect(warning.about == ["1000service8000pod (all levels)"])
        #expect(warning.finding.hasSuffix(".") && warning.advice.hasSuffix("."))
        let stepped = analysis(costs: [50, 51, 49, 50, 52, 48, 70, 71, 69, 70, 72, 68])
        #expect(kinds(stepped).contains(.halves))
        #expect(!kinds(analysis(costs: [50, 71, 49, 70, 52, 68])).contains(.halves))
    }

    @Test("Stolen time is told above two percent, a generator that was the limit above nine samples in ten")
    func shares() throws {
        let robbed = analysis(costs: steady) { samples in
            for index in samples.indices { samples[index].kernel.stealShare = 0.031 }
        }
        #expect(kinds(robbed) == [.steal])
        #expect(robbed.warnings[0].finding.contains("took 3.1 % of the CPUs' time"))
        let hardly = analysis(costs: steady) { samples in
            for index in samples.indices { samples[index].kernel.stealShare = 0.019 }
        }
        #expect(kinds(hardly).isEmpty)
        func bound(_ share: Double) -> Analysis {
            analysis(costs: steady) { samples in
                for index in samples.indices {
                    samples[index].limit =
                        Double(index) < share * Double(samples.count) ? "client-bound" : "undetermined"
                }
            }
        }
        #expect(kinds(bound(1)) == [.clientBound])
        #expect(kinds(bound(0.8)).isEmpty)
    }

    @Test("A few void quads are told, and many are called what they are")
    func voids() {
        func voided(_ rounds: Range<Int>) -> RunWarning? {
            analysis(costs: steady) { samples in
                for round in rounds { samples[4 * round].void = "arm not proven" }
            }
            .warnings.first { $0.kind == .voids }
        }
        #expect(voided(0..<0) == nil)
        #expect(voided(0..<1)?.finding == "1 of 12 quads were void and do not count: arm not proven.")
        #expect(voided(0..<1)?.advice == "They were taken again.")
        #expect(voided(0..<2)?.advice.hasPrefix("So many are no accident") == true)
    }
}
