package import Addressing

/// The Service port that load goes to, looked up.
package struct ServiceTarget: Equatable, Sendable {
    package var reference: ServiceReference
    package var service: Service
    package var port: Service.Port
    package var clusterIP: IPv4Address
}
