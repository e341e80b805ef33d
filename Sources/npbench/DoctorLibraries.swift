import Glibc

/// The shared libraries that npbench is linked with or whose programs it uses.
enum DoctorLibraries {
    private static let libraries = [
        ("libcurl.so.4", "libcurl4"), ("libip4tc.so.2", "libip4tc2"), ("libz.so.1", "zlib1g"),
        ("libcrypto.so.3", "libssl3"),
    ]

    static func checks() -> [DoctorCheck] {
        libraries.map { file, package in
            guard let handle = dlopen(file, RTLD_LAZY) else {
                let remedy = "As root: apt-get install \(package)."
                return DoctorCheck(.libraries, file, .missing, found: "can not be loaded", remedy: remedy)
            }
            dlclose(handle)
            return DoctorCheck(.libraries, file, .ok, found: "loads")
        }
    }
}
