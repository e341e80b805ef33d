@testable import Experiment

extension Measurement {
    /// What is wrong with the experiment.
    ///
    /// A fault is told before a theft, which is the machine's and no concern of these tests.
    var fault: String? {
        void.flatMap { $0.kind == .fault ? $0.description : nil }
    }
}
