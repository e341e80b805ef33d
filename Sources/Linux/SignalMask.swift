import CLinux
import Glibc

/// The set of signals that are blocked in the calling thread.
enum SignalMask {
    /// The signals that ask a command to end, and that a supervisor passes on.
    static let forwarded = [SIGINT, SIGTERM, SIGHUP]

    static func set(of signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals { sigaddset(&set, signal) }
        return set
    }

    /// Blocks `signals` as well; returns the mask of before.
    static func block(_ signals: [Int32]) -> sigset_t {
        var added = set(of: signals)
        var before = sigset_t()
        pthread_sigmask(SIG_BLOCK, &added, &before)
        return before
    }

    static func restore(_ mask: sigset_t) {
        var mask = mask
        pthread_sigmask(SIG_SETMASK, &mask, nil)
    }
}
