import Addressing

/// The words of one line of saved text, read from left to right.
struct LineReader {
    /// The line's number, counted from 1.
    let line: Int
    private let words: [Word]
    private var position = 0

    private struct Word {
        var text: String
        /// A quoted word is a value, even when it looks like an option.
        var isQuoted: Bool
    }

    /// Splits a line at blanks; double quotes hold a word together, a backslash inside them takes the next byte as it is
    /// (`add_param_to_argv`, iptables/xshared.c).
    init(line: Int, bytes: some Sequence<UInt8>) throws(RuleParseError) {
        var words: [Word] = []
        var word: [UInt8] = []
        var isQuoted = false
        var isOpen = false
        var isEscaped = false
        for byte in bytes {
            if isOpen, isEscaped {
                word.append(byte)
                isEscaped = false
            } else if isOpen, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isOpen.toggle()
                isQuoted = true
            } else if !isOpen, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
                guard isQuoted || !word.isEmpty else { continue }
                words.append(Word(text: String(decoding: word, as: UTF8.self), isQuoted: isQuoted))
                word.removeAll(keepingCapacity: true)
                isQuoted = false
            } else {
                word.append(byte)
            }
        }
        if isQuoted || !word.isEmpty {
            words.append(Word(text: String(decoding: word, as: UTF8.self), isQuoted: isQuoted))
        }
        self.line = line
        self.words = words
        guard !isOpen else {
            throw error(words.last?.text ?? "\"", "a double quote is never closed", "close it")
        }
    }

    /// All words of the line, read or not.
    var all: [String] { words.map(\.text) }

    /// The next word if it may be an option; nil at the end of the line or before a quoted value.
    var peek: String? {
        guard position < words.count, !words[position].isQuoted else { return nil }
        return words[position].text
    }

    /// The word after `peek`.
    var peekSecond: String? {
        guard position + 1 < words.count, !words[position + 1].isQuoted else { return nil }
        return words[position + 1].text
    }

    /// The next word, whatever it is; nil at the end of the line.
    mutating func next() -> String? {
        guard position < words.count else { return nil }
        defer { position += 1 }
        return words[position].text
    }

    /// Takes the next word if it is `option`.
    mutating func take(_ option: String) -> Bool {
        guard peek == option else { return false }
        position += 1
        return true
    }

    /// The value that follows `option`.
    mutating func value(of option: String) throws(RuleParseError) -> String {
        guard let value = next() else { throw error(option, "its value is missing", "add the value") }
        return value
    }

    /// The whole number without sign that follows `option`.
    mutating func number<Number: FixedWidthInteger>(of option: String) throws(RuleParseError) -> Number {
        let text = try value(of: option)
        guard let number = Number(digits: text) else {
            throw error(
                option,
                "'\(text)' is not a whole number from 0 to \(Number.max)",
                "write such a number"
            )
        }
        return number
    }

    /// The address block that follows `option`.
    mutating func block(of option: String) throws(RuleParseError) -> IPBlock {
        let text = try value(of: option)
        guard let block = IPBlock(text) else {
            throw error(option, "'\(text)' is not an address block", "write it as a.b.c.d/n or x:x::/n")
        }
        return block
    }

    /// An error at `option` of this line.
    func error(_ option: String, _ cause: String, _ remedy: String) -> RuleParseError {
        RuleParseError(line: line, option: option, cause: cause, remedy: remedy)
    }
}

extension FixedWidthInteger {
    /// A number made of decimal digits alone: no sign, no blanks; nil for anything else or what does not fit.
    init?(digits: some StringProtocol) {
        guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        self.init(digits)
    }

    /// A number of hexadecimal digits after `0x`; nil for anything else or what does not fit.
    init?(hexadecimal text: some StringProtocol) {
        guard text.hasPrefix("0x"), let first = text.utf8.dropFirst(2).first,
            first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
        else { return nil }
        self.init(text.dropFirst(2), radix: 16)
    }
}
