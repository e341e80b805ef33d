import Glibc
import Linux
import Testing

@testable import Firewall

@Suite("The programs that talk to the kernel")
struct FilterProgramTests {
    @Test("A status other than 0 is an error of one sentence with what the program said")
    func refused() throws {
        let error = #expect(throws: FirewallError.self) {
            try FilterProgram.ipset.run(["no-such-command"], for: "try", remedy: "do better")
        }
        #expect(error?.kind == .refused)
        #expect(error?.description.hasPrefix("could not try: ipset exited with status ") == true)
        #expect(error?.description.hasSuffix("; do better") == true)
        #expect(error?.description.contains("\n") == false)
    }

    @Test("The hint at a program's help is no part of the sentence")
    func hint() throws {
        let error = #expect(throws: FirewallError.self) {
            try FilterProgram.iptablesRestore.run(
                ["--test"],
                input: Array("nonsense\n".utf8),
                for: "try",
                remedy: "stop"
            )
        }
        #expect(error?.cause.contains("Try `") == false)
        #expect(error?.kind == .refused)
    }

    @Test("What a program prints is the answer")
    func answer() throws {
        let text = try FilterProgram.ipset.run(["--version"], for: "ask", remedy: "install it")
        #expect(text.hasPrefix("ipset v"))
    }
}
