import Linux
import Testing

@Suite struct CPUAffinityTests {
    @Test("A pinned thread may run on one CPU, and on all it could before once its affinity is restored")
    func pinAndRestore() throws {
        let before = try CPUAffinity.current()
        let cpu = try #require(before.cpus.last)
        try CPUAffinity.pin(to: cpu)
        let pinned = try CPUAffinity.current()
        try before.apply()
        #expect(pinned.cpus == [cpu])
        #expect(try CPUAffinity.current().cpus == before.cpus)
    }

    @Test("A CPU that cannot be is an error that names it", arguments: [-1, 1023, 1024, Int.max])
    func impossible(cpu: Int) {
        let error = #expect(throws: SystemError.self) { try CPUAffinity.pin(to: cpu) }
        #expect(error?.description == "could not pin the thread to CPU \(cpu): EINVAL (Invalid argument)")
    }
}
