import Testing

@testable import Addressing

@Suite struct IPv4CIDRTests {
    @Test("Host bits are cleared, a bare address is a /32")
    func parse() throws {
        #expect(try #require(IPv4CIDR("10.244.3.7/16")).description == "10.244.0.0/16")
        #expect(try #require(IPv4CIDR("10.244.3.7")).description == "10.244.3.7/32")
        #expect(try #require(IPv4CIDR("1.2.3.4/0")).description == "0.0.0.0/0")
    }

    @Test(
        "What is no block is refused",
        arguments: ["10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "10.0.0.0/-1", "10.0.0.0/008"]
    )
    func refused(text: String) {
        #expect(IPv4CIDR(text) == nil)
    }

    @Test("A block holds its first and last address and no neighbour")
    func contains() throws {
        let block = try #require(IPv4CIDR("14.215.0.0/16"))
        #expect(block.contains(IPv4Address(14, 215, 0, 0)) && block.contains(block.last))
        #expect(block.last == IPv4Address(14, 215, 255, 255))
        #expect(!block.contains(IPv4Address(14, 214, 255, 255)) && !block.contains(IPv4Address(14, 216, 0, 0)))
        #expect(block.count == 65536)
    }

    @Test("A block holds narrower blocks inside it, itself included")
    func containsBlock() throws {
        let wide = try #require(IPv4CIDR("10.0.0.0/8"))
        let narrow = try #require(IPv4CIDR("10.9.0.0/16"))
        #expect(wide.contains(narrow) && wide.contains(wide) && !narrow.contains(wide))
    }
}
