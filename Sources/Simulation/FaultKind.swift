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
        }
    }
}
