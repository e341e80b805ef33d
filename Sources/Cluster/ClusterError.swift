/// What a look-up in a cluster, or the making of one, found wrong.
///
/// The description is one sentence: what was wanted, why it cannot be had, what to do.
package struct ClusterError: Error, Equatable, Sendable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) {
        self.description = description
    }
}
