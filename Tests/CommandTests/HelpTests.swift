import Testing

/// Asks every command for its help: what it says of defaults is what one could type.
@Suite("npbench help")
struct HelpTests {
    /// The names under SUBCOMMANDS, as far as they stand in a line's first column.
    private static let commands = Result {
        let help = try BuiltCommand("--help")
        try #require(help.status == 0, "\(help.errors)")
        return help.output.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
            .compactMap { $0.wholeMatch(of: /\ {2}([a-z]+)\ {2}.*/)?.output.1 }.map(String.init)
    }

    @Test("No default is printed as Swift writes a value")
    func defaults() throws {
        let commands = try Self.commands.get()
        #expect(commands.contains("run") && commands.contains("calibrate") && commands.contains("doctor"))
        for command in commands {
            let help = try BuiltCommand(command, "--help")
            #expect(help.status == 0)
            // A description of a Swift value that has none of its own: `KindList(kinds: [`, or a name with its module.
            #expect(!help.output.contains(/default:\s+[A-Za-z.]+\(/), "\(command)")
        }
    }

    @Test("What calibrate prices and for how long is said in words that it takes")
    func calibrate() throws {
        let words = try BuiltCommand("calibrate", "--help").output.split(whereSeparator: \.isWhitespace)
        let help = words.joined(separator: " ")
        #expect(help.contains("(default: all)"))
        #expect(help.contains("How long to measure. (default: 6m)"))
    }
}
