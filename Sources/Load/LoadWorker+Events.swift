import Glibc
import Linux

/// What the kernel reports, and what comes of it.
extension LoadWorker {
    /// Edge-triggered for everything at once: a connection costs one epoll_ctl(2), a request none.
    static var interest: Epoll.Interest { responseInterest | .writable }
    /// The same for a connection whose request is written: that it could be written to is no news.
    static var responseInterest: Epoll.Interest { .readable | .peerClosed | .edgeTriggered }
    /// What must be read at once when it is reported together with something else.
    private static var unread: Epoll.Interest { .readable | .peerClosed }
    /// What says that the server will send no more.
    private static var ended: Epoll.Interest { .peerClosed | .failed }
    /// After this many full buffers the other connections get their turn.
    private static let readsInTurn = 16

    func token(_ slot: Int) -> UInt64 {
        UInt64(connections[slot].generation) << 32 | UInt64(slot)
    }

    mutating func handle(_ token: UInt64, _ events: Epoll.Interest) {
        let slot = Int(token & 0xffff_ffff)
        guard connections[slot].generation == UInt32(token >> 32), connections[slot].descriptor >= 0 else { return }
        switch connections[slot].state {
        case .receiving:
            receive(slot, events)
        case .opening, .connecting:
            connected(slot, events)
        case .sending:
            now = MonotonicClock.now()
            if events.intersects(.writable) { continueWriting(slot) }
            if isReceiving(slot) { receive(slot, events) }
        case .closing, .lingering:
            if events.intersects(LoadWorker.ended) { endClosing(slot) }
        case .idle:
            idle(slot, events)
        case .resting, .retrying:
            break
        }
    }

    /// Takes what happens to a connection between two requests.
    private mutating func idle(_ slot: Int, _ events: Epoll.Interest) {
        // Bytes that nobody asked for would be taken for the next answer.
        if events.intersects(LoadWorker.ended) || events.intersects(.readable) && hasBytes(slot) {
            close(slot)
            connections[slot].state = .resting
        }
    }

    /// Whether there is anything to read; an event can be of what was read already.
    private func hasBytes(_ slot: Int) -> Bool {
        TCPSocket.receive(connections[slot].descriptor, buffer, capacity: 1) != -Int(EAGAIN)
    }

    private mutating func connected(_ slot: Int, _ events: Epoll.Interest) {
        now = MonotonicClock.now()
        if events.intersects(.failed) {
            let error = TCPSocket.pendingError(connections[slot].descriptor)
            guard error == 0 else { return fail(slot, LoadFailure(connectError: -error)) }
        }
        recordConnect(slot)
        if connections[slot].state == .opening {
            connections[slot].state = .idle
            connections[slot].deadline = .max
            active -= 1
            // An edge comes once, as below.
            return idle(slot, events)
        }
        write(slot)
        // An edge comes once: what the server sent or closed already must be read now.
        if events.intersects(LoadWorker.unread), isReceiving(slot) { receive(slot, events) }
    }

    private func isReceiving(_ slot: Int) -> Bool {
        connections[slot].state == .receiving || connections[slot].state == .sending
    }

    private mutating func receive(_ slot: Int, _ events: Epoll.Interest) {
        now = MonotonicClock.now()
        let peerClosed = events.intersects(.peerClosed)
        for _ in 0..<LoadWorker.readsInTurn {
            let count = TCPSocket.receive(connections[slot].descriptor, buffer, capacity: LoadWorker.bufferSize)
            guard count > 0 else { return endReceiving(slot, count) }
            if connections[slot].firstByteAt == 0 {
                connections[slot].firstByteAt = now
                if !hasSeenResponse { readServer(count) }
            }
            if now < measuresUntil { ledger.tally.bytesReceived += UInt64(count) }
            // A short read has emptied the socket: only a close that is known already can follow.
            let isEmpty = count < LoadWorker.bufferSize
            switch connections[slot].parser.parse(buffer, count: count) {
            case .complete: return complete(slot, peerClosed: peerClosed && isEmpty)
            case .malformed: return fail(slot, .malformedResponse)
            case .incomplete: if isEmpty && !peerClosed { return }
            }
        }
        // The edge is consumed but the socket is not empty: asking again brings the event again.
        let watched = epoll.rearm(connections[slot].descriptor, LoadWorker.interest, token: token(slot))
        if watched < 0 { fail(slot, .resetAfterFirstByte) }
    }

    /// Takes a read that brought no byte: the server's close, a reset, or nothing yet.
    private mutating func endReceiving(_ slot: Int, _ result: Int) {
        if result == -Int(EAGAIN) { return }
        guard connections[slot].firstByteAt != 0 else { return fail(slot, .resetBeforeFirstByte) }
        guard result == 0 else { return fail(slot, .resetAfterFirstByte) }
        switch connections[slot].parser.end() {
        case .complete: complete(slot, peerClosed: true)
        case .incomplete: fail(slot, .shortBody)
        case .malformed: fail(slot, .malformedResponse)
        }
    }

    /// Closes a connection that the server has closed, or has had its time for; the slot's turn, if it has one, comes now.
    private mutating func endClosing(_ slot: Int) {
        let isTurn = connections[slot].state == .closing
        close(slot)
        connections[slot].state = .resting
        connections[slot].deadline = .max
        if isTurn {
            ready.append(slot, in: connections)
        } else {
            active -= 1
            spare.append(slot, in: connections)
        }
    }

    /// Takes the server's name from the first bytes of the first response, once.
    private mutating func readServer(_ count: Int) {
        hasSeenResponse = true
        let head = UnsafeRawBufferPointer(start: buffer, count: count)
        ledger.serverSoftware = ResponseHead.value(of: "server", in: head)
    }

    /// Ends what has lasted too long.
    mutating func expire() {
        for slot in 0..<share.allSlots where connections[slot].deadline <= now {
            switch connections[slot].state {
            case .opening, .connecting: fail(slot, .connectTimeout)
            case .sending, .receiving: fail(slot, .responseTimeout)
            case .closing, .lingering:
                ledger.tally.clientClosedFirst += 1
                endClosing(slot)
            case .resting, .idle, .retrying: break
            }
        }
    }
}
