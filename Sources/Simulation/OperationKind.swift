/// What administrators do in a history, and what retries make of it.
public enum OperationKind: Int, Sendable, CaseIterable, CustomStringConvertible {
    /// A service is submitted.
    case runService
    /// A batch job is submitted.
    case runBatch
    /// A gang is submitted.
    case runGang
    /// A system job is submitted.
    case runSystem
    /// A job is changed.
    case reviseJob
    /// A job is stopped.
    case stopJob
    /// A server is cordoned.
    case cordon
    /// A server is emptied.
    case drain
    /// A server is let in again.
    case uncordon
    /// A standby pool is set.
    case setPool
    /// A fleet command is given.
    case command
    /// A dead server is confirmed to be dead.
    case confirmDead
    /// What the brake holds is released.
    case releaseBrake
    /// Leadership is handed to another coordinator.
    case transferLeadership
    /// The state is read.
    case read
    /// A task's log is read.
    case readLog
    /// An agent leaves and comes back.
    case leave
    /// A request is asked again because no answer, or a refusal, came.
    case retry
    /// A request that was answered is asked again.
    case repeatAnswered
    /// The brake is set to hold every automatic verdict.
    case holdBrake
    /// A server's losses are forgotten.
    case undamp
    /// The failure profile is set.
    case setProfile
    /// One attempt that cannot be killed is confirmed to be over, or asked about in vain.
    case confirmAttempt
    /// How a server's power is reached is set.
    case setBMC
    /// A server is switched on or off.
    case switchPower
    /// A server's power is read.
    case testPower
    /// What a namespace may have is set.
    case setQuota
    /// Servers are kept for a time, or no longer.
    case setReservation
    /// A job gets another number of tasks.
    case scaleJob
    /// A job is held.
    case holdJob
    /// A held job is released.
    case releaseJob
    /// What becomes of jobs whose GPUs do nothing is set.
    case setIdlePolicy
    /// What is moved for the load's sake is set.
    case setBalancing

    /// In words.
    public var description: String {
        switch self {
        case .runService: "run service"
        case .runBatch: "run batch job"
        case .runGang: "run gang"
        case .runSystem: "run system job"
        case .reviseJob: "revise job"
        case .stopJob: "stop job"
        case .cordon: "cordon"
        case .drain: "drain"
        case .uncordon: "uncordon"
        case .setPool: "set pool"
        case .command: "command"
        case .confirmDead: "confirm dead"
        case .releaseBrake: "release brake"
        case .transferLeadership: "transfer leadership"
        case .read: "read"
        case .readLog: "read log"
        case .leave: "leave"
        case .retry: "retry"
        case .repeatAnswered: "repeat an answered request"
        case .holdBrake: "hold the brake"
        case .undamp: "undamp"
        case .setProfile: "set profile"
        case .confirmAttempt: "confirm one attempt dead"
        case .setBMC: "set BMC"
        case .switchPower: "switch power"
        case .testPower: "test power"
        case .setQuota: "set quota"
        case .setReservation: "set reservation"
        case .scaleJob: "scale job"
        case .holdJob: "hold job"
        case .releaseJob: "release job"
        case .setIdlePolicy: "set the policy for idle GPUs"
        case .setBalancing: "set balancing"
        }
    }
}
