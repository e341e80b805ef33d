import CLinux

/// Whether this machine lets npbench have its namespaces, found out by trying.
package enum EnclosureSupport: Sendable, Equatable {
    case supported
    /// No user namespaces at all; the sentence says why and what to do.
    case forbidden(String)
    /// User namespaces that can not mount or configure a device.
    case withoutCapabilities(String)

    /// Clones a child that tries every step of an enclosure, and waits for it.
    ///
    /// Needs the `/proc` of its own pid namespace: not to be called inside an enclosure before it is prepared.
    /// Cost: one process and one network namespace for some milliseconds; the host sees nothing of it.
    package static func probe() -> EnclosureSupport {
        do throws(EnclosureError) {
            let child = try EnclosedChild(clone: npb_probe_enclosure)
            guard let report = child.wait(forwarding: []) else {
                return .forbidden("a child in new namespaces was killed before it could report")
            }
            return verdict(on: report)
        } catch {
            return .forbidden(error.description)
        }
    }

    static func verdict(on report: npb_report) -> EnclosureSupport {
        let stage = npb_stage(UInt32(report.value))
        if stage == NPB_STAGE_DONE { return .supported }
        return .withoutCapabilities(EnclosureError.stageRefused(stage, errno: report.error).description)
    }
}
