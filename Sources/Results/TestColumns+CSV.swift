extension TestColumns {
    /// The columns that a row begins with.
    static let place = [
        "services", "pods", "local_pods", "service_proxy", "controller", "policies", "connections", "arm",
        "concurrency",
    ]

    /// Those that follow the row's own percentage.
    static let outcome = [
        "low", "high", "hl_percent", "hl_low", "hl_high", "p_adjusted", "verdict", "mde_percent",
        "noise_floor_percent", "quads",
    ]

    /// Those that came to `cost.csv` later; files from before them are read too.
    static let band = ["band_low", "band_high", "p_sign_flip"]

    /// How `concurrency` names the primary test over all levels.
    private static let allLevels = "all"

    var placeCells: [String] {
        [
            String(scale.services), String(scale.pods), String(scale.localPods), serviceProxy, controller,
            String(policies), connections.rawValue, arm.rawValue, concurrency.map { String($0) } ?? Self.allLevels,
        ]
    }

    /// Percentages to a ten-thousandth, p with four digits that count.
    var outcomeCells: [String] {
        [low, high, hodgesLehmannPercent, hodgesLehmannLow, hodgesLehmannHigh].map(Self.percent)
            + [NumberText.significant(adjustedP, digits: 4), verdict.rawValue]
            + [minimumDetectablePercent, noiseFloorPercent].map(Self.percent) + [String(quads)]
    }

    var bandCells: [String] {
        [bandLow, bandHigh].map { Self.percent($0 ?? .nan) } + [NumberText.significant(signFlipP ?? .nan, digits: 4)]
    }

    /// A percentage as these tables hold it.
    static func percent(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }

    init(_ cells: CSVCells) throws(ResultsError) {
        let isAll = try cells.text("concurrency") == Self.allLevels
        self.init(
            scale: try cells.scale(),
            serviceProxy: try cells.text("service_proxy"),
            controller: try cells.text("controller"),
            policies: try cells.whole("policies"),
            connections: try cells.word("connections"),
            arm: try cells.word("arm"),
            concurrency: isAll ? nil : try cells.whole("concurrency"),
            low: try cells.number("low"),
            high: try cells.number("high"),
            hodgesLehmannPercent: try cells.number("hl_percent"),
            hodgesLehmannLow: try cells.number("hl_low"),
            hodgesLehmannHigh: try cells.number("hl_high"),
            adjustedP: try cells.number("p_adjusted"),
            verdict: try cells.word("verdict"),
            minimumDetectablePercent: try cells.number("mde_percent"),
            noiseFloorPercent: try cells.number("noise_floor_percent"),
            quads: try cells.whole("quads"),
            bandLow: try cells.known("band_low"),
            bandHigh: try cells.known("band_high"),
            signFlipP: try cells.known("p_sign_flip")
        )
    }
}
