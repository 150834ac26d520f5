extension PlaceFinder {
    /// How well a server suits a kind, the least best; nil if the task does not fit there now.
    @inline(__always)
    mutating func score(_ kind: Int, on place: Int) -> Int64? {
        guard fits(kind, on: place) else { return nil }
        // Best fit decides between equals. Thousandths of three dimensions are below 8,192.
        let leftover = Int64(min(leftover(kind, on: place), 8_191))
        guard value != nil else { return leftover }
        let (lost, pressure) = cost(kind, on: place)
        return (lost + pressure) << 13 | leftover
    }

    /// The terms of a score.
    mutating func terms(_ kind: Int, on place: Int) -> PlaceScore {
        let (lost, pressure) = cost(kind, on: place)
        let used = Double(kinds[kind].request.gpuMilli)
        return PlaceScore(
            valueLost: value == nil ? 0 : Double(lost) / RoomValue.unit + used,
            modelPressure: Double(pressure) / RoomValue.unit, leftover: UInt64(leftover(kind, on: place)))
    }

    /// Whether a task fits, exactly.
    @inline(__always)
    private func fits(_ kind: Int, on place: Int) -> Bool {
        servers.withUnsafeBufferPointer { servers in
            let server = servers[place]
            let request = kinds[kind].request
            guard
                request.cpu <= server.cpu, request.memory <= server.memory, request.storage <= server.storage,
                request.bandwidth <= server.bandwidth, server.isOpen
            else { return false }
            if request.count == 0 { return true }
            guard request.milli <= server.greatest else { return false }
            let devices = kinds[kind].devices[Int(server.gear)]
            if devices.nonzeroBitCount == Int(server.gpus) {
                if request.count == 1 { return true }
                if request.milli == 1_000 { return request.count <= server.whole }
            }
            var count: Int32 = 0
            for device in GPUSet(bits: devices)
            where Int32(gpuMilli[Int(server.firstGPU) + device]) >= request.milli {
                count += 1
            }
            return count >= request.count
        }
    }

    /// What would be left over, in thousandths summed over CPU, memory and GPUs.
    @inline(__always)
    private func leftover(_ kind: Int, on place: Int) -> Int {
        let request = kinds[kind].request
        let left =
            Double(servers[place].cpu - request.cpu) * servers[place].perCPU
            + Double(servers[place].memory - request.memory) * servers[place].perMemory
            + Double(servers[place].idle.sum * 10 - request.gpuMilli) * servers[place].perGPU
        return Int(max(0, min(left, 1_000_000)))
    }

    /// The value that a task takes from a server, and the pressure on the model that it takes, in `RoomValue.unit` for each
    /// thousandth of a GPU.
    @inline(__always)
    private mutating func cost(_ kind: Int, on place: Int) -> (lost: Int64, pressure: Int64) {
        let request = kinds[kind].request
        let shape = Int(servers[place].shape)
        if servers[place].idle.sum == 0 { return (0, 0) }
        if !servers[place].isValued {
            servers[place].value =
                value?.value(
                    shape: shape, cpu: servers[place].cpu, memory: servers[place].memory, gpus: servers[place].idle)
                ?? 0
            servers[place].isValued = true
        }
        var idle = servers[place].idle
        idle.take(request)
        let after =
            value?.value(
                shape: shape, cpu: servers[place].cpu - request.cpu, memory: servers[place].memory - request.memory,
                gpus: idle) ?? 0
        let pressure =
            request.count == 0
            ? 0 : policy.modelPressure * Double(request.gpuMilli) * (value?.pressure(on: shape) ?? 0) * RoomValue.unit
        return (Int64(servers[place].value) - Int64(after), Int64(pressure))
    }
}

/// A place with its score.
public struct RankedPlace: Hashable, Sendable {
    /// The place.
    public var place: Place
    /// Its score.
    public var score: PlaceScore
}
