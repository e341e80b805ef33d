/// A thread that does one job after another for others.
package protocol WorkingThread: AnyObject, Sendable {
    /// Starts `body` on the thread and returns at once; until `finish` nobody else may use the thread.
    func begin(_ body: @escaping @Sendable () -> Void)
    /// Waits for what `begin` started; to be called once for each.
    func finish()
}

extension OwnedThread: WorkingThread {}
extension NetworkNamespace: WorkingThread {}
