import Results

/// A run as its page shows it: rows as the tables hold them, sorted into what is drawn together.
struct PageContent {
    /// No row of an invalid run: of it nothing is to be believed but that it is one, whatever its tables hold.
    let tables: RunTables
    let evidence: RunEvidence

    /// In the order of the plan, those that have a row anywhere.
    let settings: [Setting]
    /// `off` first, those that have a row anywhere.
    let treatments: [Treatment]
    let curveSeries: [CurveSeries]
    let costSeries: [CostSeries]

    init(_ tables: RunTables, evidence: RunEvidence) {
        let isInvalid = tables.run.outcome == .invalid
        let (run, tables) = (tables.run, isInvalid ? RunTables(run: tables.run) : tables)
        let (curves, costs) = (tables.curves, tables.costs)
        self.tables = tables
        self.evidence =
            isInvalid ? RunEvidence(control: evidence.control, walks: [], order: evidence.order) : evidence
        curveSeries = CurveSeries.all(of: curves)
        costSeries = CostSeries.all(of: costs)
        let taken = evidence.order.map { Self.setting($0, run.plan) }
        settings = Self.ordered(Set(curves.map(\.setting) + costs.map(\.setting) + taken), by: run.plan.settings)
        let compared = curves.map(\.treatment) + costs.map(\.treatment) + evidence.order.map(\.treatment)
        treatments = Self.ordered(Set(compared), by: run.plan.treatments)
    }

    var run: RunRecord { tables.run }

    /// The name of a treatment in keys and tables: as short as the run allows.
    func name(_ treatment: Treatment) -> String {
        switch treatment.arm {
        case .off: "off"
        case .on: treatment.controller
        case .idle, .churn: "\(treatment.controller) \(treatment.arm.rawValue)"
        }
    }

    /// What a cost is of: in an A/A run `off` against itself.
    func comparison(_ treatment: Treatment) -> String {
        treatment == .off ? "off against off" : name(treatment)
    }

    /// A scale in words.
    func name(_ scale: Scale) -> String {
        "\(scale.services) services, \(scale.pods) pods, \(scale.localPods) on the node"
    }

    /// A scale in words, with the mode of connections if the run has several.
    func name(_ setting: Setting) -> String {
        name(setting.scale) + (run.plan.hasSeveralModes ? ", \(setting.connections.words)" : "")
    }

    /// Of a row of `order.csv`, which in older runs does not say how connections were used.
    func setting(_ row: OrderRow) -> Setting { Self.setting(row, run.plan) }

    private static func setting(_ row: OrderRow, _ plan: RunPlan) -> Setting {
        Setting(row.scale, row.connections ?? plan.connections)
    }

    /// Whether the run has a single comparison in all, which then needs no name.
    var isSingle: Bool { run.plan.comparisons.count == 1 }

    private static func ordered<Value: Hashable>(_ found: Set<Value>, by plan: [Value]) -> [Value] {
        plan.filter(found.contains)
    }
}
