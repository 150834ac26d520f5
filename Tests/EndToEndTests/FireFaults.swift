import Determinism

/// A fault of one member, with what is needed to begin and to heal it.
enum FireFault: CustomStringConvertible {
    case cut
    case mute([Int])
    case deaf([Int])
    case apart([Int])
    case lossy(percent: UInt64)
    case slow(megabitsPerSecond: UInt64)
    case killed
    case frozen
    case fullDisk

    var description: String {
        switch self {
        case .cut: "has its cable pulled"
        case .mute(let others): "is not heard by \(others)"
        case .deaf(let others): "does not hear \(others)"
        case .apart(let others): "is apart from \(others), but not from clients"
        case .lossy(let percent): "loses \(percent) % of its packets"
        case .slow(let rate): "sends \(rate) Mbit/s at most"
        case .killed: "is killed"
        case .frozen: "is frozen"
        case .fullDisk: "has a full disk"
        }
    }

    func begin(_ member: FireCluster.Member, of cluster: FireCluster) throws {
        let number = member.number
        switch self {
        case .cut: try cluster.network.cut(number)
        case .mute(let others): try cluster.network.filter(number, .mute(to: others))
        case .deaf(let others): try cluster.network.filter(number, .deaf(from: others))
        case .apart(let others): try cluster.network.filter(number, .apart(from: others))
        case .lossy(let percent): try cluster.network.filter(number, .lossy(percent: percent))
        case .slow(let rate): try cluster.network.slow(number, megabitsPerSecond: rate)
        case .killed: cluster.kill(member)
        case .frozen: cluster.freeze(member, true)
        case .fullDisk: try cluster.fillDisk(member)
        }
    }

    func heal(_ member: FireCluster.Member, of cluster: FireCluster) throws {
        switch self {
        case .cut: try cluster.network.reconnect(member.number)
        case .mute, .deaf, .apart, .lossy: try cluster.network.pass(member.number)
        case .slow: try cluster.network.fast(member.number)
        case .killed: try cluster.start(member)
        case .frozen: cluster.freeze(member, false)
        case .fullDisk: cluster.emptyDisk(member)
        }
    }
}

/// Begins and heals faults at times and places that a seed decides. Half of them meet the leader; mostly a minority has one
/// at a time, and now and then a majority.
struct FireFaults {
    private struct Active {
        var member: FireCluster.Member
        var fault: FireFault
        var until: UInt64
    }

    private let cluster: FireCluster
    private let began = monotonicNow()
    private var random: SeededGenerator
    private var active: [Active] = []
    private var next: UInt64
    /// Until then a majority may have faults.
    private var wildUntil: UInt64 = 0
    /// Since then no more than a minority has faults.
    private var calmSince: UInt64
    /// The longest time without any acknowledged write while a majority had no fault, in nanoseconds.
    private(set) var longestStall: UInt64 = 0
    private var stallTold: UInt64 = 0
    /// How many faults there were.
    private(set) var count = 0

    init(_ cluster: FireCluster, seed: UInt64) {
        self.cluster = cluster
        random = SeededGenerator(seed: seed)
        next = began + 500_000_000
        calmSince = began
    }

    /// Does what is due now.
    mutating func step(leader: UInt64?, lastWrite: UInt64) throws {
        let now = monotonicNow()
        let minority = (cluster.members.count - 1) / 2
        if active.count > minority { calmSince = now }
        let quietSince = max(calmSince, lastWrite)
        let stall = now > quietSince ? now - quietSince : 0
        longestStall = max(longestStall, stall)
        if stall > 2_000_000_000, stallTold != quietSince {
            stallTold = quietSince
            let faulty = active.map { "member \($0.member.number) \($0.fault)" }.joined(separator: ", ")
            say(
                "no write for 2 s although a majority has no fault, \((now - calmSince) / 1_000_000) ms after it had one"
                    + (faulty.isEmpty ? "" : "; \(faulty)"))
        }
        for entry in active where entry.until <= now { try heal(entry) }
        active.removeAll { $0.until <= now }
        for member in cluster.members where !active.contains(where: { $0.member === member }) {
            try cluster.revive(member)
        }
        guard now >= next else { return }
        next = now + 300_000_000 + random.below(2_000_000_000)
        if random.oneIn(6) { wildUntil = now + 4_000_000_000 }
        let allowed = now < wildUntil ? cluster.members.count : minority
        let free = cluster.members.filter { member in !active.contains { $0.member === member } }
        guard active.count < allowed, !free.isEmpty else { return }
        var member = free[Int(random.below(UInt64(free.count)))]
        if random.oneIn(2), let leading = free.first(where: { UInt64($0.number) == leader }) { member = leading }
        let fault = draw(for: member)
        say("member \(member.number)\(UInt64(member.number) == leader ? " (the leader)" : "") \(fault)")
        try fault.begin(member, of: cluster)
        count += 1
        active.append(Active(member: member, fault: fault, until: now + 300_000_000 + random.below(5_000_000_000)))
    }

    /// Heals everything and starts who does not run.
    mutating func healAll() throws {
        for entry in active { try heal(entry) }
        active = []
        for member in cluster.members { try cluster.revive(member) }
        say("all is healed")
    }

    private func heal(_ entry: Active) throws {
        try entry.fault.heal(entry.member, of: cluster)
        try cluster.revive(entry.member)
    }

    private mutating func draw(for member: FireCluster.Member) -> FireFault {
        let others = cluster.members.map(\.number).filter { $0 != member.number }
        let one = [others[Int(random.below(UInt64(others.count)))]]
        switch random.below(12) {
        case 0: return .cut
        case 1: return .mute(others)
        case 2: return .deaf(others)
        case 3: return .apart(others)
        case 4: return random.oneIn(2) ? .mute(one) : .apart(one)
        case 5: return .lossy(percent: 5 + random.below(35))
        case 6: return cluster.network.canBeSlow ? .slow(megabitsPerSecond: 1 + random.below(8)) : .cut
        case 7, 8: return .killed
        case 9, 10: return .frozen
        default: return member.hasDisk ? .fullDisk : .killed
        }
    }

    private func say(_ text: String) {
        let time = (monotonicNow() - began) / 1_000_000
        print("fire \(time / 1_000).\(String(time % 1_000 + 1_000).dropFirst()) s: \(text)")
    }
}
