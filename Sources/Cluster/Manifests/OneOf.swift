/// A word out of a fixed list.
struct OneOf<Word: RawRepresentable & CaseIterable>: Codable where Word.RawValue == String {
    var word: Word

    init(_ word: Word) {
        self.word = word
    }

    init(from decoder: any Decoder) throws {
        let text = try String(from: decoder)
        guard let word = Word(rawValue: text) else {
            throw decoder.refusal(.unsupported(value: text, supported: Word.allCases.map(\.rawValue).sorted()))
        }
        self.word = word
    }

    func encode(to encoder: any Encoder) throws {
        try word.rawValue.encode(to: encoder)
    }
}
