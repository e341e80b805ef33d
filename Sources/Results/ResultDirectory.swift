/// The names in a result directory; names and columns are a contract, later versions only add.
package enum ResultDirectory {
    /// The plan, where it ran and how it ended.
    package static let run = "run.json"
    /// One line per sample, appended as taken.
    package static let samples = "samples.jsonl"
    package static let curves = "curves.csv"
    package static let cost = "cost.csv"
    /// The metrics besides QPS: CPU time and latency.
    package static let metrics = "metrics.csv"
    /// What is added to latency below saturation; written if the run measured it.
    package static let latency = "latency.csv"
    /// The controllers of a run against each other; written if it has several.
    package static let contrasts = "contrasts.csv"
    /// Draws the three pictures from the two tables.
    package static let script = "curves.gp"
    package static let curvesSVG = "curves.svg"
    package static let curvesPNG = "curves.png"
    package static let costSVG = "cost.svg"
    /// The A/A control of the run.
    package static let control = "control.csv"
    /// The rules that a connection walks, beside what they cost.
    package static let walks = "walks.csv"
    /// Each sample at its place in the run.
    package static let order = "order.csv"
    /// The folder of the page's gnuplot scripts and their pictures.
    package static let plots = "report"
    /// One self-contained page of all that.
    package static let page = "report.html"
    /// What the terminal showed.
    package static let summary = "summary.txt"
    /// The folder of rulesets in native text.
    package static let rules = "rules"

    /// Everything that a run writes at the top of its directory.
    package static let all = [
        run, samples, curves, cost, metrics, latency, contrasts, script, curvesSVG, curvesPNG, costSVG, control, walks,
        order,
        plots, page, summary, rules,
    ]

    /// The file of one ruleset; `format` is its native one: `iptables`, `ipset` or `nft`.
    ///
    /// - Parameter treatment: its name in the run (`Treatment.name(among:)`).
    package static func rules(_ scale: Scale, _ treatment: String, format: String) -> String {
        "\(rules)/\(scale.label)-\(scale.localPods)local-\(treatment.replacing(" ", with: "-")).\(format)"
    }
}
