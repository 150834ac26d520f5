/// What goes wrong in a history.
public enum FaultKind: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// A coordinator's process is killed and starts again.
    case coordinatorKilled
    /// The leader's process is killed and starts again.
    case leaderKilled
    /// A coordinator's machine loses its power: nobody is told, writes under way are lost.
    case coordinatorPowerLoss
    /// A coordinator is stopped for a while and goes on as if nothing had been.
    case coordinatorFrozen
    /// A coordinator's disk is slow.
    case slowDisk
    /// An agent's process is killed and starts again; its tasks go on.
    case agentKilled
    /// A server loses its power and comes back with another boot.
    case serverPowerLoss
    /// Everything on a server stops for a while and goes on.
    case serverFrozen
    /// A server is cut off from everybody.
    case serverCut
    /// A server is cut off from the leader alone.
    case serverCutFromLeader
    /// A server's words are lost, or what is said to it is.
    case serverOneWay
    /// One coordinator is cut off from the others.
    case minorityCut
    /// No coordinator reaches another.
    case allCoordinatorsCut
    /// Words of one coordinator to another are lost in one direction.
    case coordinatorOneWay
    /// A coordinator with some of the servers is parted from the rest.
    case partition
    /// Many messages are lost or late everywhere.
    case storm
    /// A machine's clock runs at another rate from now on.
    case clockDrift
    /// An agent's process is killed between two effects of one step, and starts again.
    case agentKilledMidStep
    /// The supervisor of a task is killed: its task dies with it, and nobody records how.
    case supervisorKilled
    /// A server is suspended and resumed: its timers stop, and its lease clock counts the time.
    case serverSuspended
    /// A hypervisor stops a server with all of its clocks, and lets it go on.
    case guestClockStopped
    /// Somebody sets a coordinator's calendar.
    case calendarSet
    /// A task cannot be killed for a while: it hangs within the kernel.
    case taskUnkillable
    /// A server's disk is full: no claim can be written.
    case serverDiskFull
    /// A server is set up anew: the same name, an empty disk.
    case serverReimaged
    /// Another machine comes up with a copy of a server's disk, which may live.
    case serverCloned
    /// All servers of a rack lose their power at once.
    case rackPowerLoss
    /// All servers of a rack are cut off at once.
    case rackCut
    /// A power feed fails, and with it the servers of several racks.
    case feedLoss
    /// Half of the servers are cut off: more than the brake lets verdicts take.
    case halfCut
    /// Many messages between servers and coordinators are lost, late or doubled.
    case badServerLines
    /// Many messages among coordinators are lost, late or doubled.
    case badCoordinatorLines
    /// Many messages between administrators and coordinators are lost, late or doubled.
    case badOperatorLines
    /// The leader and some servers are parted from everybody else, who notice at once.
    case leaderParted
    /// For half a minute and more there is no quorum.
    case quorumLost

    /// In words.
    public var description: String {
        switch self {
        case .coordinatorKilled: "coordinator killed"
        case .leaderKilled: "leader killed"
        case .coordinatorPowerLoss: "coordinator power loss"
        case .coordinatorFrozen: "coordinator frozen"
        case .slowDisk: "slow disk"
        case .agentKilled: "agent killed"
        case .serverPowerLoss: "server power loss"
        case .serverFrozen: "server frozen"
        case .serverCut: "server cut off"
        case .serverCutFromLeader: "server cut off from the leader"
        case .serverOneWay: "server cut off one way"
        case .minorityCut: "coordinator cut off"
        case .allCoordinatorsCut: "all coordinators cut off"
        case .coordinatorOneWay: "coordinator cut off one way"
        case .partition: "partition"
        case .storm: "storm of losses"
        case .clockDrift: "clock drift"
        case .agentKilledMidStep: "agent killed within a step"
        case .supervisorKilled: "supervisor killed"
        case .serverSuspended: "server suspended"
        case .guestClockStopped: "guest clock stopped"
        case .calendarSet: "calendar set"
        case .taskUnkillable: "task that cannot be killed"
        case .serverDiskFull: "full disk of a server"
        case .serverReimaged: "server set up anew"
        case .serverCloned: "server cloned"
        case .rackPowerLoss: "rack power loss"
        case .rackCut: "rack cut off"
        case .feedLoss: "power feed lost"
        case .halfCut: "half of the servers cut off"
        case .badServerLines: "bad lines of servers"
        case .badCoordinatorLines: "bad lines of coordinators"
        case .badOperatorLines: "bad lines of operators"
        case .leaderParted: "leader parted"
        case .quorumLost: "quorum lost for long"
        }
    }
}
