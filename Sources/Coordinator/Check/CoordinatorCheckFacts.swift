import ServerCheck
import Settings

/// All that is looked at before it is said whether a coordinator can work on this server.
struct CoordinatorCheckFacts: Hashable, Sendable {
    /// What is in the member's directory.
    enum Store: Hashable, Sendable {
        /// A store.
        case held
        /// Word that this member is new: it begins with an empty store.
        case new
        /// Word that the store is to be set aside.
        case abandoned
        /// Nothing: a disk that was emptied, or is not mounted.
        case missing
        /// It cannot be looked at.
        case hidden
    }

    /// A port that the member listens on.
    struct Port: Hashable, Sendable {
        var number: UInt64
        /// What for.
        var purpose: String
        var use: PortUse
        /// Whether the member starts without it, too.
        var isOptional = false
        /// Who holds it.
        var holders = FileHolders([])
    }

    /// What is needed to speak with BMCs.
    struct Fencing: Hashable, Sendable {
        /// Whether the configuration names another directory than the usual one.
        var isNamed: Bool
        /// How many fence agents there are; nil where the directory cannot be read.
        var agents: Int?
        /// The mode of the directory with the passwords; nil where there is none.
        var secretsMode: UInt32?
    }

    /// Another member, and how it is reached.
    struct Peer: Hashable, Sendable {
        var endpoint: Endpoint
        var reach: Reach
    }

    var viewer: Viewer
    var configuration: ConfigurationFacts
    var clock: ClockFacts
    var limits: LimitFacts

    // What can only be looked at when the configuration is sound.
    var settings: CoordinatorConfiguration?
    var key: KeyFileFacts?
    var directory: DirectoryFacts?
    var store = Store.hidden
    /// The process that has the store open.
    var process: Int32?
    var ports: [Port] = []
    /// Whether the host by which the others know this member is an address of this machine.
    var isOwnHost = true
    var fencing: Fencing?
    var peers: [Peer] = []
}
