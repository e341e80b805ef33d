import CCurl

/// How a transfer is made.
extension CurlTransfer {
    /// A transfer with every option of `setup`; its callbacks are set when it has its place.
    static func made(
        number: Int,
        _ setup: CurlTransferSetup,
        _ memory: TransferMemory,
        _ context: UnsafeMutablePointer<MultiContext>,
        _ errorText: UnsafeMutablePointer<CChar>
    ) throws(CurlError) -> CurlTransfer {
        guard let raw = curl_easy_init() else {
            throw CurlError(CURLE_OUT_OF_MEMORY, operation: "set up a transfer of \(setup.url)")
        }
        var transfer = CurlTransfer(
            easy: EasyHandle(raw: raw),
            context: context,
            number: number,
            errorText: errorText
        )
        do {
            try transfer.easy.set(.errorText, errorText)
            try transfer.easy.setRequest(setup, memory)
            try transfer.easy.setTransport(setup, memory)
            try transfer.setConnections(setup, memory)
            if setup.isSecure { try transfer.easy.setSecurity(setup) }
        } catch {
            curl_easy_cleanup(raw)
            if let share = transfer.share { curl_share_cleanup(share) }
            throw error
        }
        return transfer
    }

    /// Lets the transfer open a connection, with prior knowledge of the version, or has it use one that stands.
    mutating func setOpening(_ opens: Bool) {
        mayOpen = opens
        let version = opens ? CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE : CURL_HTTP_VERSION_2_0
        // Neither can fail: both took other values before.
        _ = npb_easy_setopt_long(easy.raw, CURLOPT_HTTP_VERSION, Int(version))
        _ = npb_easy_setopt_long(easy.raw, CURLOPT_FRESH_CONNECT, opens ? 1 : 0)
    }

    private mutating func setConnections(_ setup: CurlTransferSetup, _ memory: TransferMemory) throws(CurlError) {
        switch setup.connections {
        case .fresh:
            try easy.set(.freshConnect, 1)
            try easy.set(.forbidReuse, 1)
            isSetToClose = true
        case .own:
            // A cache of its own: the connection is found at once, and is the transfer's.
            guard let share = curl_share_init(), npb_share_connections(share) == CURLSHE_OK else {
                throw CurlError(CURLE_OUT_OF_MEMORY, operation: "set up a transfer of \(setup.url)")
            }
            self.share = share
            try easy.set(.share, share)
        case .shared:
            try easy.set(.waitsToShare, 1)
        }
        try easy.set(.headers, isSetToClose ? memory.closingHeaders : memory.keepingHeaders)
    }
}

extension EasyHandle {
    fileprivate func setRequest(_ setup: CurlTransferSetup, _ memory: TransferMemory) throws(CurlError) {
        try set(.url, setup.url)
        try set(.requestTarget, setup.target)
        if let body = setup.body {
            try set(.postBodySize, body.count)
            try set(.postBody, memory.body.baseAddress)
        }
        if setup.method == "HEAD" {
            try set(.headOnly, 1)
        } else if setup.method != "GET" || setup.body != nil {
            try set(.method, setup.method)
        }
        switch (setup.version, setup.isSecure) {
        case (.http1, _): try set(.version, Int(CURL_HTTP_VERSION_1_1))
        case (.http2, true): try set(.version, Int(CURL_HTTP_VERSION_2TLS))
        case (.http2, false): try set(.version, Int(CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE))
        }
    }

    fileprivate func setTransport(_ setup: CurlTransferSetup, _ memory: TransferMemory) throws(CurlError) {
        try set(.protocols, setup.isSecure ? "https" : "http")
        try set(.proxy, "")
        try set(.noSignal, 1)
        try set(.addressFamily, Int(CURL_IPRESOLVE_V4))
        try set(.destination, memory.destination)
        // Whoever drives the transfers ends them in time; libcurl's own limit would cost a timer each and be less precise.
        try set(.connectTimeoutMilliseconds, 1_000_000)
    }

    fileprivate func setSecurity(_ setup: CurlTransferSetup) throws(CurlError) {
        try set(.verifiesPeer, setup.verifiesServer ? 1 : 0)
        try set(.verifiesHost, setup.verifiesServer ? 2 : 0)
        // libcurl reads the authorities for each connection: once for all only if they come from one file and are asked.
        try set(.authorityDirectory, nil)
        if let authorities = setup.authorities { try set(.authorities, authorities) }
        if !setup.verifiesServer { try set(.authorities, nil) }
        if let certificate = setup.certificate { try set(.certificate, certificate) }
        if let key = setup.key { try set(.key, key) }
        // Every connection makes a whole handshake, as a new client's would.
        try set(.resumesSessions, 0)
    }
}
