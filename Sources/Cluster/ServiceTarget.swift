package import Addressing

/// The Service port that load goes to, looked up.
package struct ServiceTarget: Equatable, Sendable {
    package var reference: ServiceReference
    package var service: Service
    package var port: Service.Port
    package var clusterIP: IPv4Address

    package init(reference: ServiceReference, service: Service, port: Service.Port, clusterIP: IPv4Address) {
        self.reference = reference
        self.service = service
        self.port = port
        self.clusterIP = clusterIP
    }
}
