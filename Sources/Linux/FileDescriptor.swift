import CLinux

/// An open file descriptor that closes itself when its owner lets go of it.
package struct FileDescriptor: ~Copyable, Sendable {
    /// The descriptor's number; valid for as long as this value lives.
    package let rawValue: CInt

    /// Takes ownership of an open descriptor: nobody else may close it from now on.
    package init(owning rawValue: CInt) {
        self.rawValue = rawValue
    }

    /// Takes ownership of what a call returned: a descriptor, or a negated errno.
    init(result: Int, operation: String, subject: String) throws(SystemError) {
        guard result >= 0 else {
            throw SystemError(errno: CInt(-result), operation: operation, subject: subject)
        }
        self.init(owning: CInt(result))
    }

    deinit {
        _ = npb_close(rawValue)
    }

    /// Gives the descriptor away without closing it.
    package consuming func release() -> CInt {
        let rawValue = rawValue
        discard self
        return rawValue
    }
}
