extension Decoder {
    /// An error at this place of the manifest: `expected` is a noun phrase, `found` the manifest's own text.
    func fault(expected: String, found: String) -> DecodingError {
        fault("expected \(expected), found \"\(found)\"")
    }

    /// An error at this place of the manifest, or at the field `key` of it.
    func fault(_ sentence: String, at key: (any CodingKey)? = nil) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath + (key.map { [$0] } ?? []), debugDescription: sentence))
    }

    /// Refuses fields that `Key` does not know, as the API server does.
    ///
    /// In a policy a misspelt field would not only be lost: what is left would mean something else.
    func refuseUnknownFields<Key: CodingKey>(except known: Key.Type) throws {
        for key in try container(keyedBy: AnyField.self).allKeys where Key(stringValue: key.stringValue) == nil {
            throw fault("expected no field of this name", at: key)
        }
    }
}

/// Any field of an object.
private struct AnyField: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) { nil }
}
