import Rules

extension Table {
    /// A table in the kernel's order, whose built-in chains hold the rules given and whose other chains are `own`.
    init(_ name: Name, builtIn: [String: [Rule]], own: [Chain]) {
        let chains = builtIn.map { Chain(name: $0.key, policy: .accept, rules: $0.value) }
        self = Table(name: name, chains: chains + own).inKernelOrder()
    }
}

extension Ruleset {
    /// Throws if no kernel would take the ruleset, which means that `program` cannot program the cluster either: names
    /// that run together to one chain, a comment longer than iptables allows.
    func validated(for program: String) throws(LayoutError) -> Ruleset {
        do {
            try validate()
            return self
        } catch {
            throw LayoutError(.unsupportedInput, "\(program) cannot program this cluster: \(error)")
        }
    }
}
