import Rules

/// The way from a packet's interface to its pod's chain: a shallow tree, by the first letter in which names differ
/// (felix v3.20.5, rules/dispatch.go).
struct DispatchTree {
    /// The interfaces, sorted.
    private let names: [String]
    private let commonPrefix: String

    init(_ interfaces: [String]) {
        let names = Set(interfaces).sorted()
        self.names = names
        // Of sorted names the first and the last differ the soonest.
        commonPrefix = String(zip(names.first ?? "", names.last ?? "").prefix { $0 == $1 }.map(\.0))
    }

    /// The root chain called `name` and its children; `match` says which end of the packet counts, `prefix` how the pods' chains begin.
    func chains(_ name: String, _ prefix: String, _ match: (String) -> CalicoMatch) -> [Chain] {
        let unknown = CalicoRule(action: .drop, comment: "Unknown interface")
        func leaf(_ interface: String) -> CalicoRule {
            CalicoRule(match(interface), action: .goto(CalicoName.chain(prefix, interface)))
        }
        var root: [CalicoRule] = []
        var children: [Chain] = []
        for branch in branches {
            guard branch.count > 1 else {
                root += branch.map(leaf)
                continue
            }
            let letter = branch[0].dropFirst(commonPrefix.count).prefix(1)
            root.append(CalicoRule(match(commonPrefix + letter + "+"), action: .goto("\(name)-\(letter)")))
            children.append(Chain(calico: "\(name)-\(letter)", branch.map(leaf) + [unknown]))
        }
        return [Chain(calico: name, root + [unknown])] + children
    }

    /// The names by their first letter behind the common prefix.
    private var branches: [[String]] {
        var branches: [[String]] = []
        for name in names {
            let letter = name.dropFirst(commonPrefix.count).first
            if let first = branches.last?.first, first.dropFirst(commonPrefix.count).first == letter {
                branches[branches.count - 1].append(name)
            } else {
                branches.append([name])
            }
        }
        return branches
    }
}
