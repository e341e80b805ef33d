import Cluster
import Testing

@Suite struct SkippedKindsTests {
    private func skipped(_ kinds: [String]) throws -> SkippedKinds {
        let namespace = "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n"
        let others = kinds.map { "---\n{apiVersion: v1, kind: \($0), metadata: {name: a}}\n" }
        let text = namespace + others.joined()
        return try ManifestReader.contents(of: Array(text.utf8), file: "test.yaml").skipped
    }

    @Test("Objects of other kinds are counted by kind, the most frequent first")
    func counts() throws {
        let skipped = try skipped(["Secret", "ConfigMap", "ConfigMap"])
        #expect(skipped.total == 3)
        #expect(skipped.counts == ["ConfigMap": 2, "Secret": 1])
        #expect(skipped.description == "3 objects of kinds that no rule depends on (2 ConfigMap, 1 Secret)")
    }

    @Test("One object, and many kinds, are said so")
    func wording() throws {
        #expect(try skipped(["Secret"]).description == "1 object of a kind that no rule depends on (1 Secret)")
        #expect(
            try skipped(["F", "E", "D", "C", "B", "A"]).description
                == "6 objects of kinds that no rule depends on (1 A, 1 B, 1 C, 1 D, 1 E and 1 more)"
        )
    }

    @Test("A kind is the file's text, and stays on the line")
    func hostileKind() throws {
        let skipped = try skipped(["\"a\\nb\""])
        #expect(skipped.description == "1 object of a kind that no rule depends on (1 \"a\\nb\")")
    }

    @Test("What a cluster is made of is not counted, nor is a List")
    func nothing() throws {
        #expect(try skipped(["Endpoints"]).total == 0)
        let dump = try ManifestReader.policyContents(of: ClusterData.bytes("tke-8000.json.gz"), file: "dump")
        #expect(dump.policies.count == 1)
        #expect(dump.skipped.total == 0)
    }

    @Test("A namesake of another API group counts")
    func namesakes() throws {
        let text = """
            {apiVersion: v1, kind: Namespace, metadata: {name: a}}
            ---
            {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}}
            """
        #expect(try ManifestReader.contents(of: Array(text.utf8), file: "x").skipped.counts == ["Service": 1])
    }
}
