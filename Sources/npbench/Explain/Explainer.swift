import Addressing
import Cluster
import Layouts
import Policy
import Rules

/// Answers questions about connections for one cluster, node and set of programs.
struct Explainer {
    let controller: Controller
    let nodeName: String
    let ruleset: Ruleset
    private let cluster: ClusterModel
    private let node: Node
    private let api: PolicyOracle
    private let oracle: DeviationOracle
    private let tracer: PacketTracer

    /// - Parameter family: of IPv6 only the controller's rules are known.
    init(
        _ input: ClusterInput,
        programs: NodePrograms,
        controller: Controller,
        family: IPFamily
    ) throws(CommandFailure) {
        self.controller = controller
        cluster = input.cluster
        node = input.node
        nodeName = input.node.name
        api = PolicyOracle(of: cluster)
        do {
            let layout = try controller.layout(seed: programs.seed, family: family)
            oracle = DeviationOracle(of: cluster, on: node, dialect: layout.dialect, family: family)
            ruleset =
                try family == .ipv4
                ? programs.ruleset(for: cluster, on: node) : layout.ruleset(for: cluster, on: node)
        } catch {
            throw CommandFailure(error)
        }
        tracer = PacketTracer(ruleset, localAddresses: Set([node.address(in: family)].compactMap(\.self)))
    }

    /// What becomes of the connection to one destination.
    func explanation(of question: ConnectionQuestion, to destination: ConnectionQuestion.Destination) -> Explanation {
        let source = question.source
        let verdict = api.verdict(
            on: Connection(
                source: source.pod.map { .pod($0) } ?? .address(source.address),
                destination: destination.end.pod.map { .pod($0) } ?? .address(destination.end.address),
                port: destination.port,
                transport: question.transport,
                family: question.family
            )
        )
        let isLocal = [source, destination.end].contains {
            $0.pod?.nodeName == node.name || $0.address == node.address(in: question.family)
        }
        var explanation = Explanation(
            source: source,
            destination: destination,
            transport: question.transport,
            verdict: verdict,
            passesNode: isLocal && source.address != destination.end.address
        )
        guard explanation.passesNode else { return explanation }
        explanation.isAdmitted = oracle.admits(
            from: source.address,
            to: destination.end.address,
            port: destination.port,
            transport: question.transport
        )
        explanation.deviations = oracle.deviations(
            from: source.address,
            to: destination.end.address,
            port: destination.port,
            transport: question.transport
        )
        let packet = Packet(
            from: source.address,
            to: destination.service?.address ?? destination.end.address,
            port: destination.service?.port ?? destination.port,
            transport: Transport(question.transport)
        )
        let tracer = tracer(of: packet, to: destination)
        explanation.new = tracer.trace(packet)
        // Behind the translation a packet has the endpoint's address, which the filter sees.
        var known = packet
        known.state = .established
        known.destination = destination.end.address
        known.destinationPort = destination.port
        known.isTranslated = destination.service != nil
        explanation.reply = tracer.trace(known.reply)
        // IPVS translates behind the filter of the input.
        if !ruleset.virtualServers.isEmpty {
            known.destination = packet.destination
            known.destinationPort = packet.destinationPort
        }
        explanation.established = tracer.trace(known)
        return explanation
    }

    /// A tracer that takes the random choice by which `packet` comes to `destination`: each proxy orders endpoints in its own way.
    private func tracer(of packet: Packet, to destination: ConnectionQuestion.Destination) -> PacketTracer {
        var tracer = tracer
        let choices = 0..<(destination.service?.endpoints ?? 1)
        tracer.choice =
            choices.first { choice in
                tracer.choice = choice
                let packet = tracer.trace(packet).packet
                return (packet.destination, packet.destinationPort) == (destination.end.address, destination.port)
            } ?? 0
        return tracer
    }
}
