import CCurl

/// A libcurl easy handle: one transfer at a time, freed with its owner.
///
/// For one thread at a time. The bodies of responses go to a buffer of this handle.
struct CurlHandle: ~Copyable {
    private let easy: EasyHandle
    private let body: UnsafeMutablePointer<BodyBuffer>
    private var headers: UnsafeMutablePointer<curl_slist>?

    /// A handle that keeps at most `bodyLimit` bytes of a response's body; more ends the transfer with an error.
    init(bodyLimit: Int) throws(CurlError) {
        guard CurlLibrary.isSetUp, let easy = curl_easy_init() else {
            throw CurlError(CURLE_FAILED_INIT, operation: "set libcurl up")
        }
        let body = UnsafeMutablePointer<BodyBuffer>.allocate(capacity: 1)
        body.initialize(to: BodyBuffer(limit: bodyLimit))
        self.easy = EasyHandle(raw: easy)
        self.body = body
        // Neither option can fail: both are older than any libcurl in use.
        _ = npb_easy_setopt_pointer(easy, CURLOPT_WRITEDATA, body)
        _ = npb_easy_setopt_write(easy) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let buffer = context.assumingMemoryBound(to: BodyBuffer.self)
            return buffer.pointee.append(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
        }
    }

    deinit {
        curl_easy_cleanup(easy.raw)
        curl_slist_free_all(headers)
        body.deinitialize(count: 1)
        body.deallocate()
    }

    func set(_ option: CurlOption<String>, _ value: String) throws(CurlError) {
        try easy.set(option, value)
    }

    func set(_ option: CurlOption<Int>, _ value: Int) throws(CurlError) {
        try easy.set(option, value)
    }

    /// Adds headers to the request, each as `Name: value`.
    mutating func set(headers lines: [String]) throws(CurlError) {
        for line in lines {
            guard let list = curl_slist_append(headers, line) else {
                throw CurlError(CURLE_OUT_OF_MEMORY, operation: "add the header '\(line)'")
            }
            headers = list
        }
        try easy.check(npb_easy_setopt_list(easy.raw, CURLOPT_HTTPHEADER, headers), "set the headers of a transfer")
    }

    /// Makes the transfer a POST of `bytes`, of which libcurl keeps a copy.
    func set(postBody bytes: [UInt8]) throws(CurlError) {
        try set(.postBodySize, bytes.count)
        // libcurl takes no null pointer for an empty body: the byte added here is not sent.
        var copy = bytes + [0]
        let code = npb_easy_setopt_pointer(easy.raw, CURLOPT_COPYPOSTFIELDS, &copy)
        try easy.check(code, "set the body of a POST")
    }

    /// Makes the transfer that the options describe; blocks until it has ended.
    func perform(operation: String) throws(CurlError) {
        body.pointee.bytes.removeAll(keepingCapacity: true)
        var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        let code = words.withUnsafeMutableBufferPointer { words in
            _ = npb_easy_setopt_pointer(easy.raw, CURLOPT_ERRORBUFFER, words.baseAddress)
            let code = curl_easy_perform(easy.raw)
            _ = npb_easy_setopt_pointer(easy.raw, CURLOPT_ERRORBUFFER, nil)
            return code
        }
        guard code != CURLE_OK else { return }
        var error = CurlError(code, operation: operation)
        if words[0] != 0 {
            error.reason = String(decoding: words.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        error.systemError = CInt(clamping: easy.number(CURLINFO_OS_ERRNO))
        throw error
    }

    /// The status of the last response; 0 if there was none.
    var status: Int { easy.number(CURLINFO_RESPONSE_CODE) }

    /// Whether the last transfer got a connection, in time for a request.
    var isConnected: Bool {
        var microseconds: curl_off_t = 0
        return npb_easy_getinfo_offset(easy.raw, CURLINFO_CONNECT_TIME_T, &microseconds) == CURLE_OK && microseconds > 0
    }

    /// The body of the last response.
    var responseBody: [UInt8] { body.pointee.bytes }
}
