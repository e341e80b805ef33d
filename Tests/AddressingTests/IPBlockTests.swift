import Testing

@testable import Addressing

@Suite struct IPBlockTests {
    @Test(
        "A block of either family is read and printed, a bare address as a block of its own",
        arguments: [
            ("10.0.0.0/8", "10.0.0.0/8", IPFamily.ipv4), ("10.0.0.1", "10.0.0.1/32", .ipv4),
            ("fd00::/8", "fd00::/8", .ipv6),
            ("FD00::1", "fd00::1/128", .ipv6), ("::ffff:10.0.0.1", "::ffff:10.0.0.1/128", .ipv6),
        ]
    )
    func parse(text: String, printed: String, family: IPFamily) throws {
        let block = try #require(IPBlock(text))
        #expect(block.description == printed)
        #expect(block.family == family)
        #expect(block.isSingle == !text.contains("/"))
        #expect(block.network.family == family && block.last.family == family)
    }

    @Test("What is no block is refused", arguments: ["", "10.0.0.0/64", "fd00::/129", "pod"])
    func refused(text: String) {
        #expect(IPBlock(text) == nil)
    }

    @Test("A block of everything holds no address of the other family, and no block")
    func families() throws {
        let four = try #require(IPBlock("0.0.0.0/0"))
        let six = try #require(IPBlock("::/0"))
        let (address4, address6) = try (#require(IPAddress("10.0.0.1")), #require(IPAddress("::ffff:10.0.0.1")))
        #expect(four.contains(address4) && !four.contains(address6) && !four.contains(IPBlock(address6)))
        #expect(six.contains(address6) && !six.contains(address4) && !six.contains(IPBlock(address4)))
        #expect(six.contains(IPBlock(address6, prefixLength: 100)) && !IPBlock(address6).contains(six))
        #expect(IPBlock(address6, prefixLength: 100).last == IPAddress("::ffff:15.255.255.255"))
    }

    @Test("IPv4 addresses come before IPv6 ones, and each family by its numbers")
    func order() {
        let texts = ["9.0.0.0", "10.0.0.0", "::", "::1", "2::"]
        let addresses = texts.compactMap { IPAddress($0) }
        #expect(addresses.reversed().sorted() == addresses)
        #expect(addresses.map(\.description) == texts)
    }
}
