import Results

extension PageModel {
    /// The pictures with their tables, in the order in which doubts arise.
    static func sections(_ content: PageContent, _ figures: [String: Figure]) -> [Section] {
        [
            forest(content, figures), contrasts(content), rates(content, figures), costs(content, figures),
            walks(content, figures), latency(content, figures), addedLatency(content), order(content, figures),
        ].compactMap(\.self)
    }

    private static func forest(_ content: PageContent, _ figures: [String: Figure]) -> Section? {
        guard !content.tables.costs.isEmpty else { return nil }
        return Section(
            id: "forest",
            heading: "Every cell",
            lead:
                "Cost in percent of QPS lost against off, with 95 % t intervals; right of zero is slower. The verdicts are adjusted for the number of "
                + "tests, the intervals are not: an interval may miss zero where the verdict is inconclusive.",
            figures: [figures["forest"]].compactMap(\.self),
            isPanels: false,
            tables: [.costs(content)],
            notes: [
                "HL: Hodges-Lehmann estimate with its exact interval, from six quads on. p adjusted: Holm over all cells, and over the rows `all`. "
                    + "MDE: smallest cost found with 80 % power. Floor: sd of the A/A contrast over root 2. Void: quads begun and voided.",
                expected(content),
            ].compactMap(\.self)
        )
    }

    /// Node's habit: how many verdicts of these tests would be wrong if none were adjusted.
    private static func expected(_ content: PageContent) -> String? {
        let cells = content.tables.costs.count { $0.concurrency != nil }
        guard cells > 1 else { return nil }
        return
            "Without the adjustment, \(Readable.number(0.05 * Double(cells), decimals: 1)) of these \(cells) cells would be expected below p = 0.05 "
            + "by chance alone; with it, the chance of even one is at most 5 %."
    }

    private static func contrasts(_ content: PageContent) -> Section? {
        guard !content.tables.contrasts.isEmpty else { return nil }
        return Section(
            id: "contrasts",
            heading: "Controllers against each other",
            lead:
                "The difference of what two controllers cost in the same rounds, each against off. Positive: `controller` is slower than `against`.",
            figures: [],
            isPanels: false,
            tables: [.contrasts(content)],
            notes: content.tables.contrasts.contains(where: \.isOfSyncWork)
                ? [
                    "A controller in the arm churn against itself in the arm on: what its sync work adds to the cost of its rules."
                ]
                : []
        )
    }

    private static func rates(_ content: PageContent, _ figures: [String: Figure]) -> Section? {
        guard !content.tables.curves.isEmpty else { return nil }
        return Section(
            id: "qps",
            heading: "QPS by concurrency",
            lead:
                "Geometric means with bands of 95 %; faint points are the samples that count. Higher is better. Bands hold the machine's drift, which "
                + "the paired cost does not: read a cost off the forest plot, not off the gap between two curves.",
            figures: panels("qps", content, figures),
            isPanels: true,
            tables: content.settings.map { .rates($0, content) },
            notes: []
        )
    }

    private static func costs(_ content: PageContent, _ figures: [String: Figure]) -> Section? {
        guard content.tables.costs.contains(where: { $0.concurrency != nil }) else { return nil }
        return Section(
            id: "cost",
            heading: "Cost by concurrency",
            lead:
                "Paired within quads, with 95 % t intervals. Grey: the noise floor of the A/A contrast, as a single quad shows it. Lower is better.",
            figures: panels("cost", content, figures),
            isPanels: true,
            tables: content.settings.map { .levels($0, content) },
            notes: []
        )
    }

    private static func walks(_ content: PageContent, _ figures: [String: Figure]) -> Section? {
        guard !content.evidence.walks.isEmpty else { return nil }
        let uncounted = content.treatments.filter { treatment in
            content.evidence.walks.contains { $0.treatment == treatment && !$0.rulesPerConnection.isFinite }
        }
        return Section(
            id: "walks",
            heading: "Cost by rules walked",
            lead:
                "Filter rules that the kernel evaluates for all packets of a connection, by their counters, beside the cost over all levels. "
                + "Cost grows with the rules of the node's own pods, not with the pods of the cluster.",
            figures: [figures["walks"]].compactMap(\.self),
            isPanels: false,
            tables: [.walks(content)],
            notes: uncounted.isEmpty
                ? []
                : [
                    "The rules of \(uncounted.map(content.name).joined(separator: ", ")) are of nftables and do not count: no point is drawn for them."
                ]
        )
    }

    private static func latency(_ content: PageContent, _ figures: [String: Figure]) -> Section? {
        guard !content.tables.curves.isEmpty else { return nil }
        let levels = PagePlot.shownLevels(content).map { "\($0)" }.joined(separator: ", ")
        return Section(
            id: "latency",
            heading: "Latency by percentile",
            lead:
                "Medians over the samples of each percentile of a request's total time, drawn at concurrency \(levels); the tables have all levels. "
                + "The loop is closed: a slower arm sends fewer requests, it does not queue more.",
            figures: panels("latency", content, figures),
            isPanels: true,
            tables: content.settings.map { .latencies($0, content) },
            notes: []
        )
    }

    private static func order(_ content: PageContent, _ figures: [String: Figure]) -> Section? {
        guard !content.evidence.order.isEmpty else { return nil }
        return Section(
            id: "order",
            heading: "Samples in order of time",
            lead:
                "Each sample's QPS against the geometric mean of its scale, arm and level. Trends and steps here are the machine's; "
                + "arms are interleaved so that they meet both alike. Crosses: void samples, at their value and again on the bottom line.",
            figures: [figures["order"]].compactMap(\.self),
            isPanels: false,
            tables: [.counts(content), .voids(content)].compactMap(\.self),
            notes: []
        )
    }

    private static func panels(
        _ name: String,
        _ content: PageContent,
        _ figures: [String: Figure]
    ) -> [Figure] {
        content.settings.indices.compactMap { figures["\(name)-\($0 + 1)"] }
    }
}
