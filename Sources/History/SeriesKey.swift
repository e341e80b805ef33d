package import Results

/// What two results must share to be points of one series over time.
///
/// A machine is told by the fingerprint of its stable facts only: one that hashed a clock rate would begin a new series at
/// each boot.
package struct SeriesKey: Hashable, Codable, Sendable {
    package enum Metric: String, Codable, Sendable, CaseIterable {
        /// e^d: QPS under the arm over QPS of `off`. It outlives a change of machine far better than a rate.
        case ratio
        /// QPS of `off`, the canary: a step in it alone is the environment's, not the controller's.
        case offRate = "off-rate"
    }

    /// The version of the experiment itself; results of different ones are never compared.
    ///
    /// 2: closed loops nap (`WakeModeration` in `Load`), which lets a saturated server answer more over kept connections.
    package static let currentSuite = 2

    package let suite: Int
    package let scale: Scale
    package let serviceProxy: String
    package let controller: String
    /// Names of the policies, `namespace/name`, sorted.
    package let policies: [String]
    /// The Service port under load, and where it and the test pods stand in their lists: the cost is about linear in that.
    package let target: String
    package let position: String
    package let arm: Arm
    package let connections: ConnectionMode
    /// Nil for the test over all levels.
    package let concurrency: Int?
    /// The levels that such a test is over; empty for one level's.
    package let levels: [Int]
    package private(set) var metric: Metric
    package let machine: String
    /// Rules that no controller writes and that were put before each treatment's (`run --inject-rules`); nil for none, so that keys from
    /// before they were looked at stay what they are.
    package let injectedRules: Int?
    /// Seconds of load from one sync to the next in the arm `churn`; nil in the others, whatever else their run measured.
    package let churnSeconds: Double?

    /// The series of `metric` that a row of `cost.csv` belongs to; nil if the run does not say on what machine it ran.
    package init?(_ row: CostRow, of run: RunRecord, metric: Metric) {
        guard let machine = run.machineAtStart["fingerprint"], !machine.isEmpty else { return nil }
        suite = Self.currentSuite
        scale = row.scale
        serviceProxy = row.serviceProxy
        controller = row.controller
        policies = run.plan.policies.sorted()
        target = run.plan.target
        position = run.plan.position
        arm = row.arm
        connections = row.connections
        concurrency = row.concurrency
        levels = row.concurrency == nil ? run.plan.levels : []
        self.metric = metric
        self.machine = machine
        injectedRules = run.plan.injectedRules.flatMap { $0 > 0 ? $0 : nil }
        churnSeconds = row.arm == .churn ? run.plan.churnSeconds : nil
    }

    /// The series of the same runs' QPS of `off`.
    package var canary: SeriesKey {
        var key = self
        key.metric = .offRate
        return key
    }
}

extension SeriesKey: CustomStringConvertible {
    /// For people and for charts: `ratio on 1000service8000pod-82local x 32, kube-router-0.2.0, ..., machine 1f0c`.
    package var description: String {
        let levels = concurrency.map { "x \($0)" } ?? "all levels"
        let injected = injectedRules.map { " with \($0) injected rules" } ?? ""
        let syncs = churnSeconds.map { " every \($0) s" } ?? ""
        return
            "\(metric.rawValue) \(arm.rawValue)\(syncs) \(scale.label)-\(scale.localPods)local \(levels), \(controller)\(injected), "
            + "\(serviceProxy), \(connections.rawValue), suite \(suite), machine \(machine)"
    }
}
