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

    /// The path as people write it: `items[3].spec.podIP`; nil for the root.
    var fieldPath: String? {
        guard !path.isEmpty else { return nil }
        return path.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
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
