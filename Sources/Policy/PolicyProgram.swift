import Addressing
import Cluster

/// Policies as flat tables of numbers, made from what a `PolicySelection` selects.
///
/// Nothing here holds a reference, so that a question counts none.
struct PolicyProgram: Sendable {
    /// What the policies say of one pod in one direction.
    struct Side {
        var isIsolated = false
        /// In `ruleLists`.
        var rules = 0..<0
    }

    struct PodEntry {
        var ingress = Side()
        var egress = Side()
        /// The addresses of its node as its status and the node tell, in `nodeAddresses`.
        var node: Range<Int>
        /// In `ownPorts`.
        var named = 0..<0
    }

    /// What a connection is asked about beside its ends.
    struct Request {
        var port: UInt16
        var transport: UInt8
        /// The destination's place; -1 for no pod.
        var destination: Int

        init(port: UInt16, transport: ServiceProtocol, destination: Int) {
            self.port = port
            self.transport = transport.code
            self.destination = destination
        }
    }

    struct Rule {
        /// Whether it has no peers, and so means everybody.
        var isForAnyone: Bool
        /// Where its words of bits begin, a bit a pod; -1 if no peer selects pods.
        var bits: Int
        /// In `blocks`.
        var blocks: Range<Int>
        /// Whether it has no ports, and so means all.
        var isForAnyPort: Bool
        /// In `ports`.
        var ports: Range<Int>
    }

    /// Bits of either family: calls into the Addressing room would cost more than the question.
    struct Block {
        var isIPv6: Bool
        var network: UInt128
        var mask: UInt128
        /// In `excepts`; nothing for an except.
        var excepts = 0..<0

        init(_ block: IPBlock) {
            switch block {
            case .v4(let block):
                isIPv6 = false
                network = UInt128(block.network.value)
                mask = UInt128(~(block.last.value ^ block.network.value))
            case .v6(let block):
                isIPv6 = true
                network = block.network.value
                mask = ~(block.last.value ^ block.network.value)
            }
        }

        func contains(_ address: IPAddress) -> Bool {
            switch address {
            case .v4(let address): !isIPv6 && UInt128(address.value) & mask == network
            case .v6(let address): isIPv6 && address.value & mask == network
            }
        }
    }

    struct Port {
        var transport: UInt8
        var first: UInt16
        var last: UInt16
        /// The number of the port's name, which then stands in place of the range; -1 for none.
        var name: Int32
    }

    /// A named port of a pod.
    struct OwnPort {
        var name: Int32
        var transport: UInt8
        var number: UInt16
    }

    /// By place in the cluster.
    var pods: [PodEntry] = []
    var nodeAddresses: [IPAddress] = []
    var ruleLists: [Int32] = []
    var rules: [Rule] = []
    var words: [UInt64] = []
    var blocks: [Block] = []
    var excepts: [Block] = []
    var ports: [Port] = []
    var ownPorts: [OwnPort] = []

    /// Whether the address is one of the node that the pod runs on.
    func isNode(_ address: IPAddress?, of pod: PodEntry) -> Bool {
        guard let address else { return false }
        for index in pod.node where nodeAddresses[index] == address { return true }
        return false
    }

    /// Whether the rules of `side` let the other end through, or there is nothing to let it through.
    func admits(_ other: CompiledOracle.End, by side: Side, _ request: Request) -> Bool {
        if !side.isIsolated { return true }
        for index in side.rules {
            let rule = rules[Int(ruleLists[index])]
            if isPeer(other, of: rule) && opens(rule, request) { return true }
        }
        return false
    }

    private func isPeer(_ other: CompiledOracle.End, of rule: Rule) -> Bool {
        if rule.isForAnyone { return true }
        if other.place >= 0 && rule.bits >= 0
            && words[rule.bits + other.place >> 6] >> UInt64(other.place & 63) & 1 == 1
        {
            return true
        }
        guard !rule.blocks.isEmpty, let address = other.address else { return false }
        for index in rule.blocks where blocks[index].contains(address) {
            var isExcepted = false
            for except in blocks[index].excepts where excepts[except].contains(address) { isExcepted = true }
            if !isExcepted { return true }
        }
        return false
    }

    private func opens(_ rule: Rule, _ request: Request) -> Bool {
        if rule.isForAnyPort { return true }
        for index in rule.ports {
            let port = ports[index]
            if port.transport != request.transport { continue }
            if port.name < 0 {
                if port.first <= request.port && request.port <= port.last { return true }
            } else if request.destination >= 0 {
                for own in pods[request.destination].named {
                    let own = ownPorts[own]
                    if own.name == port.name && own.transport == request.transport && own.number == request.port {
                        return true
                    }
                }
            }
        }
        return false
    }
}

extension ServiceProtocol {
    /// A number in place of the API's word.
    var code: UInt8 {
        switch self {
        case .tcp: 6
        case .udp: 17
        case .sctp: 132
        }
    }
}
