import Determinism
import Fleet

/// What would have to change for something that waits, with the command to type.
extension Wait {
    /// - Parameter isLate: whether what it waits for is known to come too late for its deadline.
    func remedy(isLate: Bool) -> String {
        switch reason {
        case nil: return ""
        case .keptStart(let head, let time): return remedies(for: head, startingBy: time).joined(separator: "; or ")
        case .waitsForRoom(let node): return "nothing; it starts when the tasks that end on \(node) are gone"
        case .quota(let excess): return remedy(for: excess)
        case .quotaKept(let claim):
            return "nothing; it is placed once that work has begun, or raise the quota with `muster quota set "
                + "\(claim.namespace)`"
        case .waitsForGang: return "nothing; it starts when every member of the gang is ready"
        case .waitsUntil(let time):
            let seconds = (time.since(inquiry.circumstances.now).wholeMilliseconds + 999) / 1_000
            return "nothing; it is placed in \(seconds) s"
        case .waitsForJob: return "nothing; it is placed when that has happened"
        case .bounded:
            return
                "nothing; it starts when its turn comes. To have more of them live at a time, submit the job with a larger "
                + "`at-most`"
        case .tooLate: return "submit the job with a later `deadline`, or a shorter `time-limit`"
        case .noDomain(let level):
            return mistyped ?? Scheduler.remedy(forGangWithin: level, removals)
        case .noServer, .noRoom:
            if let mistyped { return mistyped }
            return (openings + ownRemedies(isLate: isLate)).joined(separator: "; or ")
        }
    }

    /// What to do about a constraint that no server satisfies.
    private var mistyped: String? { Scheduler.remedyForImpossibleConstraint(of: job.definition, in: state) }

    /// An explanation of nothing but what removed servers.
    private var removals: Explanation {
        var explanation = Explanation(allocation.id)
        explanation.removed = survey.removed
        return explanation
    }

    /// Servers that could take it at once, were they not closed or away: what to do about them.
    private var openings: [String] {
        // Where all that would do are closed, also those that have no room at present.
        let mayBeFull = survey.short.isEmpty && survey.fitting.isEmpty
        let withRoom = survey.closed.filter(\.hasRoom)
        var byRule: [(rule: Explanation.Rule, nodes: [NodeID])] = []
        for closed in withRoom.isEmpty && mayBeFull ? survey.closed : withRoom {
            if let place = byRule.firstIndex(where: { $0.rule == closed.rule }) {
                byRule[place].nodes.append(closed.node)
            } else {
                byRule.append((closed.rule, [closed.node]))
            }
        }
        return byRule.flatMap { rule, nodes in
            if case .reserved(let name) = rule { return openings(of: name) }
            let clause = withRoom.isEmpty ? "" : nodes.count == 1 ? " (it has the room)" : " (they have the room)"
            return [rule.opening(of: nodes) + clause]
        }
    }

    /// What can be changed about the job, or the fleet.
    private func ownRemedies(isLate: Bool) -> [String] {
        if !survey.fitting.isEmpty || !survey.short.isEmpty { return remediesForRoom(isLate: isLate) }
        if let remedy = removals.remedyForNeighbours(of: job.definition) { return [remedy] }
        if !survey.closed.isEmpty { return [] }
        if let remedy = remedyForSize { return [remedy] }
        for removal in survey.removed {
            switch removal.rule {
            case .label(let name):
                return ["give a server the wanted value of label \(name), or take the constraint out of the job"]
            case .condition(let condition):
                return ["give a server a value of label \(condition.label) that will do, or change the constraint"]
            default: continue
            }
        }
        if survey.removed.contains(where: { $0.rule.stage == .closed }) {
            return ["let a server have work again that suits the job (`muster node list` shows why none may)"]
        }
        return ["bring a server back: none that may have this work is heard (`muster node list`)"]
    }

    private func remediesForRoom(isLate: Bool) -> [String] {
        var remedies = [isLate ? "submit it with a later `deadline`" : "wait for tasks to end"]
        if job.definition.gang, placesForGang > 0, placesForGang < gangSize {
            remedies.append("submit it with `count: \(placesForGang)`: so many have a place now")
        }
        let isHeadroom = survey.removed.contains { $0.rule == .headroom }
        if isHeadroom { remedies.append("make the headroom smaller (`muster pool list`)") }
        let own = job.definition.priority
        if let least = holders.map(\.priority).filter({ $0 >= own }).min(), least < 100 {
            remedies.append(
                "give the job a priority above \(least) (it has \(own); `muster job plan` shows whom that would end)")
        }
        remedies.append("ask for less, or add servers")
        return remedies
    }

    /// What helps where no server has what is asked for even when it is empty; nil where some have.
    private var remedyForSize: String? {
        switch nearestInSize?.rule {
        case .noGPUModel?:
            let models = modelsThereAre
            let which = models.isEmpty ? "there are none at all" : "there are \(models)"
            return "name a model that there is (\(which)), or add servers with that one"
        case .gpusTooSmall?: return "ask for less memory of each GPU, or name a model that has it"
        case .tooFewGPUs?:
            return "ask for fewer GPUs than the largest server has, or spread the job over several tasks"
        case .tooFewExtras(let name)?:
            return "declare the extra on a server that has it (`extra = \(name)=1` in its agent.conf), or ask for less"
        case .tooSmall?: return "ask for less than the largest server has, or add a larger one"
        default: return nil
        }
    }

    /// `16 of H100, 8 of A100`.
    private var modelsThereAre: String {
        var counts = SortedMap<String, Int>()
        for node in state.nodes.values where node.session != nil {
            for gpu in node.facts.gpus where !gpu.model.isEmpty { counts[gpu.model, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map { "\($0.value) of \($0.key)" }
            .joined(separator: ", ")
    }

    // MARK: Quotas

    private func remedy(for excess: QuotaExcess) -> String {
        var raised = state.quotas[excess.namespace] ?? Quota()
        raised.burst[excess.kind] = excess.held.addingSaturated(excess.asked)
        let raise = "raise the burst with `\(raised.command(for: excess.namespace))`"
        return excess.isForEver
            ? "ask for less, or \(raise): nothing that ends makes it fit"
            : "wait for tasks of namespace \(excess.namespace) to end, stop some of its jobs, or \(raise)"
    }
}

extension Quota {
    /// What sets it so.
    func command(for namespace: String) -> String {
        "muster quota set \(namespace)" + (guaranteed.isEmpty ? "" : " --guaranteed \(guaranteed.argument)")
            + (burst.isEmpty ? "" : " --burst \(burst.argument)")
            + (share == Quota.defaultShare ? "" : " --share \(share)")
    }
}

extension QuotaAmounts {
    /// As it is written on a command line, exactly: `cpu=1.5,gpus=4`.
    fileprivate var argument: String {
        QuotaKind.allCases.compactMap { kind in
            self[kind].map { amount in
                switch kind {
                case .cpu, .gpus: "\(kind)=\(Amount.decimal(amount, of: 1_000))"
                case .memory: "\(kind)=\(amount % (1 << 30) == 0 ? "\(amount >> 30)Gi" : "\(amount)")"
                case .tasks: "\(kind)=\(amount)"
                }
            }
        }.joined(separator: ",")
    }
}

extension Explanation.Rule {
    /// Servers that are named in a command.
    private static let named = 8

    /// What lets these servers have the task.
    fileprivate func opening(of nodes: [NodeID]) -> String {
        let names =
            nodes.prefix(Self.named).map(\.name).joined(separator: " ") + (nodes.count > Self.named ? " ..." : "")
        let first = nodes.first?.name ?? ""
        switch self {
        case .cordoned: return "`muster node uncordon \(names)`"
        case .draining: return "`muster node undrain \(names)`"
        case .flapping: return "wait until the penalty is over, or end it by `muster node undamp \(first)`"
        case .standby: return "take \(names) out of its standby pool; see `muster pool list`"
        case .boundElsewhere: return "nothing: it belongs to its server"
        case .slow: return "find out what holds the slow server up: `muster node show \(first)`"
        default: return "bring \(names) back; `muster node show \(first)` says what is wrong"
        }
    }
}
