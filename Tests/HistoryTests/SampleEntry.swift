import History
import Results

/// Runs that the tests keep: one scale, one level and the test over all, on one machine.
enum SampleEntry {
    static let scale = Scale(services: 1000, pods: 8000, localPods: 82)

    static func run(
        day: Int = 1,
        hour: Int = 3,
        machine: [String: String] = ["fingerprint": "1f0c", "load.1": "0.3"],
        outcome: RunRecord.Outcome = .completed,
        change: (inout RunPlan) -> Void = { _ in }
    ) -> RunRecord {
        var plan = RunPlan(
            scales: [scale],
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: "kube-router-0.2.0",
            policies: ["default/npd"],
            target: "default/test:80",
            position: "middle",
            connections: .perRequest,
            levels: [32],
            quads: 6,
            sliceSeconds: 0.5,
            arms: [.on],
            seed: 1
        )
        change(&plan)
        return RunRecord(
            npbenchVersion: "0.1.0",
            arguments: [],
            plan: plan,
            outcome: outcome,
            started: "2026-01-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):04:05Z",
            seconds: 60,
            machineAtStart: machine
        )
    }

    static func row(_ change: (inout CostRow) -> Void = { _ in }) -> CostRow {
        var row = CostRow(
            TestColumns(
                scale: scale,
                serviceProxy: "kube-proxy-iptables-1.10",
                controller: "kube-router-0.2.0",
                policies: 1,
                connections: .perRequest,
                arm: .on,
                concurrency: 32,
                low: 7.1,
                high: 8.7,
                hodgesLehmannPercent: 7.9,
                hodgesLehmannLow: 7,
                hodgesLehmannHigh: 8.8,
                adjustedP: 0.001,
                verdict: .slower,
                minimumDetectablePercent: 1,
                noiseFloorPercent: 0.5,
                quads: 6
            ),
            costPercent: 7.9,
            voided: 0
        )
        change(&row)
        return row
    }

    /// The entry of a run whose arm left `ratio` of the QPS, beside `offRate` of `off`.
    static func entry(
        _ run: RunRecord = run(),
        ratio: Double = 0.92,
        offRate: Double = 13_000,
        revision: String = "1a2b3c"
    ) -> HistoryEntry {
        let cost = 100 * (1 - ratio)
        func costs(_ concurrency: Int?) -> CostRow {
            row {
                $0.concurrency = concurrency
                ($0.costPercent, $0.low, $0.high) = (cost, cost - 0.5, cost + 0.5)
            }
        }
        let off = CurveRow(
            scale: scale,
            serviceProxy: run.plan.serviceProxy,
            controller: "none",
            policies: 1,
            connections: .perRequest,
            arm: .off,
            concurrency: 32,
            qps: offRate,
            qpsLow: offRate - 100,
            qpsHigh: offRate + 100,
            p50Microseconds: 900,
            p90Microseconds: 1300,
            p99Microseconds: 2100,
            cpuMicrosecondsPerRequest: 120,
            samples: 12
        )
        return HistoryEntry(revision: revision, run: run, costs: [costs(32), costs(nil)], curves: [off])
    }

    /// Noise that is the same each time.
    static func noise(_ index: Int) -> Double { [0.002, -0.003, 0.001, 0, -0.001, 0.003, -0.002][index % 7] }

    /// A history of one run an hour, with these ratios.
    static func store(at path: String, ratios: [Double], offRates: [Double] = []) throws -> HistoryStore {
        let store = try HistoryStore(at: path, creating: true)
        for (index, ratio) in ratios.enumerated() {
            let run = run(day: 1 + index / 24, hour: index % 24)
            let offRate = index < offRates.count ? offRates[index] : 13_000 * (1 + noise(index + 3))
            _ = try store.add(entry(run, ratio: ratio, offRate: offRate, revision: "r\(index + 1)"))
        }
        return store
    }
}
