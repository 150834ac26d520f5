import Determinism
import Fleet

/// Whether a pass may move what runs so that something else fits.
public struct MoveTerms: Hashable, Sendable {
    /// Whether it may at all. The search looks at what runs on every server, so that a leader lets not every pass make it.
    public var areAllowed: Bool
    /// The jobs for which that was lately tried in vain: others have their turn.
    public var inVain: SortedSet<JobID>

    /// Terms with their parts; all is allowed.
    public init(areAllowed: Bool = true, inVain: SortedSet<JobID> = SortedSet()) {
        self.areAllowed = areAllowed
        self.inVain = inVain
    }
}

/// What became of a pass's search for moves that make room.
public struct MoveReport: Hashable, Sendable {
    /// The jobs for which no such moves were found.
    public var inVain = SortedSet<JobID>()
    /// Whether something waits for which none were looked for, and might be in another pass.
    public var areWanted = false
    /// Whether any were looked for.
    public var hasSearched = false

    /// That of a pass that had no need of moves.
    public init() {}
}

/// What a pass knows of moves for the sake of others.
struct Moves: Sendable {
    /// Jobs for which one pass looks for moves at the most.
    static let triesAtMost = 4

    let terms: MoveTerms
    /// What jobs tolerate beside the moves that this pass has decided.
    var budget = DisruptionBudget()
    /// How many moves are under way, with those that this pass has decided; nil until somebody asks.
    var underWay: Int?
    private var tries = 0

    init(_ terms: MoveTerms) { self.terms = terms }

    /// Whether moves may be looked for once more; counts that as done.
    mutating func mayTry(for job: JobID, _ report: inout MoveReport) -> Bool {
        guard terms.areAllowed, tries < Moves.triesAtMost, !terms.inVain.contains(job) else {
            report.areWanted = true
            return false
        }
        tries += 1
        report.hasSearched = true
        return true
    }
}
