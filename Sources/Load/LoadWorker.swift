import Linux

/// One worker: a thread's epoll loop, its connections and its counts.
///
/// Nothing in the loop allocates, throws, locks or counts references: connections are slots of a slab, failures are
/// counters, results are the kernel's numbers. A timeout is a deadline in the slot, and a scan of all slots every
/// `tick` finds those that passed: late by at most a tick, and free of any work per request.
///
/// A turn of the loop reads every response that is there before it makes the connections that may follow. A server on this
/// machine is then woken once for many of them, which saves about 6 % of the CPU a request (bare loops in C, connections
/// per request, 32 and 256 at once, 18 pairs each). On a connection that is kept the next request is written at once: there
/// the server would only wait for the turn's end.
struct LoadWorker: WindowWorker, ~Copyable {
    /// How often deadlines are looked at.
    static let tick: UInt64 = 10_000_000
    /// How often the progress is told.
    static let publication: UInt64 = 100_000_000
    /// The pause of a slot after a failure, so that a port that refuses does not make a busy loop.
    static let retryDelay: UInt64 = 1_000_000
    /// How long a server that promised nothing has to close first.
    static let unannouncedClose: UInt64 = 50_000_000
    static let bufferSize = 65536

    let share: WorkerShare
    let stop: StopFlag?
    let epoll: Epoll
    let connections: UnsafeMutablePointer<Connection>
    let keepingRequest: UnsafeMutableRawBufferPointer
    let closingRequest: UnsafeMutableRawBufferPointer
    let sources: UnsafeMutableBufferPointer<UInt32>
    /// Every response is read into here: the parser keeps no byte.
    let buffer: UnsafeMutableRawPointer

    /// The clock when it was last read; each event reads it.
    var now: UInt64
    /// When the loop of requests began; what the pacer counts from.
    var start: UInt64 = 0
    /// Requests begin before this; 0 before and after the window.
    var beginsUntil: UInt64 = 0
    /// Ends are counted before this.
    var measuresUntil = UInt64.max
    /// Requests begin while fewer did.
    var requestLimit = Int.max
    var nextTick: UInt64
    var nextPublication: UInt64 = 0
    /// Events of the last turn.
    var found = 0
    /// Nanoseconds that a closed loop stays away from its sockets when few of them had news; 0 for not at all.
    var nap: UInt64 = 0
    /// Slots that will change by themselves: neither resting, idle nor free.
    var active = 0
    /// Slots that retry, the earliest first.
    var retries = SlotQueue()
    /// Slots that wait for a request to be due.
    var free = SlotQueue()
    /// Slots whose next request begins when the events of this turn are handled.
    var ready = SlotQueue()
    /// Slots beyond the concurrency, for requests whose slot still waits for the server to close.
    var spare = SlotQueue()
    var nextSource = 0
    var published = (completed: 0, failed: 0)

    var pacer: Pacer
    var ledger: RequestLedger
    var hasSeenResponse = false

    let places: TurnPlaces
    /// Where requests begin, of the places of a load in turns.
    var place = 0
    /// Ends are counted of requests that began no earlier.
    var beganFrom: UInt64 = 0
    /// In how many places each slot has a connection that is kept.
    let keptPlaces: Int

    init(_ share: WorkerShare, _ places: consuming TurnPlaces, stop: StopFlag?) throws(SystemError) {
        self.epoll = try Epoll(capacity: 256)
        self.places = places
        self.keptPlaces = share.keptPlaces
        self.share = share
        self.stop = stop
        self.connections = .allocate(capacity: share.allSlots)
        self.connections.initialize(repeating: Connection(), count: share.allSlots)
        self.keepingRequest = .allocate(byteCount: share.keepingRequest.count, alignment: 1)
        self.keepingRequest.copyBytes(from: share.keepingRequest)
        self.closingRequest = .allocate(byteCount: share.closingRequest.count, alignment: 1)
        self.closingRequest.copyBytes(from: share.closingRequest)
        self.sources = .allocate(capacity: share.sources.count)
        _ = self.sources.initialize(from: share.sources)
        self.buffer = .allocate(byteCount: LoadWorker.bufferSize, alignment: 16)
        self.ledger = RequestLedger(share)
        self.pacer = share.pacer ?? Pacer(rate: 1, arrivals: .constant, worker: 0, of: 1)
        self.now = MonotonicClock.now()
        self.nextTick = now + LoadWorker.tick
        for slot in (share.slots * share.keptPlaces)..<share.allSlots { spare.append(slot, in: connections) }
    }

    deinit {
        connections.deallocate()
        keepingRequest.deallocate()
        closingRequest.deallocate()
        sources.deallocate()
        buffer.deallocate()
    }

    var slots: UnsafeMutablePointer<Connection> { connections }

    /// A worker's life on the calling thread.
    static func report(
        of share: WorkerShare,
        gate: WorkerGate,
        stop: StopFlag?
    ) -> Result<[WorkerReport], LoadError> {
        share.report(at: gate) {
            let places = try TurnPlaces(share.turns?.places ?? [])
            let worker = try LoadWorker(share, places, stop: stop)
            guard let turns = share.turns else { return [worker.run(gate: gate)] }
            return worker.takeTurns(turns, gate: gate)
        }
    }

    /// Opens the connections that will be kept where requests begin, each once.
    mutating func openAhead() {
        let first = place * share.slots
        for slot in first..<(first + min(share.slots, share.requests)) {
            now = MonotonicClock.now()
            active += 1
            connections[slot].begunAt = now
            connect(slot, as: .opening)
        }
        loop(until: now + share.connectTimeout + 2 * LoadWorker.tick)
    }

    /// Handles events until `end`, a stop, or until no slot waits for anything.
    mutating func loop(until end: UInt64) {
        while active > 0, now < end, !isStopped {
            found = waitForEvents(until: end)
            now = MonotonicClock.now()
            let turn = now
            for event in 0..<found { handle(epoll.token(event), epoll.events(event)) }
            beginReady()
            if found > 0 { ledger.loopLag.record(now &- turn) }
            if now >= nextTick {
                expire()
                beginReady()
                nap = WakeModeration.nap(meanTime: ledger.totalTimes.mean)
                if now >= nextPublication { publish() }
                nextTick = now + LoadWorker.tick
            }
            while !retries.isEmpty, connections[Int(retries.first)].deadline <= now,
                let slot = retries.take(from: connections)
            {
                proceed(slot)
            }
            if ledger.isPaced { beginDue() }
        }
    }

    private var isStopped: Bool {
        guard let stop else { return false }
        return stop.isRaised
    }

    /// Waits for events until something is due; a closed loop's waits are whole milliseconds, rounded up.
    private mutating func waitForEvents(until end: UInt64) -> Int {
        var wake = min(end, nextTick)
        if !retries.isEmpty { wake = min(wake, connections[Int(retries.first)].deadline) }
        if ledger.isPaced {
            if !free.isEmpty { wake = min(wake, start + pacer.due) }
            return epoll.wait(nanoseconds: wake > now ? wake - now : 0)
        }
        if nap > 0, WakeModeration.leavesEnough(found: found, active: active) {
            ledger.tally.naps += 1
            MonotonicClock.nap(nanoseconds: nap)
        }
        return epoll.wait(milliseconds: wake > now ? CInt((wake - now + 999_999) / 1_000_000) : 0)
    }

    mutating func finish() {
        for slot in 0..<share.allSlots { close(slot) }
    }
}
