import Cluster
import Testing

@Suite struct ManifestFaultTests {
    private func error(_ text: String) -> ManifestError? {
        #expect(throws: ManifestError.self) { try ClusterData.cluster(text: text) }
    }

    @Test("A fault in YAML names file, line, field, what was expected and what to do")
    func yamlSentence() {
        let error = error(
            """
            apiVersion: v1
            kind: List
            items:
            - apiVersion: v1
              kind: Pod
              metadata:
                name: a
              spec: {}
              status:
                podIP: 10.244.0.999
            """
        )
        #expect(error?.line == 10)
        #expect(error?.field == "items[0].status.podIP")
        #expect(
            error?.description
                == "cannot read test.yaml, line 10, items[0].status.podIP: expected an IP address, found \"10.244.0.999\"; "
                + "correct it, or leave the object out of the file"
        )
    }

    @Test("A fault in JSON names the path of the field")
    func jsonPath() {
        let good = #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{}}"#
        let bad = #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"},"spec":{"hostNetwork":"yes"}}"#
        let error = error(#"{"apiVersion":"v1","kind":"List","items":[\#(good),\#(bad)]}"#)
        #expect(error?.field == "items[1].spec.hostNetwork")
        #expect(error?.fault == "expected true or false, found something else")
    }

    @Test(
        "Text that is neither JSON nor YAML nor a manifest is refused",
        arguments: [
            "", "   \n", "just words", "[1, 2", "{\"kind\": ", "a: b: c", "- x\n- y", "kind: Pod", "apiVersion: v1",
            "{apiVersion: v1, kind: Pod}", "apiVersion: v1\nkind: List", "apiVersion: v1\nkind: List\nitems: {}",
            "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}", "\u{0}\u{1}\u{2}", "{}", "null", "42", "&a [*a]",
            "a: 1\na: 2", "%YAML 9.9\n---\nx: y", "!!binary x", "kind: !!int x", "? [a]\n: b", "\t- x",
        ]
    )
    func notAManifest(text: String) {
        #expect(error(text)?.file == "test.yaml")
    }

    @Test("A syntax error says where it is")
    func syntaxErrors() {
        #expect(error("kind: Pod\nmetadata: [a\nspec: {}\n")?.line == 3)
        #expect(error("{\n\"kind\": \"Pod\",,\n}")?.line == 2)
    }

    @Test("Bytes that are no text are refused")
    func notText() {
        #expect(throws: ManifestError.self) { try ManifestReader.cluster(from: [0xff, 0xfe, 0x80, 0x41], file: "x") }
        #expect(throws: ManifestError.self) { try ManifestReader.cluster(from: [0x7b, 0xff, 0xfe, 0x80], file: "x") }
    }

    @Test("Nesting without end is refused, not followed", arguments: ["[", "{\"a\":", "{a: "])
    func deepNesting(opening: String) {
        #expect(error(String(repeating: opening, count: 100_000)) != nil)
    }

    @Test("A List inside a List is refused")
    func nestedLists() {
        let list = "{apiVersion: v1, kind: List, items: []}"
        #expect(error("{apiVersion: v1, kind: List, items: [\(list)]}")?.field == "items[0]")
    }

    @Test("A cut recording is refused at every length that was tried")
    func cutRecording() throws {
        let bytes = try ClusterData.bytes("small.yaml")
        for length in stride(from: 60, to: bytes.count, by: 997) {
            // A cut at the end of an object leaves a smaller, whole cluster.
            guard let cluster = try? ManifestReader.cluster(from: Array(bytes[..<length]), file: "cut") else {
                continue
            }
            #expect(cluster.pods.count <= 12)
        }
        let json = try Array(ClusterData.bytes("tke-8000.json.gz").prefix(100_000))
        let error = #expect(throws: ManifestError.self) { try ManifestReader.cluster(from: json, file: "cut") }
        #expect(error?.description.contains("its end is missing") ?? false)
    }

    @Test(
        "A wrong field is refused by its name",
        arguments: [
            ("{apiVersion: v1, kind: Pod, metadata: {}, spec: {}}", "metadata.name", "found none"),
            ("{apiVersion: v1, kind: Pod, metadata: {name: ''}, spec: {}}", "metadata.name", "found none"),
            ("{apiVersion: v1, kind: Pod, metadata: {name: \"a\\\"\\nCOMMIT\"}, spec: {}}", "metadata.name", "letters"),
            ("{apiVersion: v1, kind: Pod, metadata: {name: a}}", "spec", "found none"),
            ("{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: []}", "spec", "an object"),
            ("{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: 3}}", "spec.containers", "a list"),
            (
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {}, status: {phase: Dead}}", "status.phase",
                "Unsupported value: \"Dead\": supported values: \"Failed\", \"Pending\", \"Running\", \"Succeeded\", \"Unknown\""
            ),
            (
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{ports: [{containerPort: 0}]}]}}",
                "spec.containers[0].ports[0].containerPort", "Invalid value: 0: must be between 1 and 65535, inclusive"
            ),
            (
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 65536}]}}",
                "spec.ports[0].port", "Invalid value: 65536: must be"
            ),
            (
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: http}]}}",
                "spec.ports[0].port", "a whole number"
            ),
            (
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 1, protocol: ICMP}]}}",
                "spec.ports[0].protocol", "Unsupported value: \"ICMP\": supported values: \"SCTP\", \"TCP\", \"UDP\""
            ),
            ("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {clusterIP: x}}", "spec.clusterIP", "IP"),
            ("{apiVersion: v1, kind: Node, metadata: {name: a}, spec: {podCIDR: 10.0.0.0}}", "spec.podCIDR", "a CIDR"),
            (
                "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: a}}", "addressType",
                "found none"
            ),
        ]
    )
    func wrongFields(text: String, field: String, fault: String) {
        let error = error(text)
        #expect(error?.field == field)
        #expect(error?.fault.contains(fault) ?? false, "\(error?.fault ?? "nothing")")
        #expect(error?.line == 1)
    }

    @Test("The same object twice is refused by its name", arguments: ["Pod", "Service", "Node", "Namespace"])
    func twins(kind: String) {
        let object = "{apiVersion: v1, kind: \(kind), metadata: {name: a}, spec: {}}"
        #expect(error("\(object)\n---\n\(object)")?.fault.contains("found \(kind) ") ?? false)
    }
}
