import Foundation
import Report
import Testing

@Suite("Series over time as pictures")
struct HistoryChartTests {
    private func chart(ratios: [Double], change: Int? = nil, low: Double = 0.9) -> HistoryChart {
        let ends = [0] + [change].compactMap(\.self) + [ratios.count]
        return HistoryChart(
            title: "ratio of it's kind",
            rows: ratios.enumerated().map { index, ratio in
                HistoryChart.Row(
                    entry: Int64(index + 10),
                    started: "2026-01-02T03:04:05Z",
                    revision: "r\(index), \"odd\"",
                    ratio: ratio,
                    low: ratio * low,
                    high: ratio * 1.01,
                    offRate: index == 2 ? .nan : 13_000
                )
            },
            changes: [change].compactMap(\.self).map { HistoryChart.Change(index: $0, isConfirmed: true) },
            regimes: zip(ends, ends.dropFirst()).map { HistoryChart.Regime(rows: $0..<$1, mean: ratios[$0]) }
        )
    }

    @Test("Table, script and picture are written, with a mark between the runs of a change and a line per regime")
    func written() throws {
        try SampleRun.inDirectory { directory in
            try chart(ratios: [0.92, 0.92, 0.92, 0.86, 0.86], change: 3).write(to: directory, name: "history-1")
            let table = try SampleRun.read(directory, "history-1.csv").split(separator: "\n")
            #expect(table.count == 6)
            #expect(table[0] == "run,entry,started,revision,ratio,low,high,off_qps")
            #expect(
                table[3] == "3,12,2026-01-02T03:04:05Z,\"r2, \"\"odd\"\"\",0.920000,0.828000,0.929200,"
            )
            let script = try SampleRun.read(directory, "history-1.gp")
            #expect(script.contains("set arrow from 3.5, graph 0 to 3.5, graph 1 nohead"))
            #expect(script.contains("[1:3] 0.920000 with lines"))
            #expect(script.contains("[4:5] 0.860000 with lines"))
            let picture = try SampleRun.read(directory, "history-1.svg")
            #expect(picture.contains("ratio of it's kind"))
            #expect(picture.contains("</svg>"))
        }
    }

    @Test("Without intervals and with a single run it draws all the same, the same bytes each time")
    func bare() throws {
        try SampleRun.inDirectory { directory in
            let pictures = try (1...2).map { _ in
                try chart(ratios: [0.92, 0.93], low: .nan).write(to: directory, name: "a")
                return try SampleRun.read(directory, "a.svg")
            }
            #expect(pictures[0] == pictures[1])
            try chart(ratios: [0.92]).write(to: directory, name: "single")
        }
    }
}
