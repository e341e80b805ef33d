import Linux
import Testing

@Suite struct ThreadUsageTests {
    @Test("A thread that works for 20 ms has used that much CPU time, give or take the kernel's tick")
    func counts() {
        let before = ThreadUsage.current()
        let end = MonotonicClock.now() + 2_000_000_000
        var used = ThreadUsage(user: .zero, system: .zero)
        while used.user + used.system < .milliseconds(20), MonotonicClock.now() < end {
            used = ThreadUsage.current() - before
        }
        #expect(used.user + used.system >= .milliseconds(20))
    }

    @Test("Usages add and subtract by part")
    func arithmetic() {
        let one = ThreadUsage(user: .milliseconds(3), system: .milliseconds(5))
        let other = ThreadUsage(user: .milliseconds(1), system: .milliseconds(2))
        #expect(one + other == ThreadUsage(user: .milliseconds(4), system: .milliseconds(7)))
        #expect(one - other == ThreadUsage(user: .milliseconds(2), system: .milliseconds(3)))
    }
}
