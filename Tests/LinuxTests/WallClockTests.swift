import Glibc
import Linux
import Testing

@Suite struct WallClockTests {
    @Test("It is the time of day that the C library has, in nanoseconds")
    func timeOfDay() {
        var before = timespec()
        var after = timespec()
        clock_gettime(CLOCK_REALTIME, &before)
        let now = WallClock.now()
        clock_gettime(CLOCK_REALTIME, &after)
        func nanoseconds(_ time: timespec) -> UInt64 { UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec) }
        #expect((nanoseconds(before)...nanoseconds(after)).contains(now))
    }
}
