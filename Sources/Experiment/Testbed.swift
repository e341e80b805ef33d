package import Results

/// The world an experiment runs in: at each scale one node with pods to load and a controller to switch, all of them up at once.
///
/// The twin is one; a live cluster or a real controller can stand in its place. All calls come from one thread: `prepare` once for each
/// scale, then `program` and `measure` in turn, at a scale that may change with every quad, `conclude` once for each scale, and
/// `tearDown`, which also follows a call that threw. An error of kind `unproven` from `program` or `measure` voids the sample, whose
/// quad is rerun; others end the run.
package protocol Testbed {
    /// Brings the world of `scale` up, in `off`, beside those that are up.
    mutating func prepare(_ scale: Scale) throws(TestbedError) -> RunRecord.ScaleFacts
    /// Switches the world of `scale` to `treatment`, also if it is the present one (then the same steps with the same end state: a sham
    /// switch).
    ///
    /// - Parameter round: that of the scale; what is drawn anew in each round is drawn for this scale alone.
    mutating func program(_ treatment: Treatment, at scale: Scale, round: Int) throws(TestbedError)
    /// Proves the arm, loads as requested, proves it again; nothing else may be under load meanwhile.
    ///
    /// A sample that cannot prove its arm comes back with `void` set; `throws` is for a world that is gone.
    mutating func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement
    /// Programs the two treatments of a quad side by side, proves them, loads all samples in turns, and proves the treatments again.
    ///
    /// Returns a measurement for each sample, in order; errors as for `program` and `measure`.
    mutating func measure(_ request: QuadRequest) throws(TestbedError) -> [Measurement]
    /// Proves, after a scale's last sample, that what all arms share is still what was prepared.
    mutating func conclude(_ scale: Scale) throws(TestbedError)
    /// Ends the worlds of all scales.
    mutating func tearDown()
}
