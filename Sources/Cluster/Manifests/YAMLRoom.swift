import Yams

/// How far a file's aliases may expand it.
///
/// An alias repeats what its anchor stands for, and that may hold aliases: a file of a few hundred bytes can be of a
/// billion nodes. Without aliases no document has more nodes than bytes, so a file may have as many as it has bytes, and
/// some more for honest use.
struct YAMLRoom {
    /// The most nodes that all documents of the file may have together, keys included.
    private let limit: Int
    private let hasAliases: Bool
    private var left: Int

    /// The room of a file's text; throws if the parser, which hashes keys, might not come back from it.
    init(for content: [UInt8], file: String) throws(ManifestError) {
        hasAliases = content.contains(UInt8(ascii: "*")) && content.contains(UInt8(ascii: "&"))
        limit = content.count + 200_000
        left = limit
        guard hasAliases else { return }
        let sketch = YAMLSketch(of: content)
        if sketch.mayAliasKeys {
            throw ManifestError(
                file: file,
                fault:
                    "expected keys in plain text, found aliases as keys and many of them, which may expand without end",
                remedy: "write the keys out, or dump the cluster again"
            )
        }
        if sketch.depthBound > 20_000 {
            throw ManifestError(
                file: file,
                fault: "expected aliases that nest little, found so many that they may nest without end",
                remedy: "write less with aliases, or dump the cluster again"
            )
        }
    }

    /// Takes the document's nodes from the room that is left; throws if there is too little, or if it is too deep.
    mutating func take(_ root: Yams.Node, file: String) throws(ManifestError) {
        guard !hasAliases || hasRoom(for: root, depth: 0) else {
            throw ManifestError(
                file: file,
                line: root.mark?.line,
                fault:
                    "expected aliases that repeat little, found some that expand the file to more than \(limit) nodes "
                    + "or 1000 levels",
                remedy: "write less with aliases, or dump the cluster again"
            )
        }
    }

    /// Without aliases the parser itself bounds the depth, by 1000.
    private mutating func hasRoom(for node: Yams.Node, depth: Int) -> Bool {
        left -= 1
        guard left >= 0, depth <= 1000 else { return false }
        switch node {
        case .scalar, .alias: return true
        case .sequence(let sequence):
            for element in sequence where !hasRoom(for: element, depth: depth + 1) { return false }
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard hasRoom(for: key, depth: depth + 1), hasRoom(for: value, depth: depth + 1) else { return false }
            }
        }
        return true
    }
}
