import Foundation

/// The committed ceilings of instructions per request: a line a mode, with what was measured and ten per cent more.
struct InstructionCeilings {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Benchmarks/Thresholds/instructions.txt")
    private static let heading = """
        # User instructions of the load generator per request, written by `scripts/bench --update`.
        # mode measured ceiling

        """

    private var lines: [String: (measured: Int, ceiling: Int)] = [:]

    init() throws {
        for line in try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n") where line.first != "#" {
            let fields = line.split(separator: " ")
            guard fields.count == 3, let measured = Int(fields[1]), let ceiling = Int(fields[2]) else { continue }
            lines[String(fields[0])] = (measured, ceiling)
        }
    }

    subscript(_ mode: RequestCost.Mode) -> Int? { lines[mode.rawValue]?.ceiling }

    /// Writes the ceiling of a mode anew.
    mutating func update(_ mode: RequestCost.Mode, measured: Int) throws {
        lines[mode.rawValue] = (measured, measured + measured / 10)
        let text = lines.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.measured) \($0.value.ceiling)\n" }
        try (Self.heading + text.joined()).write(to: Self.file, atomically: true, encoding: .utf8)
    }
}
