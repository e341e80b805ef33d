import Results

/// A series over time as a picture: the ratio with its intervals and regimes above, the QPS of `off` below.
package struct HistoryChart: Sendable {
    package struct Row: Sendable {
        var entry: Int64
        var started: String
        var revision: String
        var ratio: Double
        var low: Double
        var high: Double
        var offRate: Double

        package init(
            entry: Int64,
            started: String,
            revision: String,
            ratio: Double,
            low: Double,
            high: Double,
            offRate: Double
        ) {
            self.entry = entry
            self.started = started
            self.revision = revision
            self.ratio = ratio
            self.low = low
            self.high = high
            self.offRate = offRate
        }
    }

    package struct Change: Sendable {
        /// 0-based row of the first run of the new regime.
        var index: Int
        var isConfirmed: Bool

        package init(index: Int, isConfirmed: Bool) {
            self.index = index
            self.isConfirmed = isConfirmed
        }
    }

    /// The runs between two changes.
    package struct Regime: Sendable {
        var rows: Range<Int>
        var mean: Double

        package init(rows: Range<Int>, mean: Double) {
            self.rows = rows
            self.mean = mean
        }
    }

    package let title: String
    let rows: [Row]
    let changes: [Change]
    let regimes: [Regime]

    package init(title: String, rows: [Row], changes: [Change], regimes: [Regime]) {
        self.title = title
        self.rows = rows
        self.changes = changes
        self.regimes = regimes
    }

    /// Writes `NAME.csv`, `NAME.gp` and, by running that, `NAME.svg` into a directory; the same values give the same bytes.
    package func write(
        to directory: String,
        name: String,
        gnuplot: String = Gnuplot.program
    ) throws(ReportError) {
        try ReportWriter.write(table, to: directory, "\(name).csv")
        try ReportWriter.write(script(name), to: directory, "\(name).gp")
        try Gnuplot(program: gnuplot, directory: directory).draw(["\(name).svg"], with: "\(name).gp")
    }

    private var table: String {
        let header = ["run", "entry", "started", "revision", "ratio", "low", "high", "off_qps"]
        let lines = rows.enumerated().map { index, row in
            [String(index + 1), String(row.entry), row.started, row.revision]
                + [row.ratio, row.low, row.high].map { Self.cell($0, decimals: 6) }
                + [Self.cell(row.offRate, decimals: 2)]
        }
        return ([header] + lines).map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func cell(_ value: Double, decimals: Int) -> String {
        value.isFinite ? Readable.number(value, decimals: decimals) : ""
    }

    private func script(_ name: String) -> String {
        """
        # Draws \(name).svg from the table beside it: run `gnuplot \(name).gp` here. Colours: Okabe and Ito 2008.
        reset
        set encoding utf8
        set datafile separator ','
        set datafile columnheaders
        set border 3 linecolor rgb '#444444'
        set tics nomirror out textcolor rgb '#222222'
        set grid ytics linecolor rgb '#dddddd' linetype 1 linewidth 0.5
        set xrange [0:\(rows.count + 1)]
        set key top left horizontal opaque samplen 3 noautotitle
        set terminal svg size 960,720 noenhanced font 'sans-serif,13' background '#ffffff'
        set output '\(name).svg'
        set multiplot
        set lmargin 11
        set origin 0, 0.36
        set size 1, 0.64
        set title \(GnuplotScript.literal(title)) font ',11'
        set ylabel 'QPS of the arm / QPS of off'
        \(marks.joined(separator: "\n"))
        plot \\
            \(ratioPlots(name).joined(separator: ", \\\n    "))
        unset arrow
        unset title
        set origin 0, 0
        set size 1, 0.36
        set xlabel 'run (higher is better in both; solid: confirmed change, dashed: suspect)'
        set ylabel 'QPS of off'
        plot '\(name).csv' using 'run':'off_qps' with linespoints \(Self.look("#0072B2", point: 7)) title 'off (canary)'
        unset multiplot
        unset output

        """
    }

    /// A vertical line at each change, between the two runs.
    private var marks: [String] {
        changes.map { change in
            let x = "\(Double(change.index) + 0.5)"
            return "set arrow from \(x), graph 0 to \(x), graph 1 nohead linecolor rgb '#000000' dashtype "
                + (change.isConfirmed ? "1" : "(4, 4)")
        }
    }

    private func ratioPlots(_ name: String) -> [String] {
        let bars = "'\(name).csv' using 'run':'ratio':'low':'high' with yerrorbars \(Self.look("#D55E00", point: -1))"
        let points =
            "'\(name).csv' using 'run':'ratio' with points \(Self.look("#D55E00", point: 9)) title 'runs, 95 %'"
        let means = regimes.map { regime in
            "[\(regime.rows.lowerBound + 1):\(regime.rows.upperBound)] \(Readable.number(regime.mean, decimals: 6))"
                + " with lines linecolor rgb '#000000' linewidth 1.5"
        }
        return (rows.contains { $0.low.isFinite && $0.high.isFinite } ? [bars, points] : [points]) + means
    }

    private static func look(_ colour: String, point: Int) -> String {
        "linecolor rgb '\(colour)' linewidth 1.5 pointtype \(point) pointsize 0.9"
    }
}
