/// The text of `ipset save` made comparable: header fields that a kernel makes up are ignored, and the order of members.
struct SetRecording: Equatable {
    private(set) var lines: [String] = []

    init(_ text: String) {
        var members: [String] = []
        for line in text.split(separator: "\n").map(String.init) {
            guard line.hasPrefix("create ") else {
                members.append(line)
                continue
            }
            lines += members.sorted()
            members = []
            lines.append(line.replacing(/\ (hashsize|bucketsize|initval) \S+/, with: ""))
        }
        lines += members.sorted()
    }
}
