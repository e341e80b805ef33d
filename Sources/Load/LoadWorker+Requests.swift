import Glibc
import Linux

/// How requests begin and end.
extension LoadWorker {
    var mayBegin: Bool {
        now < beginsUntil && tally.begun < share.requests
    }

    /// Begins a request on a new connection, or lets the slot rest if none may begin.
    mutating func begin(_ slot: Int) {
        now = MonotonicClock.now()
        guard mayBegin else { return rest(slot) }
        tally.begun += 1
        connections[slot].begunAt = now
        connect(slot, as: .connecting)
    }

    /// Begins a request on the slot's open connection, or leaves that idle if none may begin.
    mutating func beginOnOpen(_ slot: Int) {
        guard mayBegin else {
            connections[slot].state = .idle
            connections[slot].deadline = .max
            active -= 1
            return
        }
        tally.begun += 1
        connections[slot].begunAt = now
        write(slot)
    }

    /// Connects on a new socket; `state` says whether for a request.
    mutating func connect(_ slot: Int, as state: Connection.State) {
        connections[slot].state = state
        let descriptor = TCPSocket.open()
        guard descriptor >= 0 else { return fail(slot, LoadFailure(connectError: -descriptor)) }
        connections[slot].descriptor = descriptor
        var result: CInt = 0
        if let source = share.source { result = TCPSocket.bindSource(descriptor, address: source) }
        if result == 0, share.keepsAlive { result = TCPSocket.setNoDelay(descriptor) }
        guard result == 0 else { return fail(slot, LoadFailure(connectError: -result)) }

        result = TCPSocket.connect(descriptor, address: share.address, port: share.port)
        // A refusal can be back before the call is; any other error comes from this host, before a SYN is sent.
        if result == 0 || result == -EINPROGRESS || result == -ECONNREFUSED { tally.connectionsInitiated += 1 }
        guard result == 0 || result == -EINPROGRESS else {
            return fail(slot, LoadFailure(connectError: -result))
        }
        connections[slot].generation &+= 1
        connections[slot].deadline = now + share.connectTimeout
        let isWritten = state == .connecting && writeAtOnce(slot)
        guard connections[slot].descriptor >= 0 else { return }
        let interest = isWritten ? LoadWorker.responseInterest : LoadWorker.interest
        if epoll.add(descriptor, interest, token: token(slot)) < 0 { fail(slot, .connectOther) }
    }

    /// Writes the request if the handshake is over already; whether it did.
    ///
    /// Over loopback and veth pairs SYN, SYN-ACK and ACK have gone before connect(2) returns, and waiting to be told
    /// would cost a wake-up. Elsewhere the attempt costs a call that says EAGAIN, and the event comes as usual.
    private mutating func writeAtOnce(_ slot: Int) -> Bool {
        let connected = MonotonicClock.now()
        let count = TCPSocket.send(connections[slot].descriptor, request, count: share.request.count)
        if count == -Int(EAGAIN) { return false }
        now = connected
        guard count >= 0 else {
            fail(slot, LoadFailure(connectError: CInt(-count)))
            return false
        }
        recordConnect(slot)
        prepareResponse(slot)
        wrote(slot, count)
        return connections[slot].state == .receiving
    }

    /// Counts the time that the slot's connection took to stand.
    mutating func recordConnect(_ slot: Int) {
        if now < measuresUntil { connectTimes.record(now &- connections[slot].begunAt) }
    }

    /// Writes the request on an open connection.
    mutating func write(_ slot: Int) {
        prepareResponse(slot)
        continueWriting(slot)
    }

    /// Writes what is left of the request; the kernel says when it takes more.
    mutating func continueWriting(_ slot: Int) {
        let sent = Int(connections[slot].sent)
        let rest = share.request.count - sent
        wrote(slot, TCPSocket.send(connections[slot].descriptor, request + sent, count: rest))
    }

    private mutating func prepareResponse(_ slot: Int) {
        connections[slot].parser = ResponseParser()
        connections[slot].sent = 0
        connections[slot].firstByteAt = 0
    }

    /// Takes the result of a write.
    private mutating func wrote(_ slot: Int, _ count: Int) {
        connections[slot].deadline = now + share.responseTimeout
        connections[slot].sent += Int32(max(0, count))
        if connections[slot].sent == share.request.count {
            connections[slot].state = .receiving
            connections[slot].sentAt = now
        } else if count >= 0 || count == -Int(EAGAIN) {
            connections[slot].state = .sending
            // A connection that wrote at once is not watched for this yet; one that is not watched at all soon will be.
            _ = epoll.rearm(connections[slot].descriptor, LoadWorker.interest, token: token(slot))
        } else {
            fail(slot, .resetBeforeFirstByte)
        }
    }

    /// Ends a request whose response is complete, and begins the slot's next.
    mutating func complete(_ slot: Int, peerClosed: Bool) {
        let keepsAlive = connections[slot].parser.keepsAlive
        if now < measuresUntil { count(slot) }
        if peerClosed {
            close(slot)
            begin(slot)
        } else if share.keepsAlive && keepsAlive {
            beginOnOpen(slot)
        } else {
            connections[slot].state = .closing
            connections[slot].deadline = now + (keepsAlive ? LoadWorker.unannouncedClose : share.responseTimeout)
        }
    }

    private mutating func count(_ slot: Int) {
        lastEnd = now
        guard (200...299).contains(connections[slot].parser.status) else {
            tally.failures[LoadFailure.unexpectedStatus.index] += 1
            return
        }
        tally.completed += 1
        waitTimes.record(connections[slot].firstByteAt &- connections[slot].sentAt)
        totalTimes.record(now &- connections[slot].begunAt)
    }

    /// Ends a request that failed; the slot tries again after a pause.
    mutating func fail(_ slot: Int, _ cause: LoadFailure) {
        if now < measuresUntil {
            // A connection that could not be opened ahead stands for the request that it was for.
            if connections[slot].state == .opening { tally.begun += 1 }
            tally.failures[cause.index] += 1
            lastEnd = now
        }
        close(slot)
        guard mayBegin else { return rest(slot) }
        connections[slot].state = .retrying
        connections[slot].deadline = now + LoadWorker.retryDelay
        connections[slot].nextRetry = -1
        if lastRetry >= 0 {
            connections[Int(lastRetry)].nextRetry = Int32(slot)
        } else {
            firstRetry = Int32(slot)
        }
        lastRetry = Int32(slot)
    }

    /// Takes the slot that has waited longest to retry out of the queue.
    mutating func takeRetry() -> Int? {
        guard firstRetry >= 0 else { return nil }
        let slot = Int(firstRetry)
        firstRetry = connections[slot].nextRetry
        if firstRetry < 0 { lastRetry = -1 }
        return slot
    }

    mutating func rest(_ slot: Int) {
        connections[slot].state = .resting
        connections[slot].deadline = .max
        active -= 1
    }

    /// Closes the slot's connection, if it has one; epoll forgets it by itself.
    mutating func close(_ slot: Int) {
        guard connections[slot].descriptor >= 0 else { return }
        TCPSocket.close(connections[slot].descriptor)
        connections[slot].descriptor = -1
    }
}
