import Foundation
import Load

/// How the options become the message that each request sends.
extension LoadCommand {
    func compose(_ plan: inout LoadPlan) throws(CommandFailure) {
        plan.body = try body()
        let hasBody = plan.body != nil
        if message.isHead, hasBody || message.method != nil {
            throw CommandFailure(
                .usage,
                "-i asks with HEAD, which has no body and is a method; leave -i or the rest out"
            )
        }
        let implied = message.isHead ? "HEAD" : message.putFile != nil ? "PUT" : hasBody ? "POST" : "GET"
        plan.method = message.method ?? implied
        plan.headers = try headers(hasBody: hasBody)
    }

    /// Where -X sends the requests; nil without it.
    func proxy(_ target: LoadTarget) throws(CommandFailure) -> (hostname: String, port: UInt16)? {
        guard let text = message.proxy else { return nil }
        guard target.scheme == .http, !transport.isHTTP2, transport.engine != .curl else {
            throw CommandFailure(
                .usage,
                "cannot load through the proxy \(text): that works for http:// and the native engine; load it directly"
            )
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, !name.isEmpty,
            let port = parts.count == 2 ? UInt16(parts[1]) : 80, port > 0
        else {
            throw CommandFailure(.usage, "the proxy '\(text)' is none; give -X HOST[:PORT]")
        }
        return (String(name), port)
    }

    private func body() throws(CommandFailure) -> [UInt8]? {
        let paths = [message.postFile, message.putFile, message.body].compactMap { $0 }
        guard paths.count <= 1 else {
            throw CommandFailure(.usage, "a request has one body; give one of -p, -u and --body")
        }
        guard let path = paths.first else { return nil }
        do {
            // A handle reads pipes too, such as /dev/stdin.
            return [UInt8](try FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() ?? Data())
        } catch {
            throw CommandFailure(.failed, "cannot read \(path): \(error.systemCause); give a file that can be read")
        }
    }

    private func headers(hasBody: Bool) throws(CommandFailure) -> [LoadHeader] {
        var headers: [LoadHeader] = []
        for line in message.headers {
            guard let header = LoadHeader(line) else {
                throw CommandFailure(.usage, "'\(line)' is no header; give -H 'NAME: VALUE'")
            }
            headers.append(header)
        }
        func add(_ name: String, _ value: String) { headers.append(LoadHeader(name: name, value: value)) }
        let hasType = headers.contains { $0.name.lowercased() == "content-type" }
        if let type = message.contentType ?? (hasBody && !hasType ? "text/plain" : nil) { add("Content-Type", type) }
        // One header with all cookies is what servers expect (RFC 6265); ab sends one each.
        if !message.cookies.isEmpty { add("Cookie", message.cookies.joined(separator: "; ")) }
        if let user = message.authentication { add("Authorization", LoadCommand.basic(user)) }
        if let user = message.proxyAuthentication { add("Proxy-Authorization", LoadCommand.basic(user)) }
        return headers
    }

    private static func basic(_ user: String) -> String {
        "Basic " + Data(user.utf8).base64EncodedString()
    }
}
