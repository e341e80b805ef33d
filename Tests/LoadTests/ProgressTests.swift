import Linux
@testable import Load
import Testing

@Suite struct ProgressTests {
    @Test("A load under way says how far it is, ever more, and in the end what its result says", arguments: [1, 3])
    func published(workers: Int) throws {
        let server = try PacedServer(.init(delays: [2_000_000], resetsEvery: 23))
        let progress = LoadProgress()
        #expect(!progress.isMeasuring && progress.completed == 0 && progress.failed == 0 && progress.p99 == 0)
        var plan = LoadPlan.test(server.port, .keepAlive, concurrency: 6, workers: workers, milliseconds: 900)
        plan.progress = progress
        let isOver = StopFlag()
        let watcher = ProgressWatcher(progress)
        Thread.detach {
            while !isOver.isRaised { watcher.look() }
            watcher.end()
        }
        let result = try LoadGenerator.run(plan)
        isOver.raise()
        let seen = watcher.wait()
        server.stop()
        #expect(result.failed > 0)
        #expect(progress.completed == result.completed)
        #expect(progress.failed == result.failed)
        #expect(progress.isMeasuring)
        // Three workers' percentiles: the highest is the progress's.
        #expect(progress.p99 >= 2000 && progress.p99 <= result.total.maximum)
        #expect(seen.hasFallen == false)
        // Ten times a second, of nine tenths of one; a machine that is busy may skip some.
        #expect(seen.values >= 4, "\(seen.values)")
    }
}
