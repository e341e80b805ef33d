import Addressing
import Conformance
import Testing

@Suite struct JUnitDocumentTests {
    private let lines = JUnitDocument(ConformanceData.results).text.split(separator: "\n").map(String.init)

    @Test("A suite a controller, with its counts")
    func suites() {
        #expect(lines.first == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        #expect(lines.contains("  <testsuite name=\"good\" tests=\"4\" failures=\"0\" skipped=\"0\" time=\"1.0\">"))
        #expect(lines.contains("  <testsuite name=\"bad\" tests=\"4\" failures=\"1\" skipped=\"2\" time=\"2.25\">"))
    }

    @Test("A mismatch fails, a declared deviation is skipped with its reason")
    func outcomes() {
        let failures = lines.filter { $0.contains("<failure") }
        #expect(
            failures == [
                "      <failure message=\"nsa/client-a -&gt; nsa/server:80 refused, should be allowed\"/>"
            ]
        )
        let skipped = lines.filter { $0.contains("<skipped") }
        #expect(skipped.count == 2)
        #expect(skipped.first?.contains("should be denied: it ignores except") == true)
    }

    @Test("A suite of another family bears it in its name")
    func family() {
        var both = ConformanceData.result6
        both.families = [.ipv4, .ipv6]
        let text = JUnitDocument([ConformanceData.result6, both]).text
        #expect(text.contains("<testsuite name=\"six (IPv6)\" tests=\"1\" failures=\"1\""))
        #expect(text.contains("<testsuite name=\"six (IPv4 and IPv6)\""))
    }

    @Test("What XML means otherwise is escaped")
    func escapes() {
        #expect(lines.contains("      <skipped message=\"bad cannot: &lt;&quot;a&quot; &amp; 'b'&gt;\"/>"))
        #expect(lines.contains { $0.contains("name=\"a 'default' case\"") })
    }
}
