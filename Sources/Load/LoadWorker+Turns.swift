import Linux

/// A load whose parts take turns.
extension LoadWorker {
    /// The worker's load from the start that `gate` gives to all of them: a report for each part, none if there was no start or the
    /// thread could not move.
    ///
    /// The ledger of the part whose turn it is stands in the worker's own place meanwhile, so that a request costs nothing more.
    consuming func takeTurns(_ turns: LoadTurns, gate: WorkerGate) -> [WorkerReport] {
        let parts = UnsafeMutableBufferPointer<PartLedger>.allocate(capacity: turns.parts.count)
        for part in parts.indices { parts.initializeElement(at: part, to: PartLedger(share)) }
        defer {
            for part in parts.indices { parts.deinitializeElement(at: part) }
            parts.deallocate()
        }
        var couldMove = true
        if share.opensAhead { couldMove = openAhead(in: turns, parts) }
        guard let opened = gate.waitForStart() else {
            finish()
            return []
        }
        start = opened
        if couldMove { couldMove = run(turns, parts) }
        drain()
        finish()
        guard couldMove else { return [] }
        return parts.indices.map { part in
            parts[part].ledger.windowStart = start
            return parts[part].ledger.report(
                until: start + parts[part].measured,
                use: parts[part].use,
                cpu: share.cpu
            )
        }
    }

    /// Opens the connections that will be kept in each place, counted with the first part that has it.
    private mutating func openAhead(
        in turns: LoadTurns,
        _ parts: UnsafeMutableBufferPointer<PartLedger>
    ) -> Bool {
        for next in turns.places.indices {
            guard let part = turns.parts.firstIndex(of: next) else { continue }
            guard places.enter(next) else { return false }
            place = next
            swap(&ledger, &parts[part].ledger)
            openAhead()
            swap(&ledger, &parts[part].ledger)
        }
        return true
    }

    /// Takes all turns at the times that the start gives them, whatever became of the ones before.
    private mutating func run(
        _ turns: LoadTurns,
        _ parts: UnsafeMutableBufferPointer<PartLedger>
    ) -> Bool {
        let length = turns.length.nanoseconds
        beginsUntil = start + turns.duration.nanoseconds
        var begins = start
        for turn in 0..<(turns.cycles * turns.parts.count) {
            let part = turns.part(of: turn)
            guard places.enter(turns.parts[part]) else { return false }
            place = turns.parts[part]
            swap(&ledger, &parts[part].ledger)
            now = MonotonicClock.now()
            // A request that ends in a turn counts if it began there: what a turn before left behind is not of this part.
            beganFrom = begins
            measuresUntil = 0
            if turn == 0 { beginAll() }
            loop(until: begins + turns.settling.nanoseconds)
            begins += length
            measure(&parts[part], until: begins)
            swap(&ledger, &parts[part].ledger)
        }
        beginsUntil = 0
        return true
    }

    /// Counts what ends from now on until `end`, and in the turn of the loop that passes it: from the end of one turn of
    /// the loop to that of another, so that no part of one is counted without the time that it took.
    ///
    /// After a stall there may be nothing left of the turn.
    private mutating func measure(_ part: inout PartLedger, until end: UInt64) {
        guard now < end else { return }
        let before = ThreadUsage.current()
        now = MonotonicClock.now()
        let from = now
        measuresUntil = .max
        loop(until: end)
        measuresUntil = 0
        part.measured += MonotonicClock.now() - from
        part.use = part.use + (ThreadUsage.current() - before)
    }
}
