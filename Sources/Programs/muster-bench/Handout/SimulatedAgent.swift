import AgentCore
import Determinism
import Fleet
import FleetWire
import Settings
import Wire

/// A server's agent without the server: the real core and real connections to all coordinators around tasks that are nothing
/// but a time.
final class SimulatedAgent {
    private var core: AgentCore
    private let loop: EventLoop
    private var links: [UInt64: Connection] = [:]
    private var timer: EventLoop.Timer?
    /// How long a task runs, in nanoseconds.
    private let runtime: UInt64
    /// When tasks end, in this order.
    private var ends: [(at: UInt64, attempt: AttemptID)] = []
    private var ended = 0
    private var inputs: [AgentInput] = []
    private var isStepping = false
    /// Called for each task that is handed to it.
    private let handed: () -> Void

    init(
        name: String, facts: Fleet.NodeFacts, keys: CurveKeyPair, coordinators: [Endpoint], context: ZMQContext,
        loop: EventLoop, runtime: UInt64, handed: @escaping () -> Void
    ) throws {
        self.loop = loop
        self.runtime = runtime
        self.handed = handed
        core = AgentCore(
            node: NodeID(name), boot: "bench", nonce: .random(in: 1...(.max)), facts: facts,
            recovered: RecoveredAgent(), seed: .random(in: 0...(.max)), now: Instant(nanoseconds: loop.now))
        for coordinator in coordinators {
            let member = coordinator.member
            links[member] = try Connection(
                context, loop: loop, host: coordinator.host, port: coordinator.basePort + 1,
                serverKey: coordinator.publicKey, keys: keys, conversation: .control, patience: .quick,
                handlers: Connection.Handlers(
                    message: { [unowned self] frame in hear(frame, from: member) },
                    up: { [unowned self] in feed(.connected(member: member)) }))
        }
        timer = loop.timer(deadline: 0) { [unowned self] in feed(.tick) }
    }

    /// Whether a leader has answered its hello.
    var isOpen: Bool { core.isOpen }

    func close() {
        for link in links.values { link.close() }
        links.removeAll()
        if let timer { loop.remove(timer) }
        timer = nil
    }

    private func hear(_ frame: [UInt8], from member: UInt64) {
        guard case .message(.leaderOrder(let wire)) = Codec.decode(frame, as: ControlMessage.self),
            let order = try? StampedOrder(wire: wire)
        else { return }
        feed(.order(from: member, order))
    }

    /// Gives the core an input, and after it what the tasks have to say.
    private func feed(_ input: AgentInput) {
        inputs.append(input)
        guard !isStepping else { return }
        isStepping = true
        defer { isStepping = false }
        let now = loop.now
        while ended < ends.count, ends[ended].at <= now {
            let exit = AttemptEnd(cause: .completed, exit: .code(0))
            inputs.append(.ended(ends[ended].attempt, exit))
            ended += 1
        }
        var next = 0
        while next < inputs.count {
            for effect in core.step(inputs[next], now: Instant(nanoseconds: now)) { carryOut(effect, now: now) }
            next += 1
        }
        inputs.removeAll(keepingCapacity: true)
        let nextEnd = ended < ends.count ? ends[ended].at : .max
        timer?.deadline = min(core.nextDeadline.nanoseconds, nextEnd)
    }

    private func carryOut(_ effect: AgentEffect, now: UInt64) {
        switch effect {
        case .sendAll(let message):
            guard let frame = try? Codec.encode(message.wire) else { return }
            for link in links.values { link.send(frame) }
        case .send(let member, let message):
            guard let frame = try? Codec.encode(message.wire) else { return }
            links[member]?.send(frame)
        case .claimAndStart(let assignment):
            handed()
            ends.append((now + runtime, assignment.attempt))
            inputs.append(.started(assignment.attempt, supervisor: 1))
        case .stop(let attempt, _), .kill(let attempt):
            inputs.append(.ended(attempt, AttemptEnd(cause: .stopped, exit: .signal(15))))
        case .renewLease, .forget, .runCommand, .forgetCommand, .readLog, .coordinatorsChanged, .left, .event: break
        }
    }
}
