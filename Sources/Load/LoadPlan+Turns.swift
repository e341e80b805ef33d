import Linux

extension LoadPlan {
    /// Says what keeps the plan from being loaded in turns.
    func validate(_ turns: LoadTurns) throws(LoadError) {
        try validate()
        try require(engine == .native && pacing == .closed, "only closed loops of the native engine take turns")
        try require(
            connections == .perRequest || connections == .keepAlive,
            "turns leave no room for connections of a limited number of requests"
        )
        try require(
            maximumRequests == nil && warmUp == .zero && recordCapacity == 0,
            "a load in turns has no bound on requests, no warm-up and no records"
        )
        try require(turns.cycles > 0 && !turns.parts.isEmpty, "no part would ever have its turn")
        try require(turns.settling >= .zero, "the settling \(turns.settling) is negative")
        try require(turns.measured > .zero, "turns that are measured for \(turns.measured) measure nothing")
        try require(
            turns.parts.allSatisfy(turns.places.indices.contains),
            "a part has place \(turns.parts.max() ?? 0) of \(turns.places.count)"
        )
        try require(turns.places.allSatisfy { !$0.name.isEmpty }, "a place has no name to go to it by")
    }
}
