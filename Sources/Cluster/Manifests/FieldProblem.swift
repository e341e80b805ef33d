/// What is wrong with a field, in the words of the API server (apimachinery, pkg/util/validation/field/errors.go).
enum FieldProblem: Error, Equatable {
    /// The value is malformed; `detail` says what it must be.
    case invalid(value: String, detail: String)
    /// A number is out of its range, or contradicts another field.
    case invalidNumber(Int, detail: String)
    /// A list is as a whole not what it must be.
    case invalidList([String], detail: String)
    /// The value is none of the fixed ones that the field can have.
    case unsupported(value: String, supported: [String])
    /// The field must be given; `detail` may be empty.
    case required(detail: String)
    /// The field must not be given beside what else is there.
    case forbidden(detail: String)

    /// The sentence without the field's path, such as `Required value: must specify a peer`.
    var text: String {
        switch self {
        case .invalid(let value, let detail): "Invalid value: \(value.quoted): \(detail)"
        case .invalidNumber(let number, let detail): "Invalid value: \(number): \(detail)"
        case .invalidList(let values, let detail):
            "Invalid value: [\(values.map(\.quoted).joined(separator: ","))]: \(detail)"
        case .unsupported(let value, let supported):
            "Unsupported value: \(value.quoted): supported values: \(supported.map(\.quoted).joined(separator: ", "))"
        case .required(detail: ""): "Required value"
        case .required(let detail): "Required value: \(detail)"
        case .forbidden(let detail): "Forbidden: \(detail)"
        }
    }
}

extension String {
    /// The text in quotes and on one line, as Go's `%q` prints it; of a long text only the beginning.
    var quoted: String {
        var result = "\""
        for scalar in unicodeScalars.prefix(200) {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            default:
                let isControl = scalar.properties.generalCategory == .control || scalar.properties.isWhitespace
                if isControl, scalar != " " {
                    result += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + (unicodeScalars.count > 200 ? "...\"" : "\"")
    }
}
