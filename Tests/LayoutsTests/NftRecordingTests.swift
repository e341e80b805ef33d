import Rules
import Testing

/// The comparison with recordings must see every difference that counts, or the golden tests prove nothing.
@Suite struct NftRecordingTests {
    private static let text = """
        table ip t {
        \tcomment "rules"
        \tset S {
        \t\ttype ipv4_addr
        \t\telements = { 10.0.0.1, 10.0.0.2 }
        \t}

        \tset T {
        \t\ttype ipv4_addr
        \t}

        \tchain BASE {
        \t\ttype filter hook input priority filter; policy accept;
        \t\tip saddr @S counter packets 3 bytes 4 jump KUBE-POD-FW-CCCCCCCCCCCCCCCC comment "a"
        \t}

        \tchain KUBE-NWPLCY-AAAAAAAAAAAAAAAA {
        \t\taccept
        \t\tdrop
        \t}

        \tchain KUBE-POD-FW-CCCCCCCCCCCCCCCC {
        \t\tjump KUBE-NWPLCY-AAAAAAAAAAAAAAAA
        \t}
        }

        """

    private func recording(_ text: String) throws -> NftRecording {
        NftRecording(try #require(try [NftTable](nftList: text).first))
    }

    @Test(
        "What a kernel or a clock makes up is not a difference",
        arguments: [
            ("packets 3 bytes 4", "packets 0 bytes 0"),
            ("AAAAAAAAAAAAAAAA", "ZZZZZZZZZZZZZZZZ"),
            ("CCCCCCCCCCCCCCCC", "BBBBBBBBBBBBBBBB"),
            ("10.0.0.1, 10.0.0.2", "10.0.0.2, 10.0.0.1"),
        ]
    )
    func ignored(part: String, instead: String) throws {
        let changed = NftRecordingTests.text.replacing(part, with: instead)
        #expect(changed != NftRecordingTests.text)
        #expect(try recording(changed) == recording(NftRecordingTests.text))
    }

    @Test("The order of chains and sets is not a difference")
    func order() throws {
        var table = try #require(try [NftTable](nftList: NftRecordingTests.text).first)
        table.chains.swapAt(1, 2)
        table.sets.swapAt(0, 1)
        #expect(try NftRecording(table) == recording(NftRecordingTests.text))
    }

    @Test(
        "Any other difference is one",
        arguments: [
            ("comment \"rules\"", "comment \"others\""),
            ("comment \"a\"", "comment \"b\""),
            ("10.0.0.1, 10.0.0.2", "10.0.0.1"),
            ("10.0.0.2", "10.0.0.3"),
            ("set T", "set U"),
            ("saddr @S", "daddr @S"),
            ("saddr @S", "saddr @T"),
            ("accept\n\t\tdrop", "drop\n\t\taccept"),
            ("\t\tdrop\n", ""),
            ("hook input", "hook output"),
            ("priority filter", "priority 50"),
            ("jump KUBE-NWPLCY-AAAAAAAAAAAAAAAA", "jump KUBE-NWPLCY-BBBBBBBBBBBBBBBB"),
            ("chain BASE", "chain OTHER"),
        ]
    )
    func different(part: String, instead: String) throws {
        let changed = NftRecordingTests.text.replacing(part, with: instead)
        #expect(changed != NftRecordingTests.text)
        #expect(try recording(changed) != recording(NftRecordingTests.text))
    }
}
