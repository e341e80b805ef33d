/// A line's bytes, without the line feed.
struct Line {
    let bytes: UnsafeRawBufferPointer

    var count: Int { bytes.count }
    var isEmpty: Bool { bytes.isEmpty }
    var first: UInt8? { bytes.first }

    /// What the line has of a range.
    subscript(_ range: Range<Int>) -> Line {
        Line(bytes: UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<count)]))
    }

    func dropFirst(_ number: Int) -> Line { self[number..<Int.max] }

    func firstIndex(where matches: (UInt8) -> Bool) -> Int? { bytes.firstIndex(where: matches) }

    func contains(_ byte: Unicode.Scalar) -> Bool { bytes.contains(UInt8(ascii: byte)) }

    /// The line without the carriage return at its end, if there is one.
    var withoutReturn: Line { bytes.last == UInt8(ascii: "\r") ? self[0..<count - 1] : self }

    /// The line without spaces and tabs at its ends.
    var trimmed: Line {
        var range = 0..<count
        while let index = range.first, Line.isBlank(bytes[index]) { range.removeFirst() }
        while let index = range.last, Line.isBlank(bytes[index]) { range.removeLast() }
        return self[range]
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
