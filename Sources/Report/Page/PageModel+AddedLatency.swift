import Results

extension PageModel {
    /// What is added below saturation.
    static func addedLatency(_ content: PageContent) -> Section? {
        guard !content.tables.latencies.isEmpty else { return nil }
        let behind = content.tables.latencies.reduce(0) {
            $0 + ($1.metric == .mean ? $1.behindOff + $1.behindCompared : 0)
        }
        return Section(
            id: "added-latency",
            heading: "Added latency below saturation",
            lead:
                "An open loop: requests are due by the clock, as from many clients, at a share of the QPS that off bears, the same in all arms. "
                + "Times run from when a request was due to the last byte of its response. Lower is better.",
            figures: [],
            isPanels: false,
            tables: [.addedLatency(content)],
            notes: [
                "Mean difference within quads in microseconds, with its 95 % t interval; p adjusted: Holm over all rows of a metric. Pacing: the mean of the "
                    + "generator's own delay, which is in the times. These samples are in no other table or picture of this page.",
                behind == 0
                    ? nil
                    : "In \(behind) samples the rate was not kept up with: their times are those of a queue that grows while a sample lasts.",
            ].compactMap(\.self)
        )
    }

    /// The sentences of `latency.csv`, with the verdict on the median.
    static func latencySentences(_ content: PageContent) -> [Sentence] {
        LatencySeries.all(of: content.tables.latencies).compactMap { series in
            LatencySentence.text(series, in: content.run.plan).map {
                Sentence(text: $0 + ".", verdict: (series[.p50]?.verdict ?? .inconclusive).rawValue)
            }
        }
    }
}
