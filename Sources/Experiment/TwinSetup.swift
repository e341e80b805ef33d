package import Cluster
package import Layouts
package import Results

/// What a twin's world is made of, whatever its scale.
package struct TwinSetup: Sendable {
    /// The cluster of one scale, its pods and Services in the order of their rules.
    package var cluster: @Sendable (Scale) throws -> ClusterModel
    package var nodeName: String
    package var target: ServiceReference
    package var serviceProxy: ServiceProxy
    /// Those whose treatments are measured, at least one.
    package var controllers: [Controller]
    package var position: Position
    package var seed: UInt64
    package var connections: ConnectionMode
    package var cpus: CPUPlan
    package var fault: Fault?

    package init(
        cluster: @escaping @Sendable (Scale) throws -> ClusterModel,
        nodeName: String,
        target: ServiceReference,
        serviceProxy: ServiceProxy,
        controllers: [Controller],
        position: Position,
        seed: UInt64,
        connections: ConnectionMode,
        cpus: CPUPlan,
        fault: Fault? = nil
    ) {
        self.cluster = cluster
        self.nodeName = nodeName
        self.target = target
        self.serviceProxy = serviceProxy
        self.controllers = controllers
        self.position = position
        self.seed = seed
        self.connections = connections
        self.cpus = cpus
        self.fault = fault
    }
}
