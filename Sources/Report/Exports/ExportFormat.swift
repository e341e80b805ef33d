/// A format that other programs read, and the text of runs in it.
package enum ExportFormat: String, Sendable, CaseIterable {
    /// Go's benchmark format, for benchstat.
    case benchfmt
    /// Bencher Metric Format.
    case bencher
    /// For github-action-benchmark's `customBiggerIsBetter` and `customSmallerIsBetter`; the direction is a file's, not a value's.
    case githubBigger = "github-bigger"
    case githubSmaller = "github-smaller"
    case junit
    case openMetrics = "openmetrics"
    /// A table of runs, for Apache Otava.
    case otava

    /// Whether it holds the results of one run, and not of several over time.
    package var isOfOneRun: Bool {
        switch self {
        case .bencher, .githubBigger, .githubSmaller, .junit: true
        case .benchfmt, .openMetrics, .otava: false
        }
    }

    /// The runs, in order of time, in this format; formats of one run take the last.
    ///
    /// Equal runs give equal bytes.
    package func text(of runs: [ExportedRun]) throws(ReportError) -> String {
        guard let last = runs.last else {
            throw ReportError(.failed, "Can not export as \(rawValue): there is no run; measure one first.")
        }
        switch self {
        case .benchfmt: return GoBenchmarkText(runs).text
        case .bencher: return try ExportJSON.text(BencherDocument(last).benchmarks, as: self)
        case .githubBigger: return try ExportJSON.text(GitHubBenchmark.bigger(last), as: self)
        case .githubSmaller: return try ExportJSON.text(GitHubBenchmark.smaller(last), as: self)
        case .junit: return JUnitSuite(last).text
        case .openMetrics: return OpenMetricsText(runs).text
        case .otava: return OtavaTable(runs).text
        }
    }
}
