import CCurl

/// A libcurl easy handle that somebody else owns, and its options.
struct EasyHandle {
    let raw: UnsafeMutableRawPointer

    func set(_ option: CurlOption<String>, _ value: String?) throws(CurlError) {
        let code = npb_easy_setopt_string(raw, option.rawValue, value)
        try check(code, "set an option of a transfer to '\(value ?? "")'")
    }

    func set(_ option: CurlOption<Int>, _ value: Int) throws(CurlError) {
        try check(npb_easy_setopt_long(raw, option.rawValue, value), "set an option of a transfer to \(value)")
    }

    /// Sets a pointer that libcurl keeps: what it points to must outlive the handle.
    func set(_ option: CurlOption<UnsafeMutableRawPointer>, _ value: UnsafeMutableRawPointer?) throws(CurlError) {
        try check(npb_easy_setopt_pointer(raw, option.rawValue, value), "set an option of a transfer")
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return npb_easy_getinfo_long(raw, info, &value) == CURLE_OK ? value : 0
    }

    func check(_ code: CURLcode, _ operation: @autoclosure () -> String) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(code, operation: operation()) }
    }
}
