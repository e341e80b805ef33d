extension MetricRow: CSVRecord {
    package static let columns = [
        "services", "pods", "local_pods", "service_proxy", "controller", "policies", "connections", "arm",
        "concurrency",
        "metric", "value_off", "value_on", "change_percent", "low", "high", "hl_percent", "hl_low", "hl_high",
        "p_adjusted", "verdict", "mde_percent", "noise_floor_percent", "quads", "band_low", "band_high", "p_sign_flip",
    ]

    /// How `concurrency` names the primary test over all levels.
    private static let allLevels = "all"

    /// Percentages to a ten-thousandth, microseconds to a thousandth, p with four digits that count.
    package var cells: [String] {
        [
            String(scale.services), String(scale.pods), String(scale.localPods), serviceProxy, controller,
            String(policies), connections.rawValue, arm.rawValue, concurrency.map { String($0) } ?? Self.allLevels,
            metric.rawValue,
            NumberText.fixed(valueOff, decimals: 3),
            NumberText.fixed(valueCompared, decimals: 3),
            NumberText.fixed(changePercent, decimals: 4),
            NumberText.fixed(low, decimals: 4),
            NumberText.fixed(high, decimals: 4),
            NumberText.fixed(hodgesLehmannPercent, decimals: 4),
            NumberText.fixed(hodgesLehmannLow, decimals: 4),
            NumberText.fixed(hodgesLehmannHigh, decimals: 4),
            NumberText.significant(adjustedP, digits: 4), verdict.rawValue,
            NumberText.fixed(minimumDetectablePercent, decimals: 4),
            NumberText.fixed(noiseFloorPercent, decimals: 4),
            String(quads),
            NumberText.fixed(bandLow, decimals: 4),
            NumberText.fixed(bandHigh, decimals: 4),
            NumberText.significant(signFlipP, digits: 4),
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
            metric: try cells.word("metric"),
            valueOff: try cells.number("value_off"),
            valueCompared: try cells.number("value_on"),
            changePercent: try cells.number("change_percent"),
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
            bandLow: try cells.number("band_low"),
            bandHigh: try cells.number("band_high"),
            signFlipP: try cells.number("p_sign_flip")
        )
    }
}
