import Glibc
import Linux

extension KernelFirewall {
    /// The number of the last commit to nftables in the namespace; every commit has the next one.
    ///
    /// Cost: some microseconds.
    package static func nftGeneration() throws(FirewallError) -> UInt32 {
        try asking { (socket) throws(SystemError) in try generation(socket) }
    }

    /// The raw entries of the tables of IPv4 called `names`, as far as they are there.
    ///
    /// Throws `mismatch` if somebody committed meanwhile. Cost: a few milliseconds for 1000 rules; no program is started.
    package static func nftEntries(of names: [String]) throws(FirewallError) -> NftEntries {
        let (entries, isWhole) = try asking { (socket) throws(SystemError) in
            let before = try generation(socket)
            var entries = NftEntries()
            let isAwake = try tables(socket)
            for name in names.sorted() {
                guard let isAwake = isAwake[name] else { continue }
                entries.begin(name, isAwake: isAwake)
                let body = NfTables.ipv4 + NetlinkAttributes.bytes(NfTables.RuleAttribute.table, name)
                try socket.ask(NfTables.getRule, isListing: true, body: body) { _, payload in
                    entries.add(NftRuleEntry(payload.behindFamily), to: name, isAwake: isAwake)
                }
            }
            entries.generation = try generation(socket)
            return (entries, entries.generation == before)
        }
        guard isWhole else {
            throw FirewallError(
                .mismatch,
                operation,
                cause: "somebody wrote to nftables meanwhile",
                remedy: "see who else writes tables of nftables"
            )
        }
        return entries
    }

    private static let operation = "read the entries of nftables"

    private static func asking<Answer>(
        _ body: (borrowing NetlinkSocket) throws(SystemError) -> Answer
    ) throws(FirewallError) -> Answer {
        do throws(SystemError) {
            return try body(try NetlinkSocket(.netfilter))
        } catch {
            throw FirewallError(
                .system,
                operation,
                cause: error.description,
                remedy: "run as root of the network namespace, on a kernel with nf_tables"
            )
        }
    }

    private static func generation(_ socket: borrowing NetlinkSocket) throws(SystemError) -> UInt32 {
        var generation: UInt32?
        try socket.ask(NfTables.getGeneration, body: NfTables.unspecified) { _, payload in
            for (type, value) in NetlinkAttributes(payload.behindFamily) where type == NfTables.generationID {
                generation = value.bigEndian(UInt32.self)
            }
        }
        guard let generation else {
            throw SystemError(errno: ENODATA, operation: "read the generation of", subject: "nftables")
        }
        return generation
    }

    /// The tables of IPv4: whether each judges packets.
    private static func tables(_ socket: borrowing NetlinkSocket) throws(SystemError) -> [String: Bool] {
        var tables: [String: Bool] = [:]
        try socket.ask(NfTables.getTable, isListing: true, body: NfTables.ipv4) { _, payload in
            var name = ""
            var flags: UInt32 = 0
            for (type, value) in NetlinkAttributes(payload.behindFamily) {
                switch type {
                case NfTables.TableAttribute.name: name = value.text
                case NfTables.TableAttribute.flags: flags = value.bigEndian(UInt32.self) ?? 0
                default: continue
                }
            }
            tables[name] = flags & NfTables.TableAttribute.dormant == 0
        }
        return tables
    }
}

extension UnsafeRawBufferPointer {
    /// A message without `struct nfgenmsg`: its attributes.
    fileprivate var behindFamily: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[Swift.min(NfTables.familyHeaderSize, count)...])
    }
}
