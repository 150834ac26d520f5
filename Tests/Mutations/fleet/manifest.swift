// swift-tools-version: 6.1
import PackageDescription

/// The part of the package that judges mutations of the fleet's cores: what the simulator is made of and nothing else, so
/// that one is built quickly. `Tests/Mutations/run` makes it the manifest of its copy of the sources.
let package = Package(
    name: "fleet-judge",
    targets: [
        .target(name: "Determinism"),
        .target(name: "Consensus", dependencies: ["Determinism"]),
        .target(name: "Fleet", dependencies: ["Determinism"]),
        .target(name: "Reliability", dependencies: ["Determinism"]),
        .target(name: "Scheduler", dependencies: ["Fleet", "Determinism"]),
        .target(name: "AgentCore", dependencies: ["Fleet", "Determinism"]),
        .target(
            name: "CoordinatorCore", dependencies: ["Consensus", "Fleet", "Reliability", "Scheduler", "Determinism"]),
        .target(
            name: "Simulation",
            dependencies: ["Determinism", "Consensus", "Fleet", "Scheduler", "AgentCore", "CoordinatorCore"]),
        .executableTarget(
            name: "fleet-judge", dependencies: ["Simulation"], path: "Sources/Programs/fleet-judge"),
    ],
    swiftLanguageModes: [.v6]
)
