import Foundation

extension Error {
    /// The system's own words; Foundation's sentences would end in the middle of ours.
    var systemCause: String {
        let error = self as NSError
        let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        if underlying.domain == NSPOSIXErrorDomain { return String(cString: strerror(CInt(underlying.code))) }
        // Some of Foundation's errors have none below them: what they stand for is in their code.
        let code: CInt? =
            switch (self as? CocoaError)?.code {
            case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
            case .fileWriteNoPermission, .fileReadNoPermission: EACCES
            case .fileWriteOutOfSpace: ENOSPC
            case .fileWriteVolumeReadOnly: EROFS
            default: nil
            }
        if let code { return String(cString: strerror(code)) }
        return error.localizedDescription.trimmingCharacters(in: ["."])
    }
}
