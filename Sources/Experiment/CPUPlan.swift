/// Which CPUs the load generator and the target's nginx run on.
///
/// They are kept apart wherever there are two, so that neither takes the other's time slices; softirq work follows
/// whoever sends.
package struct CPUPlan: Equatable, Sendable {
    package var client: [Int]
    package var servers: [Int]
    /// Whether these CPUs are kept awake while a twin is up (`WakefulCPUs`).
    package var areKeptAwake = false

    /// Splits the CPUs that this process may use: the servers get the first half, the generator the rest.
    package init(available cpus: [Int]) {
        guard cpus.count > 1 else {
            client = cpus
            servers = cpus
            return
        }
        servers = Array(cpus.prefix(cpus.count / 2))
        client = Array(cpus.dropFirst(cpus.count / 2))
    }

    /// All of them.
    package var all: Set<Int> { Set(client + servers) }

    /// Worker threads of the generator: one a CPU of its own.
    package var workers: Int { max(1, client.count) }
}
