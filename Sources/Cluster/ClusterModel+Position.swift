import Statistics

extension ClusterModel {
    /// Where the pods and the Service of a target stand, counted from 1.
    package struct Places: Equatable, Sendable {
        /// Among the node's local pods, ascending.
        package var pods: [Int]
        /// Among the Services that have a ClusterIP, the only ones that a proxy programs.
        package var service: Int

        package init(pods: [Int], service: Int) {
            self.pods = pods
            self.service = service
        }
    }

    /// The same cluster with the target's local pods and its Service at `position` in their lists.
    ///
    /// The others of those lists keep their order, and pods of other nodes their places. `middle` is the mean of a random draw,
    /// (n + 1) / 2: places 41 and 42 for 2 pods of 82. `random` draws places with a `SeededGenerator` of `seed`, which nothing
    /// else uses. Throws if the target cannot be resolved.
    package func positioned(
        _ position: Position,
        target: ServiceReference,
        nodeName: String,
        seed: UInt64
    ) throws(ClusterError) -> ClusterModel {
        let targets = try localPodNames(of: target, on: nodeName)
        var generator = SeededGenerator(seed: seed)
        var result = self
        let isMember: (Pod) -> Bool = { $0.nodeName == nodeName && $0.hasOwnAddress }
        result.pods.place(position, using: &generator, of: isMember) { targets.contains($0.fullName) }
        result.services.place(position, using: &generator, of: { $0.clusterIP != nil }) {
            $0.namespace == target.namespace && $0.name == target.service
        }
        return result
    }

    /// The places that the target has now; throws if it cannot be resolved.
    package func places(of target: ServiceReference, on nodeName: String) throws(ClusterError) -> Places {
        let targets = try localPodNames(of: target, on: nodeName)
        let pods = localPods(on: nodeName).enumerated().filter { targets.contains($0.element.fullName) }
        let services = services.filter { $0.clusterIP != nil }
        let service = services.firstIndex { $0.namespace == target.namespace && $0.name == target.service } ?? 0
        return Places(pods: pods.map { $0.offset + 1 }, service: service + 1)
    }

    private func localPodNames(of target: ServiceReference, on nodeName: String) throws(ClusterError) -> Set<String> {
        Set(TargetEndpoints(of: try resolve(target), in: self, on: nodeName).local.map(\.pod.fullName))
    }
}

extension Pod {
    fileprivate var fullName: String { "\(namespace)/\(name)" }
}

extension Array {
    /// Moves the chosen ones among the members to `position`; elements that are no members stay where they are.
    fileprivate mutating func place(
        _ position: Position,
        using generator: inout SeededGenerator,
        of isMember: (Element) -> Bool,
        where isChosen: (Element) -> Bool
    ) {
        let slots = indices.filter { isMember(self[$0]) }
        let members = slots.map { self[$0] }
        var chosen = members.filter(isChosen)[...]
        var others = members.filter { !isChosen($0) }[...]
        let places = position.places(for: chosen.count, among: members.count, using: &generator)
        for (place, slot) in slots.enumerated() {
            if let next = places.contains(place) ? chosen.popFirst() : others.popFirst() { self[slot] = next }
        }
    }
}

extension Position {
    /// Places, counted from 0, for `chosen` elements of a list of `count`.
    fileprivate func places(for chosen: Int, among count: Int, using generator: inout SeededGenerator) -> Set<Int> {
        switch self {
        case .first: return Set(0..<chosen)
        case .middle: return Set((count - chosen) / 2..<(count - chosen) / 2 + chosen)
        case .last: return Set(count - chosen..<count)
        case .random:
            // Floyd's sampling: every set of places is as likely.
            var places: Set<Int> = []
            for limit in count - chosen..<count {
                let place = generator.below(limit + 1)
                places.insert(places.contains(place) ? limit : place)
            }
            return places
        }
    }
}
