import CCurl
import Glibc
import Linux

/// A libcurl multi handle, its transfers, and the epoll instance that watches their sockets.
///
/// For one thread. Every transfer makes the same request; its easy handle is made once and used again. Of the two ways in
/// which libcurl lets others wait for it this is curl_multi_socket_action(3): it looks at the sockets that have news, where
/// curl_multi_poll(3) looks at every transfer each time, and it leaves the precision of waits to us.
/// Cost: about 20 KiB a transfer, and what libcurl allocates for each request.
package struct CurlMulti: ~Copyable {
    package let transfers: UnsafeMutablePointer<CurlTransfer>
    private let count: Int
    private let multi: UnsafeMutableRawPointer
    private let epoll: Epoll
    private let context: UnsafeMutablePointer<MultiContext>
    private let memory: TransferMemory
    private let headersChange: Bool
    /// Whether a transfer looks for a connection before it may open one.
    private let findsConnection: Bool

    /// A handle with `count` transfers as `setup` has them.
    package init(transfers count: Int, setup: CurlTransferSetup) throws(CurlError) {
        let epoll = try CurlMulti.epoll()
        guard CurlLibrary.isSetUp, let multi = curl_multi_init() else {
            throw CurlError(CURLE_FAILED_INIT, operation: "set libcurl up")
        }
        let memory = TransferMemory(setup, transfers: count)
        let context = UnsafeMutablePointer<MultiContext>.allocate(capacity: 1)
        context.initialize(
            to: MultiContext(sources: setup.sources, isSecure: setup.isSecure, isHTTP2: setup.version == .http2)
        )
        CurlMulti.setOptions(multi, context)
        transfers = try CurlMulti.transfers(count, setup, memory, multi, context)
        self.epoll = epoll
        self.multi = multi
        self.memory = memory
        self.context = context
        self.count = count
        headersChange = setup.connections == .own
        findsConnection = setup.version == .http2 && !setup.isSecure && setup.connections != .fresh
    }

    deinit {
        CurlMulti.free(transfers, count, multi, context)
    }

    /// Connections initiated so far: sockets that sent a SYN.
    package var connectionsInitiated: Int { context.pointee.opened - context.pointee.unsent }

    /// The head of the first response, as far as it has come.
    package var firstHead: [UInt8] { context.pointee.head }

    /// What the first handshake agreed on, as ab writes it: `TLSv1.3,TLS_AES_256_GCM_SHA384`; nil without one.
    package var tlsAgreement: String? {
        // Versions of libcurl after 8.0 name the key exchange and the certificate's kind, too.
        let parts = String(decoding: context.pointee.agreement, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first?.split(separator: " / ").prefix(2)
        return parts?.joined(separator: ",")
    }

    // MARK: Transfers

    /// Begins a transfer that is not under way: its request is written at once if a connection stands.
    ///
    /// `closes` says that the connection will carry no other. False if libcurl is out of memory.
    package func begin(_ number: Int, closes: Bool) -> Bool {
        transfers[number].reset()
        if headersChange, transfers[number].isSetToClose != closes { setClosing(number, closes) }
        if findsConnection, transfers[number].mayOpen { transfers[number].setOpening(false) }
        return add(number)
    }

    private func add(_ number: Int) -> Bool {
        transfers[number].isUnderWay = true
        guard curl_multi_add_handle(multi, transfers[number].easy.raw) == CURLM_OK else {
            transfers[number].isUnderWay = false
            return false
        }
        act(CURL_SOCKET_TIMEOUT, 0)
        return true
    }

    /// Ends a transfer that is under way, with its connection unless others use that.
    package func abandon(_ number: Int) {
        transfers[number].isUnderWay = false
        curl_multi_remove_handle(multi, transfers[number].easy.raw)
    }

    /// The next transfer that has ended, with how it did in the slab; nil for none.
    package func nextEnded() -> Int? {
        while let number = takeEnded() {
            guard transfers[number].verdict == .noConnection else { return number }
            transfers[number].reset()
            transfers[number].setOpening(true)
            guard add(number) else { return number }
        }
        return nil
    }

    private func takeEnded() -> Int? {
        var left: CInt = 0
        guard let message = curl_multi_info_read(multi, &left) else { return nil }
        let code = message.pointee.data.result
        var owner: UnsafeMutableRawPointer?
        guard let easy = message.pointee.easy_handle,
            npb_easy_getinfo_pointer(easy, CURLINFO_PRIVATE, &owner) == CURLE_OK,
            let place = owner?.assumingMemoryBound(to: CurlTransfer.self)
        else { return nil }
        if place.pointee.firstByteAt != 0 {
            place.pointee.status = UInt16(clamping: place.pointee.easy.number(CURLINFO_RESPONSE_CODE))
        }
        place.pointee.hasFailedToSend = code == CURLE_SEND_ERROR
        place.pointee.end = CurlTransferEnd(code, place.pointee)
        // Before it is taken out: a connection that goes with it is still its own.
        curl_multi_remove_handle(multi, easy)
        place.pointee.isUnderWay = false
        place.pointee.endTelling()
        return place.pointee.number
    }

    private func setClosing(_ number: Int, _ closes: Bool) {
        transfers[number].isSetToClose = closes
        let easy = transfers[number].easy.raw
        // Neither can fail: both took other values before.
        _ = npb_easy_setopt_list(easy, CURLOPT_HTTPHEADER, closes ? memory.closingHeaders : memory.keepingHeaders)
        _ = npb_easy_setopt_long(easy, CURLOPT_FORBID_REUSE, closes ? 1 : 0)
    }

    // MARK: Events

    /// Waits up to `nanoseconds` for events and returns their number; `precisely` needs a system call of Linux 5.11.
    package func wait(nanoseconds: UInt64, precisely: Bool) -> Int {
        context.pointee.sockets.apply(to: epoll)
        guard !precisely else { return epoll.wait(nanoseconds: nanoseconds) }
        return epoll.wait(milliseconds: CInt((nanoseconds + 999_999) / 1_000_000))
    }

    /// Handles event `index` of the last wait.
    ///
    /// Returns the transfer whose held connection the server has closed now, if that is what the event says.
    package func handle(_ index: Int) -> Int? {
        guard let socket = context.pointee.sockets.socket(of: epoll.token(index)) else { return nil }
        guard socket.holder < 0 else {
            return isClosed(Int(socket.holder)) ? Int(socket.holder) : nil
        }
        let events = epoll.events(index)
        var actions: CInt = 0
        // An error is found by the read or the write that libcurl does anyway, and then with its cause.
        if events.intersects(.readable | .failed), socket.wanted & SocketTable.readable != 0 {
            actions |= CURL_CSELECT_IN
        }
        if events.intersects(.writable | .failed), socket.wanted & SocketTable.writable != 0 {
            actions |= CURL_CSELECT_OUT
        }
        if actions != 0 { act(socket.descriptor, actions) }
        return nil
    }

    /// When libcurl wants `runTimers` to be called; `UInt64.max` for never.
    package var timer: UInt64 { context.pointee.timer }

    package func runTimers() {
        context.pointee.timer = .max
        act(CURL_SOCKET_TIMEOUT, 0)
    }

    private func act(_ descriptor: CInt, _ actions: CInt) {
        var running: CInt = 0
        curl_multi_socket_action(multi, descriptor, actions, &running)
    }

    // MARK: Held connections

    /// Whether the server has closed the transfer's held connection, which is then closed here too.
    package func isClosed(_ number: Int) -> Bool {
        let descriptor = transfers[number].heldDescriptor
        guard descriptor >= 0 else { return true }
        var result = 0
        repeat {
            result = TCPSocket.receive(descriptor, memory.scratch, capacity: TransferMemory.scratchSize)
        } while result > 0
        guard result != -Int(EAGAIN) else { return false }
        release(number)
        return true
    }

    /// Closes the transfer's held connection, if there is one.
    package func release(_ number: Int) {
        let descriptor = transfers[number].heldDescriptor
        guard descriptor >= 0 else { return }
        transfers[number].heldDescriptor = -1
        context.pointee.closeSocket(descriptor)
    }
}
