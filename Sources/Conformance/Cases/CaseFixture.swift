package import Addressing
package import Cluster

/// The node, the addresses and the ports that all cases share, so that one twin holds every pod of every case.
///
/// A pod keeps its address whatever case it plays in; which pods exist at a moment is the business of `CaseWorld`.
package enum CaseFixture {
    /// The node under test, on which every pod runs.
    package static let node = Node(
        name: "node-1",
        address: IPv4Address(192, 168, 100, 10),
        podCIDR: IPv4CIDR(IPv4Address(10, 244, 1, 0), prefixLength: 24)
    )

    /// An address outside the cluster that the seed's policies name.
    package static let insider = IPv4Address(14, 215, 0, 2)

    /// An address outside the cluster that no policy names.
    package static let stranger = IPv4Address(198, 51, 100, 2)

    /// The ports that every pod and both outside addresses answer on, with TCP, UDP and SCTP.
    package static let ports: [UInt16] = [80, 81, 5978, 6379]

    /// Every pod that a case may name; its place decides its address.
    package static let pods: [PodName] = [
        "nsa/server", "nsa/server-b", "nsa/pod-a", "nsa/pod-b", "nsa/client", "nsa/client-a", "nsa/client-b",
        "nsa/client-c", "nsa/client-can-connect-80", "nsa/client-can-connect-81", "nsa/client-cannot-connect",
        "nsb/client-a", "nsb/client-b", "nsb/ns-b-server-a", "nsb/ns-b-server-b", "nsb/pod-b", "nsc/client-a",
        "nsa/a-0", "nsa/a-1", "nsb/b-0", "default/d-0", "default/d-1",
    ]

    private static let places = Dictionary(uniqueKeysWithValues: pods.enumerated().map { ($1, UInt32($0)) })

    /// The address of a pod; traps for one that is not in `pods`.
    package static func address(of pod: PodName) -> IPv4Address {
        IPv4Address(10, 244, 1, 2) + place(of: pod)
    }

    /// The ClusterIP of the Service `svc-NAME` before a pod; traps for a pod that is not in `pods`.
    package static func serviceAddress(of pod: PodName) -> IPv4Address {
        IPv4Address(10, 96, 1, 2) + place(of: pod)
    }

    private static func place(of pod: PodName) -> UInt32 {
        guard let place = places[pod] else { preconditionFailure("CaseFixture.pods lacks \(pod)") }
        return place
    }
}
