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

    @Test("Counters, and the value at any percentile, are those of hdrhistogram-swift", arguments: [UInt64(1), 2, 3])
    func counters(seed: UInt64) throws {
        var random = TestRandom(seed: seed)
        var recorder = LatencyRecorder()
        var reference = Histogram<UInt64>(
            highestTrackableValue: LatencyRecorder.longest,
            numberOfSignificantValueDigits: .three
        )
        for _ in 0..<3000 {
            // From everything below 2048, where each value has a counter, up to a minute.
            let value = random.next() >> UInt64(28 + random.below(36))
            recorder.record(value)
            reference.record(value)
        }
        let counters = recorder.counters
        let recorded = reference.recordedValues().map { $0 }
        #expect(counters.count == recorded.count)
        for (counter, iterated) in zip(counters, recorded) {
            #expect(counter.count == UInt64(iterated.count))
            #expect(counter.highest == min(reference.highestEquivalentForValue(iterated.value), recorder.maximum))
        }
        #expect(counters.reduce(0) { $0 + $1.count } == UInt64(recorder.count))
        #expect(recorder.maximum == counters.last?.highest)
        for step in 0...1000 {
            let percent = Double(step) / 10
            let value = recorder.nanoseconds(atPercent: percent)
            let expected = min(reference.valueAtPercentile(percent), recorder.maximum)
            #expect(percent > 0 ? value == expected : value <= expected, "\(percent) %: \(value), not \(expected)")
        }
        for percent in [99.99, 99.999, 100, 100.1, Double.infinity] {
            #expect(recorder.nanoseconds(atPercent: percent) == recorder.maximum)
        }
    }

    @Test("The array of counters is HdrHistogram's: every counter up to the last that counted")
    func countsToMaximum() {
        var recorder = LatencyRecorder()
        #expect(recorder.countsToMaximum.isEmpty)
        for value: UInt64 in [0, 1, 1, 2047, 2048, 2049, 4096] { recorder.record(value) }
        let counts = recorder.countsToMaximum
        // 2048 counters for the values below 2048, 1024 a power of two from there on: 4096 is the first of the third kind.
        #expect(counts.count == 2048 + 1024 + 1)
        #expect(counts[0] == 1 && counts[1] == 2 && counts[2047] == 1)
        #expect(counts[2048] == 2)
        #expect(counts[3072] == 1)
        #expect(counts.reduce(0, +) == 7)
        recorder.record(.max)
        #expect(recorder.countsToMaximum.count == 2048 + (36 - 11) * 1024)
    }

    @Test("A percentile of nothing is 0; below 0 % it is the shortest")
    func percentEdges() {
        var recorder = LatencyRecorder()
        #expect(recorder.nanoseconds(atPercent: 50) == 0)
        recorder.record(100)
        recorder.record(200)
        #expect(recorder.nanoseconds(atPercent: -1) == 100)
        #expect(recorder.nanoseconds(atPercent: 0) == 100)
        #expect(recorder.nanoseconds(atPercent: .nan) == 100)
        #expect(recorder.nanoseconds(atPercent: 50) == 100)
        #expect(recorder.nanoseconds(atPercent: 50.1) == 200)
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
