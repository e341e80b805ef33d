/// Looks into the head of a response; not for the hot path.
enum ResponseHead {
    /// The value of the first header `name` (in lower case), white space around it aside; nil if `bytes` hold no such line whole.
    static func value(of name: String, in bytes: UnsafeRawBufferPointer) -> String? {
        for line in bytes.split(separator: Byte.lineFeed, omittingEmptySubsequences: false).dropFirst().dropLast() {
            let text = line.last == Byte.carriageReturn ? line.dropLast() : line
            guard !text.isEmpty else { return nil }
            guard let colon = text.firstIndex(of: Byte.colon),
                String(decoding: text[..<colon], as: UTF8.self).lowercased() == name
            else { continue }
            let isSpace = { (byte: UInt8) in byte == Byte.space || byte == Byte.tab }
            let value = text[(colon + 1)...].drop(while: isSpace)
            return String(decoding: value.reversed().drop(while: isSpace).reversed(), as: UTF8.self)
        }
        return nil
    }
}
