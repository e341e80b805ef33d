import Experiment
import Results

extension RunRecord.ScaleFacts {
    /// What came up, and how long that took.
    var sentence: String {
        let seconds = (twinUpSeconds * 100).rounded() / 100
        let filter = "filter rules off \(rules["off.filter"] ?? 0), on \(rules["on.filter"] ?? 0)"
        let nftables = rules["on.nftables"].map { ", nftables rules off \(rules["off.nftables"] ?? 0), on \($0)" }
        return "\(scale.label): twin up in \(seconds) s with \(scale.localPods) local pods; "
            + "nat rules \(rules["off.nat"] ?? 0), \(filter)\(nftables ?? "")"
    }
}

extension RunPlan {
    /// What the run is going to do.
    var sentence: String {
        RunSize(levels: levels, quads: quads, sliceSeconds: sliceSeconds)
            .sentence(scales: scales.count, comparedArms: arms.count)
    }
}
