import Foundation

extension Error {
    /// The system's own words; Foundation's sentences would end in the middle of ours.
    var systemCause: String {
        let error = self as NSError
        let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        guard underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(CInt(underlying.code)))
    }
}
