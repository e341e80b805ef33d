import Rules

extension Ruleset {
    /// The `-A` lines of one chain as `iptables-save` prints them.
    func lines(_ table: Table.Name, _ chain: String) -> [String] {
        (self[table]?.iptablesSave() ?? "").split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("-A \(chain) ")
        }
    }

    /// The names of a table's chains.
    func chainNames(_ table: Table.Name) -> [String] {
        self[table]?.chains.map(\.name) ?? []
    }

    /// The only chain whose name begins with `prefix`.
    func chain(_ prefix: String) -> Chain? {
        let found = tables.flatMap(\.chains).filter { $0.name.hasPrefix(prefix) }
        return found.count == 1 ? found.first : nil
    }
}
