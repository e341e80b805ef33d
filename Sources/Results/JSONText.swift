import Foundation

/// JSON as result files hold it: sorted keys, so that equal values are equal bytes; NaN and infinities as strings.
enum JSONText {
    static func encode(_ value: some Encodable, pretty: Bool, what: String) throws(ResultsError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw ResultsError("Can not write \(what) as JSON: \(error); this is a fault of npbench, please report it.")
        }
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from bytes: some Sequence<UInt8>,
        what: String
    ) throws(ResultsError) -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw ResultsError(
                "Can not read \(what): \(cause(of: error)); restore the file or run the experiment again."
            )
        } catch {
            throw ResultsError("Can not read \(what): \(error); restore the file or run the experiment again.")
        }
    }

    private static func cause(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            return "the field \(path(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context):
            return "the field \(path(context.codingPath)) has no value"
        case .typeMismatch(let type, let context):
            return "the field \(path(context.codingPath)) is not of the type \(type)"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "the field \(path(context.codingPath)) has an unknown value"
        case .dataCorrupted:
            return "it is not JSON"
        @unknown default:
            return "\(error)"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map(\.stringValue).joined(separator: ".")
    }
}
