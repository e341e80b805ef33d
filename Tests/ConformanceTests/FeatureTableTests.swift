import Addressing
import Conformance
import Testing

@Suite struct FeatureTableTests {
    @Test("One controller: the published table's form, with its code marks")
    func one() {
        #expect(
            FeatureTable([ConformanceData.results[1]]).markdown == """
                | NetworkPolicy Feature | Supported |
                |---------|---------|
                | a `default` case | Yes |
                | case two | No |
                | case three | No |
                | case four | No |

                """
        )
    }

    @Test("Several controllers stand side by side")
    func several() {
        #expect(
            FeatureTable(ConformanceData.results).markdown == """
                | NetworkPolicy Feature | good | bad |
                |---------|---------|---------|
                | a `default` case | Yes | Yes |
                | case two | Yes | No |
                | case three | Yes | No |
                | case four | Yes | No |

                """
        )
    }

    @Test("The table of a controller that supports all 25 but egress on a named port is the published one")
    func published() throws {
        let cases = ConformanceCase.upstream.map { conformanceCase in
            CaseResult(
                name: conformanceCase.name,
                origin: .upstream,
                steps: [],
                refusal: conformanceCase.name == "should allow egress access on one named port" ? "none" : nil,
                seconds: 0
            )
        }
        let table = FeatureTable([SubjectResult(controller: "kube-router-tke", cases: cases, seconds: 0)]).markdown
        func cells(_ text: String) -> [[String]] {
            text.split(separator: "\n").map { line in
                line.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }.filter {
                    !$0.isEmpty
                }
            }
        }
        #expect(cells(table) == cells(try ConformanceData.text("feature-table.md")))
    }

    @Test("A table of an origin that no case has is empty")
    func empty() {
        #expect(FeatureTable(ConformanceData.results, origin: .later).isEmpty)
        #expect(!FeatureTable(ConformanceData.results).isEmpty)
        #expect(FeatureTable([]).isEmpty)
    }
}
