import Addressing
import Cluster
import Testing

@Suite struct ClusterModelPositionTests {
    private let cluster: ClusterModel

    init() throws {
        cluster = try SyntheticCluster(services: 1000, pods: 8000).model
    }

    private func places(_ position: Position, seed: UInt64 = 1) throws -> ClusterModel.Places {
        try cluster.positioned(position, target: .test, nodeName: "npb-node", seed: seed)
            .places(of: .test, on: "npb-node")
    }

    @Test("First, middle and last are where they say, the middle being the mean of a random draw")
    func fixedPlaces() throws {
        #expect(try places(.first) == ClusterModel.Places(pods: [1, 2], service: 1))
        #expect(try places(.middle) == ClusterModel.Places(pods: [41, 42], service: 501))
        #expect(try places(.last) == ClusterModel.Places(pods: [81, 82], service: 1001))
    }

    @Test("Random places depend on the seed alone, and on nothing but it")
    func randomPlaces() throws {
        #expect(try places(.random, seed: 7) == places(.random, seed: 7))
        let draws = try (0..<8).map { try places(.random, seed: $0) }
        #expect(Set(draws.map(\.service)).count > 4)
        #expect(draws.allSatisfy { $0.pods.count == 2 && $0.pods[0] < $0.pods[1] && $0.pods[1] <= 82 })
        // Pinned: the sequence is part of a result's reproducibility.
        let pinned = try places(.random, seed: 42)
        #expect(pinned == ClusterModel.Places(pods: [22, 47], service: 960))
    }

    @Test("Random places have the mean that the middle stands for")
    func randomMean() throws {
        let cluster = try SyntheticCluster(services: 9, pods: 18, localPods: 11).model
        var sum = 0
        for seed in 0..<2000 {
            let placed = try cluster.positioned(.random, target: .test, nodeName: "npb-node", seed: UInt64(seed))
            sum += try placed.places(of: .test, on: "npb-node").pods.reduce(0, +)
        }
        // Mean of a place is 6, its standard deviation about 3.2: 4000 draws stay within 0.2.
        #expect(abs(Double(sum) / 4000 - 6) < 0.2)
    }

    @Test("The other local pods and Services keep their order, and remote pods their places")
    func orderIsKept() throws {
        let before = cluster
        for position in Position.allCases {
            let after = try before.positioned(position, target: .test, nodeName: "npb-node", seed: 3)
            let isOther: (Pod) -> Bool = { $0.labels["app"] != "test" }
            let others = { (cluster: ClusterModel) in cluster.localPods(on: "npb-node").filter(isOther).map(\.name) }
            #expect(others(after) == others(before))
            #expect(after.pods.count == before.pods.count)
            #expect(after.services.filter { $0.name != "test" } == before.services.filter { $0.name != "test" })
            for (old, new) in zip(before.pods, after.pods) where old.nodeName != "npb-node" {
                #expect(old.name == new.name)
            }
        }
    }

    @Test("Headless Services hold no place, as no proxy programs them")
    func headlessServices() throws {
        var cluster = try SyntheticCluster(services: 4, pods: 4).model
        cluster.services[1].clusterIP = nil
        let placed = try cluster.positioned(.first, target: .test, nodeName: "npb-node", seed: 0)
        #expect(placed.services.map(\.name) == ["test", "svc-1", "svc-0", "svc-2", "svc-3"])
        #expect(try cluster.places(of: .test, on: "npb-node").service == 4)
    }

    @Test("A target that does not exist is refused")
    func unknownTarget() throws {
        let target = ServiceReference(namespace: "default", service: "nobody", port: "80")
        #expect(throws: ClusterError.self) {
            try cluster.positioned(.first, target: target, nodeName: "npb-node", seed: 0)
        }
        #expect(throws: ClusterError.self) { try cluster.places(of: target, on: "npb-node") }
    }

    @Test("Any number of test pods among any number of local pods fits at every position", arguments: Position.allCases)
    func allSizes(position: Position) throws {
        for local in 2...12 {
            let cluster = try SyntheticCluster(services: 3, pods: 20, localPods: local).model
            let placed = try cluster.positioned(position, target: .test, nodeName: "npb-node", seed: UInt64(local))
            let places = try placed.places(of: .test, on: "npb-node")
            #expect(places.pods.count == 2)
            #expect(places.pods.allSatisfy { (1...local).contains($0) })
            #expect(Set(placed.pods.map(\.name)) == Set(cluster.pods.map(\.name)))
            #expect(placed.pods.count == cluster.pods.count)
            switch position {
            case .first: #expect(places.pods == [1, 2])
            case .middle: #expect(abs(places.pods[0] + places.pods[1] - local - 1) <= 1)
            case .last: #expect(places.pods == [local - 1, local])
            case .random: #expect(places.pods[0] < places.pods[1])
            }
        }
    }

    @Test("A target without local pods still has its Service placed")
    func remoteTarget() throws {
        let target = ServiceReference(namespace: "default", service: "svc-999", port: "http")
        let placed = try cluster.positioned(.first, target: target, nodeName: "npb-node", seed: 0)
        #expect(placed.pods == cluster.pods)
        #expect(try placed.places(of: target, on: "npb-node") == ClusterModel.Places(pods: [], service: 1))
    }
}
