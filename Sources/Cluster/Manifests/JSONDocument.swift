import Foundation

/// A manifest in JSON.
enum JSONDocument {
    /// Reads the one document that `content` is.
    ///
    /// Throws with the path of the field at fault, or with the line where `content` is no JSON.
    static func read(_ content: [UInt8], file: String) throws(ManifestError) -> ManifestObject {
        do {
            return try JSONDecoder().decode(ManifestObject.self, from: Data(content))
        } catch {
            // A text that is no JSON is an error without a path.
            let fault = ManifestError(decoding: error, file: file) { _ in nil }
            if let fault, fault.field != nil || fault.object != nil { throw fault }
            throw syntaxError(in: content, file: file)
        }
    }

    /// Parses once more with the parser that says where it stopped, which JSONDecoder does not.
    private static func syntaxError(in content: [UInt8], file: String) -> ManifestError {
        var reason = "one object is wanted"
        do {
            _ = try JSONSerialization.jsonObject(with: Data(content))
        } catch {
            reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? "\(error)"
        }
        // "Invalid value around character 16."
        let words = reason.split { !$0.isNumber && !$0.isLetter }
        let offset = words.last.flatMap { Int($0) }
        return ManifestError(
            file: file,
            line: offset.map { offset in 1 + content.prefix(offset).count { $0 == UInt8(ascii: "\n") } },
            fault: "expected JSON, found a syntax error: \(words.joined(separator: " "))",
            remedy: "correct it, or dump the cluster again"
        )
    }
}
