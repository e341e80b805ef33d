@testable import Load
import Testing

@Suite struct WorkerTallyTests {
    /// A tally whose counts all differ.
    private static var full: WorkerTally {
        var tally = WorkerTally()
        tally.begun = 100
        tally.completed = 60
        for index in tally.failures.indices { tally.failures[index] = index % 3 }
        tally.connectionsInitiated = 31
        tally.clientClosedFirst = 7
        tally.requestsSent = 93
        tally.keptAlive = 41
        tally.non2xx = 5
        tally.delayed = 11
        tally.unsent = 13
        tally.bytesReceived = 1001
        tally.bodyBytesReceived = 1002
        tally.bytesSent = 1003
        tally.unrecorded = 17
        return tally
    }

    @Test("The window begins with what the warm-up left under way, and with what a server counts too")
    func beginWindow() {
        var tally = Self.full
        let failed = tally.failed
        #expect(failed == 13)
        #expect(tally.unfinished == 27)
        tally.beginWindow()
        #expect(tally.begun == 27)
        #expect(tally.unfinished == 27)
        #expect(tally.warmUpRequests == 73)
        #expect(tally.connectionsInitiated == 31)
        #expect(tally.clientClosedFirst == 7)
        #expect(tally.requestsSent == 93)
        #expect(
            [
                tally.completed, tally.failed, tally.keptAlive, tally.non2xx, tally.delayed, tally.unsent,
                tally.unrecorded,
            ].allSatisfy { $0 == 0 }
        )
        #expect([tally.bytesReceived, tally.bodyBytesReceived, tally.bytesSent].allSatisfy { $0 == 0 })
        #expect(tally.failuresByCause.isEmpty)
    }

    @Test("Tallies add up, count by count")
    func sum() {
        var sum = Self.full
        sum.warmUpRequests = 19
        sum += sum
        #expect(
            [sum.begun, sum.completed, sum.failed, sum.connectionsInitiated, sum.clientClosedFirst, sum.requestsSent]
                == [200, 120, 26, 62, 14, 186]
        )
        #expect(
            [sum.warmUpRequests, sum.keptAlive, sum.non2xx, sum.delayed, sum.unsent, sum.unrecorded]
                == [38, 82, 10, 22, 26, 34]
        )
        #expect([sum.bytesReceived, sum.bodyBytesReceived, sum.bytesSent] == [2002, 2004, 2006])
    }
}
