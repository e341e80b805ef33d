import Cluster
import Results

/// A cluster and the node of it under test.
struct ClusterInput {
    /// In the order of its making or its file.
    let cluster: ClusterModel
    let node: Node

    init(cluster: ClusterModel, nodeName: String) throws(CommandFailure) {
        self.cluster = cluster
        do { node = try cluster.node(named: nodeName) } catch { throw CommandFailure(error) }
    }

    /// The cluster with the target's pods and Service at `position` in their lists.
    func arranged(
        _ position: Position,
        target: ServiceReference,
        seed: UInt64
    ) throws(CommandFailure) -> ClusterModel {
        do {
            return try cluster.positioned(position, target: target, nodeName: node.name, seed: seed)
        } catch {
            throw CommandFailure(error)
        }
    }

    /// How large the cluster is around its target.
    func scale(target reference: ServiceReference) throws(CommandFailure) -> Scale {
        do {
            let target = try cluster.resolve(reference)
            let endpoints = TargetEndpoints(of: target, in: cluster, on: node.name)
            return Scale(
                services: cluster.services.count { $0.clusterIP != nil } - 1,
                pods: cluster.pods.count(where: \.hasOwnAddress) - endpoints.local.count - endpoints.remote.count,
                localPods: cluster.localPods(on: node.name).count
            )
        } catch {
            throw CommandFailure(error)
        }
    }
}
