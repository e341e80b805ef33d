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
        # \(key) Colours: Okabe and Ito 2008, safe for the colour-blind.
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
        # The concurrency of a row that is of this scale, arm and controller.
        at(services_, pods_, local_, arm_, controller_) = column('services') == services_ && column('pods') == pods_ \\
            && column('local_pods') == local_ && strcol('arm') eq arm_ && strcol('controller') eq controller_ \\
            && strcol('concurrency') ne 'all' ? column('concurrency') : NaN

        """
    }

    private var levels: [Int] {
        Set(curves.flatMap(\.rows).map(\.concurrency) + costs.flatMap(\.cells).compactMap(\.concurrency)).sorted()
    }

    /// The x of a row, if it is of this setting and treatment.
    func place(_ setting: Setting, _ treatment: Treatment) -> String {
        let scale = setting.scale
        let place =
            "at(\(scale.services), \(scale.pods), \(scale.localPods), '\(treatment.arm.rawValue)', "
            + "\(Self.literal(treatment.controller)))"
        return run.plan.hasSeveralModes
            ? "strcol('connections') eq '\(setting.connections.rawValue)' ? \(place) : NaN" : place
    }

    /// Labels below a picture, a line each: one of 120 letters is not cut off in any sans-serif font.
    static func caption(_ lines: [String]) -> String {
        lines.enumerated().map { index, line in
            let height = Readable.number(0.022 + 0.028 * Double(lines.count - 1 - index), decimals: 3)
            return "set label \(index + 1) \(literal(line)) \\\n"
                + "    at screen 0.015, screen \(height) left font ',10' textcolor rgb '#444444'"
        }.joined(separator: "\n")
    }

    /// A string literal; nothing in it is special to gnuplot.
    static func literal(_ text: String) -> String {
        "'" + text.map { $0 == "'" ? "''" : $0.isNewline ? " " : String($0) }.joined() + "'"
    }

    /// How a curve of a setting and treatment looks.
    func look(_ setting: Setting, _ treatment: Treatment) -> String {
        let scale = setting.scale
        let filled =
            switch treatment.arm {
            case .off: 7
            case .on: 9
            case .idle: 5
            case .churn: 11
            }
        // Of each shape the hollow one comes before the filled one.
        let point = setting.connections == run.plan.modes.first ? filled : filled - 1
        let dashes = ["1", "(9, 5)", "(2, 4)", "(9, 5, 2, 5)"]
        let dash = hasSeveralControllers ? place(of: scale) : Arm.allDrawn.firstIndex(of: treatment.arm) ?? 0
        return "\(colour(scale, treatment)) dashtype \(dashes[dash % dashes.count]) pointtype \(point) "
            + "linewidth 2 pointsize 1.1"
    }

    /// How its error bars look: never dashed, and without a point of their own.
    func barLook(_ setting: Setting, _ treatment: Treatment) -> String {
        "\(colour(setting.scale, treatment)) dashtype 1 pointtype -1"
    }

    /// What tells curves apart, as a sentence.
    private var key: String {
        let hollow =
            run.plan.hasSeveralModes
            ? " Hollow points: \(run.plan.modes.dropFirst().map(\.words).joined(separator: ", "))." : ""
        return hasSeveralControllers
            ? "Colour tells the controller, dash the scale, point the arm.\(hollow)"
            : "Colour tells the scale; dash and point tell the arm.\(hollow)"
    }

    private var hasSeveralControllers: Bool { run.plan.controllers.count > 1 }

    func colour(_ scale: Scale, _ treatment: Treatment) -> String {
        let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
        let controllers = [Treatment.off.controller] + run.plan.controllers
        let place = hasSeveralControllers ? controllers.firstIndex(of: treatment.controller) ?? 0 : place(of: scale)
        return "linecolor rgb '\(colours[place % colours.count])'"
    }

    /// The place of a scale among all that are drawn.
    private func place(of scale: Scale) -> Int {
        var scales: [Scale] = []
        for known in curves.map(\.setting.scale) + costs.map(\.setting.scale) where !scales.contains(known) {
            scales.append(known)
        }
        return scales.firstIndex(of: scale) ?? 0
    }
}

extension Arm {
    /// In the order of their dashes.
    fileprivate static let allDrawn: [Arm] = [.off, .on, .idle, .churn]
}
