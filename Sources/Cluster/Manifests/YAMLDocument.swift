import Yams

/// A manifest in YAML.
enum YAMLDocument {
    /// Reads all documents of `content`; empty ones are passed over.
    static func readAll(_ content: [UInt8], file: String) throws(ManifestError) -> [ManifestObject] {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw ManifestError(file: file, fault: "expected text in UTF-8, JSON or YAML", remedy: "give such a file")
        }
        var documents: [ManifestObject] = []
        var room = try YAMLRoom(for: content, file: file)
        for root in try roots(of: text, file: file) where root.null == nil {
            try room.take(root, file: file)
            documents.append(try read(root, file: file))
        }
        return documents
    }

    private static func roots(of text: String, file: String) throws(ManifestError) -> [Yams.Node] {
        do {
            var documents = try Yams.compose_all(yaml: text)
            var roots: [Yams.Node] = []
            while let root = documents.next() { roots.append(root) }
            if let error = documents.error { throw error }
            return roots
        } catch {
            let mark = (error as? YamlError)?.mark
            throw ManifestError(
                file: file,
                line: mark?.line,
                fault: "expected YAML, found a syntax error: \((error as? YamlError)?.problem ?? "\(error)")",
                remedy: "correct it, or dump the cluster again"
            )
        }
    }

    private static func read(_ root: Yams.Node, file: String) throws(ManifestError) -> ManifestObject {
        do {
            return try YAMLDecoder().decode(ManifestObject.self, from: root)
        } catch {
            throw ManifestError(decoding: error, file: file, line: root.line(of:))
                ?? ManifestError(file: file, line: root.mark?.line, fault: "expected a Kubernetes object")
        }
    }
}

extension Yams.Node {
    /// The line of the field at `path`, or of the innermost object on the way that is there.
    fileprivate func line(of path: [any CodingKey]) -> Int? {
        var node = self
        for key in path {
            guard let next = key.intValue.map({ node.element($0) }) ?? node[.init(key.stringValue)] else { break }
            node = next
        }
        return node.mark?.line
    }

    private func element(_ index: Int) -> Yams.Node? {
        guard let sequence, sequence.indices.contains(index) else { return nil }
        return sequence[index]
    }
}

extension YamlError {
    fileprivate var mark: Mark? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
        case .duplicatedKeysInMapping(_, let context): context.mark
        default: nil
        }
    }

    /// The cause in one phrase; Yams' own description quotes the source over several lines.
    fileprivate var problem: String {
        switch self {
        case .reader(let problem, _, _, _), .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
            .composer(_, let problem, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
            problem
        case .duplicatedKeysInMapping(let duplicates, _): "\(duplicates.sorted().joined(separator: ", ")) given twice"
        case .no, .memory, .dataCouldNotBeDecoded: description
        }
    }
}
