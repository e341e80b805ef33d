import Addressing
import Twin

extension TwinPlan {
    static let node = IPv4Address(192, 168, 7, 10)
    static let stranger = IPv4Address(198, 51, 100, 2)

    /// The address of pod `index` of `small`.
    static func podAddress(_ index: Int) -> IPv4Address { IPv4Address(10, 244, 7, 2) + UInt32(index) }

    /// `pods` pods of which the first two serve, as in the experiment.
    static func small(pods: Int = 6) -> TwinPlan {
        TwinPlan(
            localPods: (0..<pods).map { index in
                LocalPod(
                    namespace: "default",
                    name: "test-\(index)",
                    address: podAddress(index),
                    ports: [80],
                    role: index < 2 ? .server : .interference
                )
            },
            remotePorts: [8080],
            remoteBlocks: [IPv4CIDR(IPv4Address(10, 244, 0, 0), prefixLength: 16)],
            nodeAddress: node,
            strangerAddress: stranger
        )
    }
}
