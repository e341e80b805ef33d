import Glibc
import Linux
import Testing

extension KernelTests {
    /// What the enclosure gives, on a real kernel.
    @Suite struct EnclosureKernelTests {
        init() throws { try KernelRoom.enter() }

        @Test("The probe finds that this kernel grants everything, and leaves nothing behind")
        func probe() {
            let mounts = ProcFilesystem().text("/proc/self/mounts")
            let descriptors = TwinTestProcess.openDescriptors
            for _ in 0..<5 { #expect(EnclosureSupport.probe() == .supported) }
            #expect(ProcFilesystem().text("/proc/self/mounts") == mounts)
            #expect(TwinTestProcess.openDescriptors == descriptors)
            #expect(waitpid(-1, nil, WNOHANG) <= 0)
        }

        @Test("With the limit of user namespaces at zero the probe says that they are forbidden, and how to allow them")
        func forbidden() throws {
            // The limit of this user namespace, not of the host.
            let limit = "/proc/sys/user/max_user_namespaces"
            let before = try #require(ProcFilesystem().value(limit))
            try TextFile.write("0", to: limit)
            defer { try? TextFile.write(before, to: limit) }
            guard case .forbidden(let sentence) = EnclosureSupport.probe() else {
                Issue.record("the probe did not notice the limit")
                return
            }
            #expect(sentence.contains("ENOSPC") && sentence.contains("max_user_namespaces"))
        }

        @Test("Inside, /run is an empty tmpfs of our own but for the work directory, and descriptors are plenty")
        func prepared() throws {
            #expect(ProcFilesystem().names(in: "/run").contains("npbench"))
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            #expect(limit.rlim_cur == limit.rlim_max)
        }
    }
}
