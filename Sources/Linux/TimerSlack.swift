import CLinux

/// How late the kernel may wake the calling thread from a timed wait, so that it wakes less often (prctl(2), PR_SET_TIMERSLACK).
package enum TimerSlack {
    /// Nanoseconds; 50000 unless somebody changed it.
    package static func current() -> UInt64 {
        UInt64(max(0, npb_get_timer_slack()))
    }

    /// Sets it; 0 takes the process's default back.
    package static func set(_ nanoseconds: UInt64) {
        _ = npb_set_timer_slack(nanoseconds)
    }
}
