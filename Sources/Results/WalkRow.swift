/// How many rules a connection walks under a treatment, beside what that costs: a row of `walks.csv`.
package struct WalkRow: Codable, Equatable, Sendable {
    package var scale: Scale
    package var serviceProxy: String
    /// `none` for the arm `off`.
    package var controller: String
    package var policies: Int
    package var connections: ConnectionMode
    package var arm: Arm
    /// Median over the samples of the filter rules evaluated for a connection; NaN where the kernel counts none (nftables).
    package var rulesPerConnection: Double
    /// Rules in the filter tables, walked or not.
    package var filterRules: Int
    package var samples: Int
    /// The scale's primary cost as in `cost.csv`: 0 without an interval for `off`, NaN where there is none.
    package var costPercent: Double
    package var low: Double
    package var high: Double

    package init(
        scale: Scale,
        serviceProxy: String,
        controller: String,
        policies: Int,
        connections: ConnectionMode,
        arm: Arm,
        rulesPerConnection: Double,
        filterRules: Int,
        samples: Int,
        costPercent: Double,
        low: Double,
        high: Double
    ) {
        self.scale = scale
        self.serviceProxy = serviceProxy
        self.controller = controller
        self.policies = policies
        self.connections = connections
        self.arm = arm
        self.rulesPerConnection = rulesPerConnection
        self.filterRules = filterRules
        self.samples = samples
        self.costPercent = costPercent
        self.low = low
        self.high = high
    }

    /// Whose rules are walked.
    package var treatment: Treatment { Treatment(arm, of: controller) }
}

extension WalkRow: CSVRecord {
    package static let columns = [
        "services", "pods", "local_pods", "service_proxy", "controller", "policies", "connections", "arm",
        "rules_per_connection", "filter_rules", "samples", "cost_percent", "low", "high",
    ]

    package var cells: [String] {
        [
            String(scale.services), String(scale.pods), String(scale.localPods), serviceProxy, controller,
            String(policies), connections.rawValue, arm.rawValue,
            NumberText.fixed(rulesPerConnection, decimals: 2), String(filterRules), String(samples),
            NumberText.fixed(costPercent, decimals: 4),
            NumberText.fixed(low, decimals: 4),
            NumberText.fixed(high, decimals: 4),
        ]
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        self.init(
            scale: try cells.scale(),
            serviceProxy: try cells.text("service_proxy"),
            controller: try cells.text("controller"),
            policies: try cells.whole("policies"),
            connections: try cells.word("connections"),
            arm: try cells.word("arm"),
            rulesPerConnection: try cells.number("rules_per_connection"),
            filterRules: try cells.whole("filter_rules"),
            samples: try cells.whole("samples"),
            costPercent: try cells.number("cost_percent"),
            low: try cells.number("low"),
            high: try cells.number("high")
        )
    }
}
