import Testing

@testable import PeerComparison

@Suite("One timed load by one tool")
struct PeerSampleTests {
    private static let fresh = PeerCell(.perRequest, 32)

    @Test("Its figures are those of its counts")
    func figures() {
        let sample = PeerSample.worked(.wrk, completed: 40_000, cpuMicroseconds: 1_500_000)
        #expect(sample.report.qps == 20_000)
        #expect(sample.cpuPerRequest == 37.5)
        #expect(sample.busy == 0.75)
    }

    @Test("Start-up is taken off the CPU time, but never more than there is")
    func startUp() {
        let sample = PeerSample.worked(
            .npbench,
            completed: 40_000,
            cpuMicroseconds: 1_500_000,
            startUpMicroseconds: 100_000
        )
        #expect(sample.cpuPerRequest == 35)
        #expect(sample.busy == 0.7)
        #expect(PeerSample.worked(.hey, cpuMicroseconds: 1, startUpMicroseconds: 2).cpuPerRequest == 0)
    }

    @Test("One that did what its cell says has no fault")
    func sound() {
        #expect(PeerSample.worked(.ab).fault == nil)
        #expect(PeerSample.worked(.ab, Self.fresh, connections: 10_032).fault == nil)
        // What was under way at the end may count as failed.
        #expect(PeerSample.worked(.h2load, failed: 32).fault == nil)
    }

    @Test("Connections that contradict the mode are a fault, either way")
    func mode() {
        #expect(PeerSample.worked(.h2load, Self.fresh, connections: 32).fault != nil)
        #expect(PeerSample.worked(.ab, connections: 10_000).fault != nil)
    }

    @Test("Failures above one percent, and nothing at all, are faults")
    func failures() {
        #expect(PeerSample.worked(.wrk, failed: 101).fault == "101 requests failed")
        var killed = PeerSample.worked(.h2load)
        killed.hasEnded = false
        #expect(killed.fault == "did not end")
        #expect(PeerSample.worked(.wrk, completed: 0).fault == "completed nothing")
    }

    @Test("Its line has a cell a column")
    func line() {
        let line = PeerSample.worked(
            .hey,
            Self.fresh,
            round: 3,
            cpuMicroseconds: 1_234_567.8,
            startUpMicroseconds: 1000
        ).line
        #expect(line == "3,per-request,32,1,hey,10000,0,2.000,5000.000,1234567.800,1000.000,123.357,10000,")
        #expect(
            line.split(separator: ",", omittingEmptySubsequences: false).count
                == PeerSample.columns.split(separator: ",").count
        )
    }
}
