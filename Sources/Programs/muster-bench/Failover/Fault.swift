/// What is done to a server or to the coordinators, with what must come of it.
enum Fault: String, CaseIterable {
    case powerCut = "power-cut"
    case powerCutRead = "power-cut-read"
    case linkCut = "link-cut"
    case frozen = "frozen"
    case agentKilled = "agent-killed"
    case agentRestarted = "agent-restarted"
    case supervisorKilled = "supervisor-killed"
    case agentAndSupervisorsKilled = "agent-and-supervisors-killed"
    case diskFull = "disk-full"
    case leaderAndPower = "leader-and-power"
    case halfCut = "half-cut"
    case quorumLost = "quorum-lost"

    /// What the fault is, and what is right.
    var sentence: String {
        switch self {
        case .powerCut: "link cut and everything killed: moves when the lease is over"
        case .powerCutRead: "the same with a lease of 60 s, and a BMC that says so: moves once that was read"
        case .linkCut: "the server lives on alone: its task ends with the lease, then moves"
        case .frozen: "agent, supervisor and task stopped, woken once the replacement runs"
        case .agentKilled: "and stays away: its task ends with the lease, then moves"
        case .agentRestarted: "killed, and started again after 200 ms: nothing moves"
        case .supervisorKilled: "its task dies with it and runs again at once"
        case .agentAndSupervisorsKilled: "connections close, but a lease is a lease: moves when it is over"
        case .diskFull: "the task goes on; then its supervisor is killed, and it runs again where there is room"
        case .leaderAndPower: "the leading coordinator killed with the server: later by the grace and an election"
        case .halfCut: "half of the servers cut off: the brake lets a few go and holds the rest until a person decides"
        case .quorumLost: "two of three coordinators gone for 30 s: counted from their return"
        }
    }

    /// Whether the goal of the profile is for this fault's median.
    var hasGoal: Bool {
        switch self {
        // Nothing moves in the one, one counts from the quorum's return, and one does not wait for the lease.
        case .agentRestarted, .quorumLost, .powerCutRead: false
        default: true
        }
    }

    /// What others publish for the same loss, in words; defaults of Nomad (heartbeat TTL 10 s and grace 10 s at the least; 300 s
    /// for every server after a change of leader) and of Kubernetes (40 s until not ready, 300 s until eviction).
    var published: String {
        switch self {
        case .powerCut, .powerCutRead, .linkCut, .frozen, .agentKilled, .agentAndSupervisorsKilled:
            "Nomad >= 20 s, Kubernetes 340 s"
        case .leaderAndPower: "Nomad 300 s, Kubernetes 340 s"
        default: "-"
        }
    }
}
