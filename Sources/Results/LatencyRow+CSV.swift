extension LatencyRow: CSVRecord {
    package static let columns = [
        "services", "pods", "local_pods", "service_proxy", "controller", "policies", "connections", "arm", "rate",
        "load_percent", "metric", "value_off", "value_on", "added_us", "low", "high", "hl_us", "hl_low", "hl_high",
        "p_adjusted", "verdict", "mde_us", "noise_floor_us", "quads", "voided", "band_low", "band_high", "p_sign_flip",
        "behind_off", "behind_on", "pacing_off", "pacing_on",
    ]

    /// Microseconds to a thousandth, p with four digits that count.
    package var cells: [String] {
        [
            String(scale.services), String(scale.pods), String(scale.localPods), serviceProxy, controller,
            String(policies), connections.rawValue, arm.rawValue,
            NumberText.fixed(rate, decimals: 2),
            NumberText.fixed(loadPercent, decimals: 1), metric.rawValue,
            NumberText.fixed(valueOff, decimals: 3),
            NumberText.fixed(valueCompared, decimals: 3),
            NumberText.fixed(added, decimals: 3),
            NumberText.fixed(low, decimals: 3),
            NumberText.fixed(high, decimals: 3),
            NumberText.fixed(hodgesLehmann, decimals: 3),
            NumberText.fixed(hodgesLehmannLow, decimals: 3),
            NumberText.fixed(hodgesLehmannHigh, decimals: 3),
            NumberText.significant(adjustedP, digits: 4), verdict.rawValue,
            NumberText.fixed(minimumDetectable, decimals: 3),
            NumberText.fixed(noiseFloor, decimals: 3),
            String(quads), String(voided),
            NumberText.fixed(bandLow, decimals: 3),
            NumberText.fixed(bandHigh, decimals: 3),
            NumberText.significant(signFlipP, digits: 4),
            String(behindOff), String(behindCompared),
            NumberText.fixed(pacingOff, decimals: 3),
            NumberText.fixed(pacingCompared, decimals: 3),
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
            rate: try cells.number("rate"),
            loadPercent: try cells.number("load_percent"),
            metric: try cells.word("metric"),
            valueOff: try cells.number("value_off"),
            valueCompared: try cells.number("value_on"),
            added: try cells.number("added_us"),
            low: try cells.number("low"),
            high: try cells.number("high"),
            hodgesLehmann: try cells.number("hl_us"),
            hodgesLehmannLow: try cells.number("hl_low"),
            hodgesLehmannHigh: try cells.number("hl_high"),
            adjustedP: try cells.number("p_adjusted"),
            verdict: try cells.word("verdict"),
            minimumDetectable: try cells.number("mde_us"),
            noiseFloor: try cells.number("noise_floor_us"),
            quads: try cells.whole("quads"),
            voided: try cells.whole("voided"),
            bandLow: try cells.number("band_low"),
            bandHigh: try cells.number("band_high"),
            signFlipP: try cells.number("p_sign_flip"),
            behindOff: try cells.whole("behind_off"),
            behindCompared: try cells.whole("behind_on"),
            pacingOff: try cells.number("pacing_off"),
            pacingCompared: try cells.number("pacing_on")
        )
    }
}
