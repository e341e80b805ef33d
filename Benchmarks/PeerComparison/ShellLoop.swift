import RealModule
import Statistics

/// What a shell loop around ab says of a controller's cost: runs of it with the controller off and on in turn.
package struct ShellLoop: Equatable, Sendable {
    /// QPS of each run, in order of time; as many of one as of the other.
    package let off: [Double]
    package let on: [Double]

    /// - Throws: if there are fewer than two pairs, or a run without a rate.
    package init(off: [Double], on: [Double]) throws(PeerError) {
        guard off.count == on.count, off.count > 1 else {
            throw PeerError("A shell loop has \(off.count) runs off and \(on.count) on; give it 2 of each or more.")
        }
        guard (off + on).allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw PeerError("A run of ab completed no request; look whether the target answers.")
        }
        self.off = off
        self.on = on
    }

    /// From two columns of numbers, as most people compare them: the means of both, with Welch's interval.
    package var unpaired: PrecisionEstimate {
        let difference = WelchDifference(
            WelchDifference.Sample(off.map { Double.log($0) }),
            WelchDifference.Sample(on.map { Double.log($0) })
        )
        return PrecisionEstimate(logRatio: difference.estimate, interval: difference.interval())
    }

    /// From each run on and the run off before it, with the paired t interval: the most that the loop's data give.
    package var paired: PrecisionEstimate {
        let estimate = PairedEstimate(zip(off, on).map { Double.log($1 / $0) })
        return PrecisionEstimate(logRatio: estimate.mean, interval: estimate.interval())
    }
}
