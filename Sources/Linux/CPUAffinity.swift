import CLinux
import Glibc

/// The CPUs that a thread may run on (sched_setaffinity(2)).
package struct CPUAffinity: Sendable {
    private var set: npb_cpu_set

    private init(set: npb_cpu_set) {
        self.set = set
    }

    /// The affinity of the calling thread, to be restored later.
    package static func current() throws(SystemError) -> CPUAffinity {
        var set = npb_cpu_set()
        let result = npb_get_affinity(&set)
        guard result >= 0 else {
            throw SystemError(errno: CInt(-result), operation: "read the CPU affinity of", subject: "the thread")
        }
        return CPUAffinity(set: set)
    }

    /// The numbers of the CPUs, ascending.
    package var cpus: [Int] {
        withUnsafeBytes(of: set.words) { bytes in
            let words = bytes.assumingMemoryBound(to: UInt64.self)
            return (0..<CPUAffinity.capacity).filter { words[$0 / 64] >> UInt64($0 % 64) & 1 == 1 }
        }
    }

    /// Pins the calling thread to one CPU.
    ///
    /// Throws for a CPU that does not exist or that the process may not use. A pooled thread must get its affinity
    /// back: take `current()` before and `apply()` it afterwards.
    package static func pin(to cpu: Int) throws(SystemError) {
        guard (0..<capacity).contains(cpu) else {
            throw SystemError(errno: EINVAL, operation: "pin the thread to", subject: "CPU \(cpu)")
        }
        var set = npb_cpu_set()
        withUnsafeMutableBytes(of: &set.words) { bytes in
            bytes.assumingMemoryBound(to: UInt64.self)[cpu / 64] = 1 << UInt64(cpu % 64)
        }
        let result = npb_set_affinity(&set)
        guard result >= 0 else {
            throw SystemError(errno: CInt(-result), operation: "pin the thread to", subject: "CPU \(cpu)")
        }
    }

    /// Gives the calling thread this affinity.
    package func apply() throws(SystemError) {
        var set = set
        let result = npb_set_affinity(&set)
        guard result >= 0 else {
            throw SystemError(errno: CInt(-result), operation: "set the CPU affinity of", subject: "the thread")
        }
    }

    /// The CPUs that the set has bits for.
    private static let capacity = Int(NPB_CPU_WORDS) * 64
}
