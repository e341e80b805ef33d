extension SampleRecord {
    /// How many of the valid samples of saturation had which limit of their load.
    package static func limits(of samples: [SampleRecord]) -> [String: Int] {
        samples.reduce(into: [:]) { counts, sample in
            if sample.void == nil, sample.isClosedLoop, let limit = sample.limit { counts[limit, default: 0] += 1 }
        }
    }
}
