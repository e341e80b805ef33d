/// What a line says.
extension Line {
    func equals(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && (0..<count).allSatisfy { bytes[$0] == text.utf8Start[$0] }
    }

    /// Whether the line is a text in small letters, whatever the case of its own.
    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && (0..<count).allSatisfy { Line.lowercased(bytes[$0]) == text.utf8Start[$0] }
    }

    /// What follows a header's name, if the line begins with it.
    func afterName(_ name: StaticString) -> Line? {
        self[0..<name.utf8CodeUnitCount].equalsIgnoringCase(name) ? dropFirst(name.utf8CodeUnitCount) : nil
    }

    /// What stands between a colon, if that is first, and the line's end.
    var afterColon: Line? { first == UInt8(ascii: ":") ? dropFirst(1).withoutReturn : nil }

    /// Whether what follows a name that we know makes another name of it; a space there is a fault.
    var isOtherName: Bool { first.map { !Line.isBlank($0) } ?? true }

    /// Hands over what stands between spaces, tabs and commas.
    func forEachToken(_ take: (Line) -> Void) {
        var start = 0
        for index in 0...count where index == count || Line.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ",") {
            if start < index { take(self[start..<index]) }
            start = index + 1
        }
    }

    /// The number that the line is, if it is digits of `radix` and nothing else.
    func number(radix: UInt64) -> UInt64? {
        guard !isEmpty else { return nil }
        var number: UInt64 = 0
        for byte in bytes {
            guard let digit = Line.digit(byte), digit < radix else { return nil }
            let (product, isOver) = number.multipliedReportingOverflow(by: radix)
            let (sum, isAbove) = product.addingReportingOverflow(digit)
            if isOver || isAbove { return nil }
            number = sum
        }
        return number
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        UInt8(ascii: "A") <= byte && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
    }
}
