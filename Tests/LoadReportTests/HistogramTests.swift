import Compression
import Foundation
import Histogram
import Load
import LoadReport
import Testing

@Suite("Histograms for HdrHistogram's tools")
struct HistogramTests {
    /// The values of `Data/histogram.b64`: the smallest, the edges of counters, some in between, and the longest.
    private static let values: [UInt64] =
        [1, 2, 100, 2047, 2048, 2049, 4095, 4096, 353_000, 353_000, 353_000, 1_307_000, (1 << 36) - 1]
        + (1..<1000).map { $0 * $0 * 37 }

    private static var recorder: LatencyRecorder {
        var recorder = LatencyRecorder()
        for value in values { recorder.record(value) }
        return recorder
    }

    /// The header and counters within an encoding, and what stands before them.
    private func unpacked(_ text: String) throws -> (prefix: [UInt8], content: [UInt8]) {
        let bytes = [UInt8](try #require(Data(base64Encoded: text)))
        return (Array(bytes[..<4]), try Gzip.expand(Array(bytes[8...])))
    }

    @Test("The encoding holds what HdrHistogram's Python library (0.10.8) makes of the same values")
    func golden() throws {
        let golden = try Recording.text("histogram.b64").trimmingCharacters(in: .whitespacesAndNewlines)
        let theirs = try unpacked(golden)
        let ours = try unpacked(HistogramEncoding.base64(Self.recorder))
        #expect(ours.prefix == theirs.prefix && ours.prefix == [0x1c, 0x84, 0x93, 0x14])
        #expect(ours.content == theirs.content)
        #expect(ours.content.count > 1000)
    }

    @Test("An empty histogram is a header alone")
    func empty() throws {
        #expect(try unpacked(HistogramEncoding.base64(LatencyRecorder())).content.count == 40)
    }

    /// Rows of a percentile text: value, percentile, count.
    private func rows(_ text: String) -> [[Double]] {
        text.split(separator: "\n").dropFirst().filter { !$0.hasPrefix("#") }.map { line in
            line.split(separator: " ").compactMap { Double($0) }
        }
    }

    @Test("The percentile text is the one that hdrhistogram-swift makes")
    func text() throws {
        var histogram = Histogram<UInt64>(lowestDiscernibleValue: 1, highestTrackableValue: (1 << 36) - 1)
        for value in Self.values { histogram.record(value) }
        var theirs = ""
        histogram.outputPercentileDistribution(to: &theirs, outputValueUnitScalingRatio: 1000)
        let ours = HistogramText(Self.recorder).text
        #expect(ours.split(separator: "\n").first == theirs.split(separator: "\n").first)
        #expect(rows(ours) == rows(theirs))
        #expect(rows(ours).count > 40)
        let footer = ours.split(separator: "\n").suffix(3)
        #expect(footer.first?.hasPrefix("#[Mean    =") == true)
        #expect(footer.last == theirs.split(separator: "\n").last)
    }

    @Test("A log has a tagged line for each phase that took place")
    func log() {
        let log = HistogramLog(.sample())
        #expect(log.phases.map(\.name) == ["connect", "wait", "processing", "total"])
        let lines = log.text.split(separator: "\n")
        #expect(lines.first == "#[Histogram log format version 1.3]")
        #expect(lines[1] == "#[StartTime: 1795623832.000 (seconds since epoch)]")
        #expect(lines[6].hasPrefix("Tag=total,0.000,0.150,2.000,HISTF"))
    }
}
