package import Results

/// The world an experiment runs in: one node with pods to load and a controller to switch.
///
/// The twin is one; a live cluster or a real controller can stand in its place. All calls come from one thread, in the
/// order `prepare`, `program` and `measure` in turn, `conclude`, `tearDown`; the last also follows a call that threw.
/// An error of kind `unproven` from `program` or `measure` voids the sample, whose quad is rerun; others end the run.
package protocol Testbed {
    /// Brings the world up at `scale`, in `off`.
    mutating func prepare(_ scale: Scale) throws(TestbedError) -> RunRecord.ScaleFacts
    /// Switches to `treatment`, also if it is the present one (then the same steps with the same end state: a sham switch).
    mutating func program(_ treatment: Treatment, round: Int) throws(TestbedError)
    /// Proves the arm, loads at `concurrency` for `seconds`, proves it again. A sample that cannot prove its arm comes
    /// back with `void` set; `throws` is for a world that is gone.
    mutating func measure(_ request: SampleRequest) throws(TestbedError) -> Measurement
    /// Proves, after a scale's last sample, that what all arms share is still what was prepared.
    mutating func conclude() throws(TestbedError)
    /// Ends the scale; the next call is `prepare` or none.
    mutating func tearDown()
}
