import Linux
import Testing

@Suite struct TimerSlackTests {
    @Test("What is set is what is said, of the calling thread alone; 0 takes the default back")
    func setting() throws {
        let thread = try OwnedThread()
        let other = try OwnedThread()
        let usual = thread.run { TimerSlack.current() }
        #expect(usual > 1)
        thread.run { TimerSlack.set(1) }
        #expect(thread.run { TimerSlack.current() } == 1)
        #expect(other.run { TimerSlack.current() } == usual)
        thread.run { TimerSlack.set(123_456) }
        #expect(thread.run { TimerSlack.current() } == 123_456)
        thread.run { TimerSlack.set(0) }
        #expect(thread.run { TimerSlack.current() } == usual)
    }
}
