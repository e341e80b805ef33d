import Linux
import Testing

@Suite struct DescriptorLimitTests {
    @Test("The soft limit rises to what is asked and no further than the hard one")
    func raise() async {
        await #expect(processExitsWith: .success) {
            let before = try DescriptorLimit.current()
            let wanted = Int(min(before.soft + 1, before.hard))
            try #require(try DescriptorLimit.raise(to: wanted) >= wanted)
            try #require(try DescriptorLimit.raise(to: Int.max) == Int(clamping: before.hard))
            try #require(try DescriptorLimit.current().soft == before.hard)
        }
    }

    @Test("A limit that is high enough stays as it is")
    func enough() throws {
        let before = try DescriptorLimit.current()
        #expect(try DescriptorLimit.raise(to: 1) == Int(clamping: before.soft))
        #expect(try DescriptorLimit.raise(to: -1) == Int(clamping: before.soft))
    }
}
