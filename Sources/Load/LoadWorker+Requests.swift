import Glibc
import Linux

/// How requests begin and end.
extension LoadWorker {
    var mayBegin: Bool {
        now < beginsUntil && ledger.tally.begun < requestLimit
    }

    /// Gives a slot that has nothing under way its next request: now, or when one is due.
    mutating func proceed(_ slot: Int) {
        guard mayBegin else { return rest(slot) }
        let slot = keptPlaces == 1 ? slot : counterpart(of: slot)
        guard ledger.isPaced else {
            connections[slot].dueAt = now
            return begin(slot)
        }
        let due = start &+ pacer.due
        // While others are free, whoever is late is the loop itself, which takes them in turn.
        guard due <= now, free.isEmpty else { return park(slot) }
        // The request was due before a slot was free.
        ledger.tally.delayed += 1
        connections[slot].dueAt = due
        pacer.advance()
        begin(slot)
    }

    /// The slot of the same turn where requests begin; one elsewhere is left as it is, and its connection stays.
    private mutating func counterpart(of slot: Int) -> Int {
        let counterpart = place * share.slots + slot % share.slots
        if counterpart != slot {
            connections[slot].state = connections[slot].descriptor >= 0 ? .idle : .resting
            connections[slot].deadline = .max
        }
        return counterpart
    }

    /// Whether what has happened to the slot's request now is in the window.
    func isCounted(_ slot: Int) -> Bool {
        now < measuresUntil && connections[slot].begunAt >= beganFrom
    }

    /// Begins the next requests of the slots that this turn's events have freed.
    mutating func beginReady() {
        while let slot = ready.take(from: connections) {
            now = MonotonicClock.now()
            proceed(slot)
        }
    }

    /// Begins the requests that are due, as far as there are free slots; when none may begin, they rest.
    mutating func beginDue() {
        while !free.isEmpty, start &+ pacer.due <= now || !mayBegin {
            guard let slot = free.take(from: connections) else { return }
            guard mayBegin else {
                rest(slot)
                continue
            }
            connections[slot].dueAt = start &+ pacer.due
            pacer.advance()
            if now < measuresUntil { ledger.pacingErrors.record(now &- connections[slot].dueAt) }
            begin(slot)
            // One that begins after others of this turn begins later than they did.
            now = MonotonicClock.now()
        }
    }

    /// Keeps a slot for the next request that is due.
    mutating func park(_ slot: Int) {
        connections[slot].state = connections[slot].descriptor >= 0 ? .idle : .resting
        connections[slot].deadline = .max
        free.append(slot, in: connections)
    }

    /// Begins a request, on the slot's connection if one is open, else on a new one.
    private mutating func begin(_ slot: Int) {
        ledger.tally.begun += 1
        connections[slot].begunAt = now
        connections[slot].connectedAt = 0
        if connections[slot].descriptor >= 0 {
            write(slot)
        } else {
            connect(slot, as: .connecting)
        }
    }

    /// Leaves the slot as it is for good: nothing more may begin.
    mutating func rest(_ slot: Int) {
        connections[slot].state = connections[slot].descriptor >= 0 ? .idle : .resting
        connections[slot].deadline = .max
        active -= 1
    }

    /// Connects on a new socket; `state` says whether for a request.
    mutating func connect(_ slot: Int, as state: Connection.State) {
        connections[slot].state = state
        connections[slot].carried = 0
        connections[slot].firstByteAt = 0
        connections[slot].sentAt = 0
        let descriptor = TCPSocket.open()
        guard descriptor >= 0 else { return fail(slot, LoadFailure(connectError: -descriptor)) }
        connections[slot].descriptor = descriptor
        var result: CInt = 0
        if !sources.isEmpty { result = TCPSocket.bindSource(descriptor, address: source()) }
        if result == 0, share.requestsPerConnection > 1 { result = TCPSocket.setNoDelay(descriptor) }
        guard result == 0 else { return fail(slot, LoadFailure(connectError: -result)) }

        result = TCPSocket.connect(descriptor, address: share.address, port: share.port)
        // A refusal can be back before the call is; any other error comes from this host, before a SYN is sent.
        if result == 0 || result == -EINPROGRESS || result == -ECONNREFUSED { ledger.tally.connectionsInitiated += 1 }
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

    /// The next source address of the worker's turn.
    private mutating func source() -> UInt32 {
        let source = sources[nextSource]
        nextSource += 1
        if nextSource == sources.count { nextSource = 0 }
        return source
    }

    /// Writes the request if the handshake is over already; whether it did.
    ///
    /// Over loopback and veth pairs SYN, SYN-ACK and ACK have gone before connect(2) returns, and waiting to be told
    /// would cost a wake-up. Elsewhere the attempt costs a call that says EAGAIN, and the event comes as usual.
    private mutating func writeAtOnce(_ slot: Int) -> Bool {
        let connected = MonotonicClock.now()
        prepareRequest(slot)
        let request = request(of: slot)
        let count = TCPSocket.send(connections[slot].descriptor, request.bytes, count: request.count)
        if count == -Int(EAGAIN) {
            connections[slot].carried = 0
            return false
        }
        now = connected
        guard count >= 0 else {
            fail(slot, LoadFailure(connectError: CInt(-count)))
            return false
        }
        recordConnect(slot)
        wrote(slot, count)
        return connections[slot].state == .receiving
    }

    /// Counts the time that the slot's connection took to stand.
    mutating func recordConnect(_ slot: Int) {
        connections[slot].connectedAt = now
        if isCounted(slot) { ledger.connectTimes.record(now &- connections[slot].begunAt) }
    }

    /// Writes the request on an open connection.
    mutating func write(_ slot: Int) {
        prepareRequest(slot)
        continueWriting(slot)
    }

    /// Writes what is left of the request; the kernel says when it takes more.
    mutating func continueWriting(_ slot: Int) {
        let sent = connections[slot].sent
        let request = request(of: slot)
        wrote(
            slot,
            TCPSocket.send(connections[slot].descriptor, request.bytes + sent, count: request.count - sent)
        )
    }

    /// The bytes of the request that the slot's connection carries now.
    private func request(of slot: Int) -> (bytes: UnsafeRawPointer, count: Int) {
        let request = connections[slot].carried < share.requestsPerConnection ? keepingRequest : closingRequest
        return (UnsafeRawPointer(request.baseAddress.unsafelyUnwrapped), request.count)
    }

    private mutating func prepareRequest(_ slot: Int) {
        connections[slot].parser = ResponseParser(expectsBody: share.expectsBody)
        connections[slot].sent = 0
        connections[slot].sentAt = 0
        connections[slot].carried += 1
        connections[slot].firstByteAt = 0
    }

    /// Takes the result of a write.
    private mutating func wrote(_ slot: Int, _ count: Int) {
        connections[slot].deadline = now + share.responseTimeout
        if count > 0 {
            connections[slot].sent += count
            if now < measuresUntil { ledger.tally.bytesSent += UInt64(truncatingIfNeeded: count) }
        }
        if connections[slot].sent == request(of: slot).count {
            connections[slot].state = .receiving
            connections[slot].sentAt = now
            ledger.tally.requestsSent += 1
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
        if isCounted(slot) { ledger.countResponse(ended(slot), now: now) }
        if peerClosed {
            close(slot)
            connections[slot].state = .resting
            ready.append(slot, in: connections)
        } else if connections[slot].state == .sending {
            // Answered before the request was whole: what is left of it must not become the next one's beginning.
            ledger.tally.clientClosedFirst += 1
            close(slot)
            connections[slot].state = .resting
            ready.append(slot, in: connections)
        } else if keepsAlive && connections[slot].carried < share.requestsPerConnection {
            // Written from the read: the server works on it while the rest of the turn is read.
            connections[slot].state = .idle
            proceed(slot)
        } else {
            connections[slot].state = .closing
            connections[slot].deadline = now + (keepsAlive ? LoadWorker.unannouncedClose : share.responseTimeout)
            // The server's close is on its way; the next request need not wait for it.
            guard let next = spare.take(from: connections) else { return }
            connections[slot].state = .lingering
            active += 1
            ready.append(next, in: connections)
        }
    }

    /// Ends a request that failed; the slot tries again after a pause.
    mutating func fail(_ slot: Int, _ cause: LoadFailure) {
        if isCounted(slot) {
            // A connection that could not be opened ahead stands for the request that it was for.
            if connections[slot].state == .opening {
                ledger.tally.begun += 1
                connections[slot].dueAt = connections[slot].begunAt
            }
            ledger.countFailure(cause, ended(slot), now: now)
        }
        close(slot)
        guard mayBegin else { return rest(slot) }
        connections[slot].state = .retrying
        connections[slot].deadline = now + LoadWorker.retryDelay
        retries.append(slot, in: connections)
    }

    /// What is counted of the slot's request, which has ended.
    private func ended(_ slot: Int) -> EndedRequest {
        EndedRequest(
            dueAt: connections[slot].dueAt,
            begunAt: connections[slot].begunAt,
            connectedAt: connections[slot].connectedAt,
            sentAt: connections[slot].sentAt,
            firstByteAt: connections[slot].firstByteAt,
            status: connections[slot].parser.status,
            bodyBytes: connections[slot].parser.bodyBytes,
            isKept: connections[slot].parser.keepsAlive
        )
    }

    /// Closes the slot's connection, if it has one; epoll forgets it by itself.
    mutating func close(_ slot: Int) {
        guard connections[slot].descriptor >= 0 else { return }
        TCPSocket.close(connections[slot].descriptor)
        connections[slot].descriptor = -1
    }
}
