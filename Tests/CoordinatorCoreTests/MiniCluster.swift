import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Testing

/// Three members on a perfect network and instant disks, moved by hand: for tests of single rules. The simulator is where
/// faults are.
struct MiniCluster {
    var members: [MemberID: Member] = [:]
    var now = Instant(nanoseconds: 1_000_000_000)
    var dead: Set<MemberID> = []
    /// Members that hear nothing from the others.
    var deaf: Set<MemberID> = []
    /// Members whose words reach no other.
    var mute: Set<MemberID> = []
    /// Whether the next word that members pass on for agents gets lost.
    var loses: (() -> Bool)?
    var orders: [(node: NodeID, order: StampedOrder)] = []
    var answers: [UInt64: Outcome] = [:]
    var refusals: [UInt64: MemberRefusal] = [:]
    var events: [MemberEvent] = []
    private var queue: [(MemberID, MemberInput)] = []
    private var nextTicket: UInt64 = 1

    static let ids = [MemberID(1), MemberID(2), MemberID(3)]

    init(nodes: [String] = ["a", "b", "c"], settings: ClusterSettings = ClusterSettings(brakeFloor: 10)) {
        let configuration = Configuration(
            voters: MiniCluster.ids.map {
                .init(id: $0, store: StoreID(high: 0, low: $0.rawValue), address: "", publicKey: "")
            })
        let keys =
            nodes.map { KeyRecord(publicKey: "key-of-\($0)", name: $0, role: .agent(NodeID($0))) }
            + [KeyRecord(publicKey: "key-of-admin", name: "root", role: .admin)]
        for id in MiniCluster.ids {
            members[id] = Member(
                setup: MemberSetup(
                    id: id, bootstrap: configuration,
                    genesis: .genesis(cluster: "test", settings: settings, keys: keys)),
                recovered: Recovered(store: StoreID(high: 0, low: id.rawValue)), seed: id.rawValue, now: now)
        }
    }

    var leader: Member? { members.values.first { !dead.contains($0.setup.id) && $0.isReadyLeader } }

    mutating func give(_ member: MemberID, _ input: MemberInput) {
        queue.append((member, input))
        drain()
    }

    private mutating func drain() {
        var index = 0
        while index < queue.count {
            let (id, input) = queue[index]
            index += 1
            guard !dead.contains(id), var member = members[id] else { continue }
            let effects = member.step(input, now: now, wall: WallTime(nanoseconds: now.nanoseconds))
            members[id] = member
            for effect in effects { carryOut(effect, of: id) }
        }
        queue.removeAll()
    }

    private mutating func carryOut(_ effect: MemberEffect, of id: MemberID) {
        switch effect {
        case .save(let save): queue.append((id, .saved(sequence: save.sequence)))
        case .sendPeer(let peer, let message):
            let isLost = message.isPassedOn && loses?() == true
            if !mute.contains(id), !deaf.contains(peer), !isLost { queue.append((peer, .peer(from: id, message))) }
        case .sendAgent(let node, let order): orders.append((node, order))
        case .answered(let ticket, let outcome): answers[ticket] = outcome
        case .refused(let ticket, let refusal): refusals[ticket] = refusal
        case .event(let event): events.append(event)
        case .makeSnapshot(let mark, let configuration, let state):
            let snapshot = Snapshot(
                lastIndex: mark.lastIndex, lastTerm: mark.lastTerm, configuration: configuration,
                data: state.canonicalBytes)
            queue.append((id, .snapshotStored(snapshot, nil)))
        case .storeSnapshot(let snapshot):
            queue.append((id, .snapshotStored(snapshot, try? FleetState(canonicalBytes: snapshot.data.bytes))))
        case .hashState(let index, let state):
            queue.append((id, .stateHashed(index: index, hash: state.stateHash)))
        case .power, .measureLoads, .measureGPUs, .measureServers, .readReady, .output, .changed, .replaced,
            .membersChanged,
            .abandonStore:
            break
        case .halt(let sentence): Issue.record("halted: \(sentence)")
        }
    }

    /// Lets time pass in steps of 10 ms, with beats of these sessions every second on every member.
    mutating func run(for span: Span, beating beats: [BeatingAgent] = []) {
        let end = now + span
        let agents = beats
        while now < end {
            now = now + .milliseconds(10)
            for id in MiniCluster.ids { give(id, .tick) }
            for index in agents.indices where now.nanoseconds / 10_000_000 % 100 == UInt64(index) {
                let message = agents[index].beat()
                for id in MiniCluster.ids {
                    give(id, .agent(Heard(node: message.session.node, event: .message(message))))
                }
            }
        }
    }

    mutating func ask(_ change: ChangeRequest, request: UInt64) -> UInt64 {
        let ticket = nextTicket
        nextTicket += 1
        if let id = leader?.setup.id {
            give(
                id, .change(ticket: ticket, RequestID(high: 0, low: request), actor: "root", change))
        }
        return ticket
    }
}

/// The talking half of an agent.
final class BeatingAgent {
    let session: SessionID
    var sequence: UInt64 = 0
    var tasks: [TaskReport] = []
    /// How late its timer is said to be.
    var lateness: Span?
    /// How often it says hello before it beats: real agents do until they are answered.
    var hellos: UInt64 = 4
    let facts: NodeFacts

    init(
        _ node: String, nonce: UInt64 = 1, boot: String = "boot",
        facts: NodeFacts = NodeFacts(
            capacity: Resources(cpuMillicores: 4_000, memoryBytes: 8 << 30, storageBytes: 100 << 30), agentVersion: "1")
    ) {
        self.facts = facts
        session = SessionID(node: NodeID(node), boot: boot, nonce: nonce)
    }

    func beat() -> AgentMessage {
        sequence += 1
        // Four seconds are enough for a leader to be there.
        if sequence <= hellos {
            return .hello(Hello(session: session, sequence: sequence, facts: facts, adopted: []))
        }
        return .beat(
            Beat(
                session: session, sequence: sequence, acknowledged: sequence - 1, tasks: tasks, commands: [],
                lateness: lateness))
    }
}

extension PeerMessage {
    /// Whether it is what an agent said or is told.
    var isPassedOn: Bool {
        switch self {
        case .relay, .forward: true
        default: false
        }
    }
}
