import Cluster
import Policy
import Rules

/// What becomes of one connection, and why.
struct Explanation {
    let source: ConnectionQuestion.End
    let destination: ConnectionQuestion.Destination
    let transport: ServiceProtocol
    /// The API's, for both ends wherever they run.
    let verdict: PolicyVerdict
    /// Whether the node under test sees the packets at all.
    let passesNode: Bool
    /// Whether the controller on the node lets the connection through.
    var isAdmitted = true
    /// Why the controller's answer is not the API's; empty if it is.
    var deviations: [PolicyDeviation] = []
    /// The ways of a new packet, of one of the known connection, and of the answer to it; nil if none passes the node.
    var new: PacketTrace?
    var established: PacketTrace?
    var reply: PacketTrace?
}
