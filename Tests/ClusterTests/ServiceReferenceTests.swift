import Cluster
import Testing

@Suite struct ServiceReferenceTests {
    @Test(
        "A reference is read as it is written",
        arguments: ["default/test:80", "kube-system/kube-dns:dns-tcp", "a/b:c"]
    )
    func roundTrip(text: String) throws {
        let reference = try #require(ServiceReference(text))
        #expect(reference.description == text)
    }

    @Test("The parts are namespace, Service and port")
    func parts() throws {
        let reference = try #require(ServiceReference("shop/web:http"))
        #expect(reference.namespace == "shop")
        #expect(reference.service == "web")
        #expect(reference.port == "http")
        #expect(ServiceReference("default/test:80") == .test)
    }

    @Test(
        "Anything else is refused",
        arguments: [
            "", "web", "web:80", "shop/web", "/web:80", "shop/:80", "shop/web:", "a/b/c:80", "a/b:80:81", "a:b/c",
        ]
    )
    func refusals(text: String) {
        #expect(ServiceReference(text) == nil)
    }
}
