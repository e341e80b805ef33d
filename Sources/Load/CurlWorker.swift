import Curl
import Linux

/// One worker over libcurl: its transfers, a slot each, and what they came to.
///
/// What a slot does when is the same as in `LoadWorker`; what a request costs is libcurl's. A kept connection is opened
/// by a request before the window, since libcurl opens none without one: it counts with the warm-up.
struct CurlWorker: ~Copyable {
    /// Kept connections that are opened at once: handshakes take the CPU's time, and the last should not wait too long.
    static let openingsAtOnce = 32

    let share: WorkerShare
    let stop: StopFlag?
    let multi: CurlMulti
    let slots: UnsafeMutablePointer<Connection>
    let sharesConnections: Bool

    /// The clock when it was last read.
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
    /// Slots that will change by themselves: neither resting, idle nor free.
    var active = 0
    /// Slots that retry, the earliest first.
    var retries = SlotQueue()
    /// Slots that wait for a request to be due.
    var free = SlotQueue()
    /// Slots whose connection is still to be opened ahead.
    var unopened = 0..<0
    var published = (completed: 0, failed: 0)
    var pacer: Pacer
    var ledger: RequestLedger

    init(_ share: WorkerShare, _ setup: CurlTransferSetup, stop: StopFlag?) throws(CurlError) {
        var setup = setup
        setup.sources = share.sources
        self.multi = try CurlMulti(transfers: share.slots, setup: setup)
        self.sharesConnections = setup.connections == .shared
        self.share = share
        self.stop = stop
        self.slots = .allocate(capacity: share.slots)
        self.slots.initialize(repeating: Connection(), count: share.slots)
        self.pacer = share.pacer ?? Pacer(rate: 1, arrivals: .constant, worker: 0, of: 1)
        self.ledger = RequestLedger(share)
        self.now = MonotonicClock.now()
        self.nextTick = now + LoadWorker.tick
    }

    deinit {
        slots.deallocate()
    }

    /// A worker's life on the calling thread.
    static func report(
        of share: WorkerShare,
        _ setup: CurlTransferSetup,
        gate: WorkerGate,
        stop: StopFlag?
    ) -> Result<WorkerReport, LoadError> {
        do {
            let affinity = try CPUAffinity.current()
            if let cpu = share.cpu { try CPUAffinity.pin(to: cpu) }
            let slack = TimerSlack.current()
            if share.pacer != nil { TimerSlack.set(1) }
            // Not every TLS library that libcurl may stand on writes without the signal.
            let report = try BrokenPipe.ignored {
                try share.inPlace { try CurlWorker(share, setup, stop: stop).run(gate: gate) }
            }
            TimerSlack.set(slack)
            if share.cpu != nil { try affinity.apply() }
            return .success(report)
        } catch {
            gate.leave()
            return .failure(LoadError("\(error), so no load was made"))
        }
    }

    private consuming func run(gate: WorkerGate) -> WorkerReport {
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
        abandonAll()
        ledger.tally.connectionsInitiated = multi.connectionsInitiated
        ledger.serverSoftware = multi.firstHead.withUnsafeBytes { ResponseHead.value(of: "server", in: $0) }
        ledger.tlsProtocol = multi.tlsAgreement
        return ledger.report(until: end, use: use, cpu: share.cpu)
    }

    /// Opens the connections that will be kept, with a request each.
    private mutating func openAhead() {
        unopened = 0..<min(share.slots, share.requests)
        let turns = UInt64(unopened.count / CurlWorker.openingsAtOnce + 2)
        // How many streams a shared connection takes, the first answer says.
        for _ in 0..<(sharesConnections ? 1 : CurlWorker.openingsAtOnce) { openNext() }
        now = MonotonicClock.now()
        loop(until: now + turns * (share.connectTimeout + share.responseTimeout + 2 * LoadWorker.tick))
        unopened = 0..<0
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
            let unsent = pacer.passing(until: measuresUntil - start)
            ledger.tally.unsent = min(requestLimit - ledger.tally.begun, unsent)
        }
        publish()
        let isBoundReached = active == 0 && ledger.tally.begun >= requestLimit
        return max(ledger.windowStart, isBoundReached ? ledger.lastEnd : measuresUntil)
    }

    private mutating func beginAll() {
        for slot in 0..<share.slots {
            active += 1
            now = MonotonicClock.now()
            // The loop takes free slots when a request is due: none has had to wait for a connection yet.
            if ledger.isPaced { park(slot) } else { proceed(slot) }
        }
    }

    /// Lets the requests under way end, uncounted.
    private mutating func drain() {
        while let slot = retries.take(from: slots) { rest(slot) }
        while let slot = free.take(from: slots) { rest(slot) }
        loop(until: now + share.drain)
    }

    /// Handles events until `end`, a stop, or until no slot waits for anything.
    private mutating func loop(until end: UInt64) {
        settle()
        while active > 0, now < end, stop?.isRaised != true {
            let count = multi.wait(nanoseconds: timeToWake(until: end), precisely: ledger.isPaced)
            now = MonotonicClock.now()
            let turn = now
            for event in 0..<count { handle(event) }
            if count > 0 { ledger.loopLag.record(now &- turn) }
            if multi.timer <= now {
                multi.runTimers()
                settle()
            }
            if now >= nextTick {
                expire()
                if now >= nextPublication { publish() }
                nextTick = now + LoadWorker.tick
            }
            while !retries.isEmpty, slots[Int(retries.first)].deadline <= now,
                let slot = retries.take(from: slots)
            {
                proceed(slot)
            }
            if ledger.isPaced { beginDue() }
            settle()
        }
    }

    /// How long nothing is due, in nanoseconds.
    private func timeToWake(until end: UInt64) -> UInt64 {
        var wake = min(end, nextTick, multi.timer)
        if !retries.isEmpty { wake = min(wake, slots[Int(retries.first)].deadline) }
        if ledger.isPaced, !free.isEmpty { wake = min(wake, start + pacer.due) }
        return wake > now ? wake - now : 0
    }

    /// Tells the progress, if anybody listens.
    private mutating func publish() {
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
