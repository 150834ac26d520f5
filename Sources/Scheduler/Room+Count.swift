import Fleet

extension Room {
    /// How many tasks with that request fit, one after the other, with `headroom` left beside them, and what runs out first: the
    /// kind of which the next one finds too little. `.max` for a request of nothing.
    func count(of request: ResourceRequest, beside headroom: Headroom = .none) -> UInt64 {
        counts(of: request, beside: headroom).map(\.count).min() ?? .max
    }

    /// How many tasks each kind that is asked for has room for.
    func counts(
        of request: ResourceRequest, beside headroom: Headroom = .none
    ) -> [(kind: Shortage.Kind, count: UInt64)] {
        let left = amounts - headroom.amounts
        let asked = request.amounts
        var found: [(kind: Shortage.Kind, count: UInt64)] = []
        func look(_ kind: Shortage.Kind, _ asked: UInt64, _ there: UInt64) {
            if asked > 0 { found.append((kind, there / asked)) }
        }
        look(.cpu, asked.cpuMillicores, left.cpuMillicores)
        look(.memory, asked.memoryBytes, left.memoryBytes)
        look(.storage, asked.storageBytes, left.storageBytes)
        look(.bandwidth, asked.bandwidthBitsPerSecond, left.bandwidthBitsPerSecond)
        for (name, amount) in asked.extras { look(.extra(name), amount, left.extras[name] ?? 0) }
        if request.gpus.count > 0 {
            let isShare = request.gpus.isShare
            found.append((isShare ? .gpuShare : .wholeGPUs, gpuCount(of: request.gpus, beside: headroom.gpus)))
        }
        return found
    }

    /// How many tasks the GPUs have room for. GPUs that must stay whole are taken from those that will not do first, and from
    /// those on which nobody would be last.
    private func gpuCount(of request: GPURequest, beside headroom: UInt64) -> UInt64 {
        var shares: [UInt64] = []
        var wholeElsewhere: UInt64 = 0
        var whole: UInt64 = 0
        for (gpu, free) in zip(gpus, freeThousandths) {
            let isWhole = free >= GPU.thousandths
            if !request.admits(gpu) {
                if isWhole { wholeElsewhere += 1 }
            } else if isWhole {
                whole += 1
            } else if free >= request.thousandths {
                shares.append(free / max(1, request.thousandths))
            }
        }
        let kept = headroom > wholeElsewhere ? headroom - wholeElsewhere : 0
        let usable = whole > kept ? whole - kept : 0
        if !request.isShare { return usable / max(1, request.count) }
        return shares.reduce(usable * (GPU.thousandths / max(1, request.thousandths)), +)
    }
}
