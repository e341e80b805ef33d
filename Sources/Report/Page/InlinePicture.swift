import Foundation

/// A picture of gnuplot as part of a page: titled, without a reference to anything outside, black turned into the page's colour.
struct InlinePicture {
    let markup: String

    /// - Parameter svg: a file that gnuplot's `svg` terminal wrote.
    init(_ svg: String, of picture: PagePlot.Picture) throws(ReportError) {
        guard let start = svg.range(of: "<svg"), let head = svg.range(of: ">", range: start.upperBound..<svg.endIndex),
            let end = svg.range(of: "</svg>", options: .backwards), head.upperBound < end.lowerBound,
            let box = svg[start.upperBound..<head.lowerBound].firstMatch(of: /viewBox="([0-9. ]+)"/)?.1
        else {
            throw ReportError(
                .failed,
                "Can not put \(picture.path) on the page: it is no SVG picture; see what `gnuplot --version` says, 5.4 is known to work."
            )
        }
        let name = picture.name
        // gnuplot escapes `&` and `<` of its texts, so that what looks like markup here is markup.
        let body = svg[head.upperBound..<end.lowerBound]
            .replacing(/<title>Gnuplot<\/title>\s*/, with: "")
            .replacing(/<desc>Produced by GNUPLOT[^<]*<\/desc>\s*/, with: "")
            .replacing(/<rect x="0" y="0" [^>]*fill="#ffffff"\/>\s*/, with: "")
            .replacing(/<filter id='[a-z]+box'.*?<\/filter>\s*/.dotMatchesNewlines(), with: "")
            .replacing(/<g [^>]*>\s*<\/g>\s*/, with: "")
            // Discs of paper that gnuplot puts under the middle of error bars.
            .replacing(/<use [^>]*color='#FFFFFF'\/>\s*/, with: "")
            .replacing(/\ (id|xlink:href)=(["'])(#?)/) { " \($0.1 == "id" ? "id" : "href")=\($0.2)\($0.3)\(name)-" }
            .replacing(/url\(#/, with: "url(#\(name)-")
            .replacing(/"black"|'black'|(["'])rgb\(\s*0,\s*0,\s*0\)\1/, with: "\"currentColor\"")
        markup =
            "<svg role=\"img\" aria-labelledby=\"\(name)-title \(name)-desc\" viewBox=\"\(box)\">"
            + "<title id=\"\(name)-title\">\(Self.escaped(picture.title))</title>"
            + "<desc id=\"\(name)-desc\">\(Self.escaped(picture.description))</desc>\n"
            + body + "</svg>"
    }

    /// Width and height, from the box of its coordinates.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
