import Glibc

/// Waits of at most 10 s for what other processes do.
enum Patience {
    /// Whether `condition` came true.
    static func until(_ condition: () -> Bool) -> Bool {
        for _ in 0..<2000 {
            if condition() { return true }
            usleep(5000)
        }
        return false
    }

    /// The first error of `body`, as text; nil if there was none.
    static func error(_ body: () throws -> Void) -> String? {
        var message: String?
        _ = until {
            do {
                try body()
            } catch {
                message = "\(error)"
            }
            return message != nil
        }
        return message
    }
}
