import Linux
import Testing

@testable import Twin

extension KernelTests {
    @Suite struct NetworkNamespaceTests {
        init() throws { try KernelRoom.enter() }

        @Test("What the process's namespace is set to shows in no namespace of its own, and not the other way round")
        func untouched() throws {
            func timestamps() -> String? { ProcFilesystem().value("/proc/sys/net/ipv4/tcp_timestamps") }
            let own = try NetworkNamespace()
            let untouched = try NetworkNamespace()
            #expect(own.name.isEmpty)
            let start = try #require(untouched.run(timestamps))
            try own.run { try KernelSettings.client.apply() }
            #expect(own.run(timestamps) == "2")
            #expect(untouched.run(timestamps) == start)
            #expect(start != "2")
        }
    }
}
