import ArgumentParser

/// Statuses of responses as people type them: `2xx`, `204` or `200-399`.
struct StatusRange: ExpressibleByArgument, Equatable {
    let statuses: ClosedRange<UInt16>

    init?(argument: String) {
        if argument.count == 3, argument.lowercased().hasSuffix("xx"), let hundreds = UInt16(argument.prefix(1)) {
            statuses = hundreds * 100...hundreds * 100 + 99
        } else {
            let ends = argument.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
            guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high else {
                return nil
            }
            statuses = low...high
        }
        guard statuses.lowerBound >= 100, statuses.upperBound <= 999 else { return nil }
    }
}
