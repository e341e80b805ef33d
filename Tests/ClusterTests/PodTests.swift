import Addressing
import Cluster
import Testing

@Suite struct PodTests {
    private func pod(
        _ phase: Pod.Phase,
        address: IPv4Address? = IPv4Address(10, 0, 0, 1),
        isHostNetwork: Bool = false
    ) -> Pod {
        Pod(
            namespace: "a",
            name: "b",
            nodeName: "n",
            hostAddress: nil,
            address: address,
            phase: phase,
            isHostNetwork: isHostNetwork
        )
    }

    @Test(
        "A pod has ended once it succeeded or failed",
        arguments: [
            (.pending, false), (.running, false), (.unknown, false), (.succeeded, true), (.failed, true),
        ] as [(Pod.Phase, Bool)]
    )
    func finished(phase: Pod.Phase, isFinished: Bool) {
        #expect(pod(phase).isFinished == isFinished)
        #expect(pod(phase).hasOwnAddress == !isFinished)
    }

    @Test("Without an address, and in its host's network, a pod has no address of its own")
    func ownAddress() {
        #expect(pod(.running).hasOwnAddress)
        #expect(!pod(.running, address: nil).hasOwnAddress)
        #expect(!pod(.running, isHostNetwork: true).hasOwnAddress)
    }

    @Test("A pod whose deletion was asked for keeps its address", arguments: ["2026-11-25T19:00:00Z", "null"])
    func terminating(time: String) throws {
        let cluster = try ClusterData.cluster(
            text: """
                {apiVersion: v1, kind: Pod, metadata: {name: a, deletionTimestamp: \(time)}, spec: {nodeName: n}, \
                status: {phase: Running, podIP: 10.0.0.1}}
                """
        )
        #expect(cluster.pods[0].isTerminating == (time != "null"))
        #expect(cluster.pods[0].hasOwnAddress)
        #expect(!pod(.running).isTerminating)
    }
}
