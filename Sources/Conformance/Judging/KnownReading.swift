package import Layouts

/// What a controller's rules are known to do otherwise than its dialect of the API says.
///
/// A dialect says how a program reads a policy; this says what becomes of two policies that are read well, each for
/// itself, and of rules that a version does not write.
package struct KnownReading: Equatable, Sendable {
    /// Only the chain of one end is asked: the source's if egress isolates it, else the destination's.
    ///
    /// All rules of the policies that select that end count there, ingress and egress alike.
    /// kube-router before 1.0.0 accepts inside the first chain that a packet meets (#915).
    package var asksOneEnd: Bool
    /// A named port makes no rule in an egress rule without peers, which lists no pods to look the name up in.
    ///
    /// kube-router from #679 to 1.2.0 (#1037).
    package var needsPeersForNames: Bool

    package init(asksOneEnd: Bool = false, needsPeersForNames: Bool = false) {
        self.asksOneEnd = asksOneEnd
        self.needsPeersForNames = needsPeersForNames
    }

    /// What is known of `controller`; nothing of one that is not named here.
    package init(of controller: Controller) {
        let name = controller.rawValue
        let isTencents = name.hasPrefix("kube-router-tke")
        self.init(asksOneEnd: isTencents || name.hasPrefix("kube-router-0."), needsPeersForNames: isTencents)
    }
}
