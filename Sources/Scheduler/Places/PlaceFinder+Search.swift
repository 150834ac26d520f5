extension PlaceFinder {
    /// Finds the best place for a task and gives it away; nil if there is none with the room.
    ///
    /// - Parameter among: the servers that other rules leave over; nil for all.
    public mutating func place(_ kind: KindIndex, among: ServerSet? = nil) -> Place? {
        guard let place = find(kind, among: among) else { return nil }
        take(place, kind)
        return place
    }

    /// The best place for a task, which stays free.
    public mutating func find(_ kind: KindIndex, among: ServerSet? = nil) -> Place? {
        let number = kind.number
        let server = among.map { best(number, among: $0) } ?? best(number)
        return server.map { Place(server: $0, gpus: devices(for: number, on: $0)) }
    }

    /// Gives a place away, wherever it was found. What goes beyond the server's room leaves none.
    public mutating func take(_ place: Place, _ kind: KindIndex) {
        change(place, by: kinds[kind.number].request, sign: -1)
    }

    /// Takes back what was given to a task of this kind.
    public mutating func release(_ place: Place, _ kind: KindIndex) {
        change(place, by: kinds[kind.number].request, sign: 1)
    }

    private mutating func change(_ place: Place, by request: Request, sign: Int64) {
        func moved(_ room: Int64, _ amount: Int64) -> Int64 {
            let (sum, overflow) = room.addingReportingOverflow(sign * amount)
            return overflow ? .max : sum
        }
        let server = place.server
        servers[server].cpu = moved(servers[server].cpu, request.cpu)
        servers[server].memory = moved(servers[server].memory, request.memory)
        servers[server].storage = moved(servers[server].storage, request.storage)
        servers[server].bandwidth = moved(servers[server].bandwidth, request.bandwidth)
        let first = Int(servers[server].firstGPU)
        for device in place.gpus where device < Int(servers[server].gpus) {
            let milli = Int(gpuMilli[first + device]) + Int(sign) * Int(request.milli)
            gpuMilli[first + device] = UInt16(min(max(milli, 0), 1_000))
        }
        refresh(server)
    }

    /// The best servers with their scores, the best first: for people. It looks at every server.
    public mutating func ranking(_ kind: KindIndex, among: ServerSet? = nil, atMost count: Int) -> [RankedPlace] {
        var found: [BestPlaces.Entry] = []
        for server in servers.indices where among?.contains(server) ?? true {
            guard let score = score(kind.number, on: server) else { continue }
            found.append(BestPlaces.Entry(score: score, server: Int32(clamping: server), version: 0))
        }
        return found.sorted(by: <).prefix(max(0, count)).map { entry in
            let server = Int(entry.server)
            return RankedPlace(
                place: Place(server: server, gpus: devices(for: kind.number, on: server)),
                score: terms(kind.number, on: server))
        }
    }

    // MARK: The index

    /// How many of the best servers are kept for a kind.
    private var kept: Int { max(64, servers.count / 32) }

    private mutating func best(_ kind: Int) -> Int? {
        if catchUp(kind) {
            if let server = current(kind) { return server }
            if kinds[kind].best.isComplete { return nil }
        }
        refill(kind)
        return kinds[kind].best.first.map { Int($0.server) }
    }

    /// The best server of a set: one of the best known, or else what a look at all of the set finds.
    private mutating func best(_ kind: Int, among set: ServerSet) -> Int? {
        if set.count > kept {
            if !catchUp(kind) { refill(kind) }
            var aside: [BestPlaces.Entry] = []
            var found: Int?
            while found == nil, let server = current(kind) {
                if set.contains(server) {
                    found = server
                } else if let entry = kinds[kind].best.pop() {
                    aside.append(entry)
                }
            }
            for entry in aside { kinds[kind].best.push(entry) }
            if found != nil || kinds[kind].best.isComplete { return found }
        }
        var best: (score: Int64, server: Int)?
        set.forEach { server in
            guard server < servers.count, let score = score(kind, on: server) else { return }
            if let best, best.score <= score { return }
            best = (score, server)
        }
        return best?.server
    }

    /// Looks at the servers that changed since this kind was last asked for; false if that is no longer known.
    private mutating func catchUp(_ kind: Int) -> Bool {
        guard let position = kinds[kind].best.position, position >= logStart else { return false }
        let end = logStart + log.count
        for change in position..<end {
            let server = Int(log[change - logStart])
            guard let score = score(kind, on: server) else { continue }
            let entry = BestPlaces.Entry(
                score: score, server: Int32(truncatingIfNeeded: server), version: servers[server].version)
            if kinds[kind].best.mayHold(entry) { kinds[kind].best.push(entry) }
        }
        kinds[kind].best.position = end
        if kinds[kind].best.isCrowded {
            let servers = servers
            kinds[kind].best.tidy { $0.version == servers[Int($0.server)].version }
        }
        return true
    }

    /// The best server that is known, once what is out of date is gone.
    private mutating func current(_ kind: Int) -> Int? {
        while let entry = kinds[kind].best.first {
            if entry.version == servers[Int(entry.server)].version { return Int(entry.server) }
            _ = kinds[kind].best.pop()
        }
        return nil
    }

    private mutating func refill(_ kind: Int) {
        scratch.removeAll(keepingCapacity: true)
        for server in servers.indices {
            guard let score = score(kind, on: server) else { continue }
            scratch.append(
                BestPlaces.Entry(
                    score: score, server: Int32(truncatingIfNeeded: server), version: servers[server].version))
        }
        kinds[kind].best.refill(&scratch, limit: kept, position: logStart + log.count)
    }

    // MARK: Devices

    /// The devices that have just enough: the fullest first, then the lowest.
    private func devices(for kind: Int, on server: Int) -> GPUSet {
        let request = kinds[kind].request
        let admitted = kinds[kind].devices[Int(servers[server].gear)]
        let first = Int(servers[server].firstGPU)
        var chosen: UInt64 = 0
        for _ in 0..<request.count {
            var best: (milli: UInt16, device: Int)?
            for device in GPUSet(bits: admitted & ~chosen) {
                let milli = gpuMilli[first + device]
                guard Int32(milli) >= request.milli else { continue }
                if let best, best.milli <= milli { continue }
                best = (milli, device)
            }
            guard let best else { break }
            chosen |= 1 << UInt64(best.device)
        }
        return GPUSet(bits: chosen)
    }
}
