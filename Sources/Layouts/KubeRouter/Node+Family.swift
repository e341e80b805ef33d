import Addressing
import Cluster

extension Node {
    /// Throws if the node has no address of `family`, with which kube-router from 2.0.0 on refuses to start.
    func requireAddress(_ family: IPFamily, for program: String) throws(LayoutError) {
        guard address(in: family) == nil else { return }
        throw LayoutError(
            .unsupportedInput,
            "\(program) cannot tell which pods run on node \(name), because the node has no \(family.title) InternalIP "
                + "address; add one to its status.addresses"
        )
    }
}
