import Linux

/// Whether npbench may have the namespaces that everything of its happens in, found out by trying.
enum DoctorNamespaces {
    static func checks(_ support: EnclosureSupport) -> [DoctorCheck] {
        switch support {
        case .supported:
            [DoctorCheck(.namespaces, "user namespaces", .ok, found: "can be made, mounted in and configured")]
        case .forbidden(let reason):
            [DoctorCheck(.namespaces, "user namespaces", .missing, found: "refused", remedy: sentence(reason))]
        case .withoutCapabilities(let reason):
            [
                DoctorCheck(.namespaces, "user namespaces", .ok, found: "can be made"),
                DoctorCheck(
                    .namespaces,
                    "capabilities in them",
                    .missing,
                    found: "withheld",
                    remedy: sentence(reason)
                ),
            ]
        }
    }

    private static func sentence(_ reason: String) -> String {
        reason.prefix(1).uppercased() + reason.dropFirst() + (reason.hasSuffix(".") ? "" : ".")
    }
}
