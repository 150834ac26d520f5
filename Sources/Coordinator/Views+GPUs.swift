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
        return views
    }
}
