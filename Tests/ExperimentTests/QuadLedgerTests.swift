import Experiment
import Results
import Statistics
import Testing

@Suite("Ledger of quads")
struct QuadLedgerTests {
    private let cell = QuadLedger.Cell(Setting(.large, .perRequest), compared: .on, concurrency: 8)
    private let worked = SampleRecord.quads(SampleRecord.workedCase)

    @Test("Whole quads are entries of their cell, in order of rounds, whatever the order of the samples")
    func whole() {
        let ledger = QuadLedger(worked.reversed(), of: .sample())
        #expect(ledger.entries.keys.map(\.self) == [cell])
        #expect(ledger.entries[cell]?.map(\.round) == [0, 1, 2, 3, 4, 5])
        #expect(ledger.entries[cell]?.first?.samples == Array(worked.prefix(4)))
        #expect(ledger.contrasts.count == 6)
        #expect(ledger.voided.isEmpty)
    }

    @Test("A void sample voids its quad and nothing else; the rerun counts")
    func void() {
        let quad = Quad(scale: .large, round: 0, concurrency: 8, compared: .on, pattern: .abba)
        var samples = worked
        samples[2].void = "CPU stolen"
        let rerun = SampleRecord.workedCase[0].enumerated()
            .map { SampleRecord.sample($0.element, quad: quad, place: $0.offset, attempt: 1) }
        let without = QuadLedger(samples, of: .sample())
        #expect(without.entries[cell]?.map(\.round) == [1, 2, 3, 4, 5])
        #expect(without.voided == [cell: 1])
        #expect(without.causes == ["CPU stolen"])
        let with = QuadLedger(samples + rerun, of: .sample())
        #expect(with.entries[cell]?.map(\.round) == [0, 1, 2, 3, 4, 5])
        #expect(with.entries[cell]?.first?.samples.map(\.attempt) == [1, 1, 1, 1])
        #expect(with.voided == [cell: 1])
    }

    @Test("Quads of two modes of connections are two cells; a sample that does not say is of the plan's mode")
    func modes() {
        var plan = RunPlan.sample()
        plan.connectionModes = [.perRequest, .keepAlive]
        var kept = worked
        for index in kept.indices { kept[index].connectionMode = .keepAlive }
        let ledger = QuadLedger(worked + kept, of: plan)
        let other = QuadLedger.Cell(Setting(.large, .keepAlive), compared: .on, concurrency: 8)
        #expect(Set(ledger.entries.keys) == [cell, other])
        #expect(ledger.entries.values.allSatisfy { $0.count == 6 })
        var silent = worked
        for index in silent.indices { silent[index].connectionMode = nil }
        #expect(QuadLedger(silent, of: .sample()).entries[cell]?.count == 6)
    }

    @Test("A quad cut short neither counts nor is void")
    func unfinished() {
        let ledger = QuadLedger(Array(worked.dropLast()), of: .sample())
        #expect(ledger.contrasts.count == 5)
        #expect(ledger.voided.isEmpty)
    }

    @Test("Samples that make no quad are left out: a place twice, a strange pattern, an arm out of place, no QPS")
    func malformed() {
        func contrasts(_ change: (inout [SampleRecord]) -> Void) -> Int {
            var samples = Array(worked.prefix(4))
            change(&samples)
            return QuadLedger(samples, of: .sample()).contrasts.count
        }
        #expect(contrasts { _ in } == 1)
        #expect(contrasts { $0[1].place = 2 } == 0)
        #expect(contrasts { $0.append($0[0]) } == 0)
        #expect(contrasts { $0[1].pattern = "AABB" } == 0)
        #expect(contrasts { samples in samples.indices.forEach { samples[$0].pattern = "AABB" } } == 0)
        #expect(contrasts { $0[1].arm = .off } == 0)
        #expect(contrasts { $0[1].completed = 0 } == 0)
        #expect(contrasts { $0[1].seconds = 0 } == 0)
        #expect(contrasts { $0 = [] } == 0)
    }
}
