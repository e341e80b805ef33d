package import Cluster
package import Layouts
package import Policy
package import Rules

/// A controller on trial: its rules, when it writes them, and what is known of it.
package struct ConformanceSubject: Sendable {
    /// As results name it.
    package var name: String
    package var layout: any ControllerLayout
    package var trigger: SyncTrigger
    /// How it is declared to read policies.
    package var dialect: PolicyDialect

    package init(name: String, layout: any ControllerLayout, trigger: SyncTrigger) {
        self.name = name
        self.layout = layout
        self.trigger = trigger
        dialect = layout.dialect
    }

    /// A controller of the list; `seed` decides what the real program takes from a clock.
    package init(_ controller: Controller, seed: UInt64) {
        self.init(
            name: controller.rawValue,
            layout: controller.layout(seed: seed),
            trigger: SyncTrigger(of: controller)
        )
    }

    /// The whole node: the proxy's rules, and the controller's in front of them.
    package func ruleset(
        for cluster: ClusterModel,
        on node: Node,
        beside serviceProxy: ServiceProxy
    ) throws(LayoutError) -> Ruleset {
        let proxied = try serviceProxy.layout.ruleset(for: cluster, on: node)
        let controlled = try layout.ruleset(for: cluster, on: node)
        do {
            return try proxied.installing(controlled)
        } catch {
            throw LayoutError(
                .unsupportedInput,
                "\(name) cannot be installed beside \(serviceProxy.rawValue): \(error)"
            )
        }
    }
}
