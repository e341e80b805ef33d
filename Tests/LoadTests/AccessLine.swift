/// What nginx logged of one request.
struct AccessLine {
    var connection: Int
    /// The request's number on its connection.
    var number: Int
    var version: String
    var status: Int
    var bytes: Int
    var request: String

    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 5)
        guard words.count == 6, let connection = Int(words[0]), let number = Int(words[1]),
            let status = Int(words[3]), let bytes = Int(words[4])
        else { return nil }
        self.connection = connection
        self.number = number
        self.version = String(words[2])
        self.status = status
        self.bytes = bytes
        self.request = String(words[5])
    }
}

extension [AccessLine] {
    var connections: Set<Int> { Set(map(\.connection)) }
}
