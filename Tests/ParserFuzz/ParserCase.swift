@testable import Load

/// One input of the fuzzer: a response, and the pieces in which it arrives.
///
/// The first four bytes say how, so that the fuzzer finds the pieces by itself: whether a body is expected and whether the
/// response is stretched to the length that the parser still takes, then three lengths of pieces, in turn.
struct ParserCase {
    private static let controlBytes = 4
    private static let longestInput = 8192

    let response: UnsafeRawBufferPointer
    let pieces: [3 of Int]
    let expectsBody: Bool
    /// Where the pieces are put.
    let scratch: GuardedPages

    /// Where the response is put, and `scratch`, for one case after the other.
    typealias Memory = (whole: GuardedPages, scratch: GuardedPages)

    static func memory() -> Memory {
        let capacity = longestInput + ResponseParser.lineLimit
        return (GuardedPages(capacity: capacity), GuardedPages(capacity: capacity))
    }

    init?(_ input: UnsafeRawBufferPointer, in memory: Memory) {
        guard input.count > ParserCase.controlBytes, input.count < ParserCase.longestInput else { return nil }
        let bytes = UnsafeRawBufferPointer(rebasing: input.dropFirst(ParserCase.controlBytes))
        let control = [4 of Int] { Int(input[$0]) }
        expectsBody = control[0] & 1 == 0
        scratch = memory.scratch
        guard control[0] >> 1 == 0x7f else {
            let whole = memory.whole.last(bytes.count)
            whole.copyMemory(from: bytes)
            response = UnsafeRawBufferPointer(whole)
            // Pieces of no byte are pieces too, but not all of them.
            pieces = [control[1], control[2], max(1, control[3])]
            return
        }
        // Rare, since it takes a hundred times as long.
        let stretch = ResponseParser.lineLimit - 255 + control[2]
        let place = control[1] % bytes.count
        let whole = memory.whole.last(bytes.count + stretch)
        for index in 0..<place { whole[index] = bytes[index] }
        for index in place..<place + stretch { whole[index] = bytes[place] }
        for index in place..<bytes.count { whole[index + stretch] = bytes[index] }
        response = UnsafeRawBufferPointer(whole)
        pieces = [control[1] << 10, control[2] << 10, (control[3] << 10) + 1]
    }
}
