import Results

extension PageTable {
    /// `latency.csv`, whole.
    static func addedLatency(_ content: PageContent) -> PageTable {
        let rows = content.tables.latencies.map { row in
            let exact = Exact(row)
            return Row(
                cells: place(row.setting, content) + [
                    Cell(content.comparison(row.treatment)),
                    .number(row.rate, decimals: 0, exact: exact["rate"]), Cell(row.metric.title),
                    .number(row.valueOff, decimals: 1, exact: exact["value_off"]),
                    .number(row.valueCompared, decimals: 1, exact: exact["value_on"]),
                    .number(row.added, decimals: 1, exact: exact["added_us"]),
                    .number(row.low, decimals: 1, exact: exact["low"]),
                    .number(row.high, decimals: 1, exact: exact["high"]),
                    .number(row.hodgesLehmann, decimals: 1, exact: exact["hl_us"]),
                    .number(row.hodgesLehmannLow, decimals: 1, exact: exact["hl_low"]),
                    .number(row.hodgesLehmannHigh, decimals: 1, exact: exact["hl_high"]),
                    Cell(Readable.probability(row.adjustedP), exact: exact["p_adjusted"], isNumber: true),
                    .verdict(row.verdict),
                    .number(row.minimumDetectable, decimals: 1, exact: exact["mde_us"]),
                    .number(row.noiseFloor, decimals: 1, exact: exact["noise_floor_us"]),
                    .whole(row.quads), .whole(row.voided),
                    .number(row.pacingOff, decimals: 1, exact: exact["pacing_off"]),
                    .number(row.pacingCompared, decimals: 1, exact: exact["pacing_on"]),
                ],
                isWhole: false
            )
        }
        return PageTable(
            "Latency added at a fixed rate (latency.csv), in microseconds",
            columns: placeColumns(content) + [
                "compared", "#requests a second", "latency", "#off", "#compared", "#added", "#low", "#high", "#HL",
                "#HL low", "#HL high", "#p adjusted", "verdict", "#MDE", "#floor", "#quads", "#void", "#pacing off",
                "#pacing compared",
            ],
            rows: rows,
            isOpen: true
        )
    }
}
