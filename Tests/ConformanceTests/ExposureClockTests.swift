import Testing

@testable import Conformance

@Suite struct ExposureClockTests {
    private let start = ContinuousClock.now
    private let open = PacketVerdict.reached(CaseFixture.address(of: "nsa/server"))

    /// Both verdicts of a round, so many milliseconds after the change.
    private func round(_ first: PacketVerdict, _ second: PacketVerdict, at milliseconds: Int) -> [SocketProber
        .TimedVerdict]
    {
        [first, second].map { .init(verdict: $0, instant: start + .milliseconds(milliseconds)) }
    }

    private func clock() -> ExposureClock { ExposureClock(expecting: [true, false], since: start) }

    @Test("The last wrong verdict of each kind counts, to the moment of the verdict")
    func last() {
        var clock = clock()
        clock.note(round(.refused, open, at: 2))
        clock.note(round(.refused, .refused, at: 5))
        clock.note(round(open, .refused, at: 9))
        clock.conclude([open, .silent])
        clock.programSeconds = 0.5
        #expect(
            clock.exposure(sync: .event)
                == Exposure(sync: .event, openSeconds: 0.002, closedSeconds: 0.005, programSeconds: 0.5)
        )
    }

    @Test("What was never wrong has no time")
    func never() {
        var clock = clock()
        clock.note(round(open, .refused, at: 2))
        clock.conclude([open, .refused])
        let exposure = clock.exposure(sync: .period)
        #expect(exposure.openSeconds == 0 && exposure.closedSeconds == 0)
        #expect(exposure.sync == .period)
    }

    @Test("What is wrong in the end has no end")
    func still() {
        var clock = clock()
        clock.note(round(.refused, .refused, at: 2))
        clock.conclude([.refused, open])
        let exposure = clock.exposure(sync: .event)
        #expect(exposure.openSeconds == nil)
        #expect(exposure.closedSeconds == nil)
    }
}
