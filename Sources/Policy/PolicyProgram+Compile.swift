import Addressing
import Cluster

extension PolicyProgram {
    /// Compiles the policies of `cluster`, of which `selection` was made.
    init(of cluster: ClusterModel, selection: PolicySelection) {
        var names: [String: Int32] = [:]
        let nodes = Dictionary(cluster.nodes.map { ($0.name, $0) }) { first, _ in first }
        for pod in cluster.pods { append(pod, on: pod.nodeName.flatMap { nodes[$0] }, names: &names) }
        let none: [[Int32]] = Array(repeating: [], count: pods.count)
        var lists: [NetworkPolicy.Direction: [[Int32]]] = [.ingress: none, .egress: none]
        for policy in cluster.policies {
            let subjects = selection.members(selectedBy: policy).map(\.place)
            for direction in selection.dialect.directions(of: policy) {
                let first = rules.count
                for rule in policy.rules(direction) { append(rule, of: policy, selection: selection, names: &names) }
                for place in subjects {
                    switch direction {
                    case .ingress: pods[place].ingress.isIsolated = true
                    case .egress: pods[place].egress.isIsolated = true
                    }
                    lists[direction]?[place] += (first..<rules.count).map(Int32.init)
                }
            }
        }
        for place in pods.indices {
            pods[place].ingress.rules = append(lists[.ingress, default: none][place])
            pods[place].egress.rules = append(lists[.egress, default: none][place])
        }
    }

    private mutating func append(_ list: [Int32]) -> Range<Int> {
        let first = ruleLists.count
        ruleLists += list
        return first..<ruleLists.count
    }

    private mutating func append(_ pod: Pod, on node: Node?, names: inout [String: Int32]) {
        let firstAddress = nodeAddresses.count
        nodeAddresses += Set(pod.hostAddresses + IPFamily.allCases.compactMap { node?.address(in: $0) })
        let first = ownPorts.count
        for port in pod.ports {
            guard let name = port.name else { continue }
            ownPorts.append(
                OwnPort(name: number(of: name, &names), transport: port.transport.code, number: port.number)
            )
        }
        pods.append(
            PodEntry(
                node: firstAddress..<nodeAddresses.count,
                named: first..<ownPorts.count
            )
        )
    }

    private mutating func append(
        _ rule: NetworkPolicy.Rule,
        of policy: NetworkPolicy,
        selection: PolicySelection,
        names: inout [String: Int32]
    ) {
        let firstBlock = blocks.count
        let firstPort = ports.count
        var bits = -1
        for peer in rule.peers {
            switch peer {
            case .block(let block, let except):
                var compiled = Block(block)
                let first = excepts.count
                if selection.dialect.honoursExcept { excepts += except.map { Block($0) } }
                compiled.excepts = first..<excepts.count
                blocks.append(compiled)
            case .pods:
                if bits < 0 {
                    bits = words.count
                    words += Array(repeating: 0, count: (pods.count + 63) / 64)
                }
                for (place, _) in selection.members(selectedBy: peer, of: policy) {
                    words[bits + place >> 6] |= 1 << UInt64(place & 63)
                }
            }
        }
        for port in rule.ports { append(port, selection.dialect, &names) }
        rules.append(
            Rule(
                isForAnyone: rule.peers.isEmpty,
                bits: bits,
                blocks: firstBlock..<blocks.count,
                isForAnyPort: rule.ports.isEmpty,
                ports: firstPort..<ports.count
            )
        )
    }

    private mutating func append(
        _ port: NetworkPolicy.Port,
        _ dialect: PolicyDialect,
        _ names: inout [String: Int32]
    ) {
        var compiled = Port(transport: port.transport.code, first: 0, last: .max, name: -1)
        switch port.number {
        case nil: break
        case .number(let first, let last):
            compiled.first = first
            compiled.last = dialect.honoursEndPort ? last ?? first : first
        case .name(let name): compiled.name = number(of: name, &names)
        }
        ports.append(compiled)
    }

    private func number(of name: String, _ names: inout [String: Int32]) -> Int32 {
        if let number = names[name] { return number }
        let number = Int32(names.count)
        names[name] = number
        return number
    }
}
