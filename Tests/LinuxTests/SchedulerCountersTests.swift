import Linux
import Testing

@Suite("Scheduler counters of the machine")
struct SchedulerCountersTests {
    // user nice system idle iowait irq softirq steal guest guest_nice
    private let before = """
        cpu  100 10 50 900 5 2 30 4 0 0
        cpu0 60 10 30 400 5 1 20 3 0 0
        cpu2 40 0 20 500 0 1 10 1 0 0
        intr 297300 0
        softirq 297300 0 47924

        """
    private let after = """
        cpu  150 10 70 990 5 3 55 14 0 0
        cpu0 110 10 50 410 5 2 40 13 0 0
        cpu2 40 0 20 580 0 1 15 1 0 0

        """
    private let pressure = """
        some avg10=98.38 avg60=97.21 avg300=55.46 total=249461404
        full avg10=0.00 avg60=0.00 avg300=0.00 total=7

        """

    private func counters(_ stat: String, pressure: String? = nil) -> SchedulerCounters {
        SchedulerCounters(stat: stat, pressure: pressure, ticksPerSecond: 100)
    }

    @Test("Ticks become time, for all CPUs and for each by its own number")
    func ticks() {
        let counters = counters(before)
        #expect(counters.total.steal == .milliseconds(40))
        #expect(counters.total.softirq == .milliseconds(300))
        #expect(counters.total.busy == .milliseconds(1960))
        #expect(counters.cpus.keys.sorted() == [0, 2])
        #expect(counters.cpus[2]?.softirq == .milliseconds(100))
        #expect(SchedulerCounters(stat: before, pressure: nil, ticksPerSecond: 1000).total.steal == .milliseconds(4))
    }

    @Test("A delta is the time between, and steal that went backwards is none")
    func delta() {
        let delta = counters(after).delta(since: counters(before))
        #expect(delta.total.steal == .milliseconds(100))
        #expect(delta.total.softirq == .milliseconds(250))
        #expect(delta.cpus[0]?.steal == .milliseconds(100))
        #expect(delta.cpus[2]?.softirq == .milliseconds(50))
        #expect(counters(before).delta(since: counters(after)).total.steal == .zero)
    }

    @Test("Steal is a share of the time of all CPUs")
    func stealShare() {
        let delta = counters(after).delta(since: counters(before))
        #expect(abs(delta.stealShare(over: .milliseconds(500)) - 0.1) < 1e-12)
        #expect(delta.stealShare(over: .zero) == 0)
    }

    @Test("Pressure is the microseconds in which some task waited, and nil where the kernel does not tell")
    func pressureTotal() {
        #expect(counters(before, pressure: pressure).pressure == .microseconds(249_461_404))
        #expect(counters(before).pressure == nil)
        #expect(counters(before, pressure: "full total=7\n").pressure == nil)
        let later = counters(after, pressure: "some avg10=0.00 total=249461504\n")
        #expect(later.delta(since: counters(before, pressure: pressure)).pressure == .microseconds(100))
        #expect(later.delta(since: counters(before)).pressure == nil)
    }

    @Test("The running kernel's clocks go forward")
    func running() throws {
        let first = try #require(SchedulerCounters(reading: ProcFilesystem()))
        let end = ContinuousClock.now + .milliseconds(60)
        while ContinuousClock.now < end {}
        let second = try #require(SchedulerCounters(reading: ProcFilesystem()))
        #expect(second.delta(since: first).total.busy > .zero)
        #expect(!second.cpus.isEmpty)
    }

    @Test("Without /proc/stat there are no counters")
    func absent() throws {
        #expect(try ProcFilesystem.recorded([:]) { SchedulerCounters(reading: $0) } == nil)
    }
}
