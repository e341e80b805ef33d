import Firewall
import Layouts
import Linux
import Results
import Rules

/// Who replays controllers' syncs on the node: begins them with a sample and ends them with it.
final class SyncDriver {
    private let namespace: NetworkNamespace
    private let period: Double
    private let seed: UInt64
    private let scale: Scale
    /// Where the syncs of each treatment are between two samples.
    private(set) var clocks: [String: SyncClock] = [:]
    /// Whether a sample's end could not be put right, so that the next one has to.
    private var isUntidy = false

    /// A driver with a thread of its own in the network namespace called `name`, which runs on the CPUs of the caller's thread.
    ///
    /// - Parameters:
    ///   - period: seconds of load from the beginning of a sync to that of the next.
    ///   - seed: decides with which part of a sync, or of the time until one, a treatment begins.
    init(in name: String, period: Double, seed: UInt64, scale: Scale) throws(SystemError) {
        namespace = try NetworkNamespace(named: name)
        self.period = period
        self.seed = seed
        self.scale = scale
    }

    /// Goes on with the syncs of a treatment where they were, or begins with them.
    ///
    /// The kernel must hold what a whole sync leaves, and all counters that matter must have been read: none is changed.
    func begin(_ work: SyncWork, of treatment: String) throws(TestbedError) -> SyncReplay {
        if isUntidy { try tidy(work) }
        let clock = clocks[treatment] ?? firstClock(work, of: treatment)
        let catchUp = clock.step.map(work.catchUp) ?? []
        isUntidy = true
        // Should that fail, it is not tried again.
        clocks[treatment] = nil
        try namespace.run { () throws(TestbedError) in
            for step in catchUp { _ = try SyncReplay.run(step) }
        }
        return SyncReplay(work, on: namespace, of: treatment, at: clock)
    }

    /// Ends the syncs, and takes back what an unfinished one has left, with no counter of another rule changed.
    ///
    /// - Returns: why a process failed; nil if none did. Where one did, the next sample begins with a sync that is due.
    func end(_ replay: SyncReplay, _ work: SyncWork) throws(TestbedError) -> String? {
        let (clock, failure) = replay.end()
        clocks[replay.treatment] =
            failure == nil ? clock : .due(period: period, steps: work.steps.count)
        try tidy(work)
        return failure
    }

    private func tidy(_ work: SyncWork) throws(TestbedError) {
        do throws(FirewallError) {
            try namespace.run { () throws(FirewallError) in
                if !work.passingChains.isEmpty {
                    try KernelFirewall.remove(chains: work.passingChains, from: .filter)
                }
                guard !work.passingSets.isEmpty else { return }
                try KernelFirewall.destroy(sets: KernelFirewall.setNames().filter(work.passingSets.contains))
            }
        } catch {
            throw TestbedError(.unproven, "sync not taken back: \(error)")
        }
        try namespace.run { () throws(TestbedError) in
            for step in work.nftCleanUp { _ = try SyncReplay.run(step) }
        }
        isUntidy = false
    }

    private func firstClock(_ work: SyncWork, of treatment: String) -> SyncClock {
        // A stream for each treatment and scale, far from those of schedules (from 1) and of the pilot (2^32).
        let name = "\(scale.label) \(scale.localPods) \(treatment)"
        let stream = name.utf8.reduce(UInt64(1) << 33) { ($0 &* 31) &+ UInt64($1) }
        return SyncClock(
            period: period,
            steps: work.steps.count,
            phase: SyncClock.phase(seed: seed, stream: stream)
        )
    }
}
