import CoordinatorCore
import Determinism
import Fleet

/// What the BMCs of a history do: how far what they say lags behind, and when which machine had power.
struct SimulatedPower: Sendable {
    /// A change of whether anything with that name has power.
    private struct Change: Sendable {
        var at: Instant
        var isOn: Bool
    }

    private var changes = SortedMap<NodeID, [Change]>()
    /// By how much a reading lags behind what is so, at the most. Below what makes a server suspect in any profile that the
    /// history may set: it is what the product allows for.
    var lag: Span

    init(lag: Span) { self.lag = lag }

    /// A machine of that name was switched, or lost its power.
    mutating func note(_ node: NodeID, isOn: Bool, at now: Instant) {
        changes[node, default: []].append(Change(at: now, isOn: isOn))
    }

    /// Whether anything with that name had power then.
    func wasOn(_ node: NodeID, at instant: Instant) -> Bool {
        changes[node]?.last { $0.at <= instant }?.isOn ?? true
    }
}

/// How a question to a BMC goes on.
enum PowerEvent: Sendable {
    /// The BMC reads the power, and the answer is on its way for so long.
    case reads(PowerRequest, for: Int, life: UInt64, began: Instant, answerAfter: Span)
    /// It switches.
    case acts(PowerRequest, PowerAction, for: Int, life: UInt64, began: Instant)
}

/// BMCs, which are late, out of date, out of order, silent, and sometimes say that they did what they did not do.
extension FleetSimulator {
    /// How far behind BMCs may be: three beats of the quickest profile where it may be set, else of the usual one.
    static func readingLag(seed: UInt64) -> Span { .milliseconds(seed % 3 == 0 ? 700 : 2_700) }

    /// In two histories of three administrators tell how the power of most servers is reached, and now and then that one with
    /// something not dead may be switched off.
    mutating func setSomeBMC() {
        guard seed % 3 != 1 else { return ask(.read, .read) }
        let node = servers[Int(random.below(UInt64(serverCount)))].node
        let fenceAfter: Span? = random.oneIn(2) ? .seconds(1 + random.below(5)) : nil
        let bmc = random.oneIn(12) ? nil : BMC(agent: "fence_simulated", fenceAfter: fenceAfter)
        ask(.setBMC, .change(.operation(.setBMC(node, bmc))))
    }

    /// Somebody switches a server, for the session that the state shows: off where nothing is heard of it, or where something
    /// there is not dead; on where it has no power.
    mutating func switchSomePower() {
        let candidates = history.fleet.power.filter { $0.value.order == nil }.map(\.key)
        guard !candidates.isEmpty else { return setSomeBMC() }
        let node = candidates[Int(random.below(UInt64(candidates.count)))]
        if random.oneIn(4) { return ask(.testPower, .change(.testPower(node))) }
        let action: PowerAction = isDead(node) ? .on : .off
        ask(.switchPower, .change(.orderPower(node, session: history.fleet.nodes[node]?.session, action)))
    }

    /// A coordinator starts a fence agent.
    mutating func carryOut(_ request: PowerRequest, of index: Int) {
        // What is over may be switched off; what has followed it may not.
        if case .act(let action) = request.action,
            let present = coordinators[index].member?.fleet.nodes[request.node]?.session, present != request.session
        {
            return fail(
                .init(
                    .actedForAnotherSession,
                    "c\(index + 1) switches \(request.node) \(action) for a session that is not there any more"))
        }
        let (life, began) = (coordinators[index].life, coordinators[index].clock.local(now))
        // Some never answer, and the fence agent is ended after its time.
        if !isCalm, random.oneIn(12) {
            let answer = PowerAnswer(number: request.number, beganAt: began, result: .failed("it has taken too long"))
            return schedule(.memberInput(index, life: life, .power(answer)), after: .seconds(20))
        }
        let isSlow = !isCalm && random.oneIn(5)
        let duration = random.span(from: .milliseconds(50), through: isSlow ? .seconds(15) : .seconds(2))
        let moment = random.span(from: .zero, through: duration)
        switch request.action {
        case .status:
            schedule(
                .power(.reads(request, for: index, life: life, began: began, answerAfter: duration - moment)),
                after: moment)
        case .act(let action):
            schedule(.power(.acts(request, action, for: index, life: life, began: began)), after: moment)
        }
    }

    mutating func handlePower(_ event: PowerEvent) {
        switch event {
        case .reads(let request, let index, let life, let began, let rest):
            let then = Instant(
                nanoseconds: now.nanoseconds - min(now.nanoseconds, random.below(power.lag.nanoseconds)))
            let result: PowerAnswer.Result =
                random.oneIn(8)
                ? .failed("the BMC does not answer") : power.wasOn(request.node, at: then) ? .on : .off
            note("the BMC of \(request.node) says to c\(index + 1): \(result)")
            let answer = PowerAnswer(number: request.number, beganAt: began, result: result)
            schedule(.memberInput(index, life: life, .power(answer)), after: rest)
            if random.oneIn(6) {
                schedule(
                    .memberInput(index, life: life, .power(answer)), after: rest + .milliseconds(random.below(9_000)))
            }
        case .acts(let request, let action, let index, let life, let began):
            // Done and told, done and not told, told and not done, neither.
            let isDone = !isCalm && !random.oneIn(5)
            let isTold = !isCalm && !random.oneIn(5)
            if isDone { switchPower(of: request.node, action) }
            schedule(
                .memberInput(
                    index, life: life,
                    .power(
                        PowerAnswer(
                            number: request.number, beganAt: began,
                            result: isTold ? .done : .failed("the BMC does not answer")))),
                after: random.span(from: .milliseconds(20), through: .seconds(1)))
        }
    }

    /// The machine that belongs to the fleet is switched; a copy of its disk in another one has another BMC.
    private mutating func switchPower(of node: NodeID, _ action: PowerAction) {
        guard let index = servers.firstIndex(where: { $0.node == node }), index < serverCount else { return }
        switch action {
        case .off:
            cutPower(index)
            // Somebody presses the button in the end.
            schedule(.serverBoots(index), after: random.span(from: .seconds(5), through: .seconds(20)))
        case .on: bootServer(index)
        }
    }
}
