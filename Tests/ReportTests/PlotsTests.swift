import Foundation
import Testing

@Suite("The scripts in plots/")
struct PlotsTests {
    @Test(
        "Each draws its picture from the tables, without a warning",
        arguments: [
            ("latency", "1000/8000/82/per-request on"), ("cpu", "CPU time per request (us)"),
            ("forest", "8000 pods, per-request, on x all"),
        ]
    )
    func draws(name: String, text: String) throws {
        let plots = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../plots").standardized
        try SampleRun.inDirectory { directory in
            for table in ["curves.csv", "cost.csv"] {
                try SampleRun.text(table).write(toFile: "\(directory)/\(table)", atomically: true, encoding: .utf8)
            }
            let messages = try GnuplotProcess.run(plots.appending(path: "\(name).gp").path, in: directory)
            #expect(messages == "")
            let svg = try SampleRun.read(directory, "\(name).svg")
            #expect(svg.contains(">\(text)<"))
            #expect(svg.hasSuffix("</svg>\n\n") || svg.hasSuffix("</svg>\n"))
        }
    }

    @Test("Every script is listed in the folder's README")
    func listed() throws {
        let plots = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../plots").standardized
        let readme = try String(contentsOf: plots.appending(path: "README.md"), encoding: .utf8)
        let scripts = try FileManager.default.contentsOfDirectory(atPath: plots.path).filter { $0.hasSuffix(".gp") }
        #expect(scripts.count == 3)
        for script in scripts { #expect(readme.contains("| `\(script)` |")) }
    }
}
