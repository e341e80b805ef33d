import CLinux
import Glibc

/// The mounts and limits of the command inside its enclosure.
package enum EnclosedFilesystem {
    /// A directory on a tmpfs that dies with the enclosure.
    package static let workDirectory = "/run/npbench"

    /// Gives the enclosure its own `/run` (xtables lock, `ip netns`, work directory) and `/proc`, a loopback device, and
    /// as many descriptors as the hard limit allows.
    ///
    /// May be called again in the same mount namespace, at the cost of another layer of mounts.
    /// - Throws: `missingCapability` where user namespaces have no capabilities; an error outside any.
    package static func prepare() throws(EnclosureError) {
        guard Enclosure.hasOwnUserNamespace else {
            throw EnclosureError(
                .failed,
                "refusing to mount outside a user namespace of our own; start npbench by its command"
            )
        }
        try attempt(NPB_STAGE_PRIVATE_MOUNTS, mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil))
        let plain = UInt(MS_NOSUID | MS_NODEV)
        try attempt(NPB_STAGE_TMPFS, mount("tmpfs", "/run", "tmpfs", plain, "mode=755"))
        try attempt(NPB_STAGE_PROC, mount("proc", "/proc", "proc", plain | UInt(MS_NOEXEC), nil))
        let loopback = npb_bring_up("lo")
        guard loopback == 0 else { throw EnclosureError.stageRefused(NPB_STAGE_LOOPBACK, errno: -loopback) }
        guard mkdir(workDirectory, 0o755) == 0 else {
            let error = SystemError(errno: errno, operation: "create", subject: workDirectory)
            throw EnclosureError(.failed, "\(error); free memory")
        }
        raiseDescriptorLimit()
    }

    private static func attempt(_ stage: npb_stage, _ result: Int32) throws(EnclosureError) {
        let code = errno
        guard result == 0 else { throw EnclosureError.stageRefused(stage, errno: code) }
    }

    /// The soft limit is often 1024, a few hundred connections short of what one level needs.
    private static func raiseDescriptorLimit() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
    }
}
