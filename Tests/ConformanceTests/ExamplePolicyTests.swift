import Cluster
import Conformance
import Testing

/// The examples' policies against the manifests that the experiment published.
@Suite struct ExamplePolicyTests {
    @Test(
        "The policy of an example is the published one",
        arguments: [
            ("ex1-same-namespace", 0), ("ex2-deny-all", 1), ("ex3-from-namespace-port", 2),
            ("ex4-egress-cidr-port", 3), ("ex5-ingress-cidr-port", 4),
        ]
    )
    func published(file: String, index: Int) throws {
        let published = try ManifestReader.policies(from: ConformanceData.bytes("\(file).yaml"), file: file)
        let last = try #require(ConformanceData.clusters(of: ConformanceCase.examples[index]).last)
        #expect(last.cluster.policies == published)
    }
}
