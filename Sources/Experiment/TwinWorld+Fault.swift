import Addressing
import Cluster
import Linux
import Results
import Rules

extension TwinWorld {
    /// The filter table that is written for `arm`: the one meant, unless a fault was asked for.
    func filterToWrite(_ arm: Arm, meant: ArmProgram) throws(TestbedError) -> Table {
        guard arm != .off else { return meant.filter }
        switch setup.fault {
        case .stuckOff: return try program(of: .off).filter
        case .restoreFails: return meant.filter.unloadable
        case .setMissing, .policyMisses, .conntrackFull, nil: return meant.filter
        }
    }

    /// Fills the node's connection-tracking table with flows of empty datagrams to remote pods.
    ///
    /// Bounded by the table's size. The flows time out by themselves, unanswered, after 30 s.
    func fillConntrack() throws(TestbedError) {
        let proc = ProcFilesystem()
        guard let conntrack = node.run({ ConntrackCounters(reading: proc) }) else { return }
        do throws(SystemError) {
            let sender = try DatagramSender()
            let pods = cluster.clusterCIDR.last
            for flow in 0..<UInt32(conntrack.headroom) {
                // A port range for each address, counted down from the end of the range, where no local pod is.
                let address = IPv4Address(value: pods.value - 1 - flow / 60_000)
                sender.send(to: address.value, port: UInt16(1024 + flow % 60_000))
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

extension Table {
    /// The table with a rule that looks right until somebody loads it: its kind of rejection does not exist.
    var unloadable: Table {
        var table = self
        for index in table.chains.indices where table.chains[index].name == "FORWARD" {
            table.chains[index].rules.append(Rule(target: .reject(with: "npbench-fault")))
        }
        return table
    }
}
