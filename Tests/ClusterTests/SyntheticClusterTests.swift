import Addressing
import Cluster
import Testing

@Suite struct SyntheticClusterTests {
    @Test("The seed's largest scale has 8002 pods, 82 of them local, and 1001 Services")
    func seedScale() throws {
        let cluster = try SyntheticCluster(services: 1000, pods: 8000).model
        #expect(cluster.pods.count == 8002)
        #expect(cluster.localPods(on: "npb-node").count == 82)
        #expect(cluster.services.count == 1001)
        #expect(cluster.services.filter { $0.name != "test" }.allSatisfy { $0.ports[0].endpoints.count == 8 })
        #expect(cluster.nodes.count == 100)
        #expect(Set(cluster.pods.map(\.address)).count == 8002)
        #expect(Set(cluster.services.map(\.clusterIP)).count == 1001)
        #expect(cluster.pods.allSatisfy { $0.address.map(cluster.clusterCIDR.contains) ?? false })
        #expect(cluster.services.allSatisfy { $0.clusterIP.map(cluster.serviceCIDR.contains) ?? false })
    }

    @Test(
        "The default of local pods is a hundredth and the test pods",
        arguments: [(2000, 22), (6000, 62), (8000, 82)]
    )
    func defaultLocalPods(pods: Int, local: Int) throws {
        #expect(try SyntheticCluster(services: 1000, pods: pods).localPods == local)
    }

    @Test("It is numbered like the recorded cluster: ClusterIPs, test pods, ports, counts, places")
    func resemblesTheRecording() throws {
        let synthetic = try SyntheticCluster(services: 1000, pods: 8000).model
        let recorded = try ClusterData.recorded()
        let target = try synthetic.resolve(.test)
        let recordedTarget = try recorded.resolve(.test)
        #expect(target.clusterIP == recordedTarget.clusterIP)
        #expect(target.port == recordedTarget.port)
        #expect(synthetic.localPods(on: "npb-node").count == recorded.localPods(on: "npb-node").count)
        let service = try #require(synthetic.services.first { $0.name == "svc-999" })
        let recordedService = try #require(recorded.services.first { $0.name == "svc999" })
        #expect(service.clusterIP == recordedService.clusterIP)
        #expect(service.ports[0].endpoints.count == recordedService.ports[0].endpoints.count)
        #expect(try synthetic.node(named: "npb-node").address == recorded.node(named: "npb-node").address)
        #expect(
            synthetic.pods.first { $0.name == "test-1" }?.ports == recorded.pods.first { $0.name == "test-1" }?.ports
        )
    }

    @Test("Pods that do not divide evenly are spread, the first Services having one more")
    func unevenPods() throws {
        let cluster = try SyntheticCluster(services: 3, pods: 8).model
        #expect(cluster.services.map { $0.ports[0].endpoints.count } == [3, 3, 2, 2])
        #expect(cluster.pods.map(\.name).suffix(4) == ["svc-2-0", "svc-2-1", "test-0", "test-1"])
    }

    @Test("More Services than pods leave the last Services without endpoints")
    func emptyServices() throws {
        let cluster = try SyntheticCluster(services: 3, pods: 1).model
        #expect(cluster.services.map { $0.ports[0].endpoints.count } == [1, 0, 0, 2])
    }

    @Test("Local pods may be the test pods alone, or all pods there are", arguments: [2, 7, 12])
    func localPods(count: Int) throws {
        let cluster = try SyntheticCluster(services: 2, pods: 10, localPods: count).model
        #expect(cluster.localPods(on: SyntheticCluster.nodeName).count == count)
        #expect(cluster.pods.count == 12)
        let target = try cluster.resolve(.test)
        #expect(
            TargetEndpoints(of: target, in: cluster, on: SyntheticCluster.nodeName).local.map(\.pod.name) == [
                "test-0", "test-1",
            ]
        )
        for pod in cluster.pods {
            #expect(cluster.nodes.first { $0.name == pod.nodeName }?.address == pod.hostAddress)
        }
    }

    @Test("Endpoints name the address and the node of their pods")
    func endpointsFollowPods() throws {
        let cluster = try SyntheticCluster(services: 4, pods: 9, localPods: 4).model
        for service in cluster.services {
            let members = cluster.pods.filter { $0.labels == service.selector }
            #expect(service.ports[0].endpoints.map(\.address) == members.compactMap(\.address))
            #expect(service.ports[0].endpoints.map(\.nodeName) == members.map(\.nodeName))
        }
    }

    @Test("Nodes keep clear of the ranges that are asked for")
    func nodesAvoidRanges() throws {
        let block = try #require(IPv4CIDR("172.16.0.0/12"))
        let cluster = try SyntheticCluster(services: 1, pods: 300, clusterCIDR: block).model
        #expect(cluster.nodes.allSatisfy { !($0.address.map(block.contains) ?? true) })
        #expect(cluster.pods[0].address == IPv4Address(172, 16, 0, 4))
        #expect(cluster.clusterCIDR == block)
    }

    @Test(
        "A size out of range is refused in one sentence that names the option",
        arguments: [
            (0, 8, nil, "10.244.0.0/16", "10.96.0.0/12", "--services"),
            (-1, 8, nil, "10.244.0.0/16", "10.96.0.0/12", "--services"),
            (1, 0, nil, "10.244.0.0/16", "10.96.0.0/12", "--pods"),
            (1, Int.min, nil, "10.244.0.0/16", "10.96.0.0/12", "--pods"),
            (1, Int.max, nil, "10.244.0.0/16", "10.96.0.0/12", "--cluster-cidr"),
            (Int.max, 8, nil, "10.244.0.0/16", "10.96.0.0/12", "--service-cidr"),
            (1, 8, 1, "10.244.0.0/16", "10.96.0.0/12", "--local-pods"),
            (1, 8, 11, "10.244.0.0/16", "10.96.0.0/12", "--local-pods"),
            (1, 8, nil, "10.244.0.0/29", "10.96.0.0/12", "--cluster-cidr"),
            (1, 8, nil, "10.244.0.0/16", "10.96.0.0/24", "--service-cidr"),
            (1, 8, nil, "10.96.0.0/16", "10.96.0.0/12", "overlap"),
            (1, 8, nil, "128.0.0.0/1", "0.0.0.0/1", "nodes"),
        ] as [(Int, Int, Int?, String, String, String)]
    )
    func refusals(services: Int, pods: Int, local: Int?, pod: String, service: String, word: String) throws {
        let clusterCIDR = try #require(IPv4CIDR(pod))
        let serviceCIDR = try #require(IPv4CIDR(service))
        let error = #expect(throws: ClusterError.self) {
            try SyntheticCluster(
                services: services,
                pods: pods,
                localPods: local,
                clusterCIDR: clusterCIDR,
                serviceCIDR: serviceCIDR
            )
        }
        #expect(error?.description.contains(word) ?? false)
        #expect(error?.description.hasPrefix("cannot make a cluster") ?? false)
    }

    @Test("A block of exactly the size needed has room")
    func exactRoom() throws {
        // 11 pods + 2 test pods after .0 and .1, before the broadcast address: 16 addresses.
        let block = IPv4CIDR(IPv4Address(10, 1, 0, 0), prefixLength: 28)
        let cluster = try SyntheticCluster(services: 1, pods: 11, clusterCIDR: block).model
        #expect(cluster.pods.compactMap(\.address).max() == IPv4Address(10, 1, 0, 14))
        #expect(throws: ClusterError.self) { try SyntheticCluster(services: 1, pods: 12, clusterCIDR: block) }
    }

    @Test(
        "With two stacks pods and nodes have the IPv6 address at the place of their IPv4 one, and nothing else changes"
    )
    func dualStack() throws {
        let single = try SyntheticCluster(services: 3, pods: 300).model
        var dual = try SyntheticCluster(services: 3, pods: 300, isDualStack: true).model
        #expect(Set(dual.pods.map(\.address6)).count == 302)
        let network = try #require(IPv6Address("fd00:10:244::"))
        for pod in dual.pods {
            let (four, six) = try (#require(pod.address), #require(pod.address6))
            #expect(UInt128(four.value - dual.clusterCIDR.network.value) == six.value - network.value)
            #expect(ClusterModel.defaultClusterCIDR6.contains(six))
            #expect(dual.nodes.first { $0.name == pod.nodeName }?.address6 == pod.hostAddress6)
        }
        #expect(dual.nodes.map(\.address6).prefix(2) == [IPv6Address("fd00:172:31::1"), IPv6Address("fd00:172:31::2")])
        for index in dual.pods.indices { (dual.pods[index].address6, dual.pods[index].hostAddress6) = (nil, nil) }
        for index in dual.nodes.indices { dual.nodes[index].address6 = nil }
        #expect(dual == single)
    }
}
