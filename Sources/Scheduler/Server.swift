import Determinism
import Fleet

/// A server as one pass sees it.
struct Server: Sendable {
    let id: NodeID
    let session: SessionID
    let capacity: Resources
    let labels: SortedMap<String, String>
    let isStandby: Bool
    /// What is kept free for work that lost its server.
    let headroom: Resources
    /// What is free now, less what this pass placed.
    var free: Resources
    /// What will be free once the attempts that are asked to end have ended, less what this pass placed and what it keeps
    /// for allocations that wait for that. Never grows but by a preemption.
    private(set) var future: Resources
    /// The headroom that `future` still holds: none once something that must leave it free waits for this server. Else what
    /// may use it would take it first, be ended for whoever waits, and take it again.
    private(set) var headroomAhead: Resources

    init(
        id: NodeID, session: SessionID, capacity: Resources, labels: SortedMap<String, String>, isStandby: Bool,
        headroom: Resources, free: Resources, future: Resources
    ) {
        self.id = id
        self.session = session
        self.capacity = capacity
        self.labels = labels
        self.isStandby = isStandby
        self.headroom = headroom
        self.free = free
        self.future = future
        headroomAhead = headroom
    }

    /// Whether a task may be placed now without taking room that is kept for a higher rank.
    func takes(_ request: Resources, withHeadroom mayUseHeadroom: Bool) -> Bool {
        (mayUseHeadroom ? request : request + headroom).fits(in: free)
            && willTake(request, withHeadroom: mayUseHeadroom)
    }

    /// Whether a task may be placed once what is asked to end has ended.
    func willTake(_ request: Resources, withHeadroom mayUseHeadroom: Bool) -> Bool {
        (mayUseHeadroom ? request : request + headroomAhead).fits(in: future)
    }

    /// Keeps room that is being freed, and the headroom beside it for what may use no headroom.
    mutating func reserve(_ request: Resources, withHeadroom mayUseHeadroom: Bool) {
        future = future - request
        guard !mayUseHeadroom else { return }
        future = future - headroomAhead
        headroomAhead = .zero
    }

    /// Counts on room that a preemption will free.
    mutating func expect(_ released: Resources) { future = future + released }

    mutating func occupy(_ request: Resources) {
        free = free - request
        future = future - request
    }

    /// How much of the server would be left over, in thousandths summed over its kinds of resources: the smaller, the
    /// better the fit. A kind that the server has none of counts nothing, so that tasks without GPUs keep off GPU servers.
    func leftover(of room: Resources, after request: Resources) -> UInt64 {
        let rest = room - request
        return share(rest.cpuMillicores, of: capacity.cpuMillicores) + share(rest.memoryBytes, of: capacity.memoryBytes)
            + share(rest.storageBytes, of: capacity.storageBytes)
            + share(rest.bandwidthBitsPerSecond, of: capacity.bandwidthBitsPerSecond)
            + share(rest.gpus, of: capacity.gpus)
    }

    /// Whole thousandths of `total`, at most 1,000.
    private func share(_ part: UInt64, of total: UInt64) -> UInt64 {
        if total == 0 { return 0 }
        if part >= total { return 1_000 }
        if part < 1 << 53 { return part * 1_000 / total }
        return total.dividingFullWidth(part.multipliedFullWidth(by: 1_000)).quotient
    }
}
