/// One size of the cluster under test.
package struct Scale: Codable, Hashable, Sendable {
    /// Services besides the test Service.
    package var services: Int
    /// Pods behind those Services, in the whole cluster.
    package var pods: Int
    /// Pods on the node under test, the test pods included.
    package var localPods: Int

    package init(services: Int, pods: Int, localPods: Int) {
        self.services = services
        self.pods = pods
        self.localPods = localPods
    }

    /// The name of the scale's curve, as in the published experiment: `1000service8000pod`.
    package var label: String { "\(services)service\(pods)pod" }
}
