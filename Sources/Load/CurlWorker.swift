import Curl
import Linux

/// One worker over libcurl: its transfers, a slot each, and what they came to.
///
/// What a slot does when is the same as in `LoadWorker`; what a request costs is libcurl's. A kept connection is opened
/// by a request before the window, since libcurl opens none without one: it counts with the warm-up.
struct CurlWorker: WindowWorker, ~Copyable {
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
    ) -> Result<[WorkerReport], LoadError> {
        share.report(at: gate) {
            // Not every TLS library that libcurl may stand on writes without the signal.
            try BrokenPipe.ignored { [try CurlWorker(share, setup, stop: stop).run(gate: gate)] }
        }
    }

    /// Opens the connections that will be kept, with a request each.
    mutating func openAhead() {
        unopened = 0..<min(share.slots, share.requests)
        let turns = UInt64(unopened.count / CurlWorker.openingsAtOnce + 2)
        // How many streams a shared connection takes, the first answer says.
        for _ in 0..<(sharesConnections ? 1 : CurlWorker.openingsAtOnce) { openNext() }
        now = MonotonicClock.now()
        loop(until: now + turns * (share.connectTimeout + share.responseTimeout + 2 * LoadWorker.tick))
        unopened = 0..<0
    }

    /// Handles events until `end`, a stop, or until no slot waits for anything.
    mutating func loop(until end: UInt64) {
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

    mutating func finish() {
        abandonAll()
        ledger.tally.connectionsInitiated = multi.connectionsInitiated
        ledger.serverSoftware = multi.firstHead.withUnsafeBytes { ResponseHead.value(of: "server", in: $0) }
        ledger.tlsProtocol = multi.tlsAgreement
    }
}
