import Determinism
import Fleet

extension Explanation.Rule {
    /// Why a server cannot take a request even when it is empty; nil where it can. What cannot be had there at all is told
    /// before what there is too little of.
    static func against(_ facts: NodeFacts, for request: ResourceRequest) -> Explanation.Rule? {
        let gpus = request.gpus
        if gpus.count > 0 {
            let ofModel = facts.gpus.filter { gpu in gpus.models.isEmpty || gpus.models.contains { gpu.isModel($0) } }
            if ofModel.isEmpty, !gpus.models.isEmpty { return .noGPUModel(gpus.models) }
            let large = ofModel.filter { $0.memoryBytes >= gpus.memoryBytes }
            if large.isEmpty, !ofModel.isEmpty { return .gpusTooSmall }
            if UInt64(large.count) < gpus.count { return .tooFewGPUs }
        }
        if request.amounts.fits(in: facts.capacity) { return nil }
        return request.amounts.shortExtra(in: facts.capacity).map { .tooFewExtras($0) } ?? .tooSmall
    }

    /// Why a request does not fit into what is free; nil where it does.
    static func against(_ room: Room, for request: ResourceRequest) -> Explanation.Rule? {
        guard request.amounts.fits(in: room.amounts) else {
            return request.amounts.shortExtra(in: room.amounts).map { .noExtra($0) } ?? .full
        }
        if room.takes(request) { return nil }
        return request.gpus.isShare ? .noGPUShare(request.gpus.thousandths) : .noWholeGPUs
    }
}

extension Resources {
    /// The first extra of which there is not so much, where nothing else is short; else nil.
    fileprivate func shortExtra(in room: Resources) -> String? {
        var rest = self
        rest.extras = SortedMap()
        guard rest.fits(in: room) else { return nil }
        return extras.first { $0.value > room.extras[$0.key] ?? 0 }?.key
    }
}

extension Explanation {
    /// Whether servers were removed that could take it if something there ended.
    var isFull: Bool {
        removed.contains { removal in
            switch removal.rule {
            case .full, .noExtra, .noWholeGPUs, .noGPUShare, .partFull: true
            default: false
            }
        }
    }
}
