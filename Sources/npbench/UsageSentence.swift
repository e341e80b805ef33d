import ArgumentParser

/// What is wrong with a command line, as one sentence with a remedy; the parser's own messages can be several.
struct UsageSentence: CustomStringConvertible {
    let description: String

    /// - Parameter arguments: the command line, whose subcommand's help is the remedy.
    init(_ message: String, arguments: [String]) {
        let names = Npbench.configuration.subcommands.compactMap { $0.configuration.commandName }
        let subcommand = arguments.dropFirst().first { names.contains($0) }.map { " \($0)" } ?? ""
        let words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        description = "\(UsageSentence.joined(words)); see npbench\(subcommand) --help"
    }

    /// Sentences as parts of one: no capital at the start, no full stops but those within words.
    private static func joined(_ text: String) -> String {
        var sentences = text.split(separator: ". ").map { String($0.hasSuffix(".") ? $0.dropLast() : $0) }
        for index in sentences.indices {
            let sentence = sentences[index]
            // A name or an abbreviation at the start keeps its letters.
            guard let second = sentence.dropFirst().first, second.isLowercase || second == " " else { continue }
            sentences[index] = sentence.prefix(1).lowercased() + sentence.dropFirst()
        }
        return sentences.joined(separator: ", ")
    }
}
