import Results

/// How a treatment looks in every picture of a page: colour, dash and point tell it from the others, each alone.
struct PlotLook {
    /// As `#RRGGBB`.
    let colour: String
    let dash: String
    let point: Int

    private static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]
    private static let dashes = ["1", "(9, 4)", "(2, 3)", "(9, 4, 2, 4)", "(14, 4)", "(5, 3)"]
    private static let points = [7, 9, 5, 13, 11, 15]

    /// - Parameter treatments: all of the page, `off` first.
    init(_ treatment: Treatment, among treatments: [Treatment]) {
        let place = (treatments.firstIndex(of: treatment) ?? 0) % Self.colours.count
        colour = Self.colours[place]
        dash = Self.dashes[place]
        point = Self.points[place]
    }

    var line: String {
        "linecolor rgb '\(colour)' dashtype \(dash) pointtype \(point) linewidth 2 pointsize 0.7"
    }

    /// Never dashed, and without a point of its own.
    var bar: String { "linecolor rgb '\(colour)' dashtype 1 linewidth 1.25 pointtype -1" }

    var band: String { "linecolor rgb '\(colour)' fillstyle transparent solid 0.16 noborder" }

    /// Points only; with an opacity of 0 to 1.
    func dots(opacity: Double = 1, size: Double = 0.7) -> String {
        let alpha = Int(((1 - opacity) * 255).rounded())
        let digits = String(alpha, radix: 16)
        let code = "#" + String(repeating: "0", count: 2 - digits.count) + digits + colour.dropFirst()
        return "linecolor rgb '\(code)' pointtype \(point) pointsize \(size)"
    }
}
