/// A decoding error inside an object whose name is known.
struct ObjectFault: Error {
    /// Kind and name, such as `NetworkPolicy shop/web`.
    var object: String
    /// Its path starts at the document's root.
    var error: DecodingError
    /// How many keys of that path lead to the object.
    var depth: Int
}

extension ManifestError {
    /// What a decoder threw about the document; `line` is asked for the line of the path at fault.
    ///
    /// Nil for an error of no decoder, and for one of a JSON text that does not parse, which has no path.
    init?(decoding error: any Error, file: String, line: ([any CodingKey]) -> Int?) {
        let fault = error as? ObjectFault
        guard let error = fault?.error ?? (error as? DecodingError) else { return nil }
        self.init(
            file: file,
            line: line(error.path),
            object: fault?.object,
            field: error.fieldPath(after: fault?.depth ?? 0),
            fault: error.fault
        )
    }
}
