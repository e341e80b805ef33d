/// What carries the requests.
package enum LoadEngine: Hashable, Sendable {
    /// npbench's own loop: HTTP/1.1 in clear text, and little else, at the least cost.
    case native
    /// libcurl: TLS and HTTP/2, at several times the cost a request.
    case curl(CurlSettings)
}
