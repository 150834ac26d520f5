/// What goes wrong in a history.
public enum FaultKind: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// A member's process is killed; its peers see the connection close.
    case killed
    /// The leader's process is killed.
    case leaderKilled
    /// A member loses its power: nobody is told, and what was not synchronised is gone.
    case powerLoss
    /// A member loses its power in the middle of a write.
    case tornWrite
    /// All members lose their power at once.
    case allPowerLoss
    /// A member stands still for a while and goes on as if nothing had been.
    case paused
    /// The leader stands still for a while.
    case leaderPaused
    /// A member's disk takes long for each write.
    case slowDisk
    /// A member's disk is full for a while.
    case fullDisk
    /// Bits of a stopped member's files are turned over.
    case flippedWhileStopped
    /// Bits of a running member's files are turned over; it stops some time later.
    case flippedWhileRunning
    /// A member comes back with an empty disk.
    case emptiedDisk
    /// A member comes back with an old copy of its disk.
    case regressedDisk
    /// A member is cut off from all others.
    case cutOff
    /// The leader is cut off from all others.
    case leaderCutOff
    /// A member hears others, and they do not hear it, or the other way round.
    case oneWay
    /// Two members cannot reach each other.
    case pairCut
    /// The members are parted in two groups.
    case partition
    /// Many messages are lost.
    case loss
    /// Many messages arrive twice.
    case duplication
    /// Messages are late and overtake each other.
    case reordering
    /// The connections of a member are closed and opened again.
    case connectionsReset
    /// A member's clock runs at another rate.
    case clockDrift
    /// A member's clock jumps ahead.
    case clockJump

    /// In words.
    public var description: String {
        switch self {
        case .killed: "member killed"
        case .leaderKilled: "leader killed"
        case .powerLoss: "power loss"
        case .tornWrite: "power loss within a write"
        case .allPowerLoss: "power loss of all members"
        case .paused: "member paused"
        case .leaderPaused: "leader paused"
        case .slowDisk: "slow disk"
        case .fullDisk: "full disk"
        case .flippedWhileStopped: "bits flipped on a stopped member"
        case .flippedWhileRunning: "bits flipped on a running member"
        case .emptiedDisk: "disk emptied"
        case .regressedDisk: "old copy of a disk put back"
        case .cutOff: "member cut off"
        case .leaderCutOff: "leader cut off"
        case .oneWay: "member cut off one way"
        case .pairCut: "two members cut off from each other"
        case .partition: "partition"
        case .loss: "storm of losses"
        case .duplication: "storm of duplicates"
        case .reordering: "storm of late messages"
        case .connectionsReset: "connections reset"
        case .clockDrift: "clock drift"
        case .clockJump: "clock jump"
        }
    }
}
