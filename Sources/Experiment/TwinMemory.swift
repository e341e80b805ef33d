package import Results

/// The memory that the twins of a run take, all of which are up at once.
package enum TwinMemory {
    /// Of a local pod: its network namespace, its link, and the two processes of its nginx.
    ///
    /// By which `MemAvailable` fell with 402 local pods instead of 82: 2313 a pod (kernel 6.18, nginx 1.22), and room to spare.
    package static let kibibytesPerPod = 2560

    /// Why twins of `scales` can not be up together with so much memory to be had, as far as that is known; nil if they can.
    package static func shortage(of scales: [Scale], availableKibibytes available: Int?) -> TestbedError? {
        let pods = scales.reduce(0) { $0 + $1.localPods }
        let needed = pods * kibibytesPerPod
        guard let available, needed > available else { return nil }
        let twins =
            scales.count == 1 ? "the twin: its" : "the twins of \(scales.count) scales, which are up together: their"
        return TestbedError(
            .missingCapability,
            "could not bring up \(twins) \(pods) local pods take about \(needed / 1024) MiB and \(available / 1024) MiB "
                + "of memory are available; give fewer numbers to --pods or a smaller --local-pods, or free memory"
        )
    }
}
