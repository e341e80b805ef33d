import Testing

@testable import Addressing

@Suite struct IPv4AddressTests {
    @Test("An address prints as it was parsed", arguments: ["0.0.0.0", "10.244.0.2", "255.255.255.255", "14.215.0.2"])
    func roundTrip(text: String) throws {
        #expect(try #require(IPv4Address(text)).description == text)
    }

    @Test(
        "What is no dotted quad is refused",
        arguments: ["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.+4", " 1.2.3.4", "1..2.3", "a.b.c.d"]
    )
    func refused(text: String) {
        #expect(IPv4Address(text) == nil)
    }

    @Test("Addresses order by value and count on")
    func order() {
        #expect(IPv4Address(9, 255, 255, 255) < IPv4Address(10, 0, 0, 0))
        #expect(IPv4Address(10, 0, 0, 255) + 1 == IPv4Address(10, 0, 1, 0))
    }
}
