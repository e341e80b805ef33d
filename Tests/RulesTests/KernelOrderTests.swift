import Testing

@testable import Rules

@Suite("Chains in the order of the kernel's listing")
struct KernelOrderTests {
    @Test("Built-in chains lead in the order of their hooks, the others follow by their bytes")
    func order() {
        let names = ["ZED", "abc", "OUTPUT", "KUBE-2", "KUBE-10", "INPUT", "FORWARD"]
        let table = Table(name: .filter, chains: names.map(chain))
        #expect(
            table.inKernelOrder().chains.map(\.name)
                == ["INPUT", "FORWARD", "OUTPUT", "KUBE-10", "KUBE-2", "ZED", "abc"]
        )
    }

    @Test("A built-in chain that is missing is added, empty and accepting", arguments: Table.Name.allCases)
    func missing(name: Table.Name) {
        #expect(Table(name: name).inKernelOrder() == .empty(name))
        let dropping = Chain(name: "OUTPUT", policy: .drop, rules: [Rule(target: .accept)])
        let table = Table(name: name, chains: [dropping]).inKernelOrder()
        #expect(table.chains.map(\.name) == name.builtInChains)
        #expect(table["OUTPUT"] == dropping)
    }

    @Test("Rules keep their order")
    func rules() {
        let rules = [Rule(target: .drop), Rule(target: .accept), Rule(target: .return)]
        let table = Table(name: .raw, chains: [Chain(name: "B", rules: rules), Chain(name: "A", rules: rules)])
        #expect(table.inKernelOrder()["B"]?.rules == rules)
    }

    private func chain(_ name: String) -> Chain {
        Chain(name: name, policy: Table.Name.filter.builtInChains.contains(name) ? .accept : nil)
    }
}
