import Determinism
import Fleet

/// Who is in the way of something that waits.
extension Wait {
    /// What a job has of what others wait for.
    struct Part: Sendable {
        var job: JobID
        var priority: UInt64
        var tasks: UInt64
        var gpus: UInt64
    }

    var notes: [String] {
        switch reason {
        case .noRoom, .noServer, .noDomain:
            var notes = notesOnReservations
            let holders = holders
            if !holders.isEmpty { notes.append("the room is held by \(words(for: holders))") }
            let contenders = contenders
            if !contenders.isEmpty { notes.append("what is free goes to \(words(for: contenders))") }
            let waiting = waitingAhead
            if !waiting.isEmpty { notes.append("ahead of it waits \(words(for: waiting))") }
            return notes + noteOnMove
        case .quota(let excess), .quotaKept(let excess):
            let holders = parts(
                state.nodes.keys.flatMap { state.liveAttempts(on: $0) }
                    .filter { state.allocations[$0.id.allocation]?.job.namespace == excess.namespace })
            return holders.isEmpty ? [] : ["namespace \(excess.namespace) has \(words(for: holders))"]
        case .waitsForRoom(let node):
            let ending = parts(state.liveAttempts(on: node).filter { $0.stopping != nil })
            return (ending.isEmpty ? [] : ["asked to end there: \(words(for: ending))"]) + noteOnDisplaced
        default: return noteOnMove
        }
    }

    /// What makes room for its job everywhere.
    private var noteOnDisplaced: [String] {
        let ending = job.displaced.compactMap { state.attempt($0) }.filter(\.state.isLive)
        let moved = ending.count { $0.stopping == .rebalanced }
        var clauses: [String] = []
        func add(_ count: Int, _ words: (String, String)) {
            if count > 0 { clauses.append(count == 1 ? "1 task \(words.0)" : "\(count) tasks \(words.1)") }
        }
        add(ending.count - moved, ("of a lower priority is asked to end", "of a lower priority are asked to end"))
        add(moved, ("is asked to go on elsewhere", "are asked to go on elsewhere"))
        guard ending.count > 1 || moved > 0 else { return [] }
        return [
            "to make room for its job \(clauses.joined(separator: " and ")) (see `muster job show \(job.definition.id)`)"
        ]
    }

    /// Why it waits though it ran.
    private var noteOnMove: [String] {
        allocation.yieldsTo.map { ["it was moved so that job \($0) fits, and comes right behind that"] } ?? []
    }

    /// What runs on the servers that lack nothing but room.
    var holders: [Part] {
        parts(survey.short.flatMap { state.liveAttempts(on: inquiry.floor.servers[$0].id) })
    }

    /// What the pass gave the room to that is free, or keeps it for.
    private var contenders: [Part] {
        guard !survey.fitting.isEmpty, placesForGang >= gangSize else { return [] }
        let nodes = SortedSet(survey.fitting.map { inquiry.floor.servers[$0].id })
        var ids: [AllocationID] = []
        for placement in inquiry.pass.plans.flatMap(\.placements) where nodes.contains(placement.session.node) {
            ids.append(placement.allocation)
        }
        for wait in inquiry.pass.blocked {
            if case .waitsForRoom(let node) = wait.reason, nodes.contains(node) { ids.append(wait.allocation) }
        }
        return parts(of: ids)
    }

    /// What waits for room before it.
    var waitingAhead: [Part] {
        let own = job.definition.id
        let waiting = inquiry.pass.blocked.prefix(ahead.count).filter { wait in
            switch wait.reason {
            case .noRoom, .noDomain, .waitsForRoom: state.allocations[wait.allocation]?.job != own
            default: false
            }
        }
        return parts(of: waiting.map(\.allocation))
    }

    private func parts(_ attempts: [Attempt]) -> [Part] {
        var found = SortedMap<JobID, Part>()
        for attempt in attempts {
            guard let name = state.allocations[attempt.id.allocation]?.job, let job = state.jobs[name] else { continue }
            var part = found[name] ?? Part(job: name, priority: job.definition.priority, tasks: 0, gpus: 0)
            part.tasks += 1
            part.gpus += attempt.gpus.reduce(0) { $0 + $1.thousandths }
            found[name] = part
        }
        return found.values.sorted { ($1.gpus, $1.tasks, $0.job) < ($0.gpus, $0.tasks, $1.job) }
    }

    private func parts(of ids: [AllocationID]) -> [Part] {
        var found = SortedMap<JobID, Part>()
        for id in ids {
            guard let name = state.allocations[id]?.job, let definition = state.jobs[name]?.definition else { continue }
            var part = found[name] ?? Part(job: name, priority: definition.priority, tasks: 0, gpus: 0)
            part.tasks += 1
            part.gpus += NamespaceHolding(of: definition)[.gpus]
            found[name] = part
        }
        return found.values.sorted { ($1.priority, $0.job) < ($0.priority, $1.job) }
    }

    /// `night (priority 80: 2 tasks with 16 GPUs) and 3 more jobs`.
    private func words(for parts: [Part]) -> String {
        let shown = parts.prefix(Wait.jobsShown).map { part in
            let tasks = part.tasks == 1 ? "1 task" : "\(part.tasks) tasks"
            let gpus = Amount.decimal(part.gpus, of: GPU.thousandths)
            return "\(part.job) (priority \(part.priority): \(tasks)"
                + (part.gpus == 0 ? "" : " with \(gpus) \(gpus == "1" ? "GPU" : "GPUs")") + ")"
        }
        let rest = parts.count - shown.count
        let more = rest == 1 ? ["1 more job"] : ["\(rest) more jobs"]
        return (shown + (rest > 0 ? more : [])).enumerated().map { place, part in
            place == 0 ? part : (place == shown.count + (rest > 0 ? 0 : -1) ? " and " : ", ") + part
        }.joined()
    }
}
