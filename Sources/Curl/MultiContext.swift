import Linux

/// What the callbacks of one `CurlMulti` share.
struct MultiContext {
    var sockets = SocketTable()
    /// When libcurl wants to be called though nothing happened; `UInt64.max` for never.
    var timer = UInt64.max
    let sources: [UInt32]
    var nextSource = 0
    /// Sockets opened, and those of them that closed without a segment sent: the kernel had refused the connect.
    var opened = 0
    var unsent = 0
    let isSecure: Bool
    let isHTTP2: Bool
    /// Whether connections end in the server's hands, so that TIME_WAIT is its.
    var letsServerClose: Bool { !isHTTP2 }
    /// The transfer whose response head is kept, the first there is; -1 for none yet.
    var headOwner = -1
    var head: [UInt8] = []
    /// What TLS agreed on in the first handshake that was told of; empty until then.
    var agreement: [UInt8] = []

    init(sources: [UInt32], isSecure: Bool, isHTTP2: Bool) {
        self.sources = sources
        self.isSecure = isSecure
        self.isHTTP2 = isHTTP2
    }

    /// Opens a socket and binds it to the next source; a negated errno if the kernel does not let us.
    mutating func openSocket() -> CInt {
        let descriptor = TCPSocket.open()
        guard descriptor >= 0 else { return descriptor }
        if !sources.isEmpty {
            let result = TCPSocket.bindSource(descriptor, address: sources[nextSource])
            nextSource = (nextSource + 1) % sources.count
            guard result == 0 else {
                TCPSocket.close(descriptor)
                return result
            }
        }
        opened += 1
        sockets.open(descriptor)
        return descriptor
    }

    /// Takes in that a socket is about to be closed.
    mutating func willClose(_ descriptor: CInt) {
        if TCPSocket.segmentsSent(descriptor) == 0 { unsent += 1 }
    }

    mutating func closeSocket(_ descriptor: CInt) {
        sockets.forget(descriptor)
        TCPSocket.close(descriptor)
    }

    /// Keeps what libcurl says of a handshake that is over, such as `SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384`.
    ///
    /// No `curl_easy_getinfo` tells it whatever TLS library libcurl stands on; the sentence is the same for all of them.
    mutating func takeAnnouncement(_ text: UnsafeRawBufferPointer) {
        let opening: StaticString = "SSL connection using "
        guard agreement.isEmpty, text.count > opening.utf8CodeUnitCount,
            text.starts(with: UnsafeRawBufferPointer(start: opening.utf8Start, count: opening.utf8CodeUnitCount))
        else { return }
        agreement += text[opening.utf8CodeUnitCount...]
    }

    /// Keeps a line of the first response's head.
    mutating func keep(_ line: UnsafeRawBufferPointer, of transfer: Int) {
        if headOwner < 0 { headOwner = transfer }
        guard headOwner == transfer, head.count < 65536 else { return }
        head += line
    }
}
