import Linux
import Testing

@Suite("Accounting of softirq time")
struct SoftirqAccountingTests {
    private let some = "some avg10=0.00 avg60=0.00 avg300=0.00 total=1\n"

    private func isInThreads(_ release: String, _ pressure: String...) throws -> Bool? {
        var files = ["proc/sys/kernel/osrelease": release + "\n"]
        for name in pressure { files["proc/pressure/\(name)"] = some }
        return try ProcFilesystem.recorded(files) { SoftirqAccounting.isInThreads($0) }
    }

    @Test("A kernel that tells pressure by interrupts keeps softirq time apart from the threads'")
    func apart() throws {
        #expect(try isInThreads("6.8.0-45-generic", "cpu", "io", "irq", "memory") == false)
    }

    @Test("A kernel that could and does not leaves it in the threads' time")
    func together() throws {
        for release in ["6.1.0", "6.18.44-fc-v595", "7.0"] {
            #expect(try isInThreads(release, "cpu", "io", "memory") == true)
        }
    }

    @Test("An older kernel, or one without pressure stall information, does not tell")
    func unknown() throws {
        #expect(try isInThreads("5.15.0-91-generic", "cpu", "io", "memory") == nil)
        #expect(try isInThreads("6.0.19", "cpu") == nil)
        #expect(try isInThreads("6.18.1") == nil)
        #expect(try isInThreads("odd", "cpu") == nil)
    }
}
