import Fleet
import FleetWire
import Wire

/// What of some GPUs is in use.
struct GPUUse {
    /// GPUs that somebody is on.
    var devices: UInt64 = 0
    /// What is held of them together.
    var thousandths: UInt64 = 0

    init() {}

    init(_ room: Room) { add(room) }

    mutating func add(_ room: Room) {
        for free in room.freeThousandths where free < GPU.thousandths {
            devices += 1
            thousandths += GPU.thousandths - free
        }
    }
}

extension Views {
    /// A server's GPUs with what is free of each and who has it.
    func gpuViews(of node: Node, room: Room) -> [Wire.GpuView] {
        guard !room.gpus.isEmpty else { return [] }
        var views = room.gpus.indices.map {
            Wire.GpuView(device: room.gpus[$0].wire, freeThousandths: room.freeThousandths[$0])
        }
        for attempt in member.fleet.liveAttempts(on: node.id) {
            for share in attempt.gpus {
                guard let place = room.place(of: share) else { continue }
                views[place].holders.append(
                    Wire.GpuHolder(allocation: name(of: attempt.id.allocation), thousandths: share.thousandths))
            }
        }
        for place in views.indices {
            let gpu = room.gpus[place]
            let device = gpuUsage.present(GPUShare(index: gpu.index, uuid: gpu.uuid), on: node.id, now: now)
            views[place].use = device.flatMap { GPUUsage.together([$0]) }
        }
        return views
    }

    /// What the GPUs do that an attempt has; nil where none of them is measured.
    func gpuUse(of attempt: Attempt) -> Wire.GpuUse? {
        guard attempt.state.isLive else { return nil }
        return GPUUsage.together(attempt.gpus.compactMap { gpuUsage.present($0, on: attempt.node, now: now) })
    }
}

extension GPUUsage {
    /// What some GPUs do together; nil for none.
    static func together(_ devices: [Device]) -> Wire.GpuUse? {
        guard !devices.isEmpty else { return nil }
        func all(_ part: (Device) -> Double?) -> [Double] { devices.compactMap(part) }
        func sum(_ values: [Double]) -> Double { values.isEmpty ? -1 : values.reduce(0, +) }
        let busy = all(\.busyRatio)
        return Wire.GpuUse(
            busyRatio: busy.isEmpty ? -1 : sum(busy) / Double(busy.count), memoryUsedBytes: sum(all(\.memoryBytes)),
            powerWatts: sum(all(\.powerWatts)), temperatureCelsius: all(\.temperatureCelsius).max() ?? -1,
            gpus: UInt64(devices.count))
    }
}
