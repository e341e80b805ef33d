import Addressing
import Cluster
import Testing

@Suite struct JSONManifestTests {
    private func error(_ text: String) -> ManifestError? {
        #expect(throws: ManifestError.self) { try ClusterData.cluster(text: text) }
    }

    private func policy(spec: String) -> String {
        """
        {"apiVersion": "extensions/v1beta1", "kind": "NetworkPolicy",
         "metadata": {"name": "p", "namespace": "shop"}, "spec": \(spec)}
        """
    }

    @Test("A policy in JSON is read as in YAML")
    func policies() throws {
        let spec = #"{"podSelector": {}, "ingress": [{"ports": [{"port": 80}, {"port": "web", "protocol": "UDP"}]}]}"#
        let json = try ClusterData.policies(text: policy(spec: spec))
        let yaml = try ClusterData.policies(
            text: """
                apiVersion: extensions/v1beta1
                kind: NetworkPolicy
                metadata: {name: p, namespace: shop}
                spec:
                  podSelector: {}
                  ingress:
                  - ports:
                    - port: 80
                    - port: web
                      protocol: UDP
                """
        )
        #expect(json == yaml)
        #expect(json[0].namespace == "shop")
    }

    @Test(
        "A wrong field is named by its path, without a line",
        arguments: [
            (#"{"ingress": [{"from": [{}]}]}"#, "spec.ingress[0].from[0]"),
            (#"{"ingress": [{}, {"ports": [{"port": 0}]}]}"#, "spec.ingress[1].ports[0].port"),
            (#"{"ingress": [{"ports": [{"port": 1.5}]}]}"#, "spec.ingress[0].ports[0].port"),
            (#"{"ingress": [{"ports": [{"port": true}]}]}"#, "spec.ingress[0].ports[0].port"),
            (#"{"podSelector": {"matchLabels": {"a": 1}}}"#, "spec.podSelector.matchLabels.a"),
            (#"{"podSelector": "all"}"#, "spec.podSelector"),
            (#"{"policyTypes": "Ingress"}"#, "spec.policyTypes"),
            (#"{"policyTypes": [null]}"#, "spec.policyTypes[0]"),
            ("null", "spec"), ("7", "spec"),
        ]
    )
    func wrongFields(spec: String, field: String) {
        let error = error(policy(spec: spec))
        #expect(error?.field == field)
        #expect(error?.line == nil)
        #expect(error?.object == "NetworkPolicy shop/p")
        #expect(error?.description.hasPrefix("cannot read test.yaml, NetworkPolicy shop/p, \(field): ") ?? false)
    }

    @Test(
        "Numbers too large for anything are refused by their field",
        arguments: ["65536", "-1", "1.5", "1e30"]
    )
    func largeNumbers(number: String) {
        let error = error(policy(spec: #"{"ingress": [{"ports": [{"port": 80, "endPort": \#(number)}]}]}"#))
        #expect(error?.field == "spec.ingress[0].ports[0].endPort")
    }

    @Test("Text after the object is refused, as it would be lost")
    func trailingText() throws {
        let object = policy(spec: "{}")
        #expect(try ClusterData.policies(text: object + "\n\n").count == 1)
        #expect(error(object + "\n" + object)?.fault.contains("syntax error") ?? false)
        #expect(error(object + "}")?.line == 2)
    }
}
