import Results

extension TwinWorld {
    /// Begins the syncs of a treatment that has some, after the counters were read with which it must prove its arm.
    func beginSyncs(of treatment: Treatment, _ program: ArmProgram) throws(TestbedError) -> SyncReplay? {
        guard let driver = syncDriver, let work = program.syncWork else { return nil }
        return try driver.begin(work, of: treatment.description)
    }

    /// Ends them, before these counters are read again; returns why one failed.
    func endSyncs(_ replay: SyncReplay) throws(TestbedError) -> String? {
        guard let driver = syncDriver, let work = try program(of: treatment).syncWork else { return nil }
        return try driver.end(replay, work)
    }
}
