/// The body of a response so far.
struct BodyBuffer {
    /// The most bytes to keep.
    let limit: Int
    var bytes: [UInt8] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Adds `more`; false if the body grows beyond the limit, in which case nothing is added.
    mutating func append(_ more: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count + more.count <= limit else { return false }
        bytes.append(contentsOf: more)
        return true
    }
}
