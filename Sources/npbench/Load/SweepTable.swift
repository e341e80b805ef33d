/// Where the lines of a sweep go: a file, or for `-` standard output.
enum SweepTable {
    case file(LineLog)
    case standardOutput

    init(_ path: String) throws(CommandFailure) {
        self = path == "-" ? .standardOutput : .file(try LineLog(path))
    }

    func append(_ line: String) throws(CommandFailure) {
        switch self {
        case .file(let log): try log.append(line)
        case .standardOutput: try StandardOutput.write(line)
        }
    }
}
