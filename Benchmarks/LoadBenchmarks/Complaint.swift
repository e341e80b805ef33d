import Glibc

/// One sentence for whoever started the benchmark, on standard error.
enum Complaint {
    static func write(_ sentence: String) {
        _ = "LoadBenchmarks: \(sentence)\n".withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    }
}
