import Cluster
import Testing

/// Small files that stand for huge ones: each must be refused in bounded time, before it is expanded.
@Suite struct ManifestBombTests {
    /// The refusal, which must come in seconds: expanded, any of these takes hours or all memory.
    private func error(_ text: String) -> ManifestError? {
        let start = ContinuousClock.now
        let error = #expect(throws: ManifestError.self) { try ClusterData.cluster(text: text) }
        #expect(ContinuousClock.now - start < .seconds(30))
        return error
    }

    /// `levels` fields of which each repeats the one before `width` times; the last is anchored as `x`.
    private func laughs(levels: Int, width: Int, first: String = "&x [lol]") -> String {
        let repeated = "[" + Array(repeating: "*x", count: width).joined(separator: ", ") + "]"
        return (0..<levels).reduce("a: \(first)\n") { "\($0)a\($1): &x \(repeated)\n" }
    }

    @Test(
        "Aliases of aliases are refused wherever they stand",
        arguments: [
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n", "apiVersion: v1\nkind: ConfigMap\n",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: *x}\n",
        ]
    )
    func billionLaughs(head: String) {
        let isUsed = head.contains("*x")
        let bomb = laughs(levels: 30, width: 9)
        let error = error(isUsed ? bomb + head : head + bomb)
        #expect(error?.fault.hasPrefix("expected aliases that repeat little") ?? false, "\(error?.fault ?? "nothing")")
        #expect(error?.description.contains("write less with aliases") ?? false)
    }

    @Test("Two levels that multiply to many containers are refused, not read")
    func quadratic() {
        let ports = Array(repeating: "{containerPort: 80}", count: 1000).joined(separator: ", ")
        let containers = Array(repeating: "*c", count: 3000).joined(separator: ", ")
        let pod =
            "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [&c {ports: [\(ports)]}, \(containers)]}}"
        #expect(error(pod)?.fault.contains("expand the file to more than") ?? false)
    }

    @Test("A List of Lists by aliases is refused")
    func lists() {
        let item = "{apiVersion: v1, kind: List, items: [*x, *x, *x, *x, *x, *x, *x, *x, *x]}"
        let bomb = (0..<20).reduce("a0: &x {apiVersion: v1, kind: List, items: []}\n") {
            "\($0)a\($1 + 1): &x \(item)\n"
        }
        #expect(error("apiVersion: v1\nkind: List\n\(bomb)items: [*x]") != nil)
    }

    @Test("Merged mappings that merge themselves are refused")
    func merges() {
        let bomb = (0..<30).reduce("a: &x {b: c}\n") { "\($0)a\($1): &x {<<: [*x, *x, *x, *x]}\n" }
        #expect(
            error("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n\(bomb)")?.fault.contains("aliases") ?? false
        )
    }

    @Test("Aliases as keys, which the parser hashes, are refused before it does")
    func keys() {
        for use in ["{*x : 1}", "{? *x : 1}", "{*x: 1}"] {
            let error = error("apiVersion: v1\nkind: Namespace\n\(laughs(levels: 30, width: 9))z: \(use)\n")
            #expect(error?.fault.hasPrefix("expected keys in plain text") ?? false, "\(use)")
        }
    }

    @Test("Nesting that aliases deepen is refused")
    func depth() {
        let deep = String(repeating: "[", count: 300) + "*x" + String(repeating: "]", count: 300)
        let bomb = (0..<5).reduce("a: &x [b]\n") { "\($0)a\($1): &x \(deep)\n" }
        #expect(
            error("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n\(bomb)")?.fault.contains("1000 levels")
                ?? false
        )
    }

    @Test("A chain of aliases too deep to be given back is refused before it is read", arguments: ["[", "{a: ", "- "])
    func chain(opening: String) {
        let closing = ["[": "]", "{a: ": "}"][opening] ?? ""
        let deep = String(repeating: opening, count: 400) + "*x" + String(repeating: closing, count: 400)
        let bomb = (0..<300).reduce("a: &x [b]\n") { "\($0)a\($1): &x\n  \(deep)\n" }
        let error = error("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n\(bomb)")
        #expect(error?.fault.hasPrefix("expected aliases that nest little") ?? false, "\(error?.fault ?? "nothing")")
    }

    @Test("An anchor inside itself is no alias yet", arguments: ["&a [*a]", "a: &a {b: *a}", "&a {? *a : b}"])
    func cycles(text: String) {
        let error = error(text)
        #expect(error?.fault.contains("undefined alias") ?? false, "\(error?.fault ?? "nothing")")
        #expect(error?.line == 1)
    }

    @Test("Honest aliases are followed, and stars and ampersands in text are none")
    func honest() throws {
        let cluster = try ClusterData.cluster(
            text: """
                apiVersion: v1
                kind: Pod
                metadata: {name: a, labels: &labels {app: a}}
                spec: {containers: [&c {ports: [{containerPort: 80}]}, *c, *c]}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: n, labels: {x: "& *y: z"}}
                ---
                apiVersion: v1
                kind: ConfigMap
                data:
                  text: |
                    *Note:* this & that
                    \(String(repeating: "- *item* of a list\n        ", count: 25))
                """
        )
        #expect(cluster.pods[0].ports.count == 3)
        #expect(cluster.namespaces[0].labels == ["x": "& *y: z"])
    }

    @Test("A file may repeat a block a thousand times")
    func manyAliases() throws {
        let pods = (0..<1000).map { place in
            "- {apiVersion: v1, kind: Pod, metadata: {name: p\(place), labels: \(place == 0 ? "&l {a: b, c: d}" : "*l")}, spec: {}}"
        }
        let cluster = try ClusterData.cluster(
            text: "apiVersion: v1\nkind: List\nitems:\n\(pods.joined(separator: "\n"))\n"
        )
        #expect(cluster.pods.count == 1000)
        #expect(cluster.pods.allSatisfy { $0.labels == ["a": "b", "c": "d"] })
    }

    @Test(
        "JSON that nests without end is refused, also where it is whole",
        arguments: [(#"{"a":"#, "1", "}"), (#"{"a":["#, "1", "]}")]
    )
    func deepJSON(opening: String, middle: String, closing: String) {
        let count = 100_000
        let text = String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
        #expect(error(text)?.fault.contains("syntax error") ?? false)
    }

    @Test("A file larger than a manifest may be is refused, compressed or not")
    func size() throws {
        let bytes = try ClusterData.bytes("small.yaml")
        #expect(throws: Never.self) { try ManifestReader.contents(of: bytes, file: "x", limit: bytes.count) }
        let plain = #expect(throws: ManifestError.self) {
            try ManifestReader.contents(of: bytes, file: "x", limit: bytes.count - 1)
        }
        #expect(plain?.fault == "expected at most \(bytes.count - 1) bytes, found more")
        let compressed = #expect(throws: ManifestError.self) {
            try ManifestReader.contents(of: ClusterData.bytes("tke-8000.json.gz"), file: "x", limit: 1_000_000)
        }
        #expect(compressed?.fault == "expected gzip data, but it expands to more than 1000000 bytes")
    }
}
