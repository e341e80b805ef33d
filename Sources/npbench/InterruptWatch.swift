import Dispatch
import Glibc

/// Calls back when the user asks a command without namespaces to end.
///
/// For commands that are no init: Dispatch delivers SIGINT or SIGTERM, and the second of its kind ends the process. SIGHUP
/// keeps its meaning, since nohup(1) has it ignored.
struct InterruptWatch {
    private static let signals = [SIGINT, SIGTERM]
    private let sources: [any DispatchSourceSignal]

    init(_ action: @escaping @Sendable () -> Void) {
        sources = InterruptWatch.signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                action()
            }
            source.resume()
            return source
        }
    }

    /// Leaves the signals to the system again.
    func end() {
        for source in sources { source.cancel() }
        for number in InterruptWatch.signals { signal(number, SIG_DFL) }
    }
}
