import CCurl
import Glibc
import Linux

/// What libcurl calls while it works on a transfer; the context of each call is the transfer's place in the slab.
extension CurlTransfer {
    /// Has libcurl call back about the transfer at `place`.
    static func setCallbacks(_ place: UnsafeMutablePointer<CurlTransfer>) throws(CurlError) {
        let easy = place.pointee.easy
        try easy.set(.owner, place)
        try easy.set(.openContext, place)
        try easy.set(.closeContext, place)
        try easy.set(.readyContext, place)
        try easy.set(.headContext, place)
        try easy.set(.bodyContext, place)
        let codes = [
            npb_easy_setopt_open(easy.raw) { context, _, _ in
                context.map { CurlTransfer.at($0).pointee.open() } ?? CURL_SOCKET_BAD
            },
            npb_easy_setopt_close(easy.raw) { context, descriptor in
                if let context { CurlTransfer.at(context).pointee.close(descriptor) }
                return 0
            },
            npb_easy_setopt_ready(easy.raw) { context, _, _, _, _ in
                guard let context, CurlTransfer.at(context).pointee.isReady() else { return CURL_PREREQFUNC_ABORT }
                return CURL_PREREQFUNC_OK
            },
            npb_easy_setopt_header(easy.raw) { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return CurlTransfer.at(context).pointee.takeHead(line) ? line.count : 0
            },
            npb_easy_setopt_write(easy.raw) { _, size, count, context in
                guard let context else { return 0 }
                CurlTransfer.at(context).pointee.bodyBytes += size * count
                return size * count
            },
        ]
        for code in codes { try easy.check(code, "set the callbacks of a transfer") }
        if place.pointee.context.pointee.isSecure, place.pointee.number == 0 { try tellHandshake(place) }
    }

    /// Has libcurl say what the transfer's handshakes agree on, until one did.
    private static func tellHandshake(_ place: UnsafeMutablePointer<CurlTransfer>) throws(CurlError) {
        let easy = place.pointee.easy
        try easy.set(.debugContext, place)
        let code = npb_easy_setopt_debug(easy.raw) { _, kind, text, size, context in
            guard kind == CURLINFO_TEXT, let text, let context else { return 0 }
            let announcement = UnsafeRawBufferPointer(start: text, count: size)
            CurlTransfer.at(context).pointee.context.pointee.takeAnnouncement(announcement)
            return 0
        }
        try easy.check(code, "set the callbacks of a transfer")
        try easy.set(.tells, 1)
        place.pointee.isTelling = true
    }

    /// Ends what `tellHandshake` began, once there is something told: each line costs a call.
    mutating func endTelling() {
        guard isTelling, !context.pointee.agreement.isEmpty else { return }
        isTelling = false
        // Cannot fail: it took another value before.
        _ = npb_easy_setopt_long(easy.raw, CURLOPT_VERBOSE, 0)
    }

    private static func at(_ context: UnsafeMutableRawPointer) -> UnsafeMutablePointer<CurlTransfer> {
        context.assumingMemoryBound(to: CurlTransfer.self)
    }

    /// Opens a socket for a connection.
    private mutating func open() -> CInt {
        guard mayOpen else {
            verdict = .noConnection
            return CURL_SOCKET_BAD
        }
        guard !isSecondAttempt else {
            verdict = .connectionDied
            return CURL_SOCKET_BAD
        }
        let descriptor = context.pointee.openSocket()
        guard descriptor >= 0 else {
            socketError = -descriptor
            return CURL_SOCKET_BAD
        }
        hasConnected = true
        hasClosed = false
        return descriptor
    }

    /// Whether libcurl means to send the request again because a kept connection died under it.
    ///
    /// That would be a second request in the place of a failed one. HTTP/2 says of a request whether the server has
    /// seen it, and libcurl sends those again that it has not: the server counts them once.
    private var isSecondAttempt: Bool {
        readyAt != 0 && !context.pointee.isHTTP2
    }

    /// Closes a connection that this transfer opened, now or as soon as the server has.
    private mutating func close(_ descriptor: CInt) {
        context.pointee.willClose(descriptor)
        hasClosed = true
        guard context.pointee.letsServerClose, isUnderWay, isHeadWhole, heldDescriptor < 0 else {
            return context.pointee.closeSocket(descriptor)
        }
        heldDescriptor = descriptor
        context.pointee.sockets.hold(descriptor, for: number)
    }

    /// Takes in that the connection stands; whether the request may go.
    private mutating func isReady() -> Bool {
        guard !isSecondAttempt else {
            verdict = .connectionDied
            return false
        }
        readyAt = MonotonicClock.now()
        return true
    }

    /// Takes a line of the head, or a trailer; whether the transfer may go on.
    private mutating func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
        if firstByteAt == 0 { firstByteAt = MonotonicClock.now() }
        headBytes += line.count
        if context.pointee.headOwner < 0 || context.pointee.headOwner == number {
            context.pointee.keep(line, of: number)
        }
        guard line.count > 8 else {
            if line.count <= 2 { isHeadWhole = true }
            return true
        }
        switch line[0] {
        case UInt8(ascii: "H") where line.starts(with: "HTTP/".utf8): return takeVersion(line)
        case UInt8(ascii: "C"), UInt8(ascii: "c"): takeConnection(line)
        default: break
        }
        return true
    }

    /// Takes a status line: of an interim response, or of the response itself.
    private mutating func takeVersion(_ line: UnsafeRawBufferPointer) -> Bool {
        isHeadWhole = false
        keepsAlive = !line.starts(with: "HTTP/1.0".utf8)
        guard (line[5] == UInt8(ascii: "2")) == context.pointee.isHTTP2 else {
            verdict = context.pointee.isSecure ? .notNegotiated : .otherVersion
            return false
        }
        return true
    }

    /// Takes what a `Connection` header says of the connection's future.
    private mutating func takeConnection(_ line: UnsafeRawBufferPointer) {
        let name: StaticString = "connection:"
        guard line.count > name.utf8CodeUnitCount, let start = line.baseAddress,
            strncasecmp(start.assumingMemoryBound(to: CChar.self), name.cString, name.utf8CodeUnitCount) == 0
        else { return }
        let value = line[name.utf8CodeUnitCount...].map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
        for token in value.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: ",") }) {
            if token.elementsEqual("close".utf8) { keepsAlive = false }
            if token.elementsEqual("keep-alive".utf8) { keepsAlive = true }
        }
    }
}

extension StaticString {
    fileprivate var cString: UnsafePointer<CChar> {
        UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
    }
}
