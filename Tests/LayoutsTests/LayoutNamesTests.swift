import Testing

@testable import Layouts

@Suite struct LayoutNamesTests {
    @Test("Every controller is found by its own name", arguments: Controller.allCases)
    func knownController(controller: Controller) throws {
        #expect(try Controller(named: controller.rawValue) == controller)
    }

    @Test("Every service proxy is found by its own name", arguments: ServiceProxy.allCases)
    func knownProxy(proxy: ServiceProxy) throws {
        #expect(try ServiceProxy(named: proxy.rawValue) == proxy)
    }

    @Test("An unknown controller is refused with the list of known ones")
    func unknownController() {
        let error = #expect(throws: LayoutError.self) { try Controller(named: "kube-router-9") }
        #expect(error?.kind == .unknownName)
        #expect(
            error?.description
                == "no controller is called 'kube-router-9'; choose one of: "
                + "kube-router-0.2.0, kube-router-tke, kube-router-2.11, kube-router-2.11-nft, calico-iptables"
        )
    }

    @Test("An unknown service proxy is refused with the list of known ones")
    func unknownProxy() {
        let error = #expect(throws: LayoutError.self) { try ServiceProxy(named: "") }
        #expect(error?.kind == .unknownName)
        #expect(error?.description.hasSuffix("kube-proxy-nftables-1.36, kube-proxy-ipvs-1.36") == true)
    }
}
