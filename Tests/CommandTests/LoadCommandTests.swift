import Testing

@Suite("npbench load")
struct LoadCommandTests {
    @Test(
        "What the generator can not load is refused",
        arguments: [
            ("https://127.0.0.1/", "not https"), ("127.0.0.1", "no URL"), ("http://127.0.0.1:0/", "1 to 65535"),
        ]
    )
    func refused(url: String, words: String) throws {
        let result = try BuiltCommand("load", url)
        #expect(result.status == 64)
        #expect(result.errors.contains(words) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }

    @Test("A server that is not there is a failed load, told by its cause")
    func nobody() throws {
        // Port 1 of loopback: nobody listens there on any machine that runs tests.
        let result = try BuiltCommand("load", "-n", "3", "http://127.0.0.1:1/")
        #expect(result.status == 1)
        #expect(result.output.contains("   connect-refused: 3"))
        #expect(result.errors.contains("no request"))
    }
}
