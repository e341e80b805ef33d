import Firewall
import Glibc
import Linux
import Testing
import Twin

@testable import Conformance

@Suite struct ConformanceErrorTests {
    @Test("What the machine lacks stays what the machine lacks, whoever says so")
    func missing() {
        #expect(ConformanceError(TwinError(.missingCapability, "no nginx")).kind == .missingCapability)
        #expect(ConformanceError(TwinError(.badPlan, "two pods")).kind == .failed)
        let program = FirewallError(.missingProgram, "load sets", cause: "ipset is not installed", remedy: "install it")
        #expect(ConformanceError(program).kind == .missingCapability)
        let refused = FirewallError(.refused, "load sets", cause: "no", remedy: "see")
        #expect(ConformanceError(refused).kind == .failed)
    }

    @Test("The sentence is that of who failed, with a remedy")
    func sentences() {
        #expect(ConformanceError(TwinError(.failed, "no nginx; install it")).description == "no nginx; install it")
        let error = ConformanceError(SystemError(errno: EMFILE, operation: "open", subject: "a socket"))
        #expect(error.description.hasPrefix("could not open a socket: EMFILE"))
        #expect(error.description.contains("; see that"))
    }
}
