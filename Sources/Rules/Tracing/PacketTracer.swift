package import Addressing

/// Walks packets through a ruleset as the kernel does, and notes every rule that is tested.
///
/// Tables of iptables and of nftables are walked together, hook by hook, in the order of their priorities, and IPVS translates
/// between them. Knows all that `Rule`
/// and `NftRule` can say; whoever reads rules from text refuses what they cannot. What depends on more than the packet has a
/// fixed answer: a rate limit is never exceeded, an accounting object never full, and for a random choice `choice` says which
/// of the alternatives is taken.
package struct PacketTracer: Sendable {
    private let entrances: [NftChain.Base.Hook: [Entrance]]
    private let localAddresses: Set<IPAddress>
    /// Counts from 0: that many alternatives are passed over before one is taken, the last one if there are no more.
    package var choice: Int

    /// A tracer of `ruleset` on a node that has `localAddresses`.
    ///
    /// Cost: linear in rules and set entries.
    package init(_ ruleset: Ruleset, localAddresses: Set<IPAddress>, choice: Int = 0) {
        let sets = Dictionary(
            ruleset.sets.map { ($0.name, AddressLookup($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        let all =
            ruleset.tables.flatMap { $0.entrances(sets) } + ruleset.nftables.flatMap(\.entrances)
            + ruleset.virtualServers.entrances
        // Of equal priorities the one that was hooked last is passed first (`nf_hook_entries_grow`, net/netfilter/core.c).
        let ordered = all.enumerated().sorted { ($0.element.priority, $1.offset) < ($1.element.priority, $0.offset) }
        entrances = Dictionary(grouping: ordered.map(\.element), by: \.hook)
        // The node has the addresses of its virtual servers, on a device of their own.
        self.localAddresses = localAddresses.union(ruleset.virtualServers.map { .v4($0.socket.address) })
        self.choice = choice
    }

    /// The way of a packet that arrives at the node or leaves it.
    ///
    /// A node's own packet passes the hook output, one to the node input, every other forward. Rules do not translate a known
    /// connection again: give such a packet with the addresses that it has inside. IPVS translates every packet.
    package func trace(_ packet: Packet) -> PacketTrace {
        let context = RuleContext(localAddresses: localAddresses, choice: choice)
        var trace = PacketTrace(verdict: .accepted, packet: packet, steps: [])
        let isOwn = context.isLocal(packet.source)
        pass(isOwn ? .output : .prerouting, &trace, context)
        guard !isOwn else {
            pass(.postrouting, &trace, context)
            return trace
        }
        let isForNode = context.isLocal(trace.packet.destination)
        pass(isForNode ? .input : .forward, &trace, context)
        guard !context.isLocal(trace.packet.destination) else { return trace }
        // What IPVS has taken at the input goes out again, and is not asked about its translation a second time.
        if isForNode { pass(.output, &trace, context, translates: false) }
        pass(.postrouting, &trace, context)
        return trace
    }

    /// Passes the chains of one hook, up to the one that ends the packet.
    private func pass(
        _ hook: NftChain.Base.Hook,
        _ trace: inout PacketTrace,
        _ context: RuleContext,
        translates: Bool = true
    ) {
        let translates = translates && trace.packet.state == .new
        for entrance in entrances[hook] ?? [] where translates || !entrance.isTranslating {
            guard trace.isAccepted else { return }
            entrance.pass(&trace, context)
        }
    }
}
