/// Network interfaces from /proc/net/dev and /sys/class/net: those that stand for hardware, and bonds of them. Virtual ones of
/// containers come and go by the hundred and are left out.
public struct NetworkCollector: Collector {
    /// `network`.
    public let name = "network"

    /// A collector.
    public init() {}

    private struct Counters {
        var interface: String
        var values: [UInt64]
    }

    /// The fields of /proc/net/dev that are published, by place.
    private static let fields = [
        (0, "network_received_bytes_total"), (1, "network_received_packets_total"),
        (2, "network_receive_errors_total"), (3, "network_receive_drops_total"),
        (8, "network_sent_bytes_total"), (9, "network_sent_packets_total"), (10, "network_send_errors_total"),
        (11, "network_send_drops_total"), (14, "network_carrier_errors_total"),
    ]

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        var all: [Counters] = []
        var malformed = false
        let isRead: Void? = root.read("/proc/net/dev") { text in
            _ = text.nextLine()
            _ = text.nextLine()
            while var line = text.nextLine() {
                // The first number may follow the colon without a blank.
                guard let interface = line.nextField(until: ":") else { continue }
                var counters = Counters(interface: String(interface), values: [])
                while let value = line.nextField(until: ":")?.unsigned { counters.values.append(value) }
                if counters.values.count < 15 { malformed = true } else { all.append(counters) }
            }
        }
        guard isRead != nil else { return root.failure(reading: "/proc/net/dev") }
        let hasSys = root.has("/sys/class/net")
        var published = 0
        for counters in all where counters.interface != "lo" {
            let directory = "/sys/class/net/" + counters.interface
            let isBond = root.has(directory + "/bonding")
            if hasSys && !isBond && !root.has(directory + "/device") { continue }
            published += 1
            for (place, name) in Self.fields { samples.add(name, counters.values[place], label: counters.interface) }
            addState(of: counters.interface, at: directory, isBond: isBond, root, &samples)
        }
        if malformed { return .failed("/proc/net/dev has a line with fewer than 15 numbers") }
        return published > 0 ? .ok : .noData("no network interface stands for hardware")
    }

    private func addState(
        of interface: String, at directory: String, isBond: Bool, _ root: RootDirectory, _ samples: inout SampleBuffer
    ) {
        if let state = root.word(directory + "/operstate") {
            samples.add("network_up", state == "up" ? 1.0 : 0.0, label: interface)
        }
        // In Mbit/s; -1 or an error while the link is down.
        if let speed = root.number(directory + "/speed") {
            samples.add("network_speed_bits_per_second", Double(speed) * 1e6, label: interface)
        }
        if let changes = root.number(directory + "/carrier_changes") {
            samples.add("network_carrier_changes_total", changes, label: interface)
        }
        guard isBond else { return }
        var members: [String] = []
        _ = root.read(directory + "/bonding/slaves") { text in
            while let member = text.nextField() { members.append(String(member)) }
        }
        let active = members.filter { root.word("/sys/class/net/\($0)/bonding_slave/mii_status") == "up" }
        samples.add("network_bond_members", UInt64(members.count), label: interface)
        samples.add("network_bond_members_up", UInt64(active.count), label: interface)
    }
}
