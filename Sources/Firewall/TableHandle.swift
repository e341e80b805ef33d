import CIPTC
import Rules

/// libiptc's copy of a table, taken by one system call; freed with its owner.
struct TableHandle: ~Copyable {
    private let handle: OpaquePointer
    private let name: Table.Name

    /// Copies the table of the calling thread's network namespace.
    init(_ name: Table.Name) throws(FirewallError) {
        var code: CInt = 0
        guard let handle = npb_iptc_init(name.rawValue, &code) else {
            throw FirewallError(
                .system,
                "read table \(name.rawValue)",
                cause: String(cString: iptc_strerror(code)),
                remedy: "run as root of the network namespace, with ip_tables loaded"
            )
        }
        self.handle = handle
        self.name = name
    }

    deinit {
        iptc_free(handle)
    }

    /// The chains in the order of `Table.inKernelOrder()`.
    var chainNames: [String] {
        var names: [String] = []
        var next = iptc_first_chain(handle)
        while let name = next {
            names.append(String(cString: name))
            next = iptc_next_chain(handle)
        }
        return names
    }

    /// The policy of a built-in chain and what fell through to it; nil for a user-defined one.
    borrowing func policy(of chain: String) -> (policy: Chain.Policy, counters: Counters)? {
        var counters = xt_counters()
        guard iptc_builtin(chain, handle) != 0, let name = iptc_get_policy(chain, &counters, handle),
            let policy = Chain.Policy(rawValue: String(cString: name))
        else { return nil }
        return (policy, Counters(counters))
    }

    /// Calls `body` with every rule of the chain, in order; nothing for a chain that does not exist.
    borrowing func forEachRule(of chain: String, _ body: (UnsafePointer<ipt_entry>) -> Void) {
        var next = iptc_first_rule(chain, handle)
        while let entry = next {
            body(entry)
            next = iptc_next_rule(entry, handle)
        }
    }

    borrowing func hasChain(_ chain: String) -> Bool {
        iptc_is_chain(chain, handle) != 0
    }

    borrowing func target(of entry: UnsafePointer<ipt_entry>) -> String {
        iptc_get_target(entry, handle).map { String(cString: $0) } ?? ""
    }
}

extension Counters {
    init(_ counters: xt_counters) {
        self.init(packets: counters.pcnt, bytes: counters.bcnt)
    }
}
