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
        #expect(names[.v4(CaseFixture.address(of: "nsa/server"))] == "nsa/server")
        #expect(names[.v4(CaseFixture.serviceAddress(of: "nsa/server"))] == "nsa/svc-server")
        #expect(names[.v4(CaseFixture.insider)] == "14.215.0.2")
        #expect(names[.v6(CaseFixture.insider.companion)] == "[fd00:244::ed7:2]")
        let dual = AddressNames(of: cluster.withCompanions)
        #expect(dual[.v6(CaseFixture.address(of: "nsa/server").companion)] == "nsa/server")
        #expect(names[.v4(CaseFixture.address(of: "nsa/client"))] == "\(CaseFixture.address(of: "nsa/client"))")
    }
}
