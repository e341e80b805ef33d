import CCurl

/// What the transfers of a `CurlMulti` point to, and libcurl does not copy.
final class TransferMemory {
    static let scratchSize = 4096

    let keepingHeaders: UnsafeMutablePointer<curl_slist>?
    let closingHeaders: UnsafeMutablePointer<curl_slist>?
    let destination: UnsafeMutablePointer<curl_slist>?
    let body: UnsafeMutableRawBufferPointer
    /// What a server sends on a connection that is done with is read into here.
    let scratch: UnsafeMutableRawPointer
    private let errorTexts: UnsafeMutablePointer<CChar>

    init(_ setup: CurlTransferSetup, transfers: Int) {
        keepingHeaders = TransferMemory.list(setup.keepingHeaders)
        closingHeaders = TransferMemory.list(setup.closingHeaders)
        // Whatever the URL names.
        destination = TransferMemory.list(["::\(setup.address):\(setup.port)"])
        let bytes = setup.body ?? []
        // Never empty: to libcurl a null pointer is no body.
        body = .allocate(byteCount: bytes.count + 1, alignment: 1)
        body.copyBytes(from: bytes)
        scratch = .allocate(byteCount: TransferMemory.scratchSize, alignment: 16)
        errorTexts = .allocate(capacity: transfers * Int(CURL_ERROR_SIZE))
        errorTexts.initialize(repeating: 0, count: transfers * Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_slist_free_all(keepingHeaders)
        curl_slist_free_all(closingHeaders)
        curl_slist_free_all(destination)
        body.deallocate()
        scratch.deallocate()
        errorTexts.deallocate()
    }

    func errorText(at transfer: Int) -> UnsafeMutablePointer<CChar> {
        errorTexts + transfer * Int(CURL_ERROR_SIZE)
    }

    private static func list(_ lines: [String]) -> UnsafeMutablePointer<curl_slist>? {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        return list
    }
}
