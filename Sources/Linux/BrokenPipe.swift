import Glibc

/// SIGPIPE, which a write to a connection that the peer has closed raises unless the writer says otherwise.
///
/// Libraries do not always say so, and the signal's default ends the process.
package enum BrokenPipe {
    /// Calls `body` with the signal blocked in the calling thread; one that came is gone afterwards.
    package static func ignored<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        var mask = SignalMask.block([SIGPIPE])
        defer {
            // One that was blocked before is for whoever blocked it.
            if sigismember(&mask, SIGPIPE) == 0 {
                var pipe = SignalMask.set(of: [SIGPIPE])
                var now = timespec()
                while sigtimedwait(&pipe, nil, &now) == SIGPIPE {}
            }
            SignalMask.restore(mask)
        }
        return try body()
    }
}
