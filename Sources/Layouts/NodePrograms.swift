package import Cluster
package import Rules

/// Who writes rules on the node under test: a service proxy, and a NetworkPolicy controller or none.
package struct NodePrograms: Sendable {
    package var serviceProxy: ServiceProxy
    /// Nil in the arm `off`.
    package var controller: Controller?
    /// Decides what the real programs take from a clock.
    package var seed: UInt64

    package init(serviceProxy: ServiceProxy, controller: Controller?, seed: UInt64) {
        self.serviceProxy = serviceProxy
        self.controller = controller
        self.seed = seed
    }

    /// The whole node: the proxy's rules, and the controller's in front of them.
    ///
    /// A cluster without policies gives the arm `idle`.
    package func ruleset(for cluster: ClusterModel, on node: Node) throws(LayoutError) -> Ruleset {
        let proxied = try serviceProxy.layout.ruleset(for: cluster, on: node)
        guard let controller else { return proxied }
        let controlled = try controller.layout(seed: seed).ruleset(for: cluster, on: node)
        do {
            return try proxied.installing(controlled)
        } catch {
            throw LayoutError(
                .unsupportedInput,
                "\(controller.rawValue) cannot be installed beside \(serviceProxy.rawValue): \(error)"
            )
        }
    }
}
