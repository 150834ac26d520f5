import Determinism
import Fleet

/// A server as one pass sees it.
struct Server: Sendable {
    let id: NodeID
    let session: SessionID
    /// What is free while nothing runs there.
    let capacity: Room
    let labels: SortedMap<String, String>
    let isStandby: Bool
    /// What is kept free for work that lost its server.
    let headroom: Headroom
    /// Its number in the index of places.
    let number: Int
    /// Whether it may have new work.
    var isOpen = false
    /// What is free now, less what this pass placed.
    private(set) var free: Room
    /// What will be free once the attempts that are asked to end have ended, less what this pass placed and what it keeps
    /// for allocations that wait for that. Never grows but by a preemption.
    private(set) var future: Room
    /// Whether something that must leave the headroom free waits for this server. Then everything must: else what may use it
    /// would take it first, be ended for whoever waits, and take it again.
    private var isHeadroomClaimed = false

    init(
        id: NodeID, session: SessionID, capacity: Room, labels: SortedMap<String, String>, isStandby: Bool,
        headroom: Headroom, free: Room, future: Room, number: Int
    ) {
        self.id = id
        self.session = session
        self.capacity = capacity
        self.labels = labels
        self.isStandby = isStandby
        self.headroom = headroom
        self.free = free
        self.future = future
        self.number = number
    }

    /// What must stay free of `future` beside a task. It is bound to no GPU: any whole one will do.
    func headroomAhead(of mayUseHeadroom: Bool) -> Headroom {
        mayUseHeadroom && !isHeadroomClaimed ? .none : headroom
    }

    /// The places of the GPUs that a task would get which is placed now without taking room that is kept for a higher
    /// rank; nil where it may not be placed.
    func places(for request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) -> [Int]? {
        let (now, ahead) = (mayUseHeadroom ? Headroom.none : headroom, headroomAhead(of: mayUseHeadroom))
        guard (request.amounts + now.amounts).fits(in: free.amounts),
            (request.amounts + ahead.amounts).fits(in: future.amounts)
        else { return nil }
        guard request.gpus.count > 0 else { return [] }
        guard let places = free.common(with: future).places(for: request), free.keepsWhole(now.gpus, without: places),
            future.keepsWhole(ahead.gpus, without: places)
        else { return nil }
        return places
    }

    /// Whether a task may be placed now without taking room that is kept for a higher rank.
    func takes(_ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) -> Bool {
        places(for: request, withHeadroom: mayUseHeadroom) != nil
    }

    /// Whether a task may be placed once what is asked to end has ended.
    func willTake(_ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) -> Bool {
        future.takes(request, beside: headroomAhead(of: mayUseHeadroom))
    }

    /// What a task can have now that may use no headroom, as far as that can be said without knowing the task: of whole GPUs
    /// that must stay free it is not known which.
    var roomBesideHeadroom: Room {
        var room = free.common(with: future)
        room.amounts = room.amounts - headroom.amounts
        return room
    }

    /// Whether the index of places sees all of it.
    var isIndexed: Bool { capacity.gpus.count <= PlaceFinder.gpusAtMost }

    /// Keeps room that is being freed, and the headroom beside it for what may use no headroom.
    mutating func reserve(_ request: ResourceRequest, withHeadroom mayUseHeadroom: Bool) {
        future.take(request)
        if !mayUseHeadroom { isHeadroomClaimed = true }
    }

    /// Counts on room that a preemption will free.
    mutating func expect(_ released: [Holding]) {
        for holding in released { future.release(holding) }
    }

    /// Gives a task the GPUs at these places, and what else it asks for.
    mutating func occupy(_ request: ResourceRequest, at places: [Int]) {
        free.take(request, at: places)
        future.take(request, at: places)
    }

    /// How much of the server would be left over, in thousandths summed over its kinds of resources: the smaller, the
    /// better the fit. A kind that the server has none of counts nothing, so that tasks without GPUs keep off GPU servers.
    func leftover(of room: Room, after request: ResourceRequest) -> UInt64 {
        let asked = min(request.gpus.count, UInt64(capacity.gpus.count)) * request.gpus.thousandths
        let total = room.totalThousandths
        return size(of: room.amounts - request.amounts, gpuThousandths: total - min(total, asked))
    }

    /// The share of the server that an attempt holds, in thousandths summed over its kinds of resources.
    func size(of holding: Holding) -> UInt64 {
        size(of: holding.amounts, gpuThousandths: holding.gpus.reduce(0) { $0 + $1.thousandths })
    }

    /// What is held of the kind of which most is held, in thousandths.
    var heldShare: UInt64 {
        let (all, held) = (capacity.amounts, capacity.amounts - free.amounts)
        let gpus = UInt64(capacity.gpus.count) * GPU.thousandths
        return max(
            share(held.cpuMillicores, of: all.cpuMillicores), share(held.memoryBytes, of: all.memoryBytes),
            share(held.storageBytes, of: all.storageBytes),
            share(held.bandwidthBitsPerSecond, of: all.bandwidthBitsPerSecond),
            share(gpus - min(gpus, free.totalThousandths), of: gpus))
    }

    private func size(of amounts: Resources, gpuThousandths: UInt64) -> UInt64 {
        let all = capacity.amounts
        return share(amounts.cpuMillicores, of: all.cpuMillicores) + share(amounts.memoryBytes, of: all.memoryBytes)
            + share(amounts.storageBytes, of: all.storageBytes)
            + share(amounts.bandwidthBitsPerSecond, of: all.bandwidthBitsPerSecond)
            + share(gpuThousandths, of: UInt64(capacity.gpus.count) * GPU.thousandths)
    }

    private func share(_ part: UInt64, of total: UInt64) -> UInt64 { Thousandths.share(part, of: total) }
}

/// Shares in thousandths, for amounts of any size.
enum Thousandths {
    /// Whole thousandths of `total`, at most 1,000; 0 of nothing.
    @inline(__always)
    static func share(_ part: UInt64, of total: UInt64) -> UInt64 {
        if total == 0 { return 0 }
        if part >= total { return 1_000 }
        if part < 1 << 53 { return part * 1_000 / total }
        return total.dividingFullWidth(part.multipliedFullWidth(by: 1_000)).quotient
    }
}
