import Foundation
import Results

/// Result directories as runs leave them, without running.
enum SampleResults {
    /// Writes a directory whose run began at an hour, and whose arm cost so many percent at each of two scales.
    static func write(
        to path: String,
        hour: Int = 0,
        costs: [Double] = [8, 9],
        machine: String = "1f0c",
        kernel: String = "6.18.1",
        outcome: RunRecord.Outcome = .completed,
        controller: String = "kube-router-0.2.0"
    ) throws {
        let scales = costs.indices.map { Scale(services: 1000, pods: 2000 * ($0 + 1), localPods: 22) }
        let run = RunRecord(
            npbenchVersion: "0.1.0",
            arguments: ["run"],
            plan: RunPlan(
                scales: scales,
                serviceProxy: "kube-proxy-iptables-1.10",
                controller: controller,
                policies: ["default/npd"],
                target: "default/test:80",
                position: "middle",
                connections: .perRequest,
                levels: [32],
                quads: 6,
                sliceSeconds: 0.5,
                arms: [.on],
                seed: UInt64(hour)
            ),
            outcome: outcome,
            started: "2026-01-\(10 + hour / 24)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00:00Z",
            seconds: 60,
            machineAtStart: ["fingerprint": machine, "kernel.release": kernel]
        )
        let rows = zip(scales, costs).flatMap { scale, cost in
            [32, nil].map { row(scale, cost, concurrency: $0, controller: controller) }
        }
        let curves = scales.flatMap { scale in [Arm.off, .on].map { point(scale, $0, controller) } }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in [
            (ResultDirectory.run, try run.json()), (ResultDirectory.cost, CostRow.csv(rows)),
            (ResultDirectory.curves, CurveRow.csv(curves)),
        ] {
            try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
        }
    }

    private static func row(_ scale: Scale, _ cost: Double, concurrency: Int?, controller: String) -> CostRow {
        CostRow(
            TestColumns(
                scale: scale,
                serviceProxy: "kube-proxy-iptables-1.10",
                controller: controller,
                policies: 1,
                connections: .perRequest,
                arm: .on,
                concurrency: concurrency,
                low: cost - 0.5,
                high: cost + 0.5,
                hodgesLehmannPercent: cost,
                hodgesLehmannLow: cost - 0.6,
                hodgesLehmannHigh: cost + 0.6,
                adjustedP: 0.001,
                verdict: .slower,
                minimumDetectablePercent: 1,
                noiseFloorPercent: 0.5,
                quads: 6
            ),
            costPercent: cost,
            voided: 0
        )
    }

    private static func point(_ scale: Scale, _ arm: Arm, _ controller: String) -> CurveRow {
        CurveRow(
            scale: scale,
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: arm == .off ? "none" : controller,
            policies: 1,
            connections: .perRequest,
            arm: arm,
            concurrency: 32,
            qps: 13_000,
            qpsLow: 12_900,
            qpsHigh: 13_100,
            p50Microseconds: 900,
            p90Microseconds: 1300,
            p99Microseconds: 2100,
            cpuMicrosecondsPerRequest: 120,
            samples: 12
        )
    }
}
