extension Decoder {
    /// An error at this place of the manifest: `expected` is a noun phrase, `found` the manifest's own text.
    func fault(expected: String, found: String) -> DecodingError {
        fault("expected \(expected), found \(found.quoted)")
    }

    /// An error at this place of the manifest, or at the field that `keys` lead to from here.
    func fault(_ sentence: String, at keys: any CodingKey...) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath + keys, debugDescription: sentence))
    }

    /// An error in the API server's words at this place, or at the field that `keys` lead to from here.
    func refusal(_ problem: FieldProblem, at keys: any CodingKey...) -> DecodingError {
        refusal(problem, at: keys)
    }

    /// The same with the keys in a list.
    func refusal(_ problem: FieldProblem, at keys: [any CodingKey]) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath + keys, debugDescription: problem.text))
    }

    /// Refuses fields that `Key` does not know, as the API server does.
    ///
    /// In a policy a misspelt field would not only be lost: what is left would mean something else.
    func refuseUnknownFields<Key: CodingKey>(except known: Key.Type) throws {
        for key in try container(keyedBy: AnyField.self).allKeys where Key(stringValue: key.stringValue) == nil {
            throw unknownField(at: key)
        }
    }

    /// The error for a field that the API does not have.
    func unknownField(at keys: any CodingKey...) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath + keys, debugDescription: "expected no field of this name"))
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
