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
    /// The proxy; empty for none, whatever the environment says.
    static let proxy = CurlOption(rawValue: CURLOPT_PROXY)
    static let method = CurlOption(rawValue: CURLOPT_CUSTOMREQUEST)
    /// What the request line names in place of the URL's path.
    static let requestTarget = CurlOption(rawValue: CURLOPT_REQUEST_TARGET)
    /// PEM files.
    static let authorities = CurlOption(rawValue: CURLOPT_CAINFO)
    static let authorityDirectory = CurlOption(rawValue: CURLOPT_CAPATH)
    static let certificate = CurlOption(rawValue: CURLOPT_SSLCERT)
    static let key = CurlOption(rawValue: CURLOPT_SSLKEY)
}

extension CurlOption<Int> {
    /// No signal of this process is touched; without it a timeout may raise SIGALRM.
    static let noSignal = CurlOption(rawValue: CURLOPT_NOSIGNAL)
    static let connectTimeoutMilliseconds = CurlOption(rawValue: CURLOPT_CONNECTTIMEOUT_MS)
    static let timeoutMilliseconds = CurlOption(rawValue: CURLOPT_TIMEOUT_MS)
    static let freshConnect = CurlOption(rawValue: CURLOPT_FRESH_CONNECT)
    static let forbidReuse = CurlOption(rawValue: CURLOPT_FORBID_REUSE)
    static let postBodySize = CurlOption(rawValue: CURLOPT_POSTFIELDSIZE)
    /// A request for the head alone.
    static let headOnly = CurlOption(rawValue: CURLOPT_NOBODY)
    static let version = CurlOption(rawValue: CURLOPT_HTTP_VERSION)
    /// Waits for a connection that can be shared instead of opening another.
    static let waitsToShare = CurlOption(rawValue: CURLOPT_PIPEWAIT)
    static let verifiesPeer = CurlOption(rawValue: CURLOPT_SSL_VERIFYPEER)
    /// 2 for a certificate that names the host, 0 for any.
    static let verifiesHost = CurlOption(rawValue: CURLOPT_SSL_VERIFYHOST)
    static let resumesSessions = CurlOption(rawValue: CURLOPT_SSL_SESSIONID_CACHE)
    /// Calls the debug function with everything that happens.
    static let tells = CurlOption(rawValue: CURLOPT_VERBOSE)
    static let addressFamily = CurlOption(rawValue: CURLOPT_IPRESOLVE)
}

extension CurlOption<UnsafeMutableRawPointer> {
    static let headers = CurlOption(rawValue: CURLOPT_HTTPHEADER)
    /// Where connections go to in place of the URL's host and port.
    static let destination = CurlOption(rawValue: CURLOPT_CONNECT_TO)
    static let errorText = CurlOption(rawValue: CURLOPT_ERRORBUFFER)
    static let owner = CurlOption(rawValue: CURLOPT_PRIVATE)
    static let postBody = CurlOption(rawValue: CURLOPT_POSTFIELDS)
    static let share = CurlOption(rawValue: CURLOPT_SHARE)
    static let bodyContext = CurlOption(rawValue: CURLOPT_WRITEDATA)
    static let headContext = CurlOption(rawValue: CURLOPT_HEADERDATA)
    static let readyContext = CurlOption(rawValue: CURLOPT_PREREQDATA)
    static let openContext = CurlOption(rawValue: CURLOPT_OPENSOCKETDATA)
    static let closeContext = CurlOption(rawValue: CURLOPT_CLOSESOCKETDATA)
    static let debugContext = CurlOption(rawValue: CURLOPT_DEBUGDATA)
}
