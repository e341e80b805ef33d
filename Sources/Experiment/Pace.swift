/// How long scales and samples have taken, to tell how long the rest will take.
///
/// Starts from the assumptions of `Budget` and forgets them with the first observation.
struct Pace {
    private var sample: Mean
    private var setUp = Mean(assumed: Budget.scaleOverheadSeconds)

    init(sliceSeconds: Double, overhead: Double) {
        sample = Mean(assumed: sliceSeconds + overhead)
    }

    mutating func tookSample(_ seconds: Double) { sample.add(seconds) }
    mutating func tookSetUp(_ seconds: Double) { setUp.add(seconds) }

    func remaining(samples: Int, scales: Int) -> Double {
        Double(samples) * sample.value + Double(scales) * setUp.value
    }

    private struct Mean {
        private let assumed: Double
        private var sum = 0.0
        private var count = 0

        init(assumed: Double) { self.assumed = assumed }

        var value: Double { count == 0 ? assumed : sum / Double(count) }

        mutating func add(_ seconds: Double) {
            sum += seconds
            count += 1
        }
    }
}
