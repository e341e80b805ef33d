import Foundation
import Load
import LoadReport

/// The files that a load is asked to write, each after the load, whole.
struct LoadFiles {
    private let options: LoadOutputOptions

    /// Looks whether the files can be written, so that no load is made in vain.
    init(_ options: LoadOutputOptions) throws(CommandFailure) {
        self.options = options
        let histograms = options.hgrm.map { "\($0).hlog" }
        for path in [options.percentileFile, options.gnuplotFile, options.records, histograms].compactMap({ $0 }) {
            try OutputFile(path).requireDirectory()
        }
    }

    func write(_ load: FinishedLoad) throws(CommandFailure) {
        if let path = options.percentileFile { try OutputFile(path).write(AbFiles.percentiles(load)) }
        if let path = options.gnuplotFile { try OutputFile(path).write(AbFiles.gnuplot(load, timeZone: .current)) }
        if let path = options.records { try OutputFile(path).write(RecordsFile.bytes(load.result.records)) }
        if let prefix = options.hgrm {
            let log = HistogramLog(load)
            for (name, recorder) in log.phases {
                try OutputFile("\(prefix)-\(name).hgrm").write(HistogramText(recorder).text)
            }
            try OutputFile("\(prefix).hlog").write(log.text)
        }
    }
}
