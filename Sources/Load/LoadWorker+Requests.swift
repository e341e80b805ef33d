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
        let watched = epoll.add(descriptor, LoadWorker.interest, token: token(slot))
        if watched < 0 { fail(slot, .connectOther) }
    }

    /// Writes the request on an open connection.
    mutating func write(_ slot: Int) {
        connections[slot].parser = ResponseParser()
        connections[slot].sent = 0
        connections[slot].firstByteAt = 0
        connections[slot].deadline = now + share.responseTimeout
        continueWriting(slot)
    }

    /// Writes what is left of the request; the kernel says when it takes more.
    mutating func continueWriting(_ slot: Int) {
        let sent = Int(connections[slot].sent)
        let rest = share.request.count - sent
        let count = TCPSocket.send(connections[slot].descriptor, request + sent, count: rest)
        if count == rest {
            connections[slot].state = .receiving
            connections[slot].sentAt = now
            connections[slot].deadline = now + share.responseTimeout
        } else if count >= 0 || count == -Int(EAGAIN) {
            connections[slot].state = .sending
            connections[slot].sent += Int32(max(0, count))
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
