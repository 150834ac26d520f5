// swift-tools-version: 6.1
import PackageDescription

/// The part of the package that judges mutations of consensus: what the simulator is made of and nothing else, so that one
/// is built in seconds. `Tests/Mutations/run` makes it the manifest of its copy of the sources.
let package = Package(
    name: "consensus-judge",
    targets: [
        .target(name: "CLinux"),
        .target(name: "Determinism"),
        .target(name: "Consensus", dependencies: ["Determinism"]),
        .target(name: "LogStore", dependencies: ["Consensus", "Determinism", "CLinux"]),
        .target(name: "Linearizability", dependencies: ["Determinism"]),
        .target(
            name: "ConsensusSimulation", dependencies: ["Determinism", "Consensus", "LogStore", "Linearizability"]),
        .executableTarget(
            name: "consensus-judge", dependencies: ["ConsensusSimulation"], path: "Sources/Programs/consensus-judge"),
    ],
    swiftLanguageModes: [.v6]
)
