import Glibc

/// A thread that nobody else uses, so that it may have a network namespace or an affinity of its own.
///
/// Dispatch's threads are pooled: a block that changed its namespace would leave it to whoever comes next.
package final class OwnedThread: Sendable {
    private let thread: pthread_t
    private let mailbox: Mailbox

    /// Starts the thread; it inherits namespaces, affinity and signal mask of the caller.
    package init() throws(SystemError) {
        let mailbox = Mailbox()
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(mailbox)
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Mailbox>.fromOpaque(argument).takeRetainedValue().serve()
                return nil
            },
            argument.toOpaque()
        )
        guard code == 0 else {
            argument.release()
            throw SystemError(errno: code, operation: "start", subject: "a thread")
        }
        self.thread = thread
        self.mailbox = mailbox
    }

    /// Runs `body` on the thread and waits for it; callers from several threads take turns.
    ///
    /// Must not be called from the thread itself. Cost: two context switches.
    package func run<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        var outcome: Result<Value, Failure>?
        withoutActuallyEscaping(body) { body in
            mailbox.post {
                do throws(Failure) {
                    outcome = .success(try body())
                } catch {
                    outcome = .failure(error)
                }
            }
        }
        guard let outcome else { preconditionFailure("the mailbox returns only after the job ran") }
        return try outcome.get()
    }

    /// Starts `body` on the thread and returns at once; until `finish` nobody else may use the thread.
    package func begin(_ body: @escaping @Sendable () -> Void) {
        mailbox.begin(body)
    }

    /// Waits for what `begin` started; to be called once for each.
    package func finish() {
        mailbox.finish()
    }

    deinit {
        mailbox.close()
        pthread_join(thread, nil)
    }
}

/// The hand-over of jobs to an owned thread.
///
/// Unchecked, since the compiler can not see that the semaphores order every access to `job`: the poster waits until
/// its job has run, and only one poster has the turn.
private final class Mailbox: @unchecked Sendable {
    private let turn = Semaphore(1)
    private let posted = Semaphore(0)
    private let done = Semaphore(0)
    private var job: (() -> Void)?

    func post(_ job: @escaping () -> Void) {
        begin(job)
        finish()
    }

    func begin(_ job: @escaping () -> Void) {
        turn.wait()
        self.job = job
        posted.post()
    }

    func finish() {
        done.wait()
        turn.post()
    }

    /// Lets `serve` return.
    func close() {
        posted.post()
    }

    func serve() {
        while serveNext() { done.post() }
    }

    /// Runs the next job; false if there will be none.
    ///
    /// A function of its own, so that the job is released when it returns, before the poster goes on: the poster's
    /// closure does not really escape.
    private func serveNext() -> Bool {
        posted.wait()
        guard let next = job else { return false }
        job = nil
        next()
        return true
    }
}
