import Linux
import Results

/// The machine's facts at the start of a run, and later ones to hold against them.
///
/// Read in a network namespace of their own: the twin's client lives in the process's, and sets there what its load needs.
struct MachineWatch {
    let start: [String: String]
    private let untouched: NetworkNamespace

    /// Requires the rights that a command has inside its namespaces.
    init() throws(CommandFailure) {
        do throws(SystemError) { untouched = try NetworkNamespace() } catch {
            throw CommandFailure(.failed, error.description)
        }
        start = untouched.run { MachineFacts.collect() }
    }

    /// The facts now.
    func now() -> [String: String] { untouched.run { MachineFacts.collect() } }
}
