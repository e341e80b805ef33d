import Addressing

extension [VirtualServer] {
    /// Where IPVS takes connections: others' behind the filters of the input, the node's own behind the translations of the
    /// output (`ip_vs_ops`, net/netfilter/ipvs/ip_vs_core.c).
    ///
    /// A server without real servers answers as a closed port (`ip_vs_leave`, same file).
    var entrances: [Entrance] {
        guard !isEmpty else { return [] }
        let realServers = Dictionary(
            map { (VirtualServer($0.socket, transport: $0.transport), $0.realServers) },
            uniquingKeysWith: { first, _ in first }
        )
        let places: [(NftChain.Base.Hook, Int)] = [(.input, 99), (.output, -98)]
        return places.map { hook, priority in
            Entrance(hook: hook, priority: priority, isTranslating: false) { trace, context in
                guard case .v4(let destination) = trace.packet.destination else { return }
                let socket = VirtualServer.Socket(destination, trace.packet.destinationPort)
                let server = VirtualServer(socket, transport: trace.packet.transport)
                guard let choices = realServers[server] else { return }
                guard !choices.isEmpty else {
                    trace.verdict = .rejected(with: "icmp-port-unreachable")
                    return
                }
                let choice = choices[Swift.min(context.choice, choices.count - 1)]
                trace.packet.translate(to: .v4(choice.address), choice.port)
            }
        }
    }
}
