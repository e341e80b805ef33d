/// What one worker's thread used of its CPU in the window.
package struct WorkerUse: Hashable, Sendable {
    /// The CPU that it was pinned to; nil for none.
    package var cpu: Int?
    package var userTime: Duration
    package var systemTime: Duration
    /// Time in which the thread could have run but another had the CPU; zero where the kernel does not say.
    package var waitTime: Duration
    package var elapsed: Duration
    /// Turns after which the loop left its sockets alone for a moment (`WakeModeration`).
    package var naps: Int

    package init(
        cpu: Int?,
        userTime: Duration,
        systemTime: Duration,
        waitTime: Duration,
        elapsed: Duration,
        naps: Int = 0
    ) {
        self.cpu = cpu
        self.userTime = userTime
        self.systemTime = systemTime
        self.waitTime = waitTime
        self.elapsed = elapsed
        self.naps = naps
    }

    /// The share of the window in which the thread ran (0 to 1).
    package var busyShare: Double { share(of: userTime + systemTime) }
    /// The share of the window in which the thread waited for a CPU.
    package var waitShare: Double { share(of: waitTime) }

    private func share(of time: Duration) -> Double {
        elapsed > .zero ? min(1, time / elapsed) : 0
    }
}
