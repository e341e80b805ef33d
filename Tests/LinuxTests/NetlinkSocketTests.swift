import Glibc
import Testing

@testable import Linux

@Suite("Netlink")
struct NetlinkSocketTests {
    /// RTM_GETLINK, RTM_NEWLINK, IFLA_IFNAME (linux/rtnetlink.h, linux/if_link.h); a request and an answer begin with 16 bytes.
    private static let getLink: UInt16 = 18
    private static let newLink: UInt16 = 16
    private static let interfaceName = 3
    private static let fixedSize = 16

    private func names(_ index: Int32, isListing: Bool) throws -> [String] {
        var body = Array(repeating: UInt8(0), count: Self.fixedSize)
        withUnsafeBytes(of: index) { body.replaceSubrange(4..<8, with: $0) }
        var names: [String] = []
        try NetlinkSocket(.route).ask(Self.getLink, isListing: isListing, body: body) { type, payload in
            #expect(type == Self.newLink)
            let attributes = UnsafeRawBufferPointer(rebasing: payload[Self.fixedSize...])
            for (type, value) in NetlinkAttributes(attributes) where type == Self.interfaceName {
                names.append(value.text)
            }
        }
        return names
    }

    @Test("The kernel lists its interfaces, and answers for one")
    func interfaces() throws {
        #expect(try names(0, isListing: true).contains("lo"))
        #expect(try names(1, isListing: false) == ["lo"])
    }

    @Test("The kernel's refusal is an error with its number")
    func refusal() {
        let error = #expect(throws: SystemError.self) { try names(999_999, isListing: false) }
        #expect(error?.errno == ENODEV)
        #expect(error?.description.hasPrefix("could not ask the kernel over netlink route: ENODEV") == true)
    }

    private func attributes(_ bytes: [UInt8]) -> [(Int, [UInt8])] {
        bytes.withUnsafeBytes { NetlinkAttributes($0).map { ($0.type, Array($0.value)) } }
    }

    @Test("Attributes are read in a row, each padded to four bytes, and their flags left out")
    func reading() {
        let read = attributes([5, 0, 1, 0, 7, 0, 0, 0, 8, 0, 2, 0x80, 1, 2, 3, 4, 4, 0, 3, 0])
        #expect(read.map(\.0) == [1, 2, 3])
        #expect(read.map(\.1) == [[7], [1, 2, 3, 4], []])
        #expect(attributes([5, 0, 1, 0, 7]).map(\.1) == [[7]], "the last one needs no padding")
    }

    @Test(
        "What is cut off or shorter than its own header is no attribute",
        arguments: [[5, 0, 1], [9, 0, 1, 0, 7], [3, 0, 1, 0]]
    )
    func flaws(bytes: [UInt8]) {
        #expect(attributes(bytes).isEmpty)
    }

    @Test("A text is written as it is read")
    func writing() {
        let bytes = NetlinkAttributes.bytes(7, "filter")
        #expect(bytes.count == 12)
        let text = bytes.withUnsafeBytes { NetlinkAttributes($0).map { ($0.type, $0.value.text) } }
        #expect(text.map(\.0) == [7] && text.map(\.1) == ["filter"])
    }

    @Test("Numbers are in network order, and of one size only")
    func numbers() {
        ([0, 0, 1, 2] as [UInt8]).withUnsafeBytes {
            #expect($0.bigEndian(UInt32.self) == 258)
            #expect($0.bigEndian(UInt64.self) == nil)
        }
    }
}
