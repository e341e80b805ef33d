package import Load

/// The histograms of a load by their names, as files that HdrHistogram's tools read.
package struct HistogramLog {
    let load: FinishedLoad

    package init(_ load: FinishedLoad) {
        self.load = load
    }

    /// The phases that took place.
    package var phases: [(name: String, recorder: LatencyRecorder)] {
        let result = load.result
        let all: [(String, LatencyRecorder?)] = [
            ("connect", result.connectTimes), ("wait", result.waitTimes), ("processing", result.processingTimes),
            ("total", result.totalTimes), ("response", result.responseTimes),
        ]
        return all.compactMap { name, recorder in
            guard let recorder, recorder.count > 0 else { return nil }
            return (name, recorder)
        }
    }

    /// A histogram log of version 1.3, one tagged line a phase; its values are nanoseconds, its maxima milliseconds.
    package var text: String {
        let start = FixedPoint.text(Double(load.result.wallClockStart) / 1e9)
        let header = """
            #[Histogram log format version 1.3]
            #[StartTime: \(start) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """
        let length = FixedPoint.text(load.seconds)
        return header
            + phases.map { name, recorder in
                let maximum = FixedPoint.text(Double(recorder.maximum) / 1_000_000)
                return "Tag=\(name),0.000,\(length),\(maximum),\(HistogramEncoding.base64(recorder))\n"
            }.joined()
    }
}
