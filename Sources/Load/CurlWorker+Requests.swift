import Curl
import Linux

/// How requests begin and end.
extension CurlWorker {
    private var mayBegin: Bool {
        now < beginsUntil && ledger.tally.begun < requestLimit
    }

    /// Gives a slot that has nothing under way its next request: now, or when one is due.
    mutating func proceed(_ slot: Int) {
        guard mayBegin else { return rest(slot) }
        guard ledger.isPaced else {
            slots[slot].dueAt = now
            return begin(slot)
        }
        let due = start &+ pacer.due
        // While others are free, whoever is late is the loop itself, which takes them in turn.
        guard due <= now, free.isEmpty else { return park(slot) }
        // The request was due before a slot was free.
        ledger.tally.delayed += 1
        slots[slot].dueAt = due
        pacer.advance()
        begin(slot)
    }

    /// Begins the requests that are due, as far as there are free slots; when none may begin, they rest.
    mutating func beginDue() {
        while !free.isEmpty, start &+ pacer.due <= now || !mayBegin {
            guard let slot = free.take(from: slots) else { return }
            guard mayBegin else {
                rest(slot)
                continue
            }
            slots[slot].dueAt = start &+ pacer.due
            pacer.advance()
            if now < measuresUntil { ledger.pacingErrors.record(now &- slots[slot].dueAt) }
            begin(slot)
            // One that begins after others of this turn begins later than they did.
            now = MonotonicClock.now()
        }
    }

    /// Opens the connection of the next slot ahead, with a request.
    mutating func openNext() {
        guard let slot = unopened.popFirst() else { return }
        now = MonotonicClock.now()
        active += 1
        slots[slot].dueAt = now
        begin(slot, as: .opening)
    }

    /// Keeps a slot for the next request that is due.
    mutating func park(_ slot: Int) {
        slots[slot].state = .idle
        slots[slot].deadline = .max
        free.append(slot, in: slots)
    }

    /// Leaves the slot as it is for good: nothing more may begin.
    mutating func rest(_ slot: Int) {
        slots[slot].state = .resting
        slots[slot].deadline = .max
        active -= 1
    }

    private mutating func begin(_ slot: Int) {
        ledger.tally.begun += 1
        begin(slot, as: .connecting)
    }

    private mutating func begin(_ slot: Int, as state: Connection.State) {
        slots[slot].state = state
        slots[slot].begunAt = now
        slots[slot].carried += 1
        guard multi.begin(slot, closes: slots[slot].carried >= share.requestsPerConnection) else {
            return fail(slot, .connectOther)
        }
    }

    /// Takes in every transfer that has ended.
    mutating func settle() {
        while let slot = multi.nextEnded() {
            now = MonotonicClock.now()
            end(slot)
        }
    }

    private mutating func end(_ slot: Int) {
        let transfer = multi.transfers + slot
        if transfer.pointee.hasConnected { slots[slot].carried = 1 }
        if transfer.pointee.hasConnected, transfer.pointee.readyAt != 0, now < measuresUntil {
            ledger.connectTimes.record(transfer.pointee.readyAt &- slots[slot].begunAt)
        }
        countBytes(slot)
        guard transfer.pointee.end == .complete else {
            let cause = LoadFailure(
                transfer.pointee.end,
                isReady: transfer.pointee.readyAt != 0,
                hasBegun: transfer.pointee.firstByteAt != 0
            )
            return fail(slot, cause)
        }
        if slots[slot].state == .opening {
            ledger.tally.warmUpRequests += 1
            slots[slot].state = .idle
            active -= 1
            for _ in 0..<CurlWorker.openingsAtOnce where active < CurlWorker.openingsAtOnce { openNext() }
            return multi.release(slot)
        }
        if now < measuresUntil { ledger.countResponse(ended(slot), now: now) }
        leave(slot)
    }

    /// Lets go of the connection, if it carries no other request, and goes on.
    private mutating func leave(_ slot: Int) {
        let transfer = multi.transfers + slot
        guard transfer.pointee.heldDescriptor >= 0 else {
            if transfer.pointee.hasClosed {
                slots[slot].carried = 0
                // HTTP/2 has no way to ask the server to close.
                if transfer.pointee.isSetToClose { ledger.tally.clientClosedFirst += 1 }
            }
            return proceed(slot)
        }
        slots[slot].carried = 0
        guard !multi.isClosed(slot) else { return proceed(slot) }
        slots[slot].state = .closing
        slots[slot].deadline = now + (transfer.pointee.keepsAlive ? LoadWorker.unannouncedClose : share.responseTimeout)
    }

    /// Handles event `index` of the last wait.
    mutating func handle(_ index: Int) {
        now = MonotonicClock.now()
        if let slot = multi.handle(index), slots[slot].state == .closing { proceed(slot) }
        settle()
    }

    /// Ends what has lasted too long.
    mutating func expire() {
        for slot in 0..<share.slots {
            switch slots[slot].state {
            case .opening, .connecting: expireTransfer(slot)
            case .closing where slots[slot].deadline <= now:
                ledger.tally.clientClosedFirst += 1
                multi.release(slot)
                proceed(slot)
            default: break
            }
        }
    }

    private mutating func expireTransfer(_ slot: Int) {
        let readyAt = multi.transfers[slot].readyAt
        let deadline = readyAt == 0 ? slots[slot].begunAt &+ share.connectTimeout : readyAt &+ share.responseTimeout
        guard deadline <= now else { return }
        multi.abandon(slot)
        countBytes(slot)
        fail(slot, readyAt == 0 ? .connectTimeout : .responseTimeout)
    }

    /// Ends a request that failed; the slot tries again after a pause.
    private mutating func fail(_ slot: Int, _ cause: LoadFailure) {
        multi.release(slot)
        slots[slot].carried = 0
        if slots[slot].state == .opening { ledger.tally.begun += 1 }
        if now < measuresUntil { ledger.countFailure(cause, ended(slot), now: now) }
        if slots[slot].state == .opening { openNext() }
        guard mayBegin else { return rest(slot) }
        slots[slot].state = .retrying
        slots[slot].deadline = now + LoadWorker.retryDelay
        retries.append(slot, in: slots)
    }

    /// What is counted of the slot's request, which has ended.
    private func ended(_ slot: Int) -> EndedRequest {
        let transfer = multi.transfers + slot
        return EndedRequest(
            dueAt: slots[slot].dueAt,
            begunAt: slots[slot].begunAt,
            connectedAt: transfer.pointee.hasConnected ? transfer.pointee.readyAt : 0,
            sentAt: transfer.pointee.readyAt,
            firstByteAt: transfer.pointee.firstByteAt,
            status: transfer.pointee.status,
            bodyBytes: UInt64(transfer.pointee.bodyBytes),
            isKept: transfer.pointee.keepsAlive
        )
    }

    /// Counts what the slot's request sent and received.
    private mutating func countBytes(_ slot: Int) {
        let transfer = multi.transfers + slot
        if transfer.pointee.isSent { ledger.tally.requestsSent += 1 }
        guard now < measuresUntil, slots[slot].state != .opening else { return }
        ledger.tally.bytesReceived += UInt64(transfer.pointee.headBytes + transfer.pointee.bodyBytes)
        guard transfer.pointee.isSent else { return }
        // libcurl's requests are the native engine's, byte for byte; what its own counts contain depends on its version.
        let request = transfer.pointee.isSetToClose ? share.closingRequest : share.keepingRequest
        ledger.tally.bytesSent += UInt64(request.count)
    }

    /// Ends what is under way still, uncounted but for the requests that the server has seen.
    mutating func abandonAll() {
        for slot in 0..<share.slots where multi.transfers[slot].isUnderWay {
            multi.abandon(slot)
            if multi.transfers[slot].isSent { ledger.tally.requestsSent += 1 }
        }
    }
}
