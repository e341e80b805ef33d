/// Why a manifest cannot be read: which file, where in it, what was expected, and what to do.
package struct ManifestError: Error, Equatable, Sendable {
    /// The name that the reader was given for the bytes.
    package var file: String
    /// Counted from 1; known for YAML, and for JSON that does not parse.
    package var line: Int?
    /// The object that the path starts from, such as `NetworkPolicy shop/web`; nil if it starts from the document.
    package var object: String?
    /// The path of the field, such as `items[3].spec.podIP`; nil if the fault is not in one field.
    package var field: String?
    /// What was expected and what was found.
    package var fault: String
    package var remedy: String

    init(
        file: String,
        line: Int? = nil,
        object: String? = nil,
        field: String? = nil,
        fault: String,
        remedy: String = "correct it, or leave the object out of the file"
    ) {
        self.file = file
        self.line = line
        self.object = object
        self.field = field
        self.fault = fault
        self.remedy = remedy
    }
}

extension ManifestError: CustomStringConvertible {
    /// One sentence, such as `cannot read pods.yaml, line 9, status.podIP: expected an IPv4 address, found "x"; ...`.
    package var description: String {
        let place = [file, line.map { "line \($0)" }, object, field].compactMap(\.self).joined(separator: ", ")
        return "cannot read \(place): \(fault); \(remedy)"
    }
}
