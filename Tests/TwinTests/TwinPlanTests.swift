import Addressing
import Testing

@testable import Twin

@Suite struct TwinPlanTests {
    private func message(_ change: (inout TwinPlan) -> Void) -> String? {
        var plan = TwinPlan.small()
        change(&plan)
        do throws(TwinError) {
            try plan.validate()
            return nil
        } catch {
            #expect(error.kind == .badPlan)
            return error.description
        }
    }

    @Test("A plan as the experiment makes it is fine")
    func fine() {
        #expect(message { _ in } == nil)
    }

    @Test("Two owners of one address are both named")
    func sharedAddress() {
        #expect(
            message { $0.localPods[3].address = $0.localPods[1].address }
                == "pod default/test-3 can not have 10.244.7.3: it belongs to pod default/test-1; give one of them another"
        )
        #expect(message { $0.strangerAddress = $0.clientAddress }?.contains("14.215.0.2") == true)
        #expect(message { $0.localPods[0].address = TwinPlan.node }?.contains("the node") == true)
        #expect(message { $0.nodeAddress = IPv4Address(169, 254, 1, 1) }?.contains("gateway") == true)
    }

    @Test("IPv6 addresses have one owner each, and none in a twin of IPv4 alone")
    func secondStack() {
        #expect(message { $0 = .dual() } == nil)
        #expect(
            message {
                $0 = .dual()
                $0.localPods[1].address6 = $0.localPods[0].address6
            }
                == "pod default/test-1 can not have fd00::2: it belongs to pod default/test-0; give one of them another"
        )
        #expect(
            message {
                $0 = .dual()
                $0.ipv6?.nodeAddress = IPv6Address(value: 0xfe80 << 112 | 1)
            }?.contains("gateway") == true
        )
        #expect(message { $0.localPods[0].address6 = TwinPlan.podAddress6(0) }?.contains("IPv4 alone") == true)
    }

    @Test("Two pods of one name are refused, the same name in two namespaces is not")
    func sharedName() {
        #expect(message { $0.localPods[3].name = "test-1" }?.contains("default/test-1") == true)
        #expect(message { $0.localPods[3] = $0.localPods[3].renamed(namespace: "other", name: "test-1") } == nil)
    }

    @Test("Port 0 is refused")
    func portZero() {
        #expect(message { $0.localPods[2].ports = [80, 0] }?.contains("port 0") == true)
        #expect(message { $0.hostPorts = [0] }?.contains("port 0") == true)
        #expect(message { $0.remotePorts = [0] }?.contains("port 0") == true)
    }
}

extension TwinPlan.LocalPod {
    fileprivate func renamed(namespace: String, name: String) -> TwinPlan.LocalPod {
        var pod = self
        pod.namespace = namespace
        pod.name = name
        return pod
    }
}
