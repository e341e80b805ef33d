extension TwinPlan {
    /// Stands between a twin's name and a place in it; no name in Kubernetes has one.
    static let separator: Character = ":"

    /// The name of a network namespace of this twin, among those of all that are up.
    func fullName(_ place: String) -> String { name.map { "\($0)\(Self.separator)\(place)" } ?? place }
}

extension TwinPlan.LocalPod {
    /// The name of the pod's network namespace, `default.test-0`.
    ///
    /// A Kubernetes namespace has no dot in its name, so the two parts can be told apart. File names end at 255 bytes, and some have more appended.
    package var placeName: String { String("\(namespace).\(name)".prefix(200)) }
}
