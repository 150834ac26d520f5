import Determinism
import Fleet

/// Why an allocation waits, or what was decided for it: what `muster job why` shows.
public struct Explanation: Hashable, Sendable {
    /// A rule that takes a server out of consideration.
    public enum Rule: Hashable, Sendable, CustomStringConvertible {
        /// It has no open session.
        case notConnected
        /// It was not heard lately.
        case suspect
        /// Its agent is persistently late.
        case slow
        /// It was lost, or suspect, too often of late.
        case flapping
        /// Something there cannot be killed although it counts as over.
        case remnants
        /// Something there was given up on suspicion and may run on.
        case mayStillRun
        /// An administrator cordoned it.
        case cordoned
        /// It is being emptied.
        case draining
        /// The allocation is bound to another server.
        case boundElsewhere
        /// It is a standby, and the allocation did not lose its server.
        case standby
        /// This reservation keeps it for others, or is too near.
        case reserved(String)
        /// It lacks this label with the wanted value.
        case label(String)
        /// Its label is not as asked, beyond one certain value.
        case condition(LabelCondition)
        /// It does not say where it is, at a level within which the gang is to stay.
        case noTopologyLabel(TopologyLevel)
        /// The part of the fleet in which it is cannot hold the whole gang even when it is empty.
        case partTooSmall(TopologyLevel)
        /// The part of the fleet in which it is has no room for the whole gang now.
        case partFull(TopologyLevel)
        /// It does not say where it is, at the level over which the job is spread.
        case noSpreadLabel(TopologyLevel)
        /// In its part of the fleet live as many tasks of the job as may.
        case spreadReached(TopologyLevel)
        /// A task of a job lives there from which it keeps apart.
        case apart(JobID)
        /// A task of a job lives there that keeps apart from it.
        case shunned(JobID)
        /// It has no GPU of the wanted models.
        case noGPUModel([String])
        /// It has GPUs of the wanted models, and none with so much memory.
        case gpusTooSmall
        /// It has fewer GPUs that would do than are asked for.
        case tooFewGPUs
        /// It has not so much of an extra even when it is empty.
        case tooFewExtras(String)
        /// It is too small even when it is empty.
        case tooSmall
        /// It has not enough free now.
        case full
        /// It has the rest free, but not so much of an extra.
        case noExtra(String)
        /// It has the rest free, but fewer whole GPUs that would do than are asked for.
        case noWholeGPUs
        /// It has the rest free, but on no GPU that would do so large a share.
        case noGPUShare(UInt64)
        /// What is free there is kept for work that lost its server.
        case headroom

        /// The rule in words.
        public var description: String {
            switch self {
            case .notConnected: "not connected"
            case .suspect: "not heard lately"
            case .slow: "slow: its agent is late again and again"
            case .flapping: "flapping: lost or suspect too often of late"
            case .remnants: "with something left that cannot be killed"
            case .mayStillRun: "with something that was given up on suspicion and may still run"
            case .cordoned: "cordoned"
            case .draining: "draining"
            case .boundElsewhere: "not the server that the allocation is bound to"
            case .standby: "a standby, kept for work that lost its server"
            case .reserved(let name): "kept by reservation \(name)"
            case .label(let name): "without the wanted value of label \(name)"
            case .condition(let condition): "where it is not so that \(condition)"
            case .noTopologyLabel(let level): "without the label \(level), within which the gang is to stay"
            case .partTooSmall(let level): "of a \(level.word) too small for the whole gang even when empty"
            case .partFull(let level): "of a \(level.word) without room for the whole gang now"
            case .noSpreadLabel(let level): "without the label \(level), over which the job is spread"
            case .spreadReached(.node): "with as many of the job's tasks as `spread` lets"
            case .spreadReached(let level): "of a \(level.word) with as many of the job's tasks as `spread` lets"
            case .apart(let job): "with a task of job \(job), from which it keeps apart"
            case .shunned(let job): "with a task of job \(job), which keeps apart from it"
            case .noGPUModel(let models): "no GPU of model \(models.joined(separator: " or "))"
            case .gpusTooSmall: "GPUs too small: not enough memory"
            case .tooFewGPUs: "fewer such GPUs than are asked for"
            case .tooFewExtras(let name): "without so much of the extra \(name)"
            case .tooSmall: "too small even when empty"
            case .full: "not enough free"
            case .noExtra(let name): "not enough of the extra \(name) free"
            case .noWholeGPUs: "not enough whole GPUs free"
            case .noGPUShare(let thousandths): "no GPU with \(thousandths)m of it free"
            case .headroom: "with room only for work that lost its server"
            }
        }
    }

    /// The servers that one rule removed; each server counts for the first rule that removes it.
    public struct Removal: Hashable, Sendable {
        /// The rule.
        public var rule: Rule
        /// How many servers.
        public var count: UInt64
        /// The first few of their names.
        public var examples: [NodeID]
        /// Of what they have too little.
        var shortages: [Shortage] = []

        init(rule: Rule, count: UInt64, examples: [NodeID]) {
            self.rule = rule
            self.count = count
            self.examples = examples
        }

        /// What they have too little of, with how much is asked and the most that there is: `memory: 64Gi asked, 12Gi free at the
        /// most`. Empty where the rule says all.
        public var detail: String {
            shortages.map { shortage in
                let onSome = shortages.count > 1 && shortage.servers < count ? " (on \(shortage.servers) of them)" : ""
                return shortage.words(rule.stage == .room ? "free" : "there") + onSome
            }.joined(separator: "; ")
        }
    }

    /// A server that remains.
    public struct Candidate: Hashable, Sendable {
        /// The server.
        public var node: NodeID
        /// Whether it is a standby: ordinary servers come first.
        public var isStandby: Bool
        /// Live replicas of the same service there: few come first.
        public var replicas: UInt64
        /// What would be left over, in thousandths summed over the kinds of resources: little comes first between equals.
        public var leftover: UInt64
        /// What the place takes from the usual work: little comes first. Nil where that is not known of a server.
        public var score: PlaceScore?

        /// The server and its score in words.
        public var sentence: String {
            "\(node): " + (score?.sentence ?? "") + "leftover \(leftover)"
                + (replicas > 0 ? ", replicas \(replicas)" : "")
                + (isStandby ? ", standby" : "")
        }
    }

    /// The allocation.
    public var allocation: AllocationID
    /// One sentence.
    public var summary: String
    /// What removed servers.
    public var removed: [Removal]
    /// The best remaining servers, `candidatesShown` at the most, best first.
    public var candidates: [Candidate]
    /// What else is to be known: who holds the room, who comes first.
    public var notes: [String] = []
    /// When there is room at the latest, by the time limits and deadlines of what runs, if nothing else takes it; nil where that
    /// is not known.
    public var roomBy: WallTime?
    /// What would have to change; empty if nothing needs to.
    public var remedy: String

    /// One that says no more than a sentence, and what would have to change.
    init(_ allocation: AllocationID, summary: String = "", remedy: String = "") {
        self.allocation = allocation
        self.summary = summary
        self.remedy = remedy
        removed = []
        candidates = []
    }

    /// Candidates that are listed.
    public static let candidatesShown = 5
    static let examplesShown = 3

    func count(of rule: Rule) -> UInt64 { removed.first { $0.rule == rule }?.count ?? 0 }
}
