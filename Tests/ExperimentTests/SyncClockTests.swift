@testable import Experiment
import Testing

@Suite("When a controller syncs")
struct SyncClockTests {
    /// How many syncs end in `seconds`, if a step takes `step` seconds and samples of `slice` seconds cut the time.
    private func syncs(in seconds: Double, slice: Double, step: Double, _ clock: inout SyncClock) -> Int {
        var ended = 0
        var time = 0.0
        while time < seconds {
            var left = slice
            while left > 0 {
                if clock.begin() != nil {
                    clock.pass(step)
                    left -= step
                    clock.end()
                    ended += clock.step == nil ? 1 : 0
                } else {
                    let wait = min(clock.dueIn, left)
                    clock.pass(wait)
                    left -= wait
                }
            }
            // The last step of a sample may end after it.
            time += slice - left
        }
        return ended
    }

    @Test("One sync a period, however short the samples are", arguments: [0.05, 0.2, 0.5, 3, 7])
    func share(slice: Double) {
        var clock = SyncClock(period: 5, steps: 10, phase: 0.3)
        let ended = syncs(in: 2000, slice: slice, step: 0.01, &clock)
        #expect(abs(ended - 400) <= 1)
    }

    @Test("A sync that takes longer than its period is followed by the next at once, and none is caught up later")
    func long() {
        var clock = SyncClock.due(period: 1, steps: 10)
        let slow = syncs(in: 300, slice: 0.2, step: 0.3, &clock)
        #expect(abs(slow - 100) <= 1)
        // Faster from here on: one a period again, and not one at once for each that was missed.
        let fast = syncs(in: 100, slice: 0.2, step: 0.001, &clock)
        #expect(abs(fast - 100) <= 2)
    }

    @Test("It begins at its phase: between two syncs")
    func phase() {
        var clock = SyncClock(period: 4, steps: 2, phase: 0.75)
        let early = [0, 0.99, 0.02].map {
            clock.pass($0)
            return clock.begin()
        }
        #expect(early == [nil, nil, 0])
        let again = clock.begin()
        #expect(again == 0)
        clock.end()
        #expect(clock.step == 1)
        let second = clock.begin()
        #expect(second == 1)
        clock.end()
        #expect(clock.step == nil)
        #expect(abs(clock.dueIn - 3.99) < 1e-9)
    }

    @Test("It begins at its phase: in the middle of a sync, which may be longer than its period")
    func phaseWithinSync() {
        // 500 steps of 2 ms are half of a period of 2 s.
        #expect(SyncClock(period: 2, steps: 500, phase: 0.25).step == 250)
        #expect(SyncClock(period: 2, steps: 500, phase: 0).step == 0)
        #expect(SyncClock(period: 2, steps: 500, phase: 0.51).step == nil)
        #expect(abs(SyncClock(period: 2, steps: 500, phase: 0.25).dueIn - 1.5) < 1e-9)
        // And four periods of a quarter of a second.
        let phases = stride(from: 0.0, to: 1, by: 0.001)
        let steps = phases.map { SyncClock(period: 0.25, steps: 500, phase: $0).step }
        #expect(steps.allSatisfy { $0 != nil })
        #expect(Set(steps).count == 500)
        #expect(SyncClock.due(period: 2, steps: 500) == SyncClock.due(period: 2, steps: 500))
        var due = SyncClock.due(period: 2, steps: 500)
        #expect(due.step == nil)
        let first = due.begin()
        #expect(first == 0)
    }

    @Test("A sync without a step never begins, and nothing ends that did not begin")
    func empty() {
        var clock = SyncClock(period: 1, steps: 0, phase: 0)
        clock.pass(10)
        let step = clock.begin()
        #expect(step == nil)
        let idle = clock
        clock.end()
        #expect(clock == idle)
    }

    @Test("Phases of seeds and of streams are spread evenly from 0 to 1")
    func phases() {
        let phases = (0..<2000).map { SyncClock.phase(seed: UInt64($0), stream: 1 << 33) }
        #expect(phases.allSatisfy { (0..<1).contains($0) })
        let mean = phases.reduce(0, +) / 2000
        #expect(abs(mean - 0.5) < 0.03)
        #expect(Set(phases).count == 2000)
        #expect(SyncClock.phase(seed: 1, stream: 5) != SyncClock.phase(seed: 1, stream: 6))
        #expect(SyncClock.phase(seed: 1, stream: 5) == SyncClock.phase(seed: 1, stream: 5))
    }
}
