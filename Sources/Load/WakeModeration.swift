/// When a closed loop leaves its sockets alone for a moment, so that many answers cost one wake-up.
///
/// A thread that sleeps in epoll_wait(2) is woken by whoever delivers the next answer, and on one machine that is the server. Where
/// the server is the limit the loop has nothing to do, and the server pays for a wake-up with nearly every answer: an interrupt
/// to another CPU, on a virtual machine an exit to the hypervisor on both. Network cards have the same trouble with their
/// interrupts, and the same remedy: interrupt moderation.
///
/// The server loses nothing by it: seven eighths of the requests at least are its to answer meanwhile. What an answer waits for here is less than
/// the mean time of a request by a factor of `share`, and the loop is closed: requests under way = rate x mean time (Little's law),
/// so that the mean time falls as far as the rate rises.
///
/// What it saved where it was measured stands in docs/load.md.
enum WakeModeration {
    /// Nanoseconds of a nap at most, however long requests take.
    static let longest: UInt64 = 40_000
    /// Nanoseconds below which a nap costs as much as what it saves.
    static let shortest: UInt64 = 5_000
    /// By how much the mean time of a request is longer than a nap, at least.
    static let share: UInt64 = 32

    /// The nap of a loop whose requests take `meanTime` nanoseconds; 0 for none, as before the first answer.
    static func nap(meanTime: UInt64) -> UInt64 {
        let nap = min(longest, meanTime / share)
        return nap < shortest ? 0 : nap
    }

    /// Whether a turn that found `found` events with `active` slots under way leaves enough with the server for a nap.
    static func leavesEnough(found: Int, active: Int) -> Bool {
        found > 0 && found * 8 <= active
    }
}
