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
        // The user's line takes the place of ours, be its value another or the same; two of the user's stay two.
        let names = Set(headers.map { $0.name.lowercased() })
        lines.removeAll { names.contains($0.name.lowercased()) }
        return lines + headers
    }
}
