import ArgumentParser

/// npbench beside what people use instead: its load generator beside others, its experiment beside a shell loop.
@main
struct ComparePeers: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare-peers",
        abstract: "Compares npbench with what people use instead.",
        subcommands: [CompareLoads.self, ComparePrecision.self],
        defaultSubcommand: CompareLoads.self
    )
}
