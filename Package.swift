// swift-tools-version: 6.1
import PackageDescription

/// Modules and what each may import: docs/ARCHITECTURE.md has the table and the reasons. Dependencies
/// only point from shells to cores; the agent and everything below it stay free of Foundation.
let package = Package(
    name: "muster",
    products: [
        .executable(name: "muster", targets: ["muster"]),
        .executable(name: "muster-agent", targets: ["muster-agent"]),
        .executable(name: "muster-coordinator", targets: ["muster-coordinator"]),
        .executable(name: "muster-bench", targets: ["muster-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // C: system libraries, generated code, and the few system calls that Swift cannot import.
        .systemLibrary(name: "CZMQ", providers: [.apt(["libzmq3-dev"])]),
        .target(name: "CWire", linkerSettings: [.linkedLibrary("protobuf-c")]),
        .target(name: "CLinux"),

        // Pure cores.
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

        .target(name: "Linearizability", dependencies: ["Determinism"]),
        .target(
            name: "ConsensusSimulation", dependencies: ["Determinism", "Consensus", "LogStore", "Linearizability"]),

        // Shells.
        .target(name: "Wire", dependencies: ["CZMQ", "CWire", "CLinux"], exclude: ["Protocols"]),
        .target(name: "FleetWire", dependencies: ["Wire", "Fleet"]),
        .target(name: "LogStore", dependencies: ["Consensus", "Determinism", "CLinux"]),
        .target(name: "Settings"),
        .target(name: "Enrolment", dependencies: ["Wire", "Settings"]),
        .target(name: "ServerCheck", dependencies: ["Settings", "Wire", "CLinux"]),
        .target(name: "ServiceNotification"),
        .target(
            name: "JobSpec",
            dependencies: ["Fleet", "Determinism", "Settings", .product(name: "Yams", package: "Yams")]),
        .target(
            name: "Agent",
            dependencies: [
                "Wire", "FleetWire", "AgentCore", "Fleet", "Settings", "Enrolment", "ServerCheck",
                "ServiceNotification", "CLinux", "Determinism",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Coordinator",
            dependencies: [
                "Wire", "FleetWire", "LogStore", "CoordinatorCore", "Settings", "Enrolment", "ServerCheck",
                "ServiceNotification", "CLinux",
                "Determinism",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "CLI",
            dependencies: [
                "Wire", "FleetWire", "Fleet", "JobSpec", "Simulation", "ConsensusSimulation", "Settings", "Enrolment",
                "CLinux", "Determinism", "Consensus", "LogStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Programs: one line each.
        .executableTarget(name: "muster", dependencies: ["CLI"], path: "Sources/Programs/muster"),
        .executableTarget(name: "muster-agent", dependencies: ["Agent"], path: "Sources/Programs/muster-agent"),
        .executableTarget(
            name: "muster-coordinator", dependencies: ["Coordinator"], path: "Sources/Programs/muster-coordinator"),
        .executableTarget(
            name: "muster-bench",
            dependencies: [
                "Wire", "Fleet", "FleetWire", "LogStore", "Consensus", "Settings", "CLinux", "Agent", "AgentCore",
                "Scheduler",
                "Determinism",
            ],
            path: "Sources/Programs/muster-bench", exclude: ["etcd-client"]),
        .executableTarget(
            name: "consensus-judge", dependencies: ["ConsensusSimulation"], path: "Sources/Programs/consensus-judge"),
        .executableTarget(name: "fleet-judge", dependencies: ["Simulation"], path: "Sources/Programs/fleet-judge"),
        .executableTarget(name: "wire-generator", path: "Sources/Programs/wire-generator"),

        // Tests.
        .testTarget(name: "DeterminismTests", dependencies: ["Determinism"]),
        .testTarget(name: "WireTests", dependencies: ["Wire", "CWire", "CZMQ"], exclude: ["Golden"]),
        .testTarget(name: "ConsensusTests", dependencies: ["Consensus", "Determinism"], exclude: ["Data"]),
        .testTarget(name: "LogStoreTests", dependencies: ["LogStore", "Consensus", "Determinism"]),
        .testTarget(name: "FleetTests", dependencies: ["Fleet", "Determinism"]),
        .testTarget(name: "FleetWireTests", dependencies: ["FleetWire", "Determinism", "Fleet", "Wire"]),
        .testTarget(name: "ReliabilityTests", dependencies: ["Reliability", "Determinism"]),
        .testTarget(name: "SchedulerTests", dependencies: ["Scheduler", "Fleet", "Determinism"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings"]),
        .testTarget(name: "EnrolmentTests", dependencies: ["Enrolment", "Settings", "Wire"]),
        .testTarget(name: "ServerCheckTests", dependencies: ["ServerCheck", "Settings"]),
        .testTarget(name: "ServiceNotificationTests", dependencies: ["ServiceNotification"]),
        .testTarget(name: "JobSpecTests", dependencies: ["JobSpec", "Fleet"]),
        .testTarget(name: "AgentCoreTests", dependencies: ["AgentCore", "Fleet", "Determinism"]),
        .testTarget(
            name: "CoordinatorCoreTests", dependencies: ["CoordinatorCore", "Consensus", "Fleet", "Determinism"]),
        .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
        .testTarget(name: "LinearizabilityTests", dependencies: ["Linearizability", "Determinism"]),
        .testTarget(name: "ConsensusSimulationTests", dependencies: ["ConsensusSimulation", "Determinism"]),
        .testTarget(
            name: "AgentTests", dependencies: ["Agent", "CLinux", "ServerCheck", "Settings", "Wire", "Fleet"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "CoordinatorTests",
            dependencies: [
                "Coordinator", "LogStore", "Consensus", "Determinism", "ServerCheck", "Settings", "Wire",
                "muster-coordinator",
            ]),
        .target(name: "DocumentedCommands", path: "Tests/DocumentedCommands"),
        .testTarget(name: "CLITests", dependencies: ["CLI", "Wire", "Settings", "DocumentedCommands"]),
        .testTarget(
            name: "OperatorTextTests",
            dependencies: [
                "CLI", "Coordinator", "CoordinatorCore", "Consensus", "Fleet", "JobSpec", "Wire", "Determinism",
            ],
            exclude: ["Golden"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Wire", "FleetWire", "Fleet", "Agent", "Settings", "Enrolment", "Determinism", "CLinux",
                "DocumentedCommands", "muster", "muster-agent",
                "muster-coordinator", "Linearizability",
            ]),
        .testTarget(name: "StyleTests"),
    ],
    swiftLanguageModes: [.v6]
)
