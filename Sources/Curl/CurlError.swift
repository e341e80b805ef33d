import CCurl

/// A transfer that libcurl could not make: one sentence with operation, object and cause.
package struct CurlError: Error, Hashable, Sendable {
    /// libcurl's code (libcurl-errors(3)).
    package var code: UInt32
    /// What was tried: `GET http://10.0.0.1/`.
    package var operation: String
    /// libcurl's own words on this transfer; its general ones for the code if it had none.
    package var reason: String
    /// The errno of a connect that failed; 0 for none.
    package var systemError: CInt

    package init(code: UInt32, operation: String, reason: String, systemError: CInt = 0) {
        self.code = code
        self.operation = operation
        self.reason = reason
        self.systemError = systemError
    }

    init(_ code: CURLcode, operation: String) {
        self.init(code: code.rawValue, operation: operation, reason: String(cString: curl_easy_strerror(code)))
    }

    /// Whether a time limit ended the transfer.
    package var isTimeout: Bool { code == CURLE_OPERATION_TIMEDOUT.rawValue }
}

extension CurlError: CustomStringConvertible {
    package var description: String { "could not \(operation): \(reason) (curl \(code))" }
}
