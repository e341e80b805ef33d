import Results

/// The text of `curves.gp`, which draws the tables beside it.
///
/// It names no date, host or path, and fixes fonts and sizes, so that the same tables give the same bytes of SVG.
struct GnuplotScript {
    let run: RunRecord
    let curves: [CurveSeries]
    /// Those with a cell to draw.
    let costs: [CostSeries]

    init(run: RunRecord, curves: [CurveRow], costs: [CostRow]) {
        self.run = run
        self.curves = CurveSeries.all(of: curves)
        self.costs = CostSeries.all(of: costs).filter { !$0.cells.isEmpty }
    }

    /// The pictures that it draws.
    var pictures: [String] {
        [ResultDirectory.curvesSVG, ResultDirectory.curvesPNG] + (costs.isEmpty ? [] : [ResultDirectory.costSVG])
    }

    var text: String {
        ([preamble, curvesText] + (costs.isEmpty ? [] : [costText])).joined(separator: "\n")
    }

    private var preamble: String {
        """
        # Draws \(pictures.joined(separator: ", ")) from the tables beside it: run `gnuplot \(ResultDirectory.script)` here.
        # Colour tells the scale; dash and point tell the arm. Colours: Okabe and Ito 2008, safe for the colour-blind.
        reset
        set encoding utf8
        set datafile separator ','
        set datafile columnheaders
        set datafile missing NaN
        set border 3 linecolor rgb '#444444'
        set tics nomirror out textcolor rgb '#222222'
        set grid ytics linecolor rgb '#dddddd' linetype 1 linewidth 0.5
        set logscale x 2
        set xtics (\(levels.map { "\($0)" }.joined(separator: ", ")))
        set xrange [\(Double(levels.min() ?? 1) / 1.25):\(Double(levels.max() ?? 1) * 1.25)]
        set xlabel 'concurrency (requests under way, log scale)'
        set tmargin 4
        set bmargin 6
        # The concurrency of a row that is of this scale and arm.
        at(services_, pods_, local_, arm_) = column('services') == services_ && column('pods') == pods_ \\
            && column('local_pods') == local_ && strcol('arm') eq arm_ && strcol('concurrency') ne 'all' \\
            ? column('concurrency') : NaN

        """
    }

    private var levels: [Int] {
        Set(curves.flatMap(\.rows).map(\.concurrency) + costs.flatMap(\.cells).compactMap(\.concurrency)).sorted()
    }

    /// The x of a row, if it is of this scale and arm.
    static func place(_ scale: Scale, _ arm: Arm) -> String {
        "at(\(scale.services), \(scale.pods), \(scale.localPods), '\(arm.rawValue)')"
    }

    /// A string literal; nothing in it is special to gnuplot.
    static func literal(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "''" : $0.isNewline ? " " : String($0) }.joined() + "'"
    }

    /// How a curve of a scale and arm looks.
    func look(_ scale: Scale, _ arm: Arm) -> String {
        let (dash, point) =
            switch arm {
            case .off: ("1", 7)
            case .on: ("(9, 5)", 9)
            case .idle: ("(2, 4)", 5)
            }
        return "\(colour(scale)) dashtype \(dash) pointtype \(point) linewidth 2 pointsize 1.1"
    }

    /// How its error bars look: never dashed, and without a point of their own.
    func barLook(_ scale: Scale) -> String {
        "\(colour(scale)) dashtype 1 pointtype -1"
    }

    private func colour(_ scale: Scale) -> String {
        let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
        var scales: [Scale] = []
        for known in curves.map(\.scale) + costs.map(\.scale) where !scales.contains(known) { scales.append(known) }
        return "linecolor rgb '\(colours[(scales.firstIndex(of: scale) ?? 0) % colours.count])'"
    }
}
