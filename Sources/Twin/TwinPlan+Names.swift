extension TwinPlan.LocalPod {
    /// The name of the pod's network namespace, `default.test-0`.
    ///
    /// A Kubernetes namespace has no dot in its name, so the two parts can be told apart. File names end at 255 bytes, and some have more appended.
    package var placeName: String { String("\(namespace).\(name)".prefix(200)) }
}
