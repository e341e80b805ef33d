package import Addressing
package import Cluster
package import Layouts
package import Policy
import Rules

/// A controller on trial: its rules, when it writes them, and what is known of it.
package struct ConformanceSubject: Sendable {
    /// As results name it.
    package var name: String
    /// Its rules for each family that is tried.
    package var layouts: [IPFamily: any ControllerLayout]
    package var trigger: SyncTrigger
    /// How it is declared to read policies.
    package var dialect: PolicyDialect

    /// The families that are tried, IPv4 first.
    package var families: [IPFamily] { IPFamily.allCases.filter { layouts[$0] != nil } }

    package init(name: String, layout: any ControllerLayout, family: IPFamily = .ipv4, trigger: SyncTrigger) {
        self.name = name
        layouts = [family: layout]
        self.trigger = trigger
        dialect = layout.dialect
    }

    /// A controller of the list, tried over IPv4; `seed` decides what the real program takes from a clock.
    package init(_ controller: Controller, seed: UInt64) {
        self.init(
            name: controller.rawValue,
            layout: controller.layout(seed: seed),
            trigger: SyncTrigger(of: controller)
        )
    }

    /// A controller of the list, tried over `families`, of which there is one at least.
    ///
    /// Throws for a family of which it has no rules.
    package init(_ controller: Controller, seed: UInt64, families: [IPFamily]) throws(LayoutError) {
        self.init(controller, seed: seed)
        layouts = [:]
        for family in families { layouts[family] = try controller.layout(seed: seed, family: family) }
    }

    /// The whole node: in IPv4 the proxy's rules with the controller's in front of them, in IPv6 the controller's alone, since
    /// there are no Services of IPv6.
    package func rules(
        for cluster: ClusterModel,
        on node: Node,
        beside serviceProxy: ServiceProxy
    ) throws(LayoutError) -> NodeRules {
        var rules = NodeRules()
        if let layout = layouts[.ipv4] {
            rules.ipv4 = try joined(
                layout.ruleset(for: cluster, on: node),
                for: cluster,
                on: node,
                beside: serviceProxy
            )
        }
        if let layout = layouts[.ipv6] { rules.ipv6 = try layout.ruleset(for: cluster, on: node) }
        return rules
    }

    private func joined(
        _ controlled: Ruleset,
        for cluster: ClusterModel,
        on node: Node,
        beside serviceProxy: ServiceProxy
    ) throws(LayoutError) -> Ruleset {
        let proxied = try serviceProxy.layout.ruleset(for: cluster, on: node)
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
