extension LoadPlan {
    /// The request's bytes, the same for every request but the last of a connection, which asks to close it.
    func requestBytes(closes: Bool) -> [UInt8] {
        let text = headerLines(closes: closes).map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("\(method) \(path) HTTP/1.1\r\n\(text)\r\n".utf8) + (body ?? [])
    }

    /// The request's header lines in order, the user's among them.
    func headerLines(closes: Bool) -> [LoadHeader] {
        var lines = [
            LoadHeader(name: "Host", value: host),
            LoadHeader(name: "User-Agent", value: "npbench"),
            LoadHeader(name: "Accept", value: "*/*"),
        ]
        if let body { lines.append(LoadHeader(name: "Content-Length", value: "\(body.count)")) }
        lines.append(LoadHeader(name: "Connection", value: closes ? "close" : "keep-alive"))
        for header in headers {
            // Two lines of one name are not one line with another value, save where the user gives both.
            lines.removeAll { line in
                line.name.lowercased() == header.name.lowercased() && !headers.contains(line)
            }
        }
        return lines + headers
    }
}
