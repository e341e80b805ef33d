import Addressing
import Twin

extension TwinPlan {
    static let node = IPv4Address(192, 168, 7, 10)
    static let stranger = IPv4Address(198, 51, 100, 2)

    /// The address of pod `index` of `small`.
    static func podAddress(_ index: Int) -> IPv4Address { IPv4Address(10, 244, 7, 2) + UInt32(index) }

    /// Pod `index`'s IPv6 address in `dual`.
    static func podAddress6(_ index: UInt32) -> IPv6Address { IPv6Address(value: 0xfd00 << 112 | 2) + index }

    /// The same with IPv6.
    static func dual(pods: Int = 3) -> TwinPlan {
        var plan = small(pods: pods)
        for index in plan.localPods.indices { plan.localPods[index].address6 = podAddress6(UInt32(index)) }
        let outside = IPv6Address(value: 0x2001_0db8 << 96 | 2)
        plan.ipv6 = SecondStack(
            nodeAddress: IPv6Address(value: 0xfd01 << 112 | 1),
            clientAddress: outside,
            strangerAddress: outside + 1,
            remoteBlocks: [IPv6CIDR(podAddress6(0), prefixLength: 64)]
        )
        return plan
    }

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
