import Foundation
import FoundationXML
import Results

@testable import Report

/// The sample run with evidence that is made up, and its page.
enum SamplePage {
    /// A plain control, rules walked, and a sample every second of which some are void.
    static func evidence(_ costs: [CostRow], _ curves: [CurveRow]) -> RunEvidence {
        RunEvidence(
            control: ControlRow(
                quads: 144,
                differencePercent: 0.12,
                low: -0.31,
                high: 0.55,
                p: 0.583,
                outcome: .passed,
                medianFloorPercent: 0.7,
                largestFloorPercent: 1.4
            ),
            walks: curves.filter { $0.concurrency == 8 }.map { row in
                let cost = costs.first {
                    $0.concurrency == nil && $0.setting == row.setting && $0.treatment == row.treatment
                }
                return WalkRow(
                    scale: row.scale,
                    serviceProxy: row.serviceProxy,
                    controller: row.controller,
                    policies: row.policies,
                    connections: row.connections,
                    arm: row.arm,
                    rulesPerConnection: row.arm == .off ? 40 : 18.4 * Double(row.scale.localPods),
                    filterRules: row.arm == .off ? 6 : 7 * row.scale.localPods,
                    samples: row.samples,
                    costPercent: cost?.costPercent ?? (row.arm == .off ? 0 : .nan),
                    low: cost?.low ?? .nan,
                    high: cost?.high ?? .nan
                )
            },
            order: curves.enumerated().flatMap { index, row in
                (0..<4).map { place in
                    OrderRow(
                        startSeconds: Double(4 * index + place),
                        scale: row.scale,
                        controller: row.controller,
                        arm: row.arm,
                        concurrency: row.concurrency,
                        round: 0,
                        place: place,
                        attempt: 0,
                        qps: row.qps * (0.98 + 0.01 * Double(place)),
                        deviationPercent: Double(place) - 2,
                        counts: index % 7 != 3,
                        void: index % 7 == 3 && place == 1 ? "CPU stolen: 12.2 % of its time, 10.0 % allowed" : "",
                        connections: row.connections
                    )
                }
            }
        )
    }

    /// Writes a directory and returns the text of its page.
    static func html(
        _ run: RunRecord = SampleRun.record,
        curves: [CurveRow]? = nil,
        costs: [CostRow]? = nil,
        contrasts: [ContrastRow] = [],
        evidence: RunEvidence? = nil
    ) throws -> String {
        try SampleRun.inDirectory { directory in
            let (curves, costs) = (try curves ?? SampleRun.curves(), try costs ?? SampleRun.costs())
            try ReportWriter.write(
                RunTables(run: run, curves: curves, costs: costs, contrasts: contrasts),
                evidence: evidence ?? self.evidence(costs, curves),
                to: directory
            )
            return try SampleRun.read(directory, "report.html")
        }
    }
}

/// A page as a parser of XML reads it: it must be well-formed for that.
final class ReadPage: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var path: [String]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private(set) var error: String?
    private var open: [Int] = []

    init(_ html: String) {
        super.init()
        let parser = XMLParser(data: Data(html.utf8))
        parser.delegate = self
        if !parser.parse(), error == nil { error = "\(parser.parserError.map { "\($0)" } ?? "not well-formed")" }
    }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The cells of the table under a caption, row by row, with the exact value where there is one.
    func table(_ caption: String) -> [[(text: String, exact: String?)]] {
        var rows: [[(text: String, exact: String?)]] = []
        var isIn = false
        for element in elements {
            switch element.name {
            case "table": isIn = false
            case "caption": isIn = element.text.hasPrefix(caption)
            case "tr" where isIn: rows.append([])
            case "td" where isIn: rows[rows.count - 1].append((element.text, nil))
            case "data" where isIn:
                rows[rows.count - 1][rows[rows.count - 1].count - 1] = (element.text, element.attributes["value"])
            default: break
            }
        }
        return rows.filter { !$0.isEmpty }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append(Element(name: name, attributes: attributes, path: open.map { elements[$0].name }))
        open.append(elements.count - 1)
    }

    func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        for index in open { elements[index].text += string }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) {
        error = "line \(parser.lineNumber), column \(parser.columnNumber): \(parseError)"
    }
}
