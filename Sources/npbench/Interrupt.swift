import Glibc
import Synchronization

/// Whether the user asked the run to end: SIGINT, SIGTERM or SIGHUP since `catchSignals`.
///
/// A handler of our own and not a Dispatch source: inside its namespaces npbench is init, to which the kernel delivers
/// only signals that have a handler.
enum Interrupt {
    private static let flag = Atomic<Bool>(false)

    /// Installs the handlers; the first signal lets the sample under way end, and what was measured is kept.
    ///
    /// Whoever started npbench may have blocked the signals, as pooled threads do; here they are wanted.
    static func catchSignals() {
        flag.store(false, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Interrupt.flag.store(true, ordering: .relaxed) }
        var caught = sigset_t()
        sigemptyset(&caught)
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            sigaction(signal, &action, nil)
            sigaddset(&caught, signal)
        }
        pthread_sigmask(SIG_UNBLOCK, &caught, nil)
    }

    static var isRequested: Bool { flag.load(ordering: .relaxed) }
}
