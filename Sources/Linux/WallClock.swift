import CLinux

/// The time of day (CLOCK_REALTIME), which may be set back or forth: for names of moments, not for durations.
package enum WallClock {
    /// Nanoseconds since 1970-01-01 00:00 UTC.
    package static func now() -> UInt64 {
        npb_wall_nanoseconds()
    }
}
