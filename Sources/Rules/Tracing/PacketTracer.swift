package import Addressing

/// Walks packets through a ruleset as the kernel does, and notes every rule that is tested.
///
/// Knows all matches and targets of `Rule`. What depends on more than the packet has a fixed answer: a rate limit is never exceeded,
/// an accounting object never full, and for a random choice `choice` says which of the alternatives is taken.
package struct PacketTracer: Sendable {
    private let chains: [Table.Name: [String: Chain]]
    private let sets: [String: AddressLookup]
    private let localAddresses: Set<IPv4Address>
    private let choice: Int

    /// A tracer of `ruleset` on a node that has `localAddresses`.
    ///
    /// `choice` counts from 0: that many rules with a probability are passed over in each chain before one is taken.
    /// Cost: linear in rules and set entries.
    package init(_ ruleset: Ruleset, localAddresses: Set<IPv4Address>, choice: Int = 0) {
        chains = Dictionary(
            ruleset.tables.map { table in
                (table.name, Dictionary(table.chains.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
            },
            uniquingKeysWith: { first, _ in first }
        )
        sets = Dictionary(
            ruleset.sets.map { ($0.name, AddressLookup($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        self.localAddresses = localAddresses.union([IPv4Address(127, 0, 0, 1)])
        self.choice = choice
    }

    /// The way of a packet that arrives at the node or leaves it: nat for a new connection, routing, filter, nat again.
    ///
    /// A node's own packet passes OUTPUT, one to the node INPUT, every other FORWARD. Translation of a known connection is
    /// not traced: give such a packet with the addresses that it has inside.
    package func trace(_ packet: Packet) -> PacketTrace {
        var trace = PacketTrace(verdict: .accepted, packet: packet, steps: [])
        let isOwn = isLocal(packet.source)
        if packet.state == .new { walk(.nat, isOwn ? "OUTPUT" : "PREROUTING", &trace) }
        guard trace.isAccepted else { return trace }
        let filter = isOwn ? "OUTPUT" : isLocal(trace.packet.destination) ? "INPUT" : "FORWARD"
        walk(.filter, filter, &trace)
        guard trace.isAccepted, packet.state == .new, filter != "INPUT" else { return trace }
        walk(.nat, "POSTROUTING", &trace)
        return trace
    }

    /// Walks one built-in chain of one table, and changes `trace` as the rules do.
    package func walk(_ table: Table.Name, _ builtIn: String, _ trace: inout PacketTrace) {
        guard let chains = chains[table], let chain = chains[builtIn] else { return }
        var walk = ChainWalk(table: table, chains: chains, tracer: self, trace: trace)
        let end = walk.pass(chain)
        trace = walk.trace
        trace.verdict = end ?? (chain.policy == .drop ? .dropped : .accepted)
    }

    func isLocal(_ address: IPv4Address) -> Bool {
        localAddresses.contains(address) || IPv4CIDR(IPv4Address(127, 0, 0, 0), prefixLength: 8).contains(address)
    }

    /// Whether a set has the packet's address at the first of `directions`, and its port at the second if there is one.
    func isMember(_ packet: Packet, of set: String, _ directions: [SetDirection]) -> Bool {
        guard let lookup = sets[set], let first = directions.first else { return false }
        let address = first == .source ? packet.source : packet.destination
        guard directions.count > 1 else { return lookup.contains(address) }
        let port = directions[1] == .source ? packet.sourcePort : packet.destinationPort
        return lookup.contains(address, IPSet.Port(packet.transport, port))
    }

    /// Whether the `number`-th rule with a probability that a packet meets in a chain is the one that is taken.
    func takes(_ number: Int) -> Bool { number == choice }
}
