import Addressing
import Testing

@testable import Twin

@Suite struct TopologyTests {
    private let topology = Topology(plan: .small(pods: 1))

    @Test("A pod has a /32 address, a permanent neighbour as gateway, and its own address as source")
    func pod() {
        #expect(
            topology.podCommands(topology.plan.localPods[0]) == [
                "link set lo up",
                "addr add 10.244.7.2/32 dev eth0",
                "link set eth0 up",
                "neigh replace 169.254.1.1 lladdr ee:ee:ee:ee:ee:ee dev eth0 nud permanent",
                "route replace 169.254.1.1/32 dev eth0",
                "route replace default via 169.254.1.1 dev eth0 src 10.244.7.2",
            ]
        )
    }

    @Test("The node knows every neighbour, and the gateway's address is not one to masquerade with")
    func node() {
        #expect(
            topology.nodeCommands() == [
                "link set lo up",
                "addr add 192.168.7.10/32 dev lo",
                "addr add 169.254.1.1/32 dev lo scope link",
                "link set client up",
                "neigh replace 14.215.0.2 lladdr 02:42:0e:d7:00:02 dev client nud permanent",
                "route replace 14.215.0.2/32 dev client",
                "neigh replace 198.51.100.2 lladdr 02:42:0e:d7:00:02 dev client nud permanent",
                "route replace 198.51.100.2/32 dev client",
                "link set cluster up",
                "neigh replace 169.254.1.2 lladdr 02:42:a9:fe:01:02 dev cluster nud permanent",
                "route replace 169.254.1.2/32 dev cluster",
                "route replace 10.244.0.0/16 via 169.254.1.2 dev cluster",
                "link set pod0 up",
                "neigh replace 10.244.7.2 lladdr 02:42:0a:f4:07:02 dev pod0 nud permanent",
                "route replace 10.244.7.2/32 dev pod0",
            ]
        )
    }

    @Test("The client prefers the allowed address")
    func client() {
        #expect(topology.clientCommands().last == "route replace default via 169.254.1.1 dev eth0 src 14.215.0.2")
        #expect(topology.clientCommands().contains("addr add 198.51.100.2/32 dev eth0"))
    }

    @Test("The rest of the cluster owns every address of its blocks but those behind the node")
    func cluster() {
        #expect(
            topology.clusterCommands().suffix(5) == [
                "route replace local 10.244.0.0/16 dev lo table main",
                "route replace 192.168.7.10/32 via 169.254.1.1 dev eth0",
                "route replace 14.215.0.2/32 via 169.254.1.1 dev eth0",
                "route replace 198.51.100.2/32 via 169.254.1.1 dev eth0",
                "route replace 10.244.7.2/32 via 169.254.1.1 dev eth0",
            ]
        )
    }

    @Test("A second stack adds its own addresses, neighbours and routes behind those of the first, and nothing else")
    func secondStack() {
        let dual = Topology(plan: .dual(pods: 1))
        let pod = dual.podCommands(dual.plan.localPods[0])
        #expect(Array(pod.prefix(6)) == topology.podCommands(topology.plan.localPods[0]))
        #expect(
            pod.suffix(4) == [
                "addr add fd00::2/128 dev eth0 nodad",
                "neigh replace fe80::1 lladdr ee:ee:ee:ee:ee:ee dev eth0 nud permanent",
                "route replace fe80::1/128 dev eth0",
                "route replace default via fe80::1 dev eth0 src fd00::2",
            ]
        )
        #expect(Array(dual.nodeCommands().prefix(15)) == topology.nodeCommands())
        #expect(
            dual.nodeCommands().dropFirst(15) == [
                "addr add fd01::1/128 dev lo nodad",
                "neigh replace 2001:db8::2 lladdr 02:42:0e:d7:00:02 dev client nud permanent",
                "route replace 2001:db8::2/128 dev client",
                "neigh replace 2001:db8::3 lladdr 02:42:0e:d7:00:02 dev client nud permanent",
                "route replace 2001:db8::3/128 dev client",
                "neigh replace fe80::2 lladdr 02:42:a9:fe:01:02 dev cluster nud permanent",
                "route replace fe80::2/128 dev cluster",
                "route replace fd00::/64 via fe80::2 dev cluster",
                "neigh replace fd00::2 lladdr 02:42:0a:f4:07:02 dev pod0 nud permanent",
                "route replace fd00::2/128 dev pod0",
            ]
        )
        #expect(dual.clusterCommands().suffix(5).first == "route replace local fd00::/64 dev lo table main")
        #expect(dual.clusterCommands().last == "route replace fd00::2/128 via fe80::1 dev eth0")
        #expect(dual.clientCommands().last == "route replace default via fe80::1 dev eth0 src 2001:db8::2")
        #expect(dual.linkCommands() == topology.linkCommands())
    }

    @Test("Every pod has a veth pair whose end in the pod carries the pod's link-layer address")
    func links() {
        #expect(topology.namespaceCommands() == ["netns add node", "netns add cluster", "netns add default.test-0"])
        #expect(
            topology.linkCommands().last
                == "link add dev pod0 netns node address ee:ee:ee:ee:ee:ee type veth peer name eth0 "
                + "address 02:42:0a:f4:07:02 netns default.test-0"
        )
    }

    @Test("A named twin has its name before every namespace, and a client of its own; inside all is as without")
    func named() {
        var plan = topology.plan
        plan.name = "scale-1"
        let named = Topology(plan: plan)
        #expect(
            named.namespaceCommands() == [
                "netns add scale-1:client", "netns add scale-1:node", "netns add scale-1:cluster",
                "netns add scale-1:default.test-0",
            ]
        )
        #expect(
            named.linkCommands() == [
                "link add dev client netns scale-1:node address ee:ee:ee:ee:ee:ee type veth peer name eth0 "
                    + "address 02:42:0e:d7:00:02 netns scale-1:client",
                "link add dev cluster netns scale-1:node address ee:ee:ee:ee:ee:ee type veth peer name eth0 "
                    + "address 02:42:a9:fe:01:02 netns scale-1:cluster",
                "link add dev pod0 netns scale-1:node address ee:ee:ee:ee:ee:ee type veth peer name eth0 "
                    + "address 02:42:0a:f4:07:02 netns scale-1:default.test-0",
            ]
        )
        #expect(named.clientCommands() == ["link set lo up"] + topology.clientCommands())
        #expect(named.nodeCommands() == topology.nodeCommands())
        #expect(named.podCommands(plan.localPods[0]) == topology.podCommands(plan.localPods[0]))
    }

    @Test("A pod's namespace name holds both parts, and stays a file name however long they are")
    func names() {
        let name = String(repeating: "a", count: 253)
        let pod = TwinPlan.LocalPod(
            namespace: "default",
            name: name,
            address: TwinPlan.podAddress(0),
            ports: [],
            role: .interference
        )
        #expect(pod.placeName.hasPrefix("default.aaa"))
        #expect(pod.placeName.utf8.count == 200)
    }
}
