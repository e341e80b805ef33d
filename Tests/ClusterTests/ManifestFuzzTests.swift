import Cluster
import Testing

/// Damages good manifests at random, by a seed, and reads them.
///
/// Whatever is read must be a cluster that can be written and read again; everything else must be one sentence. A crash
/// ends the test run.
@Suite struct ManifestFuzzTests {
    @Test("Damaged manifests give a whole cluster or one sentence", arguments: ManifestWriter.Format.allCases)
    func damagedText(format: ManifestWriter.Format) throws {
        let text = try ManifestWriter.text(of: cluster(), as: format)
        var damage = Damage(seed: 1)
        var outcomes = (read: 0, refused: 0)
        for _ in 0..<400 {
            let bytes = damage.applied(to: Array(text.utf8))
            do throws(ManifestError) {
                try expectWhole(ManifestReader.cluster(from: bytes, file: "fuzz"))
                outcomes.read += 1
            } catch {
                expectSentence(error)
                outcomes.refused += 1
            }
        }
        // Both ways are taken, or the damage is too light or too heavy to show anything.
        #expect(outcomes.read > 20 && outcomes.refused > 20, "\(outcomes)")
    }

    @Test("Damaged gzip data is refused")
    func damagedGzip() throws {
        let bytes = try ClusterData.bytes("tke-8000.json.gz")
        var damage = Damage(seed: 2)
        for _ in 0..<40 {
            var damaged = Array(bytes.prefix(4000))
            damaged[10 + damage.below(3990)] ^= UInt8(1 + damage.below(255))
            let error = #expect(throws: ManifestError.self) {
                try ManifestReader.cluster(from: damaged, file: "fuzz")
            }
            if let error { expectSentence(error) }
        }
    }

    private func cluster() throws -> ClusterModel {
        var cluster = try SyntheticCluster(services: 2, pods: 3, localPods: 3).model
        cluster.policies = try ClusterData.policies(
            text: """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: p}
                spec:
                  podSelector: {matchExpressions: [{key: a, operator: In, values: [b, c]}]}
                  ingress:
                  - from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}, {podSelector: {}}]
                    ports: [{port: 80, endPort: 90}, {port: web, protocol: UDP}]
                """
        )
        return cluster
    }

    private func expectWhole(_ cluster: ClusterModel) {
        for format in ManifestWriter.Format.allCases {
            #expect(throws: Never.self) {
                let text = try ManifestWriter.text(of: cluster, as: format)
                let again = try ManifestReader.cluster(from: Array(text.utf8), file: "written")
                #expect(again == cluster)
            }
        }
    }

    private func expectSentence(_ error: ManifestError) {
        #expect(error.description.hasPrefix("cannot read fuzz"))
        #expect(!error.description.contains("\n"))
        #expect(error.description.contains("; "))
    }
}

/// Small damage to bytes, the same for the same seed.
private struct Damage {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A number from 0 to `bound` - 1 (Knuth's MMIX generator).
    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    /// `bytes` with one thing wrong.
    mutating func applied(to bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let place = below(bytes.count)
        switch below(7) {
        case 0: bytes[place] = UInt8(below(256))
        case 1: bytes[place] ^= 1 << UInt8(below(8))
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(UInt8(32 + below(95)), at: place)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(40)))
        case 5: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + below(200))], at: place)
        default: bytes.swapAt(place, below(bytes.count))
        }
        return bytes
    }
}
