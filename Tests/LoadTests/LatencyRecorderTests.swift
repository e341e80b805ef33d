import Histogram
import Load
import Testing

@Suite struct LatencyRecorderTests {
    @Test("Percentiles are those of the sorted values, to three digits")
    func percentiles() {
        var random = TestRandom(seed: 7)
        var recorder = LatencyRecorder()
        // From a microsecond to ten seconds, as many in each decade.
        var values: [UInt64] = []
        for _ in 0..<20_000 {
            var value: UInt64 = 1000
            for _ in 0..<random.below(7) { value *= 10 }
            value += UInt64(random.below(Int(value) * 9))
            values.append(value)
            recorder.record(value)
        }
        values.sort()
        let phase = recorder.phase
        func isClose(_ microseconds: Double, _ rank: Double) -> Bool {
            let exact =
                Double(values[min(values.count - 1, Int((rank * Double(values.count)).rounded(.up)) - 1)]) / 1000
            return abs(microseconds - exact) <= exact / 1000
        }
        #expect(phase.count == values.count)
        #expect(isClose(phase.p50, 0.5))
        #expect(isClose(phase.p75, 0.75))
        #expect(isClose(phase.p90, 0.9))
        #expect(isClose(phase.p95, 0.95))
        #expect(isClose(phase.p99, 0.99))
        #expect(isClose(phase.p999, 0.999))
        #expect(isClose(phase.minimum, 1e-9))
        #expect(isClose(phase.maximum, 1))
        let mean = Double(values.reduce(0, +)) / Double(values.count) / 1000
        #expect(abs(phase.mean - mean) <= mean / 1000)
    }

    @Test("Its figures are those of hdrhistogram-swift with the same resolution")
    func reference() {
        var random = TestRandom(seed: 11)
        var recorder = LatencyRecorder()
        var reference = Histogram<UInt64>(
            highestTrackableValue: LatencyRecorder.longest,
            numberOfSignificantValueDigits: .three
        )
        for _ in 0..<5000 {
            let value = random.next() >> UInt64(28 + random.below(36))
            recorder.record(value)
            reference.record(value)
        }
        let phase = recorder.phase
        func isSame(_ microseconds: Double, _ percent: Double) -> Bool {
            microseconds == Double(min(reference.valueAtPercentile(percent), reference.maxRecorded)) / 1000
        }
        #expect(isSame(phase.p50, 50))
        #expect(isSame(phase.p75, 75))
        #expect(isSame(phase.p90, 90))
        #expect(isSame(phase.p95, 95))
        #expect(isSame(phase.p99, 99))
        #expect(isSame(phase.p999, 99.9))
        #expect(abs(phase.standardDeviation - reference.stdDeviation / 1000) <= phase.standardDeviation / 1000)
    }

    @Test("Nothing recorded is all zeros")
    func empty() {
        let phase = LatencyRecorder().phase
        #expect(phase.count == 0)
        #expect(
            [phase.minimum, phase.mean, phase.p50, phase.p99, phase.maximum, phase.standardDeviation].allSatisfy {
                $0 == 0
            }
        )
    }

    @Test("Zero and the absurdly long are recorded, not lost")
    func extremes() {
        var recorder = LatencyRecorder()
        recorder.record(0)
        recorder.record(UInt64.max)
        #expect(recorder.phase.count == 2)
        #expect(recorder.phase.minimum == 0)
        #expect(recorder.phase.maximum >= Double(LatencyRecorder.longest) / 1000)
    }

    @Test("Two recorders added are one that recorded all")
    func add() {
        var one = LatencyRecorder()
        var other = LatencyRecorder()
        var both = LatencyRecorder()
        for value in stride(from: UInt64(10), to: 1_000_000, by: 997) {
            one.record(value)
            other.record(value * 13)
            both.record(value)
            both.record(value * 13)
        }
        one.add(other)
        #expect(one.phase.count == both.phase.count)
        #expect(
            [one.phase.minimum, one.phase.mean, one.phase.p50, one.phase.p999, one.phase.maximum]
                == [both.phase.minimum, both.phase.mean, both.phase.p50, both.phase.p999, both.phase.maximum]
        )
    }
}
