import RealModule

/// From log ratios, in which all is computed, to the percentages that people read.
package enum LogRatio {
    /// 100 (1 - e^d): the share of QPS lost, in percent, when ln QPS changes by `d`.
    package static func costPercent(_ d: Double) -> Double {
        // 0 - x rather than -x: no cost at all is 0, never -0.
        0 - 100 * Double.expMinusOne(d)
    }

    /// The interval of the cost; its low end is the high end of `d`.
    package static func costPercent(_ d: Interval) -> Interval {
        Interval(low: costPercent(d.high), high: costPercent(d.low))
    }

    /// ln(1 - cost/100), the log ratio of which `costPercent` is the cost; NaN for a cost above 100 %.
    package static func difference(costPercent: Double) -> Double {
        Double.log(onePlus: -costPercent / 100)
    }

    /// The interval of the log ratio; its low end is the high end of the cost.
    package static func difference(costPercent: Interval) -> Interval {
        Interval(low: difference(costPercent: costPercent.high), high: difference(costPercent: costPercent.low))
    }

    /// 100 (e^d - 1): by how much a value changes, in percent, when its logarithm changes by `d`.
    package static func changePercent(_ d: Double) -> Double {
        100 * Double.expMinusOne(d)
    }

    /// The interval of the change.
    package static func changePercent(_ d: Interval) -> Interval {
        Interval(low: changePercent(d.low), high: changePercent(d.high))
    }

    /// 100 (e^s - 1): a spread of ln QPS in percent.
    package static func spreadPercent(_ s: Double) -> Double {
        100 * Double.expMinusOne(s)
    }

    /// ln(1 + percent/100): the bound on `d` for an equivalence margin in percent.
    package static func bound(marginPercent: Double) -> Double {
        Double.log(onePlus: marginPercent / 100)
    }
}
