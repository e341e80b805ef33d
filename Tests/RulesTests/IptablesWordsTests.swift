import Addressing
import Rules
import Testing

@Suite("Words of a rule")
struct IptablesWordsTests {
    private let rule = Rule(
        destination: Negatable(IPBlock(.v4(IPv4Address(10, 0, 0, 2)))),
        matches: [.comment("rule to jump")],
        target: .jump("POD")
    )

    @Test("They are what a shell would make of the line, a comment being one")
    func words() {
        #expect(rule.iptablesSpecification == #"-d 10.0.0.2/32 -m comment --comment "rule to jump" -j POD"#)
        #expect(
            rule.iptablesWords == ["-d", "10.0.0.2/32", "-m", "comment", "--comment", "rule to jump", "-j", "POD"]
        )
    }

    @Test("Quotes within a comment stay, and escapes do not")
    func quotes() {
        let rule = Rule(matches: [.comment(#""the node's \ own""#)], target: .accept)
        #expect(rule.iptablesWords == ["-m", "comment", "--comment", #""the node's \ own""#, "-j", "ACCEPT"])
    }

    @Test("A rule that asks for nothing has its target alone, and one without a target has no word")
    func bare() {
        #expect(Rule(target: .accept).iptablesWords == ["-j", "ACCEPT"])
        #expect(Rule(target: nil).iptablesWords.isEmpty)
    }
}
