import Foundation
import History
import Results
import Testing

@Suite("Keys of series over time")
struct SeriesKeyTests {
    private func run(machine: [String: String] = ["fingerprint": "1f0c", "load.1": "0.3"]) -> RunRecord {
        SampleEntry.run(machine: machine)
    }

    private func row(_ change: (inout CostRow) -> Void = { _ in }) -> CostRow { SampleEntry.row(change) }

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

    @Test("Scale, level, arm, programs, policies, place, connections, metric and machine each make another series")
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
            SeriesKey(row(), of: SampleEntry.run { $0.policies = ["default/npd", "default/other"] }, metric: .ratio),
            SeriesKey(row(), of: SampleEntry.run { $0.target = "default/web:80" }, metric: .ratio),
            SeriesKey(row(), of: SampleEntry.run { $0.position = "last" }, metric: .ratio),
            SeriesKey(row { $0.concurrency = nil }, of: SampleEntry.run { $0.levels = [32, 64] }, metric: .ratio),
            SeriesKey(row(), of: SampleEntry.run { $0.injectedRules = 45 }, metric: .ratio),
            SeriesKey(row(), of: SampleEntry.run { $0.injectedRules = 90 }, metric: .ratio),
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test("Other levels make another series of the test over all, and none of one level's")
    func levels() {
        let more = SampleEntry.run { $0.levels = [32, 64] }
        #expect(SeriesKey(row(), of: more, metric: .ratio) == SeriesKey(row(), of: run(), metric: .ratio))
    }

    @Test("Injected rules are told with the key; none of them is what keys were before they could be, in a history too")
    func injected() throws {
        let plain = try #require(SeriesKey(row(), of: run(), metric: .ratio))
        #expect(SeriesKey(row(), of: SampleEntry.run { $0.injectedRules = 0 }, metric: .ratio) == plain)
        #expect(try !String(decoding: JSONEncoder().encode(plain), as: UTF8.self).contains("njected"))
        #expect(!plain.description.contains("injected"))
        let injected = try #require(SeriesKey(row(), of: SampleEntry.run { $0.injectedRules = 45 }, metric: .ratio))
        #expect(injected.description.contains("kube-router-0.2.0 with 45 injected rules, "))
        #expect(injected.canary.injectedRules == 45)
    }

    @Test("The period of syncs is told with the key of the arm that has them, and with no other's")
    func syncPeriod() throws {
        let often = SampleEntry.run { $0.churnSeconds = 5 }
        let seldom = SampleEntry.run { $0.churnSeconds = 30 }
        #expect(SeriesKey(row(), of: often, metric: .ratio) == SeriesKey(row(), of: run(), metric: .ratio))
        let key = try #require(SeriesKey(row { $0.arm = .churn }, of: often, metric: .ratio))
        #expect(key != SeriesKey(row { $0.arm = .churn }, of: seldom, metric: .ratio))
        #expect(key.description.contains("ratio churn every 5.0 s 1000service"))
        #expect(key.canary.churnSeconds == 5)
        #expect(try JSONDecoder().decode(SeriesKey.self, from: JSONEncoder().encode(key)) == key)
    }

    @Test("The canary of a series is that of its runs' QPS of off")
    func canary() throws {
        let key = try #require(SeriesKey(row(), of: run(), metric: .ratio))
        #expect(key.canary == SeriesKey(row(), of: run(), metric: .offRate))
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
                + "kube-proxy-iptables-1.10, per-request, suite 2, machine 1f0c"
        )
        #expect(try JSONDecoder().decode(SeriesKey.self, from: JSONEncoder().encode(key)) == key)
    }
}
