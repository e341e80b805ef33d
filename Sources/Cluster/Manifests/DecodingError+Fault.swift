extension DecodingError {
    var context: Context {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: Context(codingPath: [], debugDescription: "\(self)")
        }
    }

    /// The way from the document's root to the field.
    var path: [any CodingKey] {
        if case .keyNotFound(let key, let context) = self { context.codingPath + [key] } else { context.codingPath }
    }

    /// The path as people write it: `items[3].spec.podIP`, or the rest of it after `depth` keys; nil if nothing is left.
    func fieldPath(after depth: Int = 0) -> String? {
        guard path.count > depth else { return nil }
        return path.dropFirst(depth).reduce(into: "") { (text: inout String, key: any CodingKey) in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                let name = key.stringValue
                // A field that nobody knows can have any name.
                let isPlain = !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7e).contains($0) }
                text += (text.isEmpty ? "" : ".") + (isPlain ? name : name.quoted)
            }
        }
    }

    /// What was expected and found.
    var fault: String {
        switch self {
        case .typeMismatch(let type, _): "expected \(Self.phrase(for: type)), found something else"
        case .valueNotFound(let type, _): "expected \(Self.phrase(for: type)), found nothing"
        case .keyNotFound: "expected this field, found none"
        case .dataCorrupted(let context): context.debugDescription
        @unknown default: "\(self)"
        }
    }

    /// Both decoders name Swift types, JSON's and Yams' own.
    private static func phrase(for type: Any.Type) -> String {
        let name = String(describing: type)
        if name.hasPrefix("Dictionary") || name.contains("Mapping") { return "an object with fields" }
        if name.hasPrefix("Array") || name.contains("Sequence") { return "a list" }
        if name.contains("Int") { return "a whole number" }
        if name == "Bool" { return "true or false" }
        return "a string"
    }
}
