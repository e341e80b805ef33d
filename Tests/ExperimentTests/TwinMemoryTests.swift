import Experiment
import Results
import Testing

@Suite("Memory of twins")
struct TwinMemoryTests {
    private func shortage(_ scales: [Scale], mebibytes: Int?) -> String? {
        TwinMemory.shortage(of: scales, availableKibibytes: mebibytes.map { $0 * 1024 })?.description
    }

    @Test("What all twins take together counts, and there may be as much as there is")
    func together() {
        let perPod = TwinMemory.kibibytesPerPod
        let both = [Scale.small, .large]
        #expect(TwinMemory.shortage(of: both, availableKibibytes: 104 * perPod) == nil)
        #expect(TwinMemory.shortage(of: both, availableKibibytes: 104 * perPod - 1)?.kind == .missingCapability)
        #expect(TwinMemory.shortage(of: [.large], availableKibibytes: 104 * perPod - 1) == nil)
        #expect(shortage(both, mebibytes: nil) == nil, "a machine that does not say is tried")
    }

    @Test("Finely interleaved, each scale has two twins, and half is said to be enough otherwise")
    func fine() throws {
        let perPod = TwinMemory.kibibytesPerPod
        #expect(TwinMemory.shortage(of: [.large], .fine, availableKibibytes: 164 * perPod) == nil)
        let shortage = try #require(TwinMemory.shortage(of: [.large], .fine, availableKibibytes: 164 * perPod - 1))
        #expect(shortage.description.hasPrefix("could not bring up both twins: their 164 local pods"))
        #expect(shortage.description.contains("take --interleaving coarse, which needs half"))
        #expect(TwinMemory.shortage(of: [.large], .coarse, availableKibibytes: 82 * perPod) == nil)
    }

    @Test("The sentence names pods, need, what there is, and what to do")
    func sentence() throws {
        let several = try #require(shortage([.small, .large], mebibytes: 10))
        #expect(
            several.hasPrefix("could not bring up the twins of 2 scales, which are up together: their 104 local pods")
        )
        #expect(
            several.contains("about \(104 * TwinMemory.kibibytesPerPod / 1024) MiB and 10 MiB of memory are available")
        )
        #expect(several.hasSuffix("give fewer numbers to --pods or a smaller --local-pods, or free memory"))
        #expect(shortage([.large], mebibytes: 10)?.hasPrefix("could not bring up the twin: its 82") == true)
    }
}
