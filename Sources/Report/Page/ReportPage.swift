import Foundation
import Mustache
import Results

/// `report.html`: one file that needs no script and no network.
///
/// Its markup is also well-formed XML, so that any parser can hold it to account.
struct ReportPage {
    private let model: PageModel

    /// - Parameter pictures: what gnuplot drew of `PagePlot.all(of: content)`, by the names of the pictures.
    init(_ content: PageContent, _ pictures: [String: String]) throws(ReportError) {
        var figures: [String: PageModel.Figure] = [:]
        for picture in PagePlot.all(of: content).flatMap(\.pictures) {
            guard let svg = pictures[picture.name] else { continue }
            figures[picture.name] = PageModel.Figure(svg: try InlinePicture(svg, of: picture).markup)
        }
        model = PageModel(content, figures: figures)
    }

    func html() throws(ReportError) -> String {
        do {
            let template = try MustacheTemplate(string: PageTemplate.markup)
            // XML has no way to write control characters, and no reader a use for them.
            return String(String.UnicodeScalarView(template.render(model).unicodeScalars.filter(Self.isText)))
        } catch {
            throw ReportError(
                .failed,
                "Can not fill the template of \(ResultDirectory.page): \(error); this is a fault of npbench, please report it."
            )
        }
    }

    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && !(0xFFFE...0xFFFF).contains(scalar.value)
            || scalar == "\n" || scalar == "\t"
    }
}
