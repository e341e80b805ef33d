import Linux

/// One worker: a thread's epoll loop, its connections and its counts.
///
/// Nothing in the loop allocates, throws, locks or counts references: connections are slots of a slab, failures are
/// counters, results are the kernel's numbers. A timeout is a deadline in the slot, and a scan of all slots every
/// `tick` finds those that passed: late by at most a tick, and free of any work per request.
struct LoadWorker: ~Copyable {
    /// How often deadlines are looked at.
    static let tick: UInt64 = 10_000_000
    /// The pause of a slot after a failure, so that a port that refuses does not make a busy loop.
    static let retryDelay: UInt64 = 1_000_000
    /// How long a server that promised nothing has to close first.
    static let unannouncedClose: UInt64 = 50_000_000
    static let bufferSize = 65536

    let share: WorkerShare
    let stop: StopFlag?
    let epoll: Epoll
    let connections: UnsafeMutablePointer<Connection>
    let request: UnsafeMutableRawPointer
    /// Every response is read into here: the parser keeps no byte.
    let buffer: UnsafeMutableRawPointer

    /// The clock when it was last read; each event reads it.
    var now: UInt64
    /// Requests begin before this; 0 before and after the window.
    var beginsUntil: UInt64 = 0
    /// Ends are counted before this.
    var measuresUntil = UInt64.max
    var nextTick: UInt64
    /// Slots that will change by themselves: neither resting nor idle.
    var active = 0
    /// The queue of slots that retry, the earliest first; -1 for none.
    var firstRetry: Int32 = -1
    var lastRetry: Int32 = -1
    /// When a request last ended.
    var lastEnd: UInt64 = 0

    var tally = WorkerTally()
    var connectTimes = LatencyRecorder()
    var waitTimes = LatencyRecorder()
    var totalTimes = LatencyRecorder()

    init(_ share: WorkerShare, stop: StopFlag?) throws(SystemError) {
        self.epoll = try Epoll(capacity: 256)
        self.share = share
        self.stop = stop
        self.connections = .allocate(capacity: share.slots)
        self.connections.initialize(repeating: Connection(), count: share.slots)
        self.request = .allocate(byteCount: share.request.count, alignment: 1)
        self.request.copyMemory(from: share.request, byteCount: share.request.count)
        self.buffer = .allocate(byteCount: LoadWorker.bufferSize, alignment: 16)
        self.now = MonotonicClock.now()
        self.nextTick = now + LoadWorker.tick
    }

    deinit {
        connections.deallocate()
        request.deallocate()
        buffer.deallocate()
    }

    /// A worker's life on the calling thread, whose affinity it leaves as it was.
    static func report(
        of share: WorkerShare,
        gate: WorkerGate,
        stop: StopFlag?
    ) -> Result<WorkerReport, LoadError> {
        do {
            let affinity = try CPUAffinity.current()
            if let cpu = share.cpu { try CPUAffinity.pin(to: cpu) }
            let report = try LoadWorker(share, stop: stop).run(gate: gate)
            if share.cpu != nil { try affinity.apply() }
            return .success(report)
        } catch {
            gate.leave()
            return .failure(LoadError("\(error), so no load was made"))
        }
    }

    private consuming func run(gate: WorkerGate) -> WorkerReport {
        if share.keepsAlive { open() }
        let start = gate.waitForStart()
        let before = ThreadUsage.current()
        let end = runWindow(from: start)
        let usage = ThreadUsage.current() - before
        drain()
        closeAll()
        return WorkerReport(
            tally: tally,
            connect: connectTimes,
            wait: waitTimes,
            total: totalTimes,
            usage: usage,
            start: start,
            end: end
        )
    }

    /// Opens the connections that will be kept, each once.
    private mutating func open() {
        for slot in 0..<min(share.slots, share.requests) {
            now = MonotonicClock.now()
            active += 1
            connections[slot].begunAt = now
            connect(slot, as: .opening)
        }
        loop(until: now + share.connectTimeout + 2 * LoadWorker.tick)
    }

    /// Loads until the window's end, or until the bound on requests is reached; returns when that was.
    private mutating func runWindow(from start: UInt64) -> UInt64 {
        let end = start + share.duration
        beginsUntil = end
        measuresUntil = end
        for slot in 0..<share.slots {
            active += 1
            if connections[slot].state == .idle {
                now = MonotonicClock.now()
                beginOnOpen(slot)
            } else {
                begin(slot)
            }
        }
        loop(until: end)
        beginsUntil = 0
        measuresUntil = min(end, now)
        return active == 0 ? max(start, lastEnd) : max(start, measuresUntil)
    }

    /// Lets the requests under way end, uncounted.
    private mutating func drain() {
        while let slot = takeRetry() { rest(slot) }
        loop(until: now + share.drain)
    }

    /// Handles events until `end`, a stop, or until no slot waits for anything.
    private mutating func loop(until end: UInt64) {
        while active > 0, now < end, !isStopped {
            let count = epoll.wait(milliseconds: waitTime(until: end))
            now = MonotonicClock.now()
            for event in 0..<count { handle(epoll.token(event), epoll.events(event)) }
            if now >= nextTick {
                expire()
                nextTick = now + LoadWorker.tick
            }
            while firstRetry >= 0, connections[Int(firstRetry)].deadline <= now, let slot = takeRetry() {
                begin(slot)
            }
        }
    }

    private var isStopped: Bool {
        guard let stop else { return false }
        return stop.isRaised
    }

    /// Milliseconds until something is due, rounded up.
    private func waitTime(until end: UInt64) -> CInt {
        var wake = min(end, nextTick)
        if firstRetry >= 0 { wake = min(wake, connections[Int(firstRetry)].deadline) }
        return wake > now ? CInt((wake - now + 999_999) / 1_000_000) : 0
    }

    private mutating func closeAll() {
        for slot in 0..<share.slots { close(slot) }
    }
}
