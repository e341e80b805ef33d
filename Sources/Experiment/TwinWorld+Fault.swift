import Addressing
import Cluster
import Linux
import Results
import Rules

extension TwinWorld {
    /// The rules that are written for `treatment`: those meant, unless a fault was asked for.
    func rulesToWrite(_ treatment: Treatment, meant: ArmProgram) throws(TestbedError) -> Ruleset {
        guard treatment != .off else { return meant.ruleset }
        switch setup.fault {
        case .stuckOff: return try program(of: .off).ruleset
        case .restoreFails: return meant.ruleset.unloadable
        case .setMissing: return meant.ruleset.lackingNftSets
        case .policyMisses, .conntrackFull, nil: return meant.ruleset
        }
    }

    /// Fills the node's connection-tracking table with flows of empty datagrams to remote pods.
    ///
    /// Bounded by the table's size. The flows time out by themselves, unanswered, after 30 s.
    func fillConntrack() throws(TestbedError) {
        let proc = ProcFilesystem()
        guard let conntrack = node.run({ ConntrackCounters(reading: proc) }) else { return }
        do throws(SystemError) {
            let pods = cluster.clusterCIDR.last
            try client.run { () throws(SystemError) in
                let sender = try DatagramSender()
                for flow in 0..<UInt32(conntrack.headroom) {
                    // A port range for each address, counted down from the end of the range, where no local pod is.
                    let address = IPv4Address(value: pods.value - 1 - flow / 60_000)
                    sender.send(to: address.value, port: UInt16(1024 + flow % 60_000))
                }
            }
        } catch {
            throw TestbedError(.failed, "\(error); run without --fault")
        }
    }
}

extension ClusterModel {
    /// The cluster with policies of the same names that select no pod.
    var withPoliciesMissing: ClusterModel {
        var cluster = self
        for index in cluster.policies.indices {
            cluster.policies[index].podSelector = LabelSelector(matchLabels: ["npbench-fault": "policy-misses"])
        }
        return cluster
    }
}

extension Ruleset {
    /// The ruleset with rules that look right until somebody loads them.
    ///
    /// In the filter table of iptables it is a kind of rejection that does not exist, in tables of nftables a masquerade where
    /// packets are filtered.
    var unloadable: Ruleset {
        var ruleset = self
        for table in tables.indices where tables[table].name == .filter {
            for chain in tables[table].chains.indices where tables[table].chains[chain].name == "FORWARD" {
                ruleset.tables[table].chains[chain].rules.append(Rule(target: .reject(with: "npbench-fault")))
            }
        }
        for table in nftables.indices {
            for chain in nftables[table].chains.indices where nftables[table].chains[chain].base?.hook == .forward {
                ruleset.nftables[table].chains[chain].rules.append(NftRule(.masquerade(fullyRandom: true)))
            }
        }
        return ruleset
    }

    /// The ruleset whose tables of nftables lack the sets that their rules name; those of iptables lack them because nobody
    /// loads them.
    var lackingNftSets: Ruleset {
        var ruleset = self
        for table in nftables.indices { ruleset.nftables[table].sets = [] }
        return ruleset
    }
}
