import Cluster
import Testing

/// What the API server refuses in a NetworkPolicy, with its field paths and its words (ValidateNetworkPolicy, 1.36).
@Suite struct PolicyValidationTests {
    @Test(
        "What the API server refuses is refused with its path and its words",
        arguments: PolicyRefusal.all
    )
    func refused(_ refusal: PolicyRefusal) {
        let error = #expect(throws: ManifestError.self) {
            try ClusterData.policies(text: Self.manifest(spec: refusal.spec))
        }
        #expect(error?.field == refusal.field)
        #expect(error?.fault == refusal.fault)
        #expect(error?.line == 4)
        #expect(
            error?.description
                == "cannot read test.yaml, line 4, NetworkPolicy default/p, \(refusal.field): \(refusal.fault); "
                + "correct it, or leave the object out of the file"
        )
    }

    @Test(
        "A policy's metadata is checked too",
        arguments: [
            ("{}", "metadata.name", "Required value: name or generateName is required"),
            ("{name: ''}", "metadata.name", "Required value: name or generateName is required"),
            ("{name: P}", "metadata.name", "Invalid value: \"P\": \(PolicyRefusal.subdomain)"),
            ("{name: a..b}", "metadata.name", "Invalid value: \"a..b\": \(PolicyRefusal.subdomain)"),
            ("{name: a-}", "metadata.name", "Invalid value: \"a-\": \(PolicyRefusal.subdomain)"),
            ("{name: \"a\\nb\"}", "metadata.name", "Invalid value: \"a\\nb\": \(PolicyRefusal.subdomain)"),
            ("{name: p, namespace: a.b}", "metadata.namespace", "Invalid value: \"a.b\": must not contain dots"),
            (
                "{name: p, namespace: \(PolicyRefusal.long)}", "metadata.namespace",
                "Invalid value: \"\(PolicyRefusal.long)\": must be no more than 63 bytes"
            ),
            ("{name: p, labels: {a: b c}}", "metadata.labels", "Invalid value: \"b c\": \(PolicyRefusal.labelValue)"),
        ]
    )
    func metadata(metadata: String, field: String, fault: String) {
        let error = #expect(throws: ManifestError.self) {
            try ClusterData.policies(
                text: "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: \(metadata)\nspec: {}\n"
            )
        }
        #expect(error?.object == "NetworkPolicy")
        #expect(error?.field == field)
        #expect(error?.fault == fault)
        #expect(error?.line == 3)
        #expect(error?.description.contains("\n") == false)
    }

    @Test("A name is too long at 254 bytes and not at 253")
    func longNames() throws {
        func policy(_ length: Int) throws -> String {
            let name = String(repeating: "a", count: length)
            return try ClusterData.policies(text: Self.manifest(spec: "{}", name: name))[0].name
        }
        #expect(try policy(253).count == 253)
        #expect(throws: ManifestError.self) { try policy(254) }
    }

    @Test("In a List the path starts at the object, which is named", arguments: [false, true])
    func list(isJSON: Bool) {
        let (good, bad) =
            isJSON
            ? (
                #"{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "a"}, "spec": {}}"#,
                #"{"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "b"}, "spec": {"ingress": [{"from": [{}]}]}}"#
            )
            : (
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {}}",
                "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: b}, spec: {ingress: [{from: [{}]}]}}"
            )
        let list =
            isJSON
            ? #"{"apiVersion": "v1", "kind": "List", "items": [\#(good), \#(bad)]}"#
            : "apiVersion: v1\nkind: List\nitems:\n- \(good)\n- \(bad)\n"
        let error = #expect(throws: ManifestError.self) { try ClusterData.policies(text: list) }
        #expect(error?.object == "NetworkPolicy default/b")
        #expect(error?.field == "spec.ingress[0].from[0]")
        #expect(error?.line == (isJSON ? nil : 5))
    }

    @Test(
        "What the API server takes is taken",
        arguments: [
            "{policyTypes: [Ingress, Ingress]}", "{policyTypes: []}", "{ingress: [{from: [], ports: []}]}",
            "{ingress: [{ports: [{port: a-1}, {port: fifteen-letters}, {port: 65535, endPort: 65535}]}]}",
            "{podSelector: {matchLabels: {a: '', example.com/A_b.c: X.y_z-1}}}",
            "{podSelector: {matchExpressions: [{key: example.com/a, operator: In, values: ['', b]}]}}",
            "{egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [0.0.0.0/1, 128.0.0.0/1]}}]}]}",
            "{egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 'fd00::/8', except: ['fd00:1:2::/48']}}]}]}",
            "{egress: [{to: [{podSelector: {}, ipBlock: null}]}]}",
            "{egress: [{to: [{ipBlock: {cidr: 1.2.3.4/32}}, {ipBlock: {cidr: '::/0', except: ['2001:DB8:0:0:0:0:0:1/128']}}]}]}",
        ]
    )
    func taken(spec: String) throws {
        #expect(try ClusterData.policies(text: Self.manifest(spec: spec)).count == 1)
    }

    @Test("An unknown field's name is text of the file, and stays on the line")
    func hostileField() {
        let error = #expect(throws: ManifestError.self) {
            try ClusterData.policies(text: Self.manifest(spec: "{\"a\\nb\": c}"))
        }
        #expect(error?.field == "spec.\"a\\nb\"")
    }

    @Test("There are more than fifty ways to be refused")
    func count() {
        let all = PolicyRefusal.all
        #expect(all.count >= 50)
        #expect(Set(all.map(\.spec)).count == all.count)
    }

    /// A policy manifest with that `spec` on line 4.
    private static func manifest(spec: String, name: String = "p") -> String {
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: \(name)}\nspec: \(spec)\n"
    }
}
