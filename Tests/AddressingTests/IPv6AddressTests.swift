import Testing

@testable import Addressing

@Suite struct IPv6AddressTests {
    @Test(
        "Every form of RFC 4291 is read, and printed in that of RFC 5952",
        arguments: [
            // RFC 4291 section 2.2.
            ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
            ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"), ("FF01:0:0:0:0:0:0:101", "ff01::101"),
            ("0:0:0:0:0:0:0:1", "::1"), ("0:0:0:0:0:0:0:0", "::"),
            ("0:0:0:0:0:FFFF:129.144.52.38", "::ffff:129.144.52.38"),
            ("::13.1.68.3", "::d01:4403"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
            // RFC 5952 section 4: no leading zeros, `::` as long as can be, not for one group, the first of equal ones.
            ("2001:0db8::0001", "2001:db8::1"), ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            // Section 5: a dotted quad for an address that stands for an IPv4 one.
            ("::ffff:c000:201", "::ffff:192.0.2.1"), ("1::", "1::"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("fd00:10:244::102", "fd00:10:244::102"),
        ]
    )
    func text(form: String, printed: String) throws {
        let address = try #require(IPv6Address(form))
        #expect(address.description == printed)
        #expect(IPv6Address(printed) == address)
    }

    @Test(
        "What is no IPv6 address is refused",
        arguments: [
            "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::1%eth0", " ::1",
            "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1.2.3.4", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "::+1", ":1::",
            "1::2:", "::ffff:1.2.3.04",
        ]
    )
    func refused(text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test("The groups are the number's digits, the first ones the highest")
    func value() {
        #expect(IPv6Address("::1")?.value == 1)
        #expect(IPv6Address("1:2:3:4:5:6:7:8")?.value == 0x0001_0002_0003_0004_0005_0006_0007_0008)
        #expect(IPv6Address("::255.0.0.1")?.value == 0xff00_0001)
    }

    @Test("Addresses order by value and count on")
    func order() throws {
        let address = try #require(IPv6Address("fd00::ffff"))
        #expect(address + 1 == IPv6Address("fd00::1:0"))
        #expect(address < address + 1)
        #expect(IPv6Address(value: .max) + 1 == IPv6Address(value: 0))
    }

    @Test("Only ::ffff:0:0/96 stands for IPv4 addresses")
    func mapped() {
        #expect(IPv6Address("::ffff:1.2.3.4")?.isMappedIPv4 == true)
        #expect(IPv6Address("::1.2.3.4")?.isMappedIPv4 == false)
        #expect(IPv6Address("::1:ffff:102:304")?.isMappedIPv4 == false)
    }
}
