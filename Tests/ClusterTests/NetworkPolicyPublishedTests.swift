import Cluster
import Testing

@Suite struct NetworkPolicyPublishedTests {
    @Test("The policy that synthetic clusters have is the published one, word for word")
    func published() throws {
        let file = "npd-multiport.yaml"
        let policies = try ManifestReader.policies(from: ClusterData.bytes(file), file: file)
        #expect(policies == [.npdMultiport])
    }
}
