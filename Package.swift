// swift-tools-version: 6.2
import PackageDescription

/// Language mode and diagnostics that hold in every Swift target of the house.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A Swift room of the house: `Sources/NAME`.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A room that only benchmarks use: `Benchmarks/NAME`.
func bench(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Benchmarks/\(name)", swiftSettings: strict)
}

/// The tests of one room: `Tests/NAMETests`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], data: Bool = false) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name)] + dependencies,
        resources: data ? [.copy("Data")] : [],
        swiftSettings: strict
    )
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let real = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "npbench",
    products: [.executable(name: "npbench", targets: ["npbench"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C: each is imported by exactly one Swift room.
        .target(name: "CLinux"),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CIPTC", pkgConfig: "libiptc", providers: [.apt(["libiptc-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Pure: no system calls.
        room("Addressing"),
        room("Compression", ["CZlib"]),
        room("Statistics", [real]),
        room("Rules", ["Addressing"]),
        room("Cluster", ["Addressing", "Compression", "Statistics", yams]),
        room("Policy", ["Addressing", "Cluster"]),
        room("Layouts", ["Addressing", "CCrypto", "Cluster", "Policy", "Rules"]),
        room("Results"),

        // System: one kernel surface or library each.
        room("Linux", ["CLinux"]),
        room("Curl", ["CCurl", "Linux"]),
        room("Firewall", ["Addressing", "CIPTC", "Linux", "Rules"]),
        room("Load", ["Addressing", "Curl", "Linux", "Statistics"]),

        // World, whole, command.
        room("Twin", ["Addressing", "Firewall", "Linux", "Rules"]),
        room(
            "Experiment",
            [
                "Addressing", "Cluster", "Curl", "Firewall", "Layouts", "Linux", "Load", "Policy", "Results", "Rules",
                "Statistics", "Twin",
            ]
        ),
        room(
            "Conformance",
            [
                "Addressing", "Cluster", "Firewall", "Layouts", "Linux", "Policy", "Rules", "Statistics", "Twin",
            ]
        ),
        room("History", ["Results", "Statistics", grdb]),
        room("LoadReport", ["Addressing", "Compression", "Load", "Statistics"]),
        .target(
            name: "Report",
            dependencies: ["Results", "Statistics", mustache],
            // In the binary itself: an installed npbench needs no file.
            resources: [
                .embedInCode("Page/Template/report.mustache"), .embedInCode("Page/Template/report.css"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "npbench",
            dependencies: [
                "Addressing", "Cluster", "Conformance", "Experiment", "Firewall", "History", "Layouts", "Linux", "Load",
                "LoadReport",
                "Policy", "Report", "Results", "Rules", "Statistics", "Twin", argumentParser,
            ],
            swiftSettings: strict
        ),

        // Benchmarks of the load generator; not part of the product.
        bench("BenchmarkServers", ["Linux"]),
        bench("PeerComparison", ["Statistics", real]),
        .executableTarget(
            name: "LoadBenchmarks",
            dependencies: ["Addressing", "BenchmarkServers", "Linux", "Load"],
            path: "Benchmarks/LoadBenchmarks",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "compare-peers",
            dependencies: ["BenchmarkServers", "Linux", "PeerComparison", "Results", argumentParser],
            path: "Benchmarks/ComparePeers",
            swiftSettings: strict
        ),

        tests("Addressing"),
        tests("Compression"),
        tests("Statistics"),
        tests("Rules", ["Addressing"], data: true),
        tests("Cluster", ["Addressing"], data: true),
        tests("Policy", ["Addressing", "Cluster"], data: true),
        tests("Layouts", ["Addressing", "Cluster", "Policy", "Rules"], data: true),
        tests("Results"),
        tests("Linux"),
        tests("Curl", ["Linux"]),
        tests("Load", ["Addressing", "Linux", histogram]),
        tests(
            "Experiment",
            [
                "Addressing", "Cluster", "Firewall", "Layouts", "Linux", "Load", "Policy", "Results", "Rules",
                "Statistics", "Twin",
            ]
        ),
        // Suites below KernelTests need namespaces, here and in Experiment, as the two rooms at the end do.
        tests(
            "Conformance",
            ["Addressing", "Cluster", "Firewall", "Layouts", "Linux", "Policy", "Rules", "Statistics", "Twin"],
            data: true
        ),
        tests("History", ["Results", "Statistics", grdb]),
        tests("LoadReport", ["Addressing", "Compression", "Load", histogram], data: true),
        tests("Report", ["Results", "Statistics"], data: true),
        tests("PeerComparison", ["Statistics"], data: true),
        // These two need namespaces: scripts/test runs them inside `unshare`.
        tests("Firewall", ["Addressing", "Cluster", "Layouts", "Linux", "Rules"]),
        tests("Twin", ["Addressing", "Firewall", "Linux", "Rules"]),
        // Runs the built command and the README's blocks.
        .testTarget(
            name: "CommandTests",
            dependencies: ["Results"],
            resources: [.copy("Data")],
            swiftSettings: strict
        ),
    ]
)
