import Dispatch
import Glibc

/// Calls back when the user asks a command without namespaces to end.
///
/// For commands that are no init: Dispatch delivers the signal, and the second one ends the process.
struct InterruptWatch {
    private let source: any DispatchSourceSignal

    init(_ action: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler {
            signal(SIGINT, SIG_DFL)
            action()
        }
        source.resume()
    }

    /// Leaves the signal to the system again.
    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
