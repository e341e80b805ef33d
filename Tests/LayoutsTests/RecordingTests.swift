import Testing

/// The comparison with recordings must see every difference that counts, or the golden tests prove nothing.
@Suite struct RecordingTests {
    private static let text = """
        *filter
        :FORWARD ACCEPT [3:4]
        :KUBE-NWPLCY-AAAAAAAAAAAAAAAA - [0:0]
        :KUBE-POD-FW-CCCCCCCCCCCCCCCC - [0:0]
        -A FORWARD -d 10.0.0.1/32 -j KUBE-POD-FW-CCCCCCCCCCCCCCCC
        -A KUBE-NWPLCY-AAAAAAAAAAAAAAAA -j ACCEPT
        -A KUBE-NWPLCY-AAAAAAAAAAAAAAAA -j DROP
        -A KUBE-POD-FW-CCCCCCCCCCCCCCCC -j KUBE-NWPLCY-AAAAAAAAAAAAAAAA
        COMMIT

        """

    @Test(
        "What a kernel or a clock makes up is not a difference",
        arguments: [
            ("[3:4]", "[0:0]"),
            ("AAAAAAAAAAAAAAAA", "ZZZZZZZZZZZZZZZZ"),
            (":KUBE-NWPLCY", ":KUBE-PROXY-CANARY - [0:0]\n:KUBE-NWPLCY"),
            ("*filter", "*mangle\n:INPUT ACCEPT [0:0]\n:KUBE-PROXY-CANARY - [0:0]\nCOMMIT\n*filter"),
            ("-j DROP", "-m nfacct --nfacct-name  x -j DROP"),
        ]
    )
    func ignored(part: String, instead: String) throws {
        let changed = RecordingTests.text.replacing(part, with: instead)
        #expect(changed != RecordingTests.text)
        #expect(try Recording(changed) == Recording(RecordingTests.text))
    }

    @Test(
        "Any other difference is one",
        arguments: [
            ("-j DROP", "-j ACCEPT"),
            ("-j ACCEPT", "-j DROP"),
            ("10.0.0.1", "10.0.0.2"),
            ("FORWARD ACCEPT", "FORWARD DROP"),
            ("-A KUBE-NWPLCY-AAAAAAAAAAAAAAAA -j DROP\n", ""),
            (":KUBE-NWPLCY", ":KUBE-X - [0:0]\n:KUBE-NWPLCY"),
            ("*filter", "*nat"),
            ("-j KUBE-NWPLCY-AAAAAAAAAAAAAAAA", "-j KUBE-NWPLCY-BBBBBBBBBBBBBBBB"),
        ]
    )
    func different(part: String, instead: String) throws {
        let changed = RecordingTests.text.replacing(part, with: instead)
        #expect(changed != RecordingTests.text)
        #expect(try Recording(changed) != Recording(RecordingTests.text))
    }

    @Test("Two rules of a chain in another order are a difference")
    func order() throws {
        let changed = RecordingTests.text.replacing("-j ACCEPT\n", with: "-j X\n").replacing(
            "-j DROP",
            with: "-j ACCEPT"
        )
        .replacing("-j X\n", with: "-j DROP\n")
        #expect(try Recording(changed) != Recording(RecordingTests.text))
    }

    @Test("Members of a set may come in any order, sets may not, and their types count")
    func sets() {
        let text = "create A hash:ip hashsize 1 timeout 0 initval 0x1\nadd A 1.1.1.1\nadd A 2.2.2.2\ncreate B hash:ip\n"
        let shuffled = "create A hash:ip hashsize 2 timeout 0\nadd A 2.2.2.2\nadd A 1.1.1.1\ncreate B hash:ip\n"
        #expect(SetRecording(text) == SetRecording(shuffled))
        #expect(SetRecording(text) != SetRecording(text.replacing("timeout 0", with: "timeout 1")))
        #expect(SetRecording(text) != SetRecording(text.replacing("2.2.2.2", with: "2.2.2.3")))
        #expect(SetRecording(text) != SetRecording(text.replacing("create B hash:ip\n", with: "")))
        #expect(SetRecording("create A x\ncreate B x\n") != SetRecording("create B x\ncreate A x\n"))
    }
}
