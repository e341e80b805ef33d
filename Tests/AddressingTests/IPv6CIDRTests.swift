import Testing

@testable import Addressing

@Suite struct IPv6CIDRTests {
    @Test("Host bits are cleared, a bare address is a /128")
    func parse() throws {
        #expect(try #require(IPv6CIDR("2001:db8::7/64")).description == "2001:db8::/64")
        #expect(try #require(IPv6CIDR("fd00::1")).description == "fd00::1/128")
        #expect(try #require(IPv6CIDR("ffff::1/0")).description == "::/0")
        #expect(try #require(IPv6CIDR("fd00:10:244:12ff::/57")).description == "fd00:10:244:1280::/57")
    }

    @Test(
        "What is no block is refused",
        arguments: ["::/129", "::/", "10.0.0.0/8", "::/-1", "::/0064", "::/+1", "/64"]
    )
    func refused(text: String) {
        #expect(IPv6CIDR(text) == nil)
    }

    @Test(
        "A block holds its first and last address and no neighbour",
        arguments: [("2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), ("fd00::4/126", "fd00::7")]
    )
    func contains(text: String, last: String) throws {
        let block = try #require(IPv6CIDR(text))
        #expect(block.last == IPv6Address(last))
        #expect(block.contains(block.network) && block.contains(block.last) && !block.isSingle)
        #expect(!block.contains(block.last + 1) && !block.contains(IPv6Address(value: block.network.value - 1)))
    }

    @Test("Everything holds all, and a single address itself alone")
    func ends() throws {
        let everything = try #require(IPv6CIDR("::/0"))
        let single = IPv6CIDR(IPv6Address(value: .max))
        #expect(everything.contains(single) && !single.contains(everything) && single.isSingle)
        #expect(everything.last == single.network && single.last == single.network)
    }
}
