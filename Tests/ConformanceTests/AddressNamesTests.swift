import Addressing
import Cluster
import Testing

@testable import Conformance

@Suite struct AddressNamesTests {
    @Test("Pods and Services go by their names, everything else by its address")
    func names() {
        let server = CasePod.server("nsa/server")
        var finished = CasePod("nsa/client").pod
        finished.phase = .succeeded
        let cluster = ClusterModel(pods: [server.pod, finished], services: [server.service].compactMap(\.self))
        let names = AddressNames(of: cluster)
        #expect(names[CaseFixture.address(of: "nsa/server")] == "nsa/server")
        #expect(names[CaseFixture.serviceAddress(of: "nsa/server")] == "nsa/svc-server")
        #expect(names[CaseFixture.insider] == "14.215.0.2")
        #expect(names[CaseFixture.address(of: "nsa/client")] == "\(CaseFixture.address(of: "nsa/client"))")
    }
}
