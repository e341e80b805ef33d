import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Linux

@Suite struct OwnedThreadTests {
    @Test("All jobs run on one thread that is not the caller's, and their values come back")
    func runs() throws {
        let thread = try OwnedThread()
        let first = thread.run { pthread_self() }
        let second = thread.run { pthread_self() }
        #expect(pthread_equal(first, second) != 0)
        #expect(pthread_equal(first, pthread_self()) == 0)
        var sum = 0
        for value in 1...100 { thread.run { sum += value } }
        #expect(sum == 5050)
    }

    @Test("A job's error comes back with its type")
    func throwsTyped() throws {
        let thread = try OwnedThread()
        let error = SystemError(errno: EPERM, operation: "try", subject: "it")
        #expect(throws: error) {
            try thread.run { () throws(SystemError) in throw error }
        }
        #expect(thread.run { 1 } == 1)
    }

    @Test("Callers from many threads take turns")
    func turns() throws {
        let thread = try OwnedThread()
        let inside = Atomic(0)
        let overlaps = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 200) { _ in
            thread.run {
                if inside.add(1, ordering: .relaxed).newValue != 1 { overlaps.add(1, ordering: .relaxed) }
                inside.subtract(1, ordering: .relaxed)
            }
        }
        #expect(overlaps.load(ordering: .relaxed) == 0)
    }

    @Test("A job that was begun runs beside the caller until it is waited for, and the thread works on after it")
    func begins() throws {
        let thread = try OwnedThread()
        let isGoing = Atomic(false)
        let mayEnd = Atomic(false)
        thread.begin {
            isGoing.store(true, ordering: .relaxed)
            while !mayEnd.load(ordering: .relaxed) { usleep(100) }
            isGoing.store(false, ordering: .relaxed)
        }
        while !isGoing.load(ordering: .relaxed) { usleep(100) }
        mayEnd.store(true, ordering: .relaxed)
        thread.finish()
        #expect(isGoing.load(ordering: .relaxed) == false)
        #expect(thread.run { 1 } == 1)
    }

    @Test("A thread ends with its owner")
    func ends() throws {
        var id: pid_t = 0
        do {
            let thread = try OwnedThread()
            id = thread.run { ProcFilesystem().text("/proc/thread-self/stat").flatMap { ProcessStat($0)?.id } ?? 0 }
            #expect(ProcFilesystem().names(in: "/proc/self/task").contains("\(id)"))
        }
        // A join returns as soon as the thread has run its last instruction, a moment before the kernel forgets it.
        for _ in 0..<1000 where ProcFilesystem().names(in: "/proc/self/task").contains("\(id)") { usleep(1000) }
        #expect(!ProcFilesystem().names(in: "/proc/self/task").contains("\(id)"))
    }

    @Test("A network namespace that is not there is an error that names it")
    func noNamespace() {
        #expect(
            throws: SystemError(
                errno: ENOENT,
                operation: "open the network namespace",
                subject: "/run/netns/npbench-no-such"
            )
        ) { try NetworkNamespace(named: "npbench-no-such") }
    }
}
