import CLinux
import Glibc

/// How a process ended.
package enum ProcessEnd: Sendable, Equatable {
    case exited(Int32)
    case killed(signal: Int32)

    /// Decodes the status of waitpid(2).
    package init(waitStatus status: Int32) {
        let signal = status & 0x7f
        self = signal == 0 ? .exited(status >> 8 & 0xff) : .killed(signal: signal)
    }

    /// The name of a signal, `SIGKILL`.
    package static func name(ofSignal signal: Int32) -> String {
        guard let name = sigabbrev_np(signal) else { return "signal \(signal)" }
        return "SIG\(String(cString: name))"
    }
}

extension ProcessEnd: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exited(let status): "exited with status \(status)"
        case .killed(let signal): "was killed by \(ProcessEnd.name(ofSignal: signal))"
        }
    }
}
