import Addressing
import Testing

@testable import Rules

@Suite("Text appended piece by piece")
struct TextBufferTests {
    private func text(_ write: (inout TextBuffer) -> Void) -> String {
        var buffer = TextBuffer()
        write(&buffer)
        return buffer.text
    }

    @Test(
        "Decimal numbers print as they do elsewhere",
        arguments: [0, 1, 9, 10, 99, 100, 65535, 1 << 31, .max] as [UInt64]
    )
    func decimal(value: UInt64) {
        #expect(text { $0.write(decimal: value) } == "\(value)")
    }

    @Test("The smallest type of number holds its largest")
    func smallest() {
        #expect(text { $0.write(decimal: UInt8.max) } == "255")
    }

    static let hexadecimals: [(UInt32, places: Int, String)] = [
        (0, 1, "0x0"), (9, 1, "0x9"), (10, 1, "0xa"), (16, 1, "0x10"), (0x4000, 1, "0x4000"),
        (.max, 1, "0xffffffff"), (0, 8, "0x00000000"), (0x30b84df, 8, "0x030b84df"), (.max, 8, "0xffffffff"),
    ]

    @Test("Hexadecimal numbers print as printf prints them", arguments: hexadecimals)
    func hexadecimal(value: UInt32, places: Int, expected: String) {
        #expect(text { $0.write(hexadecimal: value, places: places) } == expected)
    }

    @Test(
        "Addresses and blocks print as their own descriptions",
        arguments: [0, 1, 0x0a00_0001, 0x0e_d700_02, .max] as [UInt32]
    )
    func addresses(value: UInt32) {
        let address = IPv4Address(value: value)
        #expect(text { $0.write(address) } == address.description)
        for length in [0, 8, 31, 32] {
            let block = IPBlock(.v4(address), prefixLength: length)
            #expect(text { $0.write(block) } == block.description)
        }
    }

    @Test("IPv6 addresses and blocks too", arguments: ["::/0", "fd00:10:244::1/128", "::ffff:10.0.0.1/128"])
    func ipv6(description: String) throws {
        let block = try #require(IPBlock(description))
        #expect(text { $0.write(block) } == description)
        #expect(text { $0.write(block.network) } == block.network.description)
    }

    @Test("Separators stand between items only")
    func separators() {
        for (items, expected) in [([], ""), (["a"], "a"), (["a", "b", "c"], "a,b,c")] {
            let joined = text { buffer in buffer.write(items, separator: ",") { $0.write($1) } }
            #expect(joined == expected)
        }
    }

    static let quotations: [(String, String)] = [
        ("", "\"\""), ("plain", "plain"), ("A-z_0", "A-z_0"), ("a b", "\"a b\""), ("a:b", "\"a:b\""),
        ("it's", #""it\'s""#), ("\"", #""\"""#), ("\\", #""\\""#), ("ü", "\"ü\""),
    ]

    @Test("Free text is quoted as the save functions of iptables do", arguments: quotations)
    func quoting(value: String, expected: String) {
        #expect(text { $0.write(quoting: value) } == expected)
    }

    @Test("What was quoted is read back as one word", arguments: quotations)
    func readBack(value: String, quoted: String) throws {
        var line = try LineReader(line: 1, bytes: quoted.utf8)
        #expect(line.next() == value)
        #expect(line.next() == nil)
    }

    @Test("Counters print as a pair")
    func counters() {
        #expect(text { $0.write(Counters(packets: 1, bytes: .max)) } == "[1:18446744073709551615]")
    }
}
