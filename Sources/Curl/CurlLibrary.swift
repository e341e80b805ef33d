import CCurl

/// The libcurl that is installed: its set-up, and what it was built with.
package enum CurlLibrary {
    /// libcurl's process-wide set-up, which must happen once and before any handle.
    static let isSetUp = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Whether it speaks HTTP/2 (it was built with nghttp2).
    package static var hasHTTP2: Bool { features & CURL_VERSION_HTTP2 != 0 }
    /// Whether it speaks TLS.
    package static var hasTLS: Bool { features & CURL_VERSION_SSL != 0 }
    package static var version: String { String(cString: curl_version()) }

    private static var features: CInt { npb_version_info()?.pointee.features ?? 0 }
}
