package import Results

/// What a run brought, whole or not.
package struct ExperimentResult: Sendable {
    /// All samples in order of time, the void ones too; warm-up loads are not among them.
    package var samples: [SampleRecord] = []
    /// One for each scale that came up.
    package var scales: [RunRecord.ScaleFacts] = []
    /// One for each scale and mode of connections at which added latency was to be measured, once it was fixed.
    package var latencyRates: [LatencyRate] = []
    package var outcome = RunRecord.Outcome.running
    /// Why the run ended before its plan did; nil for `completed`.
    ///
    /// Its kind decides the exit status.
    package var error: TestbedError?
    /// From the first preparation to the last sample's end.
    package var seconds = 0.0

    /// The result of a run that has yet to begin.
    package init() {}
}
