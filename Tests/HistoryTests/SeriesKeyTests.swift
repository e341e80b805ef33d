import Foundation
import History
import Results
import Testing

@Suite("Keys of series over time")
struct SeriesKeyTests {
    private let scale = Scale(services: 1000, pods: 8000, localPods: 82)

    private func run(machine: [String: String] = ["fingerprint": "1f0c", "load.1": "0.3"]) -> RunRecord {
        RunRecord(
            npbenchVersion: "0.1.0",
            arguments: [],
            plan: RunPlan(
                scales: [scale],
                serviceProxy: "kube-proxy-iptables-1.10",
                controller: "kube-router-0.2.0",
                policies: [],
                target: "default/test:80",
                position: "middle",
                connections: .perRequest,
                levels: [32],
                quads: 6,
                sliceSeconds: 0.5,
                arms: [.on],
                seed: 1
            ),
            outcome: .completed,
            started: "2026-01-02T03:04:05Z",
            seconds: 60,
            machineAtStart: machine
        )
    }

    private func row(_ change: (inout CostRow) -> Void = { _ in }) -> CostRow {
        var row = CostRow(
            scale: scale,
            serviceProxy: "kube-proxy-iptables-1.10",
            controller: "kube-router-0.2.0",
            policies: 1,
            connections: .perRequest,
            arm: .on,
            concurrency: 32,
            costPercent: 7.9,
            low: 7.1,
            high: 8.7,
            hodgesLehmannPercent: 7.9,
            hodgesLehmannLow: 7,
            hodgesLehmannHigh: 8.8,
            adjustedP: 0.001,
            verdict: .slower,
            minimumDetectablePercent: 1,
            noiseFloorPercent: 0.5,
            quads: 6,
            voided: 0
        )
        change(&row)
        return row
    }

    @Test("Two runs of one machine share a series, whatever they measured and whatever its load was")
    func shared() throws {
        let first = try #require(SeriesKey(row(), of: run(), metric: .ratio))
        let second = SeriesKey(
            row { ($0.costPercent, $0.quads) = (3, 12) },
            of: run(machine: ["fingerprint": "1f0c", "load.1": "9"]),
            metric: .ratio
        )
        #expect(first == second)
        #expect(first.hashValue == second?.hashValue)
    }

    @Test("Scale, level, arm, programs, connections, metric and machine each make another series")
    func apart() {
        let keys = [
            SeriesKey(row(), of: run(), metric: .ratio),
            SeriesKey(row(), of: run(), metric: .offRate),
            SeriesKey(row(), of: run(machine: ["fingerprint": "77aa"]), metric: .ratio),
            SeriesKey(row { $0.scale.localPods = 22 }, of: run(), metric: .ratio),
            SeriesKey(row { $0.concurrency = nil }, of: run(), metric: .ratio),
            SeriesKey(row { $0.arm = .idle }, of: run(), metric: .ratio),
            SeriesKey(row { $0.controller = "kube-router-2.11" }, of: run(), metric: .ratio),
            SeriesKey(row { $0.serviceProxy = "kube-proxy-iptables-1.36" }, of: run(), metric: .ratio),
            SeriesKey(row { $0.connections = .keepAlive }, of: run(), metric: .ratio),
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test("A run that does not name its machine belongs to no series")
    func nameless() {
        #expect(SeriesKey(row(), of: run(machine: [:]), metric: .ratio) == nil)
        #expect(SeriesKey(row(), of: run(machine: ["fingerprint": ""]), metric: .ratio) == nil)
    }

    @Test("A key reads as a sentence would, and survives JSON")
    func text() throws {
        let key = try #require(SeriesKey(row { $0.concurrency = nil }, of: run(), metric: .offRate))
        #expect(
            key.description == "off-rate on 1000service8000pod-82local all levels, kube-router-0.2.0, "
                + "kube-proxy-iptables-1.10, per-request, suite 1, machine 1f0c"
        )
        #expect(try JSONDecoder().decode(SeriesKey.self, from: JSONEncoder().encode(key)) == key)
    }
}
