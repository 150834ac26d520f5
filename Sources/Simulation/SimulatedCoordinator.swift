import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// A coordinator's machine: its process, its disk and its clock. A reference, so that looking at one field copies nothing else.
final class SimulatedCoordinator {
    let id: MemberID
    var clock: HostClock
    /// How far its calendar is ahead of true time, in nanoseconds; negative where it is behind.
    var calendarOffset: Int64
    var store: SimulatedStore
    var member: Member?
    /// Whether its process runs.
    private(set) var isUp = false
    /// The member as of its newest step: asking so large a value copies it.
    var glance = Member.Glance()
    /// Counts the lives of the process.
    var life: UInt64 = 0
    var tickAt = Instant.never
    var isFrozen = false
    var freeze: UInt64 = 0
    var heldEvents: [SimulatedEvent] = []
    var isDiskSlow = false
    /// Whether it has no power.
    var isDark = false
    /// When each session was last heard, directly or by way of another coordinator, by true time. Only looked up.
    var heard: [SessionID: Instant] = [:]
    /// When each server was, by its own clock. Only looked up.
    var heardLocally: [NodeID: Instant] = [:]
    /// The log as the member wrote or is writing it: to see what it applies.
    var written: Recovered
    /// What the checks have seen applied.
    var checkedIndex: UInt64 = 0
    /// Requests by ticket of this life.
    var tickets: [UInt64: (request: Int, try: Int)] = [:]
    var lastTicket: UInt64 = 0
    /// Whom it follows, as it said last.
    var follows: MemberID?
    /// Beats of each server that followers have heard and could have passed on since it was last heard here. Only looked up.
    var relayable: [NodeID: RelayableBeats] = [:]
    /// Deadlines in a row that were still due after the step that should have dealt with them.
    var busySteps = 0

    init(id: MemberID, store: StoreID, clock: HostClock, calendarOffset: Int64) {
        self.id = id
        self.clock = clock
        self.calendarOffset = calendarOffset
        self.store = SimulatedStore(store: store)
        written = Recovered(store: store)
    }

    /// Its process starts with that member, or ends.
    func become(_ member: Member?) {
        self.member = member
        isUp = member != nil
        glance = Member.Glance()
        follows = nil
    }

    /// The entry at that index, unless a snapshot has replaced it.
    func entry(at index: UInt64) -> LogEntry? {
        guard let first = written.entries.first?.index.rawValue, index >= first else { return nil }
        let place = Int(index - first)
        return place < written.entries.count ? written.entries[place] : nil
    }
}
