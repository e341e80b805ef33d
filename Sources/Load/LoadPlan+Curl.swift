import Curl
import Linux

extension LoadPlan {
    /// The plan as libcurl takes it; nil for another engine.
    var curlSetup: CurlTransferSetup? {
        guard case .curl(let settings) = engine else { return nil }
        var setup = CurlTransferSetup(
            url: "\(settings.scheme.rawValue)://\(host)/",
            target: path,
            method: method,
            keepingHeaders: curlHeaders(settings, closes: false),
            closingHeaders: curlHeaders(settings, closes: true),
            body: body,
            address: "\(address)",
            port: port,
            version: settings.version == .http2 ? .http2 : .http1,
            connections: curlConnections(settings),
            isSecure: settings.scheme == .https
        )
        setup.verifiesServer = settings.verifiesServer
        setup.authorities = settings.authorities
        setup.certificate = settings.certificate
        setup.key = settings.key
        return setup
    }

    private func curlConnections(_ settings: CurlSettings) -> CurlTransferSetup.Connections {
        switch connections {
        case .perRequest, .limited(requests: 1): .fresh
        case .limited: .own
        case .keepAlive: settings.version == .http2 ? .shared : .own
        }
    }

    /// The lines of `headerLines` in libcurl's notation, without those that it makes itself.
    private func curlHeaders(_ settings: CurlSettings, closes: Bool) -> [String] {
        var lines = headerLines(closes: closes).filter { line in
            switch line.name.lowercased() {
            // The URL has it, unless the user says otherwise.
            case "host": headers.contains(line)
            case "content-length": false
            // HTTP/2 has no such header.
            case "connection": settings.version == .http1
            default: true
            }
        }.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        guard body != nil else { return lines }
        // What libcurl adds to a body by itself, taken away.
        for name in ["Content-Type", "Expect"]
        where !headers.contains(where: { $0.name.lowercased() == name.lowercased() }) {
            lines.append("\(name):")
        }
        return lines
    }

    /// Says what libcurl cannot load of a plan that is valid else.
    func validateEngine() throws(LoadError) {
        guard case .curl(let settings) = engine else { return }
        try require(
            !host.utf8.contains { "/?#@\\".utf8.contains($0) },
            "the host '\(host)' has characters that end a URL's authority"
        )
        try require(
            method != "HEAD" || body == nil,
            "libcurl sends no body with HEAD; leave the body or the method out"
        )
        try require(
            settings.scheme == .http || CurlLibrary.hasTLS,
            "the libcurl installed (\(CurlLibrary.version)) was built without TLS; install one that has it"
        )
        try require(
            settings.version == .http1 || CurlLibrary.hasHTTP2,
            "the libcurl installed (\(CurlLibrary.version)) was built without HTTP/2; install one that has it"
        )
        try require(
            settings.scheme == .https
                || settings.verifiesServer && settings.authorities == nil && settings.certificate == nil
                    && settings.key == nil,
            "certificates are for https only; leave them out or load an https URL"
        )
        try require(
            (settings.certificate == nil) == (settings.key == nil),
            settings.key == nil
                ? "the certificate '\(settings.certificate ?? "")' has no key; name the file of its key too"
                : "the key '\(settings.key ?? "")' has no certificate; name the file of its certificate too"
        )
        for (kind, file) in [
            ("authorities", settings.authorities), ("certificate", settings.certificate), ("key", settings.key),
        ] {
            guard let file else { continue }
            try requirePEM(file, of: kind)
        }
    }

    /// Says what is wrong with a PEM file before libcurl says it of each request.
    private func requirePEM(_ path: String, of kind: String) throws(LoadError) {
        let file: String
        do {
            file = try TextFile.read(path)
        } catch {
            throw LoadError("could not load \(address):\(port): could not read the file of the \(kind): \(error)")
        }
        try require(file.contains("-----BEGIN "), "the file of the \(kind), '\(path)', holds nothing in PEM form")
    }
}
