import Firewall
package import Linux
import Rules

/// The node under test and its surroundings, built of network namespaces and nginx.
///
/// The client of a twin without a name is the network namespace of the process itself, so that every thread's sockets are the
/// client's: of those one is up at a time, and of those with names as many as memory holds. Lives inside an `Enclosure` after
/// `EnclosedFilesystem.prepare()`. All calls come from one thread.
package final class NodeTwin {
    package let plan: TwinPlan
    /// How long building took.
    package private(set) var upSeconds: Double = 0

    private let directory: String
    private let batch: IPBatch
    private var servers: [(server: NginxServer, pod: TwinPlan.LocalPod?)] = []
    private var opened: [String: NetworkNamespace] = [:]
    private var isUp = true

    /// Builds the twin and returns when every nginx listens; leaves nothing behind if that fails.
    ///
    /// Cost: one process for each namespace and one nginx for each pod that has ports.
    package init(_ plan: TwinPlan) throws(TwinError) {
        let start = ContinuousClock.now
        try plan.validate()
        guard plan.ipv6 == nil || KernelSettings.kernelHasIPv6 else {
            throw TwinError(
                .missingCapability,
                "the twin can not have IPv6, since the kernel runs without it; boot without ipv6.disable=1, or leave IPv6 out"
            )
        }
        self.plan = plan
        let directory = EnclosedFilesystem.workDirectory + "/" + plan.fullName("twin")
        self.directory = directory
        try TwinError.wrapping("it holds the twin's files") { () throws(SystemError) in
            try FileTree.makeDirectory(directory)
        }
        batch = try IPBatch(directory: directory)
        do throws(TwinError) {
            let build = try NginxBuild.find(workDirectory: directory)
            try wire()
            try startServers(build)
            try awaitServers(until: start + plan.startTimeout)
        } catch {
            tearDown()
            throw error
        }
        upSeconds = (ContinuousClock.now - start) / .seconds(1)
    }

    deinit {
        tearDown()
    }

    /// The network namespace of a place, with its own thread; of the `client` of a twin without a name there is none.
    package func namespace(of place: TwinPlace) throws(TwinError) -> NetworkNamespace {
        guard let place = try place.namespaceName(among: Topology(plan: plan).places) else {
            throw TwinError(.failed, "the client's network namespace is the process's own; use it from any thread")
        }
        let name = plan.fullName(place)
        if let namespace = opened[name] { return namespace }
        let namespace = try open(name)
        opened[name] = namespace
        return namespace
    }

    /// Throws if an nginx has died, naming its pod and the cause.
    ///
    /// Cost: about 20 us a pod.
    package func checkAlive() throws(TwinError) {
        for (server, _) in servers { try server.checkAlive() }
    }

    /// CPU time that the nginx of the server pods took since they started, in nanoseconds.
    package func serverCPUNanoseconds() -> UInt64 {
        servers.filter { $0.pod?.role == .server }.reduce(0) { $0 + $1.server.cpuNanoseconds() }
    }

    /// Ends all processes and removes all namespaces; a second twin may be built then.
    ///
    /// Does nothing the second time.
    package func tearDown() {
        guard isUp else { return }
        isUp = false
        for (server, _) in servers { server.terminate() }
        let deadline = ContinuousClock.now + .seconds(2)
        for (server, _) in servers { server.awaitEnd(deadline: deadline) }
        servers = []
        opened = [:]
        // The client's device takes its peer with it; the others go with their namespaces.
        batch.runLoosely(
            (plan.name == nil ? ["link del eth0"] : []) + Topology(plan: plan).namespaces.map { "netns del \($0)" },
            file: "tear-down"
        )
        FileTree.remove(directory)
    }

    private func wire() throws(TwinError) {
        let topology = Topology(plan: plan)
        try batch.run(topology.namespaceCommands(), wiring: "the network namespaces", file: "namespaces")
        let node = settings(.node)
        try namespace(of: .node).run { () throws(TwinError) in
            NodeTwin.loadConntrack()
            try node.apply()
        }
        let client = settings(.client)
        try inClient { () throws(TwinError) in try client.apply() }
        try batch.run(topology.linkCommands(), wiring: "the veth pairs", file: "links")
        try inClient { [batch] () throws(TwinError) in
            try batch.run(topology.clientCommands(), wiring: "the client", file: "client")
        }
        try namespace(of: .node).run { [batch] () throws(TwinError) in
            try batch.run(topology.nodeCommands(), wiring: "the node", file: "node")
        }
        let server = settings(.server)
        try namespace(of: .cluster).run { [batch] () throws(TwinError) in
            try server.apply()
            try batch.run(topology.clusterCommands(), wiring: "the rest of the cluster", file: "cluster")
        }
    }

    private func inClient(_ body: () throws(TwinError) -> Void) throws(TwinError) {
        guard plan.name != nil else { return try body() }
        try namespace(of: .client).run(body)
    }

    private func settings(_ settings: KernelSettings) -> KernelSettings {
        plan.ipv6 == nil ? settings : settings.withSecondStack
    }

    /// Where conntrack is a module, its settings appear only with it, and reading the nat table makes the kernel load it.
    ///
    /// A kernel that refuses can not hold a proxy's rules either: the error is that of who programs them.
    private static func loadConntrack() {
        guard ProcFilesystem().text("/proc/sys/net/netfilter/nf_conntrack_max") == nil else { return }
        _ = try? KernelFirewall.snapshot(.nat)
    }

    private func startServers(_ build: NginxBuild) throws(TwinError) {
        let documents = "\(directory)/documents"
        try TwinError.wrapping("it holds the page of every nginx") { () throws(SystemError) in
            try FileTree.makeDirectory(documents)
            try TextFile.write(NginxConfiguration.page, to: "\(documents)/index.html")
        }
        let remotePorts = Set(plan.remotePorts).union([80]).sorted()
        servers.append(
            (try startServer("the remote pods", in: namespace(of: .cluster), remotePorts, .server, build), nil)
        )
        if !plan.hostPorts.isEmpty {
            servers.append(
                (try startServer("the node", in: namespace(of: .node), plan.hostPorts, .server, build), nil)
            )
        }
        let settings = settings(.server)
        for pod in plan.localPods {
            let owner = "pod \(pod.namespace)/\(pod.name)"
            // Not kept: hundreds of threads would wait for nothing.
            let namespace = try open(plan.fullName(pod.placeName))
            try namespace.run { [batch, plan] () throws(TwinError) in
                try settings.apply()
                try batch.run(Topology(plan: plan).podCommands(pod), wiring: owner, file: pod.placeName)
            }
            guard !pod.ports.isEmpty else { continue }
            servers.append((try startServer(owner, in: namespace, pod.ports, pod.role, build), pod))
        }
    }

    private func startServer(
        _ owner: String,
        in namespace: NetworkNamespace,
        _ ports: [UInt16],
        _ role: TwinPlan.LocalPod.Role,
        _ build: NginxBuild
    ) throws(TwinError) -> NginxServer {
        let configuration = NginxConfiguration(
            directory: "\(directory)/\(namespace.name)",
            documents: "\(directory)/documents",
            ports: Set(ports).sorted(),
            listensOnIPv6: plan.ipv6 != nil,
            connections: role == .server ? 8192 : 64,
            cpus: role == .server ? plan.serverCPUs : [],
            temporaryKinds: build.temporaryKinds
        )
        return try namespace.run { () throws(TwinError) in
            try NginxServer(owner: owner, build: build, configuration: configuration)
        }
    }

    /// Waits for one after the other, since all are needed.
    private func awaitServers(until deadline: ContinuousClock.Instant) throws(TwinError) {
        for (server, _) in servers {
            while try !server.isListening() { try server.pause(until: deadline) }
        }
        var table = ProcessTable.read()
        for (server, _) in servers {
            while !server.hasWorker(in: table) {
                try server.pause(until: deadline)
                table = ProcessTable.read()
            }
        }
    }

    private func open(_ name: String) throws(TwinError) -> NetworkNamespace {
        try TwinError.wrapping("the twin is not whole") { () throws(SystemError) in try NetworkNamespace(named: name) }
    }
}
