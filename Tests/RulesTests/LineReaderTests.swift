import Addressing
import Testing

@testable import Rules

@Suite("The words of a saved line")
struct LineReaderTests {
    private func reader(_ text: String) throws -> LineReader {
        try LineReader(line: 7, bytes: text.utf8)
    }

    static let lines: [(text: String, words: [String])] = [
        ("", []),
        ("   \t ", []),
        ("one", ["one"]),
        ("  one \t two  ", ["one", "two"]),
        ("a \"b c\" d", ["a", "b c", "d"]),
        ("a \"\" d", ["a", "", "d"]),
        (#"a "b \"c\" d""#, ["a", "b \"c\" d"]),
        (#""back\\slash""#, ["back\\slash"]),
        (#""pod\'s""#, ["pod's"]),
        (#"back\slash"#, ["back\\slash"]),
        ("glued\"to gether\"", ["gluedto gether"]),
        ("Grüße \"世 界\"", ["Grüße", "世 界"]),
    ]

    @Test("Blanks part words, quotes hold them together", arguments: lines)
    func split(text: String, words: [String]) throws {
        var line = try reader(text)
        for word in words { #expect(line.next() == word) }
        #expect(line.next() == nil)
    }

    @Test("A quote that is never closed is refused", arguments: ["\"", "a \"b", #"a "b\""#])
    func open(text: String) {
        let error = #expect(throws: RuleParseError.self) { try reader(text) }
        #expect(error?.line == 7)
        #expect(error?.cause == "a double quote is never closed")
    }

    @Test("A quoted word is a value, whatever it looks like")
    func quoted() throws {
        var line = try reader("-s \"-d\" -j")
        #expect(line.peek == "-s")
        #expect(line.peekSecond == nil)
        #expect(line.take("-s") == true)
        #expect(line.peek == nil)
        #expect(line.take("-d") == false)
        #expect(try line.value(of: "-s") == "-d")
        #expect(line.peek == "-j")
    }

    @Test("Taking an option moves on only if it is there")
    func take() throws {
        var line = try reader("! --dport")
        #expect(line.take("--dport") == false)
        #expect(line.peekSecond == "--dport")
        #expect(line.take("!") == true)
        #expect(line.take("--dport") == true)
        #expect(line.take("--dport") == false)
        #expect(line.peek == nil)
    }

    @Test("A value that is missing names its option")
    func missing() throws {
        var line = try reader("-s")
        _ = line.next()
        let error = #expect(throws: RuleParseError.self) { try line.value(of: "-s") }
        #expect(error == RuleParseError(line: 7, option: "-s", cause: "its value is missing", remedy: "add the value"))
    }

    @Test("A number is made of digits and fits", arguments: ["-1", "+1", "0x1", "1.0", "256", "", "many"])
    func badNumber(text: String) throws {
        var line = try reader("\"\(text)\"")
        let error = #expect(throws: RuleParseError.self) { () throws in
            let _: UInt8 = try line.number(of: "--n")
        }
        #expect(error?.cause == "'\(text)' is not a whole number from 0 to 255")
    }

    @Test("A number, an address block and a word are read in turn")
    func values() throws {
        var line = try reader("255 10.0.0.0/8 10.0.0.1 word")
        #expect(try line.number(of: "--n") as UInt8 == 255)
        #expect(try line.block(of: "-s") == IPBlock(.v4(IPv4Address(10, 0, 0, 0)), prefixLength: 8))
        #expect(try line.block(of: "-s") == IPBlock(.v4(IPv4Address(10, 0, 0, 1))))
        #expect(throws: RuleParseError.self) { try line.block(of: "-s") }
    }

    @Test("Hexadecimal numbers begin with 0x", arguments: ["", "0x", "12", "0x-1", "0x+1", "0xg", "0x100000000"])
    func badHexadecimal(text: String) {
        #expect(UInt32(hexadecimal: text) == nil)
    }

    @Test("Hexadecimal numbers are read with and without leading zeros")
    func hexadecimal() {
        #expect(UInt32(hexadecimal: "0x4000") == 0x4000)
        #expect(UInt32(hexadecimal: "0x030b84df") == 0x030b_84df)
        #expect(UInt32(hexadecimal: "0xffffffff") == .max)
    }
}
