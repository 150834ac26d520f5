import Fleet
import ServerCheck
import Settings

/// All that is looked at before it is said whether an agent can work on this server.
struct AgentCheckFacts: Hashable, Sendable {
    /// The control groups of tasks.
    struct ControlGroups: Hashable, Sendable {
        /// 2, 1 (also hybrid), or 0 where there are none.
        var version: Int
        /// What cannot be had, when a group was made for a trial; nil where none was made.
        var complaints: [String]?
    }

    /// What a supervisor says that was started for a trial.
    enum Supervisor: Hashable, Sendable {
        /// None was started, since this user may not.
        case notTried
        /// It cannot be started, or not do its work: why.
        case failed(String)
        /// It can do its work, but for these.
        case works([String])
    }

    /// The machine.
    struct Machine: Hashable, Sendable {
        /// Its host name.
        var name: String
        /// Processors that are online.
        var processors: UInt64
        /// Bytes of memory.
        var memoryBytes: UInt64
    }

    /// What tasks are offered.
    struct Offer: Hashable, Sendable {
        /// All but GPUs.
        var capacity: Resources
        /// The GPUs.
        var gpus: [GPU]
        /// What is wrong with them: sentences.
        var notes: [String] = []
    }

    /// The device that the configuration names as watchdog.
    enum WatchdogDevice: Hashable, Sendable {
        /// It cannot be looked at: the errno.
        case absent(Int32)
        /// It is something else.
        case noDevice
        /// It is there, and somebody has armed it, as far as the kernel tells.
        case device(isArmed: Bool)
    }

    /// A coordinator, and how it is reached.
    struct Coordinator: Hashable, Sendable {
        var endpoint: Endpoint
        var reach: Reach
    }

    var viewer: Viewer
    var configuration: ConfigurationFacts
    var clock: ClockFacts
    var controlGroups: ControlGroups
    var supervisor: Supervisor
    var limits: LimitFacts
    var machine: Machine

    // What can only be looked at when the configuration is sound.
    var settings: AgentConfiguration?
    var key: KeyFileFacts?
    var directory: DirectoryFacts?
    /// Agents that run with the directory.
    var agents: FileHolders?
    var offer: Offer?
    var watchdog: WatchdogDevice?
    var coordinators: [Coordinator] = []
}
