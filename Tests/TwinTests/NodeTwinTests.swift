import Addressing
import Glibc
import Linux
import Testing

@testable import Twin

extension KernelTests {
    /// What packets meet in a twin.
    @Suite struct NodeTwinTests {
        init() throws { try KernelRoom.enter() }

        private let page = HTTPProbe.Outcome.served(status: 200, bodyBytes: 612)

        @Test("Every local pod serves the page to the client, and the twin is up in well under 5 s")
        func localPods() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            for index in 0..<6 { #expect(HTTPProbe.fetch(TwinPlan.podAddress(index)) == page) }
            #expect(twin.upSeconds < 5)
            try twin.checkAlive()
        }

        @Test("The forbidden source address reaches the pods while no rule forbids it")
        func stranger() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            #expect(HTTPProbe.fetch(TwinPlan.podAddress(0), from: TwinPlan.stranger) == page)
        }

        @Test("Any address of the cluster CIDR answers for a remote pod, on every remote port")
        func remotePods() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            #expect(HTTPProbe.fetch(IPv4Address(10, 244, 99, 201)) == page)
            #expect(HTTPProbe.fetch(IPv4Address(10, 244, 3, 4), port: 8080) == page)
            #expect(HTTPProbe.fetch(IPv4Address(10, 244, 3, 4), port: 8081) == .failed(errno: ECONNREFUSED))
        }

        @Test("A Service that the node translates and masquerades leads to local and to remote pods")
        func service() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            try twin.restore(
                """
                *nat
                -A PREROUTING -d 10.96.0.10/32 -p tcp -j DNAT --to-destination \(TwinPlan.podAddress(1)):80
                -A PREROUTING -d 10.96.0.11/32 -p tcp -j DNAT --to-destination 10.244.50.60:8080
                -A POSTROUTING -j MASQUERADE
                COMMIT

                """
            )
            #expect(HTTPProbe.fetch(IPv4Address(10, 96, 0, 10)) == page)
            #expect(HTTPProbe.fetch(IPv4Address(10, 96, 0, 10), from: TwinPlan.stranger) == page)
            #expect(HTTPProbe.fetch(IPv4Address(10, 96, 0, 11)) == page)
        }

        @Test("Pods reach each other and the rest of the cluster through the node")
        func betweenPods() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            let pod = try twin.namespace(of: .pod(namespace: "default", name: "test-3"))
            #expect(pod.run { HTTPProbe.fetch(TwinPlan.podAddress(0)) } == page)
            #expect(pod.run { HTTPProbe.fetch(IPv4Address(10, 244, 1, 1)) } == page)
        }

        @Test("A REJECT of the node is answered every time, since ICMP is not rate-limited there")
        func rejects() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            try twin.restore("*filter\n-A FORWARD -d \(TwinPlan.podAddress(0)) -j REJECT\nCOMMIT\n")
            let outcomes = (0..<60).map { _ in HTTPProbe.fetch(TwinPlan.podAddress(0), seconds: 1) }
            #expect(outcomes.allSatisfy { $0 == .failed(errno: ECONNREFUSED) })
        }

        @Test("With a second stack all of that holds over IPv6 too, from the twin's first moment")
        func secondStack() throws {
            let twin = try NodeTwin(.dual())
            defer { twin.tearDown() }
            let stranger = try #require(twin.plan.ipv6).strangerAddress
            func pod(_ index: UInt32) -> IPAddress { .v6(TwinPlan.podAddress6(index)) }
            let remote = try #require(IPAddress("fd00::99:201"))
            for index in 0..<3 { #expect(HTTPProbe.fetch(pod(UInt32(index))) == page) }
            #expect(HTTPProbe.fetch(pod(0), from: .v6(stranger)) == page)
            #expect(HTTPProbe.fetch(remote) == page)
            #expect(HTTPProbe.fetch(remote, port: 8080) == page)
            #expect(HTTPProbe.fetch(remote, port: 8081) == .failed(errno: ECONNREFUSED))
            let third = try twin.namespace(of: .pod(namespace: "default", name: "test-2"))
            #expect(third.run { HTTPProbe.fetch(pod(0)) } == page)
            #expect(third.run { HTTPProbe.fetch(remote) } == page)
            #expect(HTTPProbe.fetch(TwinPlan.podAddress(0)) == page)
            let rules = "*filter\n-A FORWARD -d \(TwinPlan.podAddress6(0)) -j REJECT\nCOMMIT\n"
            try twin.restore(rules, program: "ip6tables-legacy-restore")
            let outcomes = (0..<60).map { _ in HTTPProbe.fetch(pod(0), seconds: 1) }
            #expect(outcomes.allSatisfy { $0 == .failed(errno: ECONNREFUSED) })
            #expect(HTTPProbe.fetch(pod(1)) == page)
        }

        @Test(
            "Two named twins of the same addresses are up together, each with a client that reaches its own pods alone"
        )
        func together() throws {
            var plans = [TwinPlan.small(pods: 2), .small(pods: 3)]
            for index in plans.indices { plans[index].name = "twin-\(index)" }
            let twins = try plans.map { (plan) throws(TwinError) in try NodeTwin(plan) }
            defer { for twin in twins { twin.tearDown() } }
            let clients = try twins.map { (twin) throws(TwinError) in try twin.namespace(of: .client) }
            for client in clients {
                #expect(client.run { HTTPProbe.fetch(TwinPlan.podAddress(0)) } == page)
                #expect(client.run { HTTPProbe.fetch(TwinPlan.podAddress(0), from: TwinPlan.stranger) } == page)
            }
            try twins[0].restore("*filter\n-A FORWARD -d \(TwinPlan.podAddress(0)) -j REJECT\nCOMMIT\n")
            #expect(clients[0].run { HTTPProbe.fetch(TwinPlan.podAddress(0)) } == .failed(errno: ECONNREFUSED))
            #expect(clients[1].run { HTTPProbe.fetch(TwinPlan.podAddress(0)) } == page)
            let served = twins[0].serverCPUNanoseconds()
            for _ in 0..<20 { _ = clients[1].run { HTTPProbe.fetch(TwinPlan.podAddress(1)) } }
            #expect(twins[0].serverCPUNanoseconds() == served)
            twins[0].tearDown()
            #expect(clients[1].run { HTTPProbe.fetch(TwinPlan.podAddress(0)) } == page)
            #expect(ProcFilesystem().names(in: NetworkNamespace.directory).allSatisfy { $0.hasPrefix("twin-1:") })
        }

        @Test("A thread that visits a namespace is in it meanwhile, and back afterwards, also after an error")
        func visit() throws {
            var plan = TwinPlan.small(pods: 2)
            plan.name = "visited"
            let twin = try NodeTwin(plan)
            defer { twin.tearDown() }
            let client = try twin.namespace(of: .client)
            let home = TwinTestProcess.networkNamespace(of: "thread-self")
            let away = try client.visit { TwinTestProcess.networkNamespace(of: "thread-self") }.get()
            #expect(away == TwinTestProcess.networkNamespace(of: "thread-self", in: client))
            #expect(away != home)
            #expect(TwinTestProcess.networkNamespace(of: "thread-self") == home)
            struct Lost: Error {}
            #expect(throws: Lost.self) { try client.visit { () throws(Lost) in throw Lost() }.get() }
            #expect(TwinTestProcess.networkNamespace(of: "thread-self") == home)
        }

        @Test("A twin of IPv4 alone has no IPv6 address in any namespace")
        func oneStack() throws {
            let twin = try NodeTwin(.small(pods: 2))
            defer { twin.tearDown() }
            for place in [TwinPlace.node, .cluster, .pod(namespace: nil, name: "test-0")] {
                let table = try twin.namespace(of: place).run {
                    ProcFilesystem().text("/proc/thread-self/net/if_inet6")
                }
                #expect(table == "")
            }
        }

        @Test("Ports of the node's own network are served at its address")
        func hostPorts() throws {
            var plan = TwinPlan.small()
            plan.hostPorts = [9100]
            let twin = try NodeTwin(plan)
            defer { twin.tearDown() }
            #expect(HTTPProbe.fetch(TwinPlan.node, port: 9100) == page)
        }

        @Test("The server pods' CPU time grows with the requests they serve, and with no others")
        func cpuTime() throws {
            let twin = try NodeTwin(.small())
            defer { twin.tearDown() }
            let start = twin.serverCPUNanoseconds()
            for _ in 0..<50 { _ = HTTPProbe.fetch(TwinPlan.podAddress(4)) }
            let idle = twin.serverCPUNanoseconds() - start
            for _ in 0..<50 { _ = HTTPProbe.fetch(TwinPlan.podAddress(0)) }
            let busy = twin.serverCPUNanoseconds() - start - idle
            #expect(start > 0)
            #expect(busy > idle + 50_000)
        }

        @Test("The workers of the server pods run on the CPUs of the plan, those of the others anywhere")
        func affinity() throws {
            var plan = TwinPlan.small()
            plan.serverCPUs = [0]
            let twin = try NodeTwin(plan)
            defer { twin.tearDown() }
            #expect(try twin.allowedCPUs(ofWorkerOf: "test-0") == "0")
            #expect(try twin.allowedCPUs(ofWorkerOf: "test-5") == TwinTestProcess.allowedCPUs(of: getpid()))
        }
    }
}
