import Testing

@testable import Linux

@Suite("Versions of programs")
struct MachineFactsVersionsTests {
    @Test(
        "A version is found in what each program says",
        arguments: [
            ("nginx version: nginx/1.22.1\n", "1.22.1"),
            ("iptables v1.8.9 (legacy)\n", "1.8.9"),
            ("ipset v7.17, protocol version: 7\n", "7.17"),
            ("nftables v1.0.6 (Lester Gooch #5)\n", "1.0.6"),
            ("ip utility, iproute2-6.1.0, libbpf 1.1.2\n", "6.1.0"),
            ("gnuplot 5.4 patchlevel 4\n", "5.4"),
            ("conntrack v1.4.7 (conntrack-tools)\n", "1.4.7"),
            ("nsenter from util-linux 2.38.1\n", "2.38.1"),
        ]
    )
    func formats(text: String, version: String) {
        #expect(MachineFacts.firstVersion(in: text) == version)
    }

    @Test("Text without a version has none", arguments: ["", "error 7", "...", "a.b", "version 3."])
    func none(text: String) {
        #expect(MachineFacts.firstVersion(in: text) == nil)
    }

    @Test("A program that is not there has no version")
    func absent() {
        #expect(MachineFacts.version(of: "npbench-no-such-program") == nil)
        #expect(MachineFacts.versions().values.allSatisfy { $0.contains(".") })
    }
}
