import Foundation
import Results

/// The run that the tests report on: the seed's three scales, off and on, from `Data`.
enum SampleRun {
    static func text(_ name: String) throws -> String {
        let folder = Bundle.module.resourceURL?.appending(path: "Data") ?? URL(filePath: "Data")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    static func curves() throws -> [CurveRow] {
        try CurveRow.rows(csv: try text("curves.csv"), name: "curves.csv")
    }

    static func costs() throws -> [CostRow] {
        try CostRow.rows(csv: try text("cost.csv"), name: "cost.csv")
    }

    static func metrics() throws -> [MetricRow] {
        try MetricRow.rows(csv: try text("metrics.csv"), name: "metrics.csv")
    }

    static var record: RunRecord {
        RunRecord(
            npbenchVersion: "0.1.0",
            arguments: ["run"],
            plan: RunPlan(
                scales: [(2000, 22), (6000, 62), (8000, 82)].map { Scale(services: 1000, pods: $0.0, localPods: $0.1) },
                serviceProxy: "kube-proxy-iptables-1.10",
                controller: "kube-router-0.2.0",
                policies: ["default/npd-multiport"],
                target: "default/test:80",
                position: "middle",
                connections: .perRequest,
                levels: [1, 2, 4, 8, 16, 32, 64, 128],
                quads: 6,
                sliceSeconds: 0.5,
                arms: [.on],
                seed: 1
            ),
            outcome: .completed,
            warnings: [
                RunWarning(
                    .voids,
                    finding: "1 of 145 quads were void and do not count: a connection timed out.",
                    advice: "They were taken again."
                )
            ],
            started: "2026-01-02T03:04:05Z",
            seconds: 540,
            machineAtStart: [:],
            limits: ["client-bound": 380, "undetermined": 144, "server-bound": 52]
        )
    }

    /// A new directory that goes away with `body`.
    static func inDirectory<Value>(_ body: (String) throws -> Value) throws -> Value {
        let directory = FileManager.default.temporaryDirectory.appending(path: "npbench-report-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try body(directory.path)
    }

    static func read(_ directory: String, _ name: String) throws -> String {
        try String(contentsOfFile: directory + "/" + name, encoding: .utf8)
    }
}
