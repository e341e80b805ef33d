import Addressing
package import Cluster
import Policy

/// Judges what packets did in one cluster under one controller.
///
/// Twice: against the API's text, where a difference may be a declared deviation, and against what the controller is
/// declared to do, where a difference is never right.
package struct Judge: Sendable {
    private let cluster: ClusterModel
    private let reading: ControllerReading

    package init(of cluster: ClusterModel, under subject: ConformanceSubject) {
        self.cluster = cluster
        reading = ControllerReading(of: cluster, by: subject)
    }

    /// What should become of a probe.
    ///
    /// Policies judge pods, so a probe of a ClusterIP has as many answers as the Service has endpoints.
    package func expectation(of probe: PacketProbe) -> ProbeExpectation {
        ProbeExpectation(
            backends: backends(of: probe).map { backend in
                let answer = reading.answer(
                    on: Connection(
                        source: .address(probe.source.address),
                        destination: .address(backend.address),
                        port: backend.port,
                        transport: probe.transport
                    )
                )
                return ProbeExpectation.Backend(
                    address: backend.address,
                    standard: answer.standard,
                    declared: answer.declared,
                    reason: answer.reason
                )
            }
        )
    }

    private func backends(of probe: PacketProbe) -> [(address: IPAddress, port: UInt16)] {
        guard case .v4(let destination) = probe.destination,
            let service = cluster.services.first(where: { $0.clusterIP == destination })
        else {
            return [(probe.destination, probe.port)]
        }
        return service.ports.filter { $0.number == probe.port && $0.transport == probe.transport }
            .flatMap(\.endpoints).map { (.v4($0.address), $0.port) }
    }
}
