import Addressing
import Cluster
import Layouts
import Policy
package import Results
import Rules

/// The node of a run as its packets would meet it, worked out without a kernel: same cluster, order of rules, client and programs.
package struct TracedNode {
    private let setup: TwinSetup
    private let cluster: ClusterModel
    private let blueprint: TwinBlueprint

    /// Throws for what a run of `setup` would refuse too.
    package init(_ setup: TwinSetup, scale: Scale) throws(TestbedError) {
        self.setup = setup
        blueprint = try TwinBlueprint(setup, scale: scale)
        do throws(ClusterError) {
            cluster = try blueprint.cluster.positioned(
                setup.position,
                target: setup.target,
                nodeName: setup.nodeName,
                seed: setup.seed
            )
        } catch {
            throw TestbedError(.failed, error.description)
        }
    }

    /// What a connection to the target meets in `treatment`, if its client sends and receives that many segments.
    ///
    /// The first segment sent is new, all others are of a known connection. Each endpoint is taken as often as any other.
    package func work(
        in treatment: Treatment,
        sentSegments: Double,
        receivedSegments: Double
    ) throws(TestbedError) -> ConnectionWork {
        let program = try ArmProgram(treatment, of: setup, cluster: cluster, drawSeed: setup.seed)
        let address: IPAddress?
        do throws(ClusterError) {
            address = try cluster.node(named: setup.nodeName).address(in: .ipv4)
        } catch {
            throw TestbedError(.failed, error.description)
        }
        let target = blueprint.target
        let tracer = PacketTracer(program.ruleset, localAddresses: Set([address].compactMap(\.self)))
        let backends = TargetEndpoints(of: target, in: cluster, on: setup.nodeName).local
        var total = ConnectionWork()
        for backend in backends {
            let packets = packets(to: backend)
            let new = try trace(packets.new, to: backend.endpoint, with: tracer)
            for trace in [new, tracer.trace(packets.known), tracer.trace(packets.known.reply)] where !trace.isAccepted {
                throw TestbedError(
                    .unproven,
                    "could not predict the cost of \(treatment): its rules let no connection from \(blueprint.sources.allowed) "
                        + "to \(backend.endpoint.address) pass; look at them with npbench explain"
                )
            }
            total =
                total + ConnectionWork(new, times: 1)
                + ConnectionWork(tracer.trace(packets.known), times: max(0, sentSegments - 1))
                + ConnectionWork(tracer.trace(packets.known.reply), times: receivedSegments)
        }
        return total.scaled(by: 1 / Double(max(1, backends.count)))
    }

    /// The first packet of a connection, and a later one: behind the translation it has the endpoint's address.
    private func packets(to backend: TargetEndpoints.Backend) -> (new: Packet, known: Packet) {
        let new = Packet(
            from: .v4(blueprint.sources.allowed),
            to: .v4(blueprint.target.clusterIP),
            port: blueprint.target.port.number,
            inInterface: "client",
            // Calico tells pods apart by it.
            outInterface: CalicoIptables.interface(of: backend.pod)
        )
        var known = new
        known.state = .established
        known.destination = .v4(backend.endpoint.address)
        known.destinationPort = backend.endpoint.port
        known.isTranslated = true
        return (new, known)
    }

    /// The way of `packet` when the proxy's random choice falls on `endpoint`: each proxy orders endpoints in its own way.
    private func trace(
        _ packet: Packet,
        to endpoint: Service.Endpoint,
        with tracer: PacketTracer
    ) throws(TestbedError) -> PacketTrace {
        var tracer = tracer
        for choice in 0..<max(1, blueprint.target.port.endpoints.count) {
            tracer.choice = choice
            let trace = tracer.trace(packet)
            if trace.packet.destination == .v4(endpoint.address), trace.packet.destinationPort == endpoint.port {
                return trace
            }
        }
        throw TestbedError(
            .unproven,
            "could not predict a cost: the rules of \(setup.serviceProxy.rawValue) translate no connection to "
                + "\(endpoint.address):\(endpoint.port); look at them with npbench explain"
        )
    }
}
