import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Wire

/// What is shown of jobs and their allocations.
extension Views {
    func allocationView(_ allocation: Allocation) -> Wire.AllocationView {
        var view = Wire.AllocationView(
            id: allocation.id.number, namespaceName: allocation.job.namespace, job: allocation.job.name,
            index: allocation.index, state: stateWord(allocation), attempt: allocation.attemptCount,
            failover: allocation.failover, pendingSince: allocation.pendingSince.nanoseconds)
        if let attempt = allocation.current {
            view.node = attempt.node.name
            view.token = attempt.token.wire
            view.assignedAt = attempt.assignedAt.nanoseconds
            view.runningAt = attempt.runningAt.nanoseconds
            view.endedAt = attempt.endedAt.nanoseconds
            if attempt.state.isLive { view.gpus = attempt.gpus.map(\.wire) }
            view.use = use(of: attempt)
            view.gpuUse = gpuUse(of: attempt)
            view.supervisor = member.lastReport(of: attempt.id, on: attempt.node)?.supervisor ?? 0
            if attempt.notDead, attempt.state.isLive {
                view.note =
                    "it cannot be killed on \(attempt.node): its resources stay taken and it is not started elsewhere; "
                    + Views.remedy(for: attempt)
            }
            if case .ended(let end) = attempt.state { view.end = words(end, of: attempt) }
        }
        view.history = allocation.attempts.dropLast().map { attempt in
            guard case .ended(let end) = attempt.state else { return "attempt \(attempt.id.number) on \(attempt.node)" }
            return "attempt \(attempt.id.number) on \(attempt.node): \(words(end, of: attempt))"
        }
        return view
    }

    private func stateWord(_ allocation: Allocation) -> String {
        switch allocation.state {
        case .pending: return "pending"
        case .finished(let result): return Views.word(result)
        case .active:
            guard let attempt = allocation.current else { return "pending" }
            if attempt.notDead { return "not dead" }
            if attempt.stopping != nil { return "stopping" }
            return attempt.state == .running ? "running" : "assigned"
        }
    }

    /// How an attempt ended and why.
    func words(_ end: Fleet.AttemptEnd, of attempt: Attempt) -> String {
        let exit: String =
            switch end.exit {
            case .code(let code)?: " with exit code \(code)"
            case .signal(let signal)?: " by signal \(signal)"
            case nil: ""
            }
        let cause: String =
            switch end.cause {
            case .completed: "completed\(exit)"
            case .failed: "failed\(exit)"
            case .notStarted: "could not be started"
            case .lapsed: "ended when its lease ran out"
            case .timeLimit: "ended by its time limit\(exit)"
            case .lost: "lost with its server"
            case .stopped:
                switch attempt.stopping {
                case .jobStopped?: "stopped with its job\(exit)"
                case .preempted?: "preempted\(attempt.beneficiary.map { " for job \($0)" } ?? "")\(exit)"
                case .rebalanced?: "moved to make room\(attempt.beneficiary.map { " for job \($0)" } ?? "")\(exit)"
                case .held?: "ended\(exit) since its job was held"
                case .relieved?: "moved off a server with too much to do, or too hot\(exit)"
                case .consolidated?: "moved so that its server can rest\(exit)"
                case .drained?: "moved from a draining server\(exit)"
                case .deadline?: "ended at its job's deadline\(exit)"
                case .superseded?: "replaced by a newer version\(exit)"
                case nil: "stopped\(exit)"
                }
            }
        return end.message.isEmpty ? cause : "\(cause): \(end.message)"
    }

    func jobView(_ job: Job, withAllocations: Bool) -> Wire.JobView {
        let allocations = job.allocations.compactMap { member.fleet.allocations[$0] }
        var view = Wire.JobView(
            definition: job.definition.wire, version: job.version, owner: job.owner,
            submittedAt: job.submittedAt.nanoseconds)
        var failed = 0
        var undead = 0
        for allocation in allocations {
            switch allocation.state {
            case .pending: view.pending += 1
            case .active:
                let isUndead = allocation.current?.notDead == true
                undead += isUndead ? 1 : 0
                view.running += allocation.current?.state == .running && !isUndead ? 1 : 0
            case .finished(let result):
                view.finished += 1
                failed += result == .failed ? 1 : 0
            }
        }
        let active = allocations.filter { $0.state == .active }.count
        if member.fleet.isFinished(job) || active + Int(view.pending) == 0 && !allocations.isEmpty {
            view.state = Views.word(member.fleet.result(of: job))
        } else if job.desired == .stopped {
            view.state = "stopping"
        } else if job.hold != nil {
            view.state = "held"
        } else if !job.waitsFor.isEmpty {
            view.state = "waiting"
        } else if view.pending == 0, failed == 0, undead == 0 {
            view.state = Int(view.running) == active ? "running" : "starting"
        } else {
            view.state = active == 0 ? "pending" : "degraded"
        }
        view.note = note(on: job)
        if withAllocations {
            let listed = Views.listed(allocations)
            view.allocations = listed.map(allocationView)
            view.unlisted = UInt64(allocations.count - listed.count)
            view.displaced = job.displaced.compactMap(displacedView)
        }
        view.scaled = job.scaled.map {
            Wire.ScalingView(at: $0.at.nanoseconds, from: $0.from, to: $0.to, actor: $0.actor, reason: $0.reason)
        }
        view.hold = job.hold.map {
            Wire.HoldView(since: $0.since.nanoseconds, actor: $0.actor, reason: $0.reason)
        }
        view.idleWarning = member.idleWarning(of: job.definition.id).map {
            Wire.IdleWarningView(
                gpus: $0.gpus, since: $0.since.nanoseconds, reclaimAt: $0.reclaimAt?.nanoseconds ?? 0)
        }
        return view
    }

    /// What became of an attempt that made room for a job; nil where nothing is known of it any more.
    private func displacedView(_ id: AttemptID) -> Wire.DisplacedView? {
        guard let allocation = member.fleet.allocations[id.allocation],
            let attempt = allocation.attempts.first(where: { $0.id == id })
        else { return nil }
        var view = Wire.DisplacedView(
            namespaceName: allocation.job.namespace, job: allocation.job.name, index: allocation.index,
            attempt: id.number, node: attempt.node.name, moved: attempt.stopping == .rebalanced,
            state: attempt.state.isLive ? "ending" : stateWord(allocation))
        if allocation.state == .active, !attempt.state.isLive { view.nowOn = allocation.current?.node.name ?? "" }
        return view
    }

    /// What is to be said of a job beside its state.
    private func note(on job: Job) -> String {
        if let missed = job.missedDependency { return "cancelled: \(missed)" }
        var notes: [String] = []
        if job.definition.count > 1, job.definition.type == .batch { notes.append(summary(of: job)) }
        if let hold = job.hold {
            notes.append("\(hold.inWords); `muster job release \(job.definition.id)` lets it run again")
        }
        if !job.waitsFor.isEmpty {
            notes.append("waits for " + job.waitsFor.map(\.description).joined(separator: " and for "))
        }
        if let warning = member.idleWarning(of: job.definition.id) { notes.append(Views.words(warning)) }
        if let deadline = job.deadline {
            notes.append(job.isPastDeadline ? "was ended at its deadline, \(deadline)" : "is to be over by \(deadline)")
        }
        notes += scalingInWords(job)
        if let rules = job.definition.rulesInWords { notes.append(rules) }
        return notes.joined(separator: "; ")
    }

    /// Between which bounds a job's tasks are kept, and when and why their number last changed.
    private func scalingInWords(_ job: Job) -> [String] {
        var notes: [String] = []
        if let scaling = job.definition.scaling {
            let time = member.fleet.time
            let bounds = scaling.bounds(at: time)
            if let scheduled = scaling.scheduled(at: time) {
                notes.append("follows its schedule, which asks for \(scheduled) now")
            } else {
                let by = scaling.cpuPercent.map { " for a CPU use of \($0)%" } ?? ""
                notes.append("scales between \(bounds.lowerBound) and \(bounds.upperBound) now\(by)")
            }
        }
        if let scaled = job.scaled {
            let reason = scaled.reason.isEmpty ? "" : ": \(scaled.reason)"
            let at = WallTime(nanoseconds: scaled.at.seconds * 1_000_000_000)
            notes.append("scaled from \(scaled.from) to \(scaled.to) by \(scaled.actor) at \(at)\(reason)")
        }
        return notes
    }

    /// How many tasks of a job stand where, and which have not completed.
    private func summary(of job: Job) -> String {
        var counts = SortedMap<String, Int>()
        var failed: [UInt64] = []
        for id in job.allocations {
            guard let allocation = member.fleet.allocations[id] else { continue }
            counts[stateWord(allocation), default: 0] += 1
            if case .finished(let result) = allocation.state, result == .failed || result == .timeLimit {
                failed.append(allocation.index)
            }
        }
        var text = counts.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        if let bound = job.definition.atMost { text += " (at most \(bound) at a time)" }
        guard !failed.isEmpty else { return "tasks: \(text)" }
        let shown = failed.prefix(Views.failedShown).map { "\($0)" }.joined(separator: ", ")
        let more = failed.count > Views.failedShown ? " and \(failed.count - Views.failedShown) more" : ""
        return "tasks: \(text); failed: \(shown)\(more)"
    }

    /// Indexes of failed tasks that a summary names.
    static let failedShown = 20
    /// Allocations of a job that are listed at the most, as long as others tell nothing.
    static let allocationsListed = 100

    /// The allocations of a job that are worth a line: all of a small job, and of a large one those that run or went wrong.
    static func listed(_ allocations: [Allocation]) -> [Allocation] {
        guard allocations.count > allocationsListed else { return allocations }
        let telling = allocations.filter { allocation in
            switch allocation.state {
            case .active: true
            case .pending: allocation.attemptCount > 0
            case .finished(let result): result == .failed || result == .timeLimit
            }
        }
        return Array((telling.isEmpty ? allocations : telling).prefix(allocationsListed))
    }

    static func word(_ result: Allocation.Result) -> String {
        switch result {
        case .complete: "complete"
        case .failed: "failed"
        case .stopped: "stopped"
        case .dependencyFailed: "cancelled"
        case .deadlinePassed, .timeLimit: result.description
        }
    }
}
