package import Cluster

extension ClusterModel {
    /// The same cluster with two stacks: every node and pod has its companion address too, and every ipBlock of a policy
    /// stands beside its companion.
    package var withCompanions: ClusterModel {
        var cluster = withCompanionAddresses
        for index in cluster.policies.indices {
            cluster.policies[index] = cluster.policies[index].mapBlocks { block, except in
                [.block(block, except: except), .block(block.companion, except: except.map(\.companion))]
            }
        }
        return cluster
    }

    /// The same cluster whose nodes and pods have their companion addresses too; the policies stay.
    var withCompanionAddresses: ClusterModel {
        var cluster = self
        for index in nodes.indices { cluster.nodes[index].address6 = nodes[index].address?.companion }
        for index in pods.indices {
            cluster.pods[index].address6 = pods[index].address?.companion
            cluster.pods[index].hostAddress6 = pods[index].hostAddress?.companion
        }
        return cluster
    }
}
