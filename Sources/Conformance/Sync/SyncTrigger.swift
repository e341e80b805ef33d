package import Layouts

/// The events that make one version of a controller write its rules anew.
///
/// A change that none of them announces stays unseen until another event comes, or the controller's period ends.
package struct SyncTrigger: Equatable, Sendable {
    package var events: Set<ClusterEvent>

    package init(events: Set<ClusterEvent>) {
        self.events = events
    }

    /// Every event that policies can depend on, labels of pods and namespaces among them (kube-router 2.x, Calico).
    package static let everything = SyncTrigger(events: Set(ClusterEvent.allCases))

    /// Pods that come, go or change their phase or address, and policies (kube-router 0.2 to 0.4,
    /// pkg/controllers/netpol/network_policy_controller.go).
    package static let podLifecycle = SyncTrigger(events: [.podAdded, .podDeleted, .podStatus, .policyChanged])

    /// The events that `controller` acts on.
    ///
    /// By name, not by case: a controller that is added to the list is taken to see everything.
    package init(of controller: Controller) {
        let isEarly = ["kube-router-0.", "kube-router-tke"].contains { controller.rawValue.hasPrefix($0) }
        self = isEarly ? .podLifecycle : .everything
    }

    /// Whether the controller knows all that changed when the last of `events` has come.
    ///
    /// A sync reads the whole state, so a change that is not announced is caught by an event after it: `events` are in
    /// their order in time.
    package func sees(_ events: [ClusterEvent]) -> Bool {
        guard let last = events.lastIndex(where: self.events.contains) else { return events.isEmpty }
        return last == events.index(before: events.endIndex)
    }
}
