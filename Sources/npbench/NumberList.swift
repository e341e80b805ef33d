import ArgumentParser

/// Numbers with commas between them: `1,2,4,8`.
struct NumberList: ExpressibleByArgument, Equatable {
    let values: [Int]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        values = parts.compactMap { Int($0) }
        guard values.count == parts.count else { return nil }
    }
}
