package import Results

/// The memory that the twins of a run take, all of which are up at once.
package enum TwinMemory {
    /// Of a local pod: its network namespace, its link, and the two processes of its nginx.
    ///
    /// By which `MemAvailable` fell with 402 local pods instead of 82: 2313 a pod (kernel 6.18, nginx 1.22), and room to spare.
    package static let kibibytesPerPod = 2560

    /// Why twins of `scales` can not be up together with so much memory to be had, as far as that is known; nil if they can.
    ///
    /// - Parameter interleaving: fine for two twins of each scale.
    package static func shortage(
        of scales: [Scale],
        _ interleaving: Interleaving? = nil,
        availableKibibytes available: Int?
    ) -> TestbedError? {
        let copies = interleaving == .fine ? 2 : 1
        let pods = copies * scales.reduce(0) { $0 + $1.localPods }
        let needed = pods * kibibytesPerPod
        guard let available, needed > available else { return nil }
        let twins =
            switch (scales.count, copies) {
            case (1, 1): "the twin: its"
            case (1, _): "both twins: their"
            default: "the twins of \(scales.count) scales, which are up together: their"
            }
        let remedy = copies == 1 ? "" : ", take --interleaving coarse, which needs half"
        return TestbedError(
            .missingCapability,
            "could not bring up \(twins) \(pods) local pods take about \(needed / 1024) MiB and \(available / 1024) MiB "
                + "of memory are available; give fewer numbers to --pods or a smaller --local-pods\(remedy), or free memory"
        )
    }
}
