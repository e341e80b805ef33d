package import Firewall
import Synchronization

/// What became of a firewall update that runs beside the probes.
package final class FirewallOutcome: Sendable {
    private struct State {
        var isDone = false
        var error: FirewallError?
        var seconds = 0.0
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now

    init() {}

    func store(_ error: FirewallError?) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        state.withLock { $0 = State(isDone: true, error: error, seconds: seconds) }
    }

    /// Whether the update has ended.
    package var isDone: Bool { state.withLock { $0.isDone } }

    /// How long the update took, once it has ended.
    package var seconds: Double { state.withLock { $0.seconds } }

    /// Why the update failed, once it has.
    package var error: FirewallError? { state.withLock { $0.error } }
}
