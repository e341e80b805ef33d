import Results

extension PageTable {
    /// `curves.csv` of a setting: rates, and the CPU time of a request.
    static func rates(_ setting: Setting, _ content: PageContent) -> PageTable {
        let rows = content.tables.curves.filter { $0.setting == setting }.map { row in
            let exact = Exact(row)
            return Row(
                cells: [
                    Cell(content.name(row.treatment)), .whole(row.concurrency),
                    .number(row.qps, decimals: 0, exact: exact["qps"]),
                    .number(row.qpsLow, decimals: 0, exact: exact["qps_low"]),
                    .number(row.qpsHigh, decimals: 0, exact: exact["qps_high"]),
                    .number(row.cpuMicrosecondsPerRequest, decimals: 0, exact: exact["cpu_us_per_request"]),
                    .whole(row.samples),
                ],
                isWhole: false
            )
        }
        return PageTable(
            "\(content.name(setting)): requests per second and CPU time (curves.csv)",
            columns: ["arm", "#concurrency", "#QPS", "#low", "#high", "#CPU, us per request", "#samples"],
            rows: rows
        )
    }

    /// `curves.csv` of a setting: latencies.
    static func latencies(_ setting: Setting, _ content: PageContent) -> PageTable {
        let rows = content.tables.curves.filter { $0.setting == setting }.map { row in
            let exact = Exact(row)
            return Row(
                cells: [
                    Cell(content.name(row.treatment)), .whole(row.concurrency),
                    .number(row.p50Microseconds / 1000, decimals: 3, exact: exact["p50_us"]),
                    .number(row.p90Microseconds / 1000, decimals: 3, exact: exact["p90_us"]),
                    .number(row.p99Microseconds / 1000, decimals: 3, exact: exact["p99_us"]),
                ],
                isWhole: false
            )
        }
        return PageTable(
            "\(content.name(setting)): total time of a request, ms (curves.csv)",
            columns: ["arm", "#concurrency", "#p50, ms", "#p90, ms", "#p99, ms"],
            rows: rows
        )
    }

    /// `walks.csv`, whole.
    static func walks(_ content: PageContent) -> PageTable {
        let rows = content.evidence.walks.map { row in
            let exact = Exact(row)
            return Row(
                cells: place(row.setting, content) + [
                    Cell(content.name(row.treatment)),
                    row.rulesPerConnection.isFinite
                        ? .number(row.rulesPerConnection, decimals: 0, exact: exact["rules_per_connection"])
                        : Cell("not counted", isNumber: true),
                    .whole(row.filterRules),
                    .percent(row.costPercent, row.low, row.high, exact: exact["cost_percent"]),
                    .whole(row.samples),
                ],
                isWhole: false
            )
        }
        return PageTable(
            "Rules walked and cost over all levels (walks.csv)",
            columns: placeColumns(content) + ["arm", "#rules walked", "#rules in all", "#cost % (95 %)", "#samples"],
            rows: rows,
            isOpen: true
        )
    }

    /// How many samples count, for each setting and arm.
    static func counts(_ content: PageContent) -> PageTable {
        let rows = content.settings.flatMap { setting in
            content.treatments.map { treatment in
                let own = content.evidence.order.filter {
                    content.setting($0) == setting && $0.treatment == treatment
                }
                let voids = own.count { !$0.void.isEmpty }
                let counted = own.count { $0.counts }
                return Row(
                    cells: place(setting, content) + [
                        Cell(content.name(treatment)), .whole(own.count), .whole(counted), .whole(voids),
                        .whole(own.count - counted - voids),
                    ],
                    isWhole: false
                )
            }
        }
        return PageTable(
            "Samples taken (order.csv)",
            columns: placeColumns(content) + ["arm", "#taken", "#count", "#void", "#in a void or unfinished quad"],
            rows: rows,
            isOpen: true
        )
    }

    /// Every void sample with its cause; nil without one.
    static func voids(_ content: PageContent) -> PageTable? {
        let rows = content.evidence.order.filter { !$0.void.isEmpty }.map { row in
            let exact = Exact(row)
            return Row(
                cells: [.number(row.startSeconds, decimals: 1, exact: exact["start_seconds"]), .whole(row.scale.pods)]
                    + mode(content.setting(row), content) + [
                        Cell(content.name(row.treatment)), .whole(row.concurrency), .whole(row.round + 1),
                        .number(row.deviationPercent, decimals: 1, exact: exact["deviation_percent"]), Cell(row.void),
                    ],
                isWhole: false
            )
        }
        guard !rows.isEmpty else { return nil }
        return PageTable(
            "Void samples and their causes",
            columns: ["#at, s", "#pods"] + modeColumn(content) + [
                "arm", "#concurrency", "#round", "#QPS off by %", "cause",
            ],
            rows: rows
        )
    }
}
