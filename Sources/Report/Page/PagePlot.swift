import Results

/// A gnuplot script of the page and the pictures that it draws.
///
/// Scripts run alone in a result directory, `gnuplot report/NAME.gp`. They name no date, host or path and fix sizes and fonts, so
/// that the same tables give the same bytes. What is black in them turns light on a dark page (`InlinePicture`).
struct PagePlot {
    struct Picture {
        /// Also the prefix of its ids on the page.
        var name: String
        /// For those who can not see it: what it is, and what it shows.
        var title: String
        var description: String

        /// Relative to the result directory.
        var path: String { "\(ResultDirectory.plots)/\(name).svg" }
    }

    var name: String
    var pictures: [Picture]
    var body: String

    /// Relative to the result directory.
    var scriptPath: String { "\(ResultDirectory.plots)/\(name).gp" }

    var script: String {
        """
        # Draws \(pictures.map(\.path).joined(separator: ", ")): run `gnuplot \(scriptPath)` in the result directory.
        # Colours: Okabe and Ito 2008, safe for the colour-blind; dash and point differ too.
        reset
        set encoding utf8
        set datafile separator ','
        set datafile columnheaders
        set datafile missing NaN
        set border 3 linecolor rgb '#000000' linewidth 0.75
        set tics nomirror out scale 0.6
        set grid ytics linecolor rgb '#d8000000' linetype 1 linewidth 0.75, linecolor rgb '#d8000000' linewidth 0.75
        set key outside bottom center horizontal samplen 3 spacing 1.2 width 1 noautotitle
        # Whether a row is of this scale, arm and controller.
        is(services_, pods_, local_, arm_, controller_) = column('services') == services_ && column('pods') == pods_ \\
            && column('local_pods') == local_ && strcol('arm') eq arm_ && strcol('controller') eq controller_

        """ + body
    }

    /// All that a run has the rows for.
    static func all(of content: PageContent) -> [PagePlot] {
        [forest(content), rates(content), costs(content), walks(content), latency(content), order(content)]
            .compactMap(\.self)
    }

    /// The lines before a picture's `plot`.
    static func begin(_ picture: Picture, width: Int, height: Int, title: String) -> String {
        """
        set title \(literal(title)) font ',13'
        set terminal svg size \(width),\(height) noenhanced font 'sans-serif,12' background '#ffffff'
        set output '\(picture.path)'

        """
    }

    /// A `plot` command of `parts` and the end of its picture.
    static func end(_ parts: [String]) -> String {
        "plot \\\n    \(parts.joined(separator: ", \\\n    "))\nunset output\n"
    }

    /// Whether a row is of this setting and treatment, as a term of gnuplot.
    static func match(_ setting: Setting, _ treatment: Treatment, _ content: PageContent) -> String {
        let scale = setting.scale
        let mode =
            content.run.plan.hasSeveralModes ? " && strcol('connections') eq '\(setting.connections.rawValue)'" : ""
        return "is(\(scale.services), \(scale.pods), \(scale.localPods), '\(treatment.arm.rawValue)', "
            + "\(literal(treatment.controller)))" + mode
    }

    static func literal(_ text: String) -> String { GnuplotScript.literal(text) }

    /// The tics and the range of an axis of concurrency levels.
    static func levelAxis(_ levels: [Int]) -> String {
        """
        set logscale x 2
        set xtics (\(levels.map { "\($0)" }.joined(separator: ", ")))
        set xrange [\(Double(levels.min() ?? 1) / 1.3):\(Double(levels.max() ?? 1) * 1.3)]
        set xlabel 'concurrency (requests under way, log scale)' offset 0, 0.5

        """
    }

    /// The smallest range that holds all finite `values`, with a margin of a twentieth, as gnuplot writes it.
    static func range(_ values: [Double], from least: Double? = nil) -> String {
        let finite = values.filter(\.isFinite)
        let low = least ?? finite.min() ?? 0
        let high = finite.max() ?? 1
        let room = max(high - low, 0.1) / 20
        return "[\(Readable.number(least ?? low - room, decimals: 3)):\(Readable.number(high + room, decimals: 3))]"
    }
}
