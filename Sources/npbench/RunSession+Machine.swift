import Experiment
import Linux
import Results

/// What every experiment asks of the machine, before anything is built.
extension RunSession {
    /// Refuses scales whose twins would not fit into the machine's memory together.
    static func requireMemory(
        for scales: [Scale],
        _ interleaving: Interleaving?,
        of machine: [String: String]
    ) throws(CommandFailure) {
        let available = machine["memory.available_kib"].flatMap { Int($0) }
        if let shortage = TwinMemory.shortage(of: scales, interleaving, availableKibibytes: available) {
            throw CommandFailure(shortage)
        }
    }
}
