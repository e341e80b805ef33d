import CCurl

/// An option of a transfer and the type of its value (curl_easy_setopt(3)).
struct CurlOption<Value>: Sendable {
    let rawValue: CURLoption
}

extension CurlOption<String> {
    static let url = CurlOption(rawValue: CURLOPT_URL)
    /// An interface, or an address as `host!ADDRESS`, to connect from.
    static let source = CurlOption(rawValue: CURLOPT_INTERFACE)
    /// Hosts that no proxy of the environment is used for.
    static let noProxy = CurlOption(rawValue: CURLOPT_NOPROXY)
    static let protocols = CurlOption(rawValue: CURLOPT_PROTOCOLS_STR)
}

extension CurlOption<Int> {
    /// No signal of this process is touched; without it a timeout may raise SIGALRM.
    static let noSignal = CurlOption(rawValue: CURLOPT_NOSIGNAL)
    static let connectTimeoutMilliseconds = CurlOption(rawValue: CURLOPT_CONNECTTIMEOUT_MS)
    static let timeoutMilliseconds = CurlOption(rawValue: CURLOPT_TIMEOUT_MS)
    static let freshConnect = CurlOption(rawValue: CURLOPT_FRESH_CONNECT)
    static let forbidReuse = CurlOption(rawValue: CURLOPT_FORBID_REUSE)
    static let postBodySize = CurlOption(rawValue: CURLOPT_POSTFIELDSIZE)
}
