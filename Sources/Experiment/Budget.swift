package import Results

/// A time budget, and the run that fits into it.
///
/// Interleaving is worth more than long loads: a budget buys quads first, up to twenty, and only then longer slices.
package struct Budget: Equatable, Sendable {
    /// Switching, read-back and probes around each timed load, as long as nothing measured them.
    ///
    /// Measured for controllers of iptables at 82 local pods.
    package static let sampleOverheadSeconds = 0.12
    /// The same where a controller of nftables is among those compared.
    ///
    /// At 8000 pods 1.4 times what iptables took on the same machine in the same minutes; rounded up.
    package static let nftSampleOverheadSeconds = 0.2
    /// The same where samples take turns, of each of the four that are measured at once: 0.05 to 0.06 at 8000 pods, rounded up.
    package static let turnOverheadSeconds = 0.07
    /// The set-up and end of a scale's twins.
    package static let scaleOverheadSeconds = 4.0
    /// Start, analysis and pictures.
    package static let runOverheadSeconds = 2.0
    /// The fewest quads that give a 95 % Hodges-Lehmann interval.
    package static let fewestQuads = 6

    private static let mostQuads = 20
    private static let shortestSlice = 0.15
    /// What a slice lasts if nothing is known of the noise.
    package static let preferredSlice = 0.4
    private static let longestSlice = 2.0

    package var seconds: Double
    package var scales: Int
    /// How many treatments are compared with `off`, in each mode of connections anew.
    package var comparisons: Int
    /// Loads of a scale before its first quad, which are forgotten.
    package var warmUps: Int
    /// The fewest quads that are wanted: more where intervals of as many are looked at again and again.
    package var wantedQuads: Int
    /// What a sample takes beside its slice, in seconds: assumed, or a pilot's mean over a round.
    package var sampleOverhead: Double
    /// Whether each comparison has one cell more, in which added latency is measured.
    package var measuresLatency = false

    /// What a sample is taken to need beside its slice, as long as nothing measured it.
    package static func sampleOverhead(usesNftables: Bool, _ interleaving: Interleaving? = nil) -> Double {
        let coarse = usesNftables ? nftSampleOverheadSeconds : sampleOverheadSeconds
        return interleaving == .fine ? coarse * turnOverheadSeconds / sampleOverheadSeconds : coarse
    }

    /// A budget; without `warmUps` there is one of `off` and one of each compared treatment, as in a run of one mode of connections.
    package init(
        seconds: Double,
        scales: Int,
        comparisons: Int,
        warmUps: Int? = nil,
        wantedQuads: Int = Budget.fewestQuads,
        sampleOverhead: Double = Budget.sampleOverheadSeconds
    ) {
        self.seconds = seconds
        self.scales = scales
        self.comparisons = comparisons
        self.warmUps = warmUps ?? comparisons + 1
        self.wantedQuads = wantedQuads
        self.sampleOverhead = sampleOverhead
    }

    /// The size that fits; what the caller names is kept as it is, even beyond the budget.
    ///
    /// A short budget thins out the default levels before it goes below six quads of 0.15 s; one that does not hold even
    /// those at one level gives fewer quads, but never fewer than two.
    package func size(levels: [Int]? = nil, quads: Int? = nil, sliceSeconds: Double? = nil) -> RunSize {
        let ladders = levels.map { [$0] } ?? Self.ladders
        for ladder in ladders {
            if let size = fitting(ladder, quads: quads, slice: sliceSeconds) { return size }
        }
        let shortest = ladders.last ?? RunSize.defaultLevels
        let slice = sliceSeconds ?? Self.shortestSlice
        return runSize(shortest, quads ?? max(2, affordableQuads(shortest, slice: slice)), slice)
    }

    func runSize(_ levels: [Int], _ quads: Int, _ slice: Double) -> RunSize {
        RunSize(levels: levels, quads: quads, sliceSeconds: slice, measuresLatency: measuresLatency)
    }

    /// The default levels, and thinner choices of them that keep both ends as long as there are two.
    static let ladders: [[Int]] = {
        let all = RunSize.defaultLevels
        let thinner = [4, 3, 2].map { count in
            (0..<count).map { all[($0 * (all.count - 1) + (count - 1) / 2) / (count - 1)] }
        }
        return [all] + thinner + [[all[all.count / 2]]]
    }()

    /// The size with these levels, or nil if the budget has no room for it.
    private func fitting(_ levels: [Int], quads: Int?, slice: Double?) -> RunSize? {
        if let quads {
            let length = slice ?? min(Self.longestSlice, affordableSlice(levels, quads: quads))
            let fits = slice != nil || length >= Self.shortestSlice
            return fits ? runSize(levels, quads, length) : nil
        }
        let affordable = affordableQuads(levels, slice: slice ?? Self.preferredSlice)
        if let slice {
            return affordable < wantedQuads
                ? nil : runSize(levels, affordable, slice)
        }
        if (wantedQuads...Self.mostQuads).contains(affordable) {
            return runSize(levels, affordable, Self.preferredSlice)
        }
        let bounded = affordable < wantedQuads ? wantedQuads : Self.mostQuads
        let stretched = affordableSlice(levels, quads: bounded)
        if stretched > Self.longestSlice {
            let quads = affordableQuads(levels, slice: Self.longestSlice)
            return runSize(levels, quads, Self.longestSlice)
        }
        return stretched < Self.shortestSlice
            ? nil : runSize(levels, bounded, stretched)
    }

    /// How many quads of this slice fit: an even number from two on, so that both patterns are as frequent.
    func affordableQuads(_ levels: [Int], slice: Double) -> Int {
        let empty = runSize(levels, 0, slice)
        let first = empty.first(comparisons: comparisons, warmUps: warmUps)
        let samples = measuringSeconds / (slice + sampleOverhead) - Double(first)
        let quads = samples / Double(max(1, 4 * empty.cells * comparisons))
        return quads > 1 ? Int(min(quads, 10_000)) / 2 * 2 : 0
    }

    /// How long a slice may be, in steps of 0.05 s.
    private func affordableSlice(_ levels: [Int], quads: Int) -> Double {
        let size = runSize(levels, quads, 0)
        let slice = measuringSeconds / Double(size.samples(comparisons: comparisons, warmUps: warmUps)) - sampleOverhead
        return max(0, (slice * 20 + 1e-9).rounded(.down) / 20)
    }

    /// What is left of the budget for the samples of one scale.
    private var measuringSeconds: Double {
        (seconds - Self.runOverheadSeconds) / Double(max(1, scales)) - Self.scaleOverheadSeconds
    }
}
