import Linux
import Testing

@Suite("What makes a machine noisy")
struct NoiseCheckTests {
    private let quiet = [
        "cpu.online": "4", "cpu.model": "AMD EPYC", "cpu.governor": "performance", "cpu.boost": "0", "cpu.smt": "0",
        "cpu.hypervisor": "no", "cgroup.cpu_max": "max 100000", "cpu.clocksource": "tsc", "load.average_1m": "0.10",
        "time.steal_seconds": "1.5", "time.uptime_seconds": "1000", "memory.available_kib": "8000000",
        "build.mode": "release",
    ]

    @Test("A quiet machine raises no doubt, and every fact of it is shown")
    func quietMachine() {
        let checks = NoiseCheck.all(in: quiet)
        #expect(checks.count == 11)
        #expect(checks.allSatisfy { $0.doubt == nil })
        #expect(checks.contains(NoiseCheck("steal since boot", found: "0.0 %")))
        #expect(checks.contains(NoiseCheck("available memory", found: "7812 MiB")))
    }

    @Test(
        "Each noisy fact raises its own doubt and no other",
        arguments: [
            ("cpu.online", "1", "CPUs"),
            ("cpu.governor", "powersave", "frequency governor"),
            ("cpu.boost", "1", "boost"),
            ("cpu.smt", "1", "SMT"),
            ("cgroup.cpu_max", "150000 100000", "CPU quota"),
            ("cpu.clocksource", "hpet", "clock source"),
            ("load.average_1m", "1.50", "load average"),
            ("time.steal_seconds", "80", "steal since boot"),
            ("memory.available_kib", "100000", "available memory"),
            ("build.mode", "debug", "build of npbench"),
        ]
    )
    func noisy(fact: String, value: String, doubted: String) {
        let checks = NoiseCheck.all(in: quiet.merging([fact: value]) { $1 })
        #expect(checks.filter { $0.doubt != nil }.map(\.name) == [doubted])
        for doubt in checks.compactMap(\.doubt) { #expect(doubt.hasSuffix(".")) }
    }

    @Test("Turbo of intel_pstate counts as boost, with its opposite sign")
    func turbo() {
        var facts = quiet
        facts["cpu.boost"] = nil
        facts["cpu.no_turbo"] = "0"
        #expect(NoiseCheck.all(in: facts).first { $0.name == "boost" }?.doubt != nil)
        facts["cpu.no_turbo"] = "1"
        #expect(NoiseCheck.all(in: facts).first { $0.name == "boost" }?.doubt == nil)
    }

    @Test("A fact that the machine does not show, or shows as nonsense, is not judged")
    func absent() {
        #expect(NoiseCheck.all(in: [:]).isEmpty)
        #expect(NoiseCheck.all(in: ["cpu.online": "many", "load.average_1m": "high"]).isEmpty)
        #expect(
            NoiseCheck.all(in: ["time.steal_seconds": "1", "time.uptime_seconds": "0", "cpu.online": "2"]).count == 1
        )
    }
}
