import CLinux
import Glibc
import Testing

@testable import Linux

@Suite struct EnclosureTests {
    @Test("A map of ids is read line by line; the host's own is not that of a namespace of ours")
    func identityMap() {
        let own = IdentityMap.parse("         0       1000          1\n")
        #expect(own == [IdentityMap(inside: 0, outside: 1000, length: 1)])
        #expect(IdentityMap.parse("0 0 4294967295\n").map(\.length) == [4_294_967_295])
        #expect(IdentityMap.parse("0 0\nx y z\n").isEmpty)
    }

    @Test("This process, which nobody enclosed, is not inside, even if the environment says so")
    func notInside() {
        #expect(!Enclosure.isInside(marked: true))
    }

    @Test("A probe's report becomes a verdict with cause and remedy")
    func verdicts() {
        func verdict(_ stage: npb_stage, _ error: Int32) -> EnclosureSupport {
            EnclosureSupport.verdict(on: npb_report(value: Int32(stage.rawValue), error: error))
        }
        #expect(verdict(NPB_STAGE_DONE, 0) == .supported)
        guard case .withoutCapabilities(let tmpfs) = verdict(NPB_STAGE_TMPFS, EPERM),
            case .withoutCapabilities(let proc) = verdict(NPB_STAGE_PROC, EPERM)
        else {
            Issue.record("a stage that failed is not supported")
            return
        }
        #expect(tmpfs.contains("/run") && tmpfs.contains("EPERM") && tmpfs.contains("AppArmor"))
        #expect(proc.contains("/proc") && proc.contains("systempaths=unconfined"))
    }

    @Test("Every way to be refused namespaces has a remedy of its own, and is a missing capability")
    func refusals() {
        let texts = [EPERM, ENOSPC, EINVAL, ENOMEM].map { code in
            let error = EnclosureError.namespacesRefused(errno: code)
            #expect(error.kind == .missingCapability)
            return error.description
        }
        #expect(texts[0].contains("unprivileged_userns_clone"))
        #expect(texts[1].contains("max_user_namespaces"))
        #expect(texts[2].contains("CONFIG_USER_NS"))
        #expect(Set(texts).count == 4)
    }

    @Test("A list of C strings ends with null and holds copies")
    func cStrings() {
        let count = CStrings.with(["a", "", "ä"]) { list in
            var index = 0
            while list[index] != nil { index += 1 }
            return index
        }
        #expect(count == 3)
        #expect(CStrings.with([]) { $0[0] == nil })
    }

    @Test("Blocking signals adds to the mask, and restoring takes them off again")
    func mask() throws {
        // On a thread of its own: those of the pool block nearly everything already.
        let blocked = try OwnedThread().run {
            SignalMask.restore(SignalMask.set(of: [SIGUSR1]))
            let before = SignalMask.block([SIGUSR2])
            let during = SignalMask.block([])
            SignalMask.restore(before)
            return [before, during, SignalMask.block([])].map { mask in
                var mask = mask
                return [SIGUSR1, SIGUSR2].map { sigismember(&mask, $0) }
            }
        }
        #expect(blocked == [[1, 0], [1, 1], [1, 0]])
    }
}
