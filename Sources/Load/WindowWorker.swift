import Linux

/// What the workers of both engines have in common: the window of a load around their loops, from the connections that are
/// opened ahead to the last answer.
///
/// Nothing here runs per request.
protocol WindowWorker: ~Copyable {
    var share: WorkerShare { get }
    var slots: UnsafeMutablePointer<Connection> { get }
    /// The clock when it was last read.
    var now: UInt64 { get set }
    /// When the loop of requests began; what the pacer counts from.
    var start: UInt64 { get set }
    /// Requests begin before this; 0 before and after the window.
    var beginsUntil: UInt64 { get set }
    /// Ends are counted before this.
    var measuresUntil: UInt64 { get set }
    /// Requests begin while fewer did.
    var requestLimit: Int { get set }
    var nextPublication: UInt64 { get set }
    /// Slots that will change by themselves: neither resting, idle nor free.
    var active: Int { get set }
    /// Slots that retry, the earliest first.
    var retries: SlotQueue { get set }
    /// Slots that wait for a request to be due.
    var free: SlotQueue { get set }
    /// What the progress was told.
    var published: (completed: Int, failed: Int) { get set }
    var pacer: Pacer { get set }
    var ledger: RequestLedger { get set }

    /// Opens the connections that will be kept.
    mutating func openAhead()
    /// Handles events until `end`, a stop, or until no slot waits for anything.
    mutating func loop(until end: UInt64)
    /// Gives a slot that has nothing under way its next request: now, or when one is due.
    mutating func proceed(_ slot: Int)
    /// Keeps a slot for the next request that is due.
    mutating func park(_ slot: Int)
    /// Leaves the slot as it is for good: nothing more may begin.
    mutating func rest(_ slot: Int)
    /// Closes all connections, and counts what is counted in the end.
    mutating func finish()
}

extension WindowWorker where Self: ~Copyable {
    /// The worker's load, from the start that `gate` gives to all of them.
    consuming func run(gate: WorkerGate) -> WorkerReport {
        if share.opensAhead { openAhead() }
        let opened = gate.waitForStart()
        start = opened ?? now
        ledger.windowStart = start
        var end = start
        var use = ThreadUsage.current()
        // Without a start, this report is not read: another worker's error is what the load ends with.
        if opened != nil {
            warmUp()
            if share.warmUp > 0 { ledger.windowStart = max(start, now) }
            use = ThreadUsage.current()
            end = runWindow()
            use = ThreadUsage.current() - use
            drain()
        }
        finish()
        return ledger.report(until: end, use: use, cpu: share.cpu)
    }

    /// Loads before the window, and forgets what it did.
    private mutating func warmUp() {
        now = MonotonicClock.now()
        guard share.warmUp > 0 else { return }
        beginsUntil = .max
        beginAll()
        loop(until: start + share.warmUp)
        ledger.beginWindow()
    }

    /// Loads until the window's end, or until the bound on requests is reached; returns when that was.
    private mutating func runWindow() -> UInt64 {
        let end = start + share.warmUp + share.duration
        beginsUntil = end
        measuresUntil = end
        requestLimit = share.requests
        nextPublication = now
        if share.warmUp == 0 { beginAll() }
        loop(until: end)
        beginsUntil = 0
        measuresUntil = min(end, now)
        if ledger.isPaced, ledger.tally.begun < requestLimit {
            ledger.tally.unsent = min(requestLimit - ledger.tally.begun, pacer.passing(until: measuresUntil - start))
        }
        publish()
        // Only a load that its number of requests ended is over with the last of them.
        let isCountedOut = active == 0 && ledger.tally.begun >= requestLimit
        return max(ledger.windowStart, isCountedOut ? ledger.lastEnd : measuresUntil)
    }

    mutating func beginAll() {
        for slot in 0..<share.slots {
            active += 1
            now = MonotonicClock.now()
            // The loop takes free slots when a request is due: none has had to wait for a connection yet.
            if ledger.isPaced { park(slot) } else { proceed(slot) }
        }
    }

    /// Lets the requests under way end, uncounted.
    mutating func drain() {
        while let slot = retries.take(from: slots) { rest(slot) }
        while let slot = free.take(from: slots) { rest(slot) }
        loop(until: now + share.drain)
    }

    /// Tells the progress, if anybody listens.
    mutating func publish() {
        guard let progress = share.progress else {
            nextPublication = .max
            return
        }
        guard measuresUntil < .max else { return }
        let failed = ledger.tally.failed
        progress.begin()
        progress.add(completed: ledger.tally.completed - published.completed, failed: failed - published.failed)
        progress.set(p99: ledger.totalTimes.nanoseconds(atPercent: 99))
        published = (ledger.tally.completed, failed)
        nextPublication = now + LoadWorker.publication
    }
}
