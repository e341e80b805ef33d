extension CostRow: CSVRecord {
    package static let columns = firstColumns + addedColumns

    /// Those that `contrasts.csv` begins with.
    static let firstColumns = [
        "services", "pods", "local_pods", "service_proxy", "controller", "policies", "connections", "arm",
        "concurrency",
        "cost_percent", "low", "high", "hl_percent", "hl_low", "hl_high", "p_adjusted", "verdict", "mde_percent",
        "noise_floor_percent", "quads", "voided",
    ]

    /// Those that came later; files from before them are read too.
    static let addedColumns = ["band_low", "band_high", "p_sign_flip"]

    /// How `concurrency` names the primary test over all levels.
    private static let allLevels = "all"

    /// Percentages to a ten-thousandth, p with four digits that count.
    package var cells: [String] { firstCells + addedCells }

    var addedCells: [String] {
        [
            NumberText.fixed(bandLow ?? .nan, decimals: 4), NumberText.fixed(bandHigh ?? .nan, decimals: 4),
            NumberText.significant(signFlipP ?? .nan, digits: 4),
        ]
    }

    var firstCells: [String] {
        [
            String(scale.services), String(scale.pods), String(scale.localPods), serviceProxy, controller,
            String(policies), connections.rawValue, arm.rawValue, concurrency.map { String($0) } ?? Self.allLevels,
            NumberText.fixed(costPercent, decimals: 4),
            NumberText.fixed(low, decimals: 4),
            NumberText.fixed(high, decimals: 4),
            NumberText.fixed(hodgesLehmannPercent, decimals: 4),
            NumberText.fixed(hodgesLehmannLow, decimals: 4),
            NumberText.fixed(hodgesLehmannHigh, decimals: 4),
            NumberText.significant(adjustedP, digits: 4), verdict.rawValue,
            NumberText.fixed(minimumDetectablePercent, decimals: 4),
            NumberText.fixed(noiseFloorPercent, decimals: 4),
            String(quads), String(voided),
        ]
    }

    package init(_ cells: CSVCells) throws(ResultsError) {
        let isAll = try cells.text("concurrency") == Self.allLevels
        self.init(
            scale: try cells.scale(),
            serviceProxy: try cells.text("service_proxy"),
            controller: try cells.text("controller"),
            policies: try cells.whole("policies"),
            connections: try cells.word("connections"),
            arm: try cells.word("arm"),
            concurrency: isAll ? nil : try cells.whole("concurrency"),
            costPercent: try cells.number("cost_percent"),
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
            voided: try cells.whole("voided"),
            bandLow: try cells.known("band_low"),
            bandHigh: try cells.known("band_high"),
            signFlipP: try cells.known("p_sign_flip")
        )
    }
}
