import Testing

@testable import Conformance

@Suite struct ExposureClockTests {
    private let start = ContinuousClock.now
    private let open = PacketVerdict.reached(CaseFixture.address(of: "nsa/server"))

    private func clock() -> ExposureClock { ExposureClock(expecting: [true, false], since: start) }

    @Test("The last wrong verdict of each kind counts, to the end of its round")
    func last() {
        var clock = clock()
        clock.note([.refused, open], at: start + .milliseconds(2))
        clock.note([.refused, .refused], at: start + .milliseconds(5))
        clock.note([open, .refused], at: start + .milliseconds(9))
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
        clock.note([open, .refused], at: start + .milliseconds(2))
        clock.conclude([open, .refused])
        let exposure = clock.exposure(sync: .period)
        #expect(exposure.openSeconds == 0 && exposure.closedSeconds == 0)
        #expect(exposure.sync == .period)
    }

    @Test("What is wrong in the end has no end")
    func still() {
        var clock = clock()
        clock.note([.refused, .refused], at: start + .milliseconds(2))
        clock.conclude([.refused, open])
        let exposure = clock.exposure(sync: .event)
        #expect(exposure.openSeconds == nil)
        #expect(exposure.closedSeconds == nil)
    }
}
