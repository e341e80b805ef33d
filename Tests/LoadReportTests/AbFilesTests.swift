import Foundation
import Load
import LoadReport
import Testing

@Suite("ab's files")
struct AbFilesTests {
    @Test("-e has ab's header and rows: 0 to 100, three decimals, never falling")
    func percentiles() throws {
        for text in [try Recording.text("ab-percentiles.csv"), AbFiles.percentiles(.sample())] {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first == "Percentage served,Time in ms")
            #expect(lines.count == 103 && lines.last == "")
            for (percent, line) in lines.dropFirst().dropLast().enumerated() {
                #expect(line.wholeMatch(of: #/(\d+),(\d+\.\d{3})/#)?.output.1 == "\(percent)", "\(line)")
            }
            let times = lines.dropFirst().compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
            #expect(times == times.sorted())
        }
        let lines = AbFiles.percentiles(.sample()).split(separator: "\n")
        #expect(lines[1] == "0,0.001" && lines[101] == "100,2.000")
    }

    @Test("-g has ab's header and rows: a time of day, then five whole numbers, sorted by the fourth")
    func gnuplot() throws {
        let load = FinishedLoad.sample { load in
            load.result.records = [
                RequestRecord(begin: 0, connect: 400_000, wait: 600_000, total: 2_600_000, status: 200),
                RequestRecord(begin: 1_700_000_000, connect: 0, wait: 0, total: 1_499_999, status: 200),
                RequestRecord(begin: 5, connect: 0, wait: 0, total: 9_000_000, status: 0, failure: .connectRefused),
                RequestRecord(
                    begin: 6,
                    connect: 1_000_000,
                    wait: 2_000_000,
                    total: 5_000_000,
                    status: 503,
                    failure: .unexpectedStatus
                ),
            ]
        }
        let utc = try #require(TimeZone(identifier: "UTC"))
        let ours = AbFiles.gnuplot(load, timeZone: utc)
        let row = #/[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\t\d{10}(\t\d+){4}/#
        for text in [try Recording.text("ab-gnuplot.tsv"), ours] {
            let lines = text.split(separator: "\n")
            #expect(lines[0] == "starttime\tseconds\tctime\tdtime\tttime\twait")
            #expect(lines.dropFirst().allSatisfy { $0.wholeMatch(of: row) != nil })
        }
        #expect(
            ours.split(separator: "\n").dropFirst().map(String.init) == [
                "Wed Nov 25 16:23:53 2026\t1795623833\t0\t1\t1\t0", "Wed Nov 25 16:23:52 2026\t1795623832\t0\t2\t3\t1",
                "Wed Nov 25 16:23:52 2026\t1795623832\t1\t4\t5\t2",
            ]
        )
    }

    @Test("The day of a month's beginning is padded as ctime does")
    func day() throws {
        let load = FinishedLoad.sample { load in
            load.result.wallClockStart = 1_772_409_600_000_000_000
            load.result.records = [RequestRecord(begin: 0, connect: 0, wait: 0, total: 0, status: 200)]
        }
        let text = AbFiles.gnuplot(load, timeZone: try #require(TimeZone(identifier: "UTC")))
        #expect(text.contains("\nMon Mar  2 00:00:00 2026\t1772409600\t"))
    }

    @Test("The chronological file has exact microseconds and every request")
    func records() {
        let records = [
            RequestRecord(begin: 1_234_567, late: 5, connect: 60_001, wait: 999, total: 1_000_000, status: 200),
            RequestRecord(begin: 2_000_000_000, connect: 0, wait: 0, total: 7, status: 0, failure: .connectRefused),
        ]
        #expect(
            String(decoding: RecordsFile.bytes(records), as: UTF8.self) == """
                begin_us,late_us,connect_us,wait_us,total_us,status,failure
                1234.567,0.005,60.001,0.999,1000.000,200,
                2000000.000,0.000,0.000,0.000,0.007,0,connect-refused

                """
        )
    }
}
