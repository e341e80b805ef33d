import Glibc
import Linux
import Testing

@Suite struct EpollTests {
    /// The shortest of `count` waits, in nanoseconds: what others on the machine do makes some longer, none shorter.
    private func shortest(_ nanoseconds: UInt64, _ count: Int) throws -> UInt64 {
        let epoll = try Epoll(capacity: 1)
        return (0..<count).reduce(UInt64.max) { least, _ in
            let start = MonotonicClock.now()
            #expect(epoll.wait(nanoseconds: nanoseconds) == 0)
            return min(least, MonotonicClock.now() - start)
        }
    }

    @Test(
        "A wait lasts as long as asked for, and with a fine timer slack not a tenth of a millisecond longer",
        arguments: [UInt64(50_000), 300_000, 2_500_000]
    )
    func lasts(nanoseconds: UInt64) throws {
        let thread = try OwnedThread()
        let waited = try thread.run { () throws in
            TimerSlack.set(1)
            return try shortest(nanoseconds, 40)
        }
        #expect(waited >= nanoseconds)
        #expect(waited < nanoseconds + 100_000)
    }

    @Test("A wait of nothing does not wait; a wait of more than a second has its seconds")
    func extremes() throws {
        #expect(try shortest(0, 20) < 100_000)
        let start = MonotonicClock.now()
        #expect(try Epoll(capacity: 1).wait(nanoseconds: 1_200_000_000) == 0)
        #expect((1_200_000_000..<3_000_000_000).contains(MonotonicClock.now() - start))
    }

    @Test("An event ends the wait at once, and is the one that the other wait would report")
    func event() throws {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        let reader = FileDescriptor(owning: ends[0])
        let writer = FileDescriptor(owning: ends[1])
        let epoll = try Epoll(capacity: 2)
        #expect(epoll.add(reader.rawValue, .readable, token: 77) == 0)
        #expect(epoll.wait(nanoseconds: 1000) == 0)
        #expect(write(writer.rawValue, "x", 1) == 1)
        let start = MonotonicClock.now()
        #expect(epoll.wait(nanoseconds: 10_000_000_000) == 1)
        #expect(MonotonicClock.now() - start < 5_000_000_000)
        #expect(epoll.token(0) == 77)
        #expect(epoll.events(0) == .readable)
    }
}
