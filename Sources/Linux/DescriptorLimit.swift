import CLinux

/// How many descriptors this process may have open (getrlimit(2), RLIMIT_NOFILE).
package struct DescriptorLimit: Hashable, Sendable {
    package var soft: UInt64
    package var hard: UInt64

    package init(soft: UInt64, hard: UInt64) {
        self.soft = soft
        self.hard = hard
    }

    package static func current() throws(SystemError) -> DescriptorLimit {
        var limit = npb_descriptor_limit()
        try check(npb_get_descriptor_limit(&limit), "read")
        return DescriptorLimit(soft: limit.soft, hard: limit.hard)
    }

    /// Raises the soft limit to `count` if it is lower and the hard limit allows; returns the limit that then holds.
    ///
    /// The soft limit of a login is 1024, kept low for programs that use select(2).
    package static func raise(to count: Int) throws(SystemError) -> Int {
        let limit = try current()
        guard limit.soft < UInt64(max(0, count)) else { return Int(clamping: limit.soft) }
        var raised = npb_descriptor_limit(soft: min(UInt64(count), limit.hard), hard: limit.hard)
        try check(npb_set_descriptor_limit(&raised), "raise")
        return Int(clamping: raised.soft)
    }

    private static func check(_ result: Int, _ operation: String) throws(SystemError) {
        guard result >= 0 else {
            throw SystemError(errno: CInt(-result), operation: operation, subject: "the limit of open descriptors")
        }
    }
}
