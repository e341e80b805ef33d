/// One xtables table: built-in chains first, then user-defined ones, in the order in which `iptables-save` prints them.
package struct Table: Equatable, Sendable {
    /// The tables that iptables knows (iptables(8), TABLES).
    package enum Name: String, Sendable, CaseIterable {
        case filter, nat, mangle, raw, security

        /// The chains that exist in this table from the start, in the order of their hooks as `iptables-save` prints them.
        package var builtInChains: [String] {
            switch self {
            case .filter, .security: ["INPUT", "FORWARD", "OUTPUT"]
            case .nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]
            case .mangle: ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]
            case .raw: ["PREROUTING", "OUTPUT"]
            }
        }
    }

    package var name: Name
    package var chains: [Chain]

    package init(name: Name, chains: [Chain] = []) {
        self.name = name
        self.chains = chains
    }

    /// A table with its built-in chains only, empty and with policy ACCEPT: what a new network namespace has.
    package static func empty(_ name: Name) -> Table {
        Table(name: name, chains: name.builtInChains.map { Chain(name: $0, policy: .accept) })
    }

    /// The chain called `name`, if the table has one.
    package subscript(name: String) -> Chain? {
        chains.first { $0.name == name }
    }

    package var ruleCount: Int { chains.reduce(0) { $0 + $1.rules.count } }
}
