import Determinism
import Fleet

/// Decides what a task's supervisor does: when to start, when to ask for a checkpoint, and when to kill. The lease page says
/// when the newest acknowledged beat was sent; the attempt's lease ends `leaseLength` after that, and the tree must be dead by then, so killing starts
/// `killLead` earlier. The page is only looked at when the kill time that is known comes up: a renewal costs nothing.
///
/// The shell's duty: on every wake-up hand in `leaseRead` first, then what happened, then `timer` if the time of the newest
/// `wakeAt` has come. A supervisor that was frozen past its lease thus kills as its first act. While `awaitsCheckpoint` it
/// looks whether the task has said that its checkpoint is written, and hands that in before an exit that it saw too.
///
/// An end that is asked for, and one that the task's time limit brings, goes through these phases, each bounded, and none of them outlasts the lease:
/// running → checkpointing (only with a checkpoint contract) → stopping → killing → done.
public struct SupervisorCore: Sendable {
    /// The terms of an attempt.
    public struct Terms: Hashable, Sendable {
        /// L: how long an acknowledged beat keeps the attempt alive; may be `unlimited`.
        public var leaseLength: Span
        /// How long before the lease's end the killing starts.
        public var killLead: Span
        /// How long after the first SIGKILL survivors are reported as "not dead".
        public var killBound: Span

        /// How long the task may run, and how it is asked to end then; nil for as long as it takes.
        public var limit: Limit?

        /// Terms of an attempt.
        public init(
            leaseLength: Span, killLead: Span, killBound: Span = .seconds(5), limit: Limit? = nil
        ) {
            self.leaseLength = leaseLength
            self.killLead = killLead
            self.killBound = killBound
            self.limit = limit
        }
    }

    /// A task's time limit, by the clock of the lease: nobody has to be reached for it to be kept.
    public struct Limit: Hashable, Sendable {
        /// How long after its start the task is asked to end.
        public var span: Span
        /// The signal that asks for it.
        public var signal: Int32
        /// How long it then has.
        public var grace: Span
        /// How it is asked to save its work before; nil if it cannot.
        public var checkpoint: Checkpoint?

        /// A limit with its parts.
        public init(span: Span, signal: Int32, grace: Span, checkpoint: Checkpoint? = nil) {
            self.span = span
            self.signal = signal
            self.grace = grace
            self.checkpoint = checkpoint
        }
    }

    /// How a task is asked to save its work before it has to end.
    public struct Checkpoint: Hashable, Sendable {
        /// The signal that asks for it.
        public var signal: Int32
        /// How long writing it may take; then the stop goes on without it.
        public var grace: Span

        /// A request with its parts.
        public init(signal: Int32, grace: Span) {
            self.signal = signal
            self.grace = grace
        }
    }

    /// What happened.
    public enum Input: Hashable, Sendable {
        /// The supervisor is ready; the page says `renewedAt`. Answered by `start`, or by the record of a lease that is over.
        case begin(renewedAt: Instant)
        /// The task's main process runs.
        case started(pid: Int32)
        /// It could not be started; nothing is alive.
        case startFailed(stage: Int32, error: Int32)
        /// The page was read. `Instant.origin` for a page of another boot.
        case leaseRead(renewedAt: Instant)
        /// Somebody wants the task to end: first the checkpoint, where one is asked for; then `signal`, and SIGKILL after
        /// `grace`. A request after the first may only bring the end nearer.
        case stopRequested(signal: Int32, grace: Span, checkpoint: Checkpoint? = nil)
        /// The task has said, since the newest `awaitCheckpoint`, that its checkpoint is written.
        case checkpointWritten
        /// The main process ended.
        case childExited(ExitStatus)
        /// No process is left in the namespace but the supervisor.
        case treeEmpty
        /// The instant of the newest `wakeAt` has come.
        case timer
    }

    /// What to do.
    public enum Effect: Hashable, Sendable {
        /// Start the task's program.
        case start
        /// A checkpoint is about to be asked for: what the task has said before of a checkpoint does not count.
        case awaitCheckpoint
        /// Send a signal to the task's main process.
        case kill(signal: Int32)
        /// Send SIGKILL to everything in the namespace.
        case killTree
        /// Tell that SIGKILL did not end the tree within the bound.
        case reportNotDead
        /// Write the record of the end, durably, and finish.
        case record(TaskEnd)
        /// Wake at this instant, replacing the earlier one; `never` for no wake-up.
        case wakeAt(Instant)
    }

    private enum Phase: Hashable, Sendable {
        case new
        case starting
        case running
        case checkpointing(since: Instant, until: Instant, stop: Stop)
        case stopping(graceEnds: Instant)
        case killing(since: Instant, retryAt: Instant, retryAfter: Span, reported: Bool)
        case done
    }

    /// The stop that follows a checkpoint.
    private struct Stop: Hashable {
        var signal: Int32
        var grace: Span
    }

    private let terms: Terms
    private var phase = Phase.new
    private var renewedAt = Instant.origin
    private var cause = TaskEndCause.exited
    private var process: ExitStatus?
    private var checkpoint = CheckpointOutcome.notAsked
    private var killLateness = Span.zero
    private var wake = Instant.never
    /// When the task has run for as long as it may.
    private var limitEnds = Instant.never

    /// A supervisor that has not begun.
    public init(terms: Terms) {
        self.terms = terms
    }

    /// When the lease ends, as far as is known.
    public var leaseEnd: Instant { renewedAt + terms.leaseLength }
    /// When the killing starts unless the lease is renewed.
    public var killTime: Instant {
        terms.leaseLength == .unlimited ? .never : leaseEnd - terms.killLead
    }
    /// The instant of the newest `wakeAt`.
    public var nextWake: Instant { wake }
    /// Whether the task was asked for a checkpoint and has not yet said that it is written.
    public var awaitsCheckpoint: Bool {
        if case .checkpointing = phase { return true }
        return false
    }
    /// Whether the record was made.
    public var isDone: Bool { phase == .done }

    /// Takes in what happened and tells what to do, in order.
    public mutating func step(_ input: Input, now: Instant) -> [Effect] {
        var effects: [Effect] = []
        switch input {
        case .begin(let instant):
            guard phase == .new else { break }
            learn(instant)
            if now >= killTime {
                finish(TaskEnd(cause: .leaseLapsed), &effects)
            } else {
                phase = .starting
                effects.append(.start)
            }
        case .started:
            if phase == .starting {
                phase = .running
                limitEnds = terms.limit.map { now + $0.span } ?? .never
            }
            enforce(now, &effects)
        case .startFailed(let stage, let error):
            guard phase != .done else { break }
            finish(TaskEnd(cause: .startFailed(stage: stage, error: error)), &effects)
        case .leaseRead(let instant):
            learn(instant)
            enforce(now, &effects)
        case .stopRequested(let signal, let grace, let checkpoint):
            stop(Stop(signal: signal, grace: grace), after: checkpoint, now, &effects)
        case .checkpointWritten:
            guard case .checkpointing(let since, _, let stop) = phase else { break }
            checkpoint = .written(after: now.since(since))
            beginStopping(stop, now, &effects)
            enforce(now, &effects)
        case .childExited(let end):
            childExited(end, now, &effects)
        case .treeEmpty:
            treeEmpty(now, &effects)
        case .timer:
            enforce(now, &effects)
        }
        arm(&effects)
        return effects
    }

    /// A page never takes a lease back: an older time than the newest known is damage or a race, and is ignored.
    private mutating func learn(_ instant: Instant) {
        renewedAt = max(renewedAt, instant)
    }

    private mutating func enforce(_ now: Instant, _ effects: inout [Effect]) {
        switch phase {
        case .new, .starting, .done:
            break
        case .running, .checkpointing, .stopping:
            if now >= killTime {
                cause = .leaseLapsed
                killLateness = now.since(killTime)
                beginKilling(now, &effects)
            } else if phase == .running, now >= limitEnds, let limit = terms.limit {
                cause = .timeLimit
                beginEnding(Stop(signal: limit.signal, grace: limit.grace), after: limit.checkpoint, now, &effects)
            } else if case .checkpointing(_, let until, let stop) = phase, now >= until {
                beginStopping(stop, now, &effects)
            } else if case .stopping(let graceEnds) = phase, now >= graceEnds {
                beginKilling(now, &effects)
            }
        case .killing(let since, let retryAt, let retryAfter, let reported):
            guard now >= retryAt else { break }
            effects.append(.killTree)
            var reported = reported
            if !reported && now.since(since) >= terms.killBound {
                reported = true
                effects.append(.reportNotDead)
            }
            let next = min(retryAfter * 2, .seconds(1))
            phase = .killing(since: since, retryAt: now + next, retryAfter: next, reported: reported)
        }
    }

    private mutating func stop(
        _ stop: Stop, after checkpoint: Checkpoint?, _ now: Instant, _ effects: inout [Effect]
    ) {
        switch phase {
        case .new:
            finish(TaskEnd(cause: .stopped), &effects)
        case .starting:
            // What has not begun has nothing to save.
            cause = .stopped
            beginStopping(stop, now, &effects)
        case .running:
            cause = .stopped
            beginEnding(stop, after: checkpoint, now, &effects)
        case .checkpointing(let since, let until, let planned):
            if let checkpoint, checkpoint.grace > .zero {
                let shorter = Stop(signal: planned.signal, grace: min(planned.grace, stop.grace))
                phase = .checkpointing(since: since, until: min(until, now + checkpoint.grace), stop: shorter)
            } else {
                // Whoever does not ask for a checkpoint does not wait for one; the end comes no later than planned.
                let latest = (until + planned.grace).since(now)
                beginStopping(Stop(signal: stop.signal, grace: min(stop.grace, latest)), now, &effects)
            }
        case .stopping(let graceEnds):
            // The signal is not repeated.
            if now + stop.grace < graceEnds { phase = .stopping(graceEnds: now + stop.grace) }
        case .killing, .done:
            return
        }
        enforce(now, &effects)
    }

    private mutating func beginEnding(
        _ stop: Stop, after checkpoint: Checkpoint?, _ now: Instant, _ effects: inout [Effect]
    ) {
        if let checkpoint, checkpoint.grace > .zero {
            self.checkpoint = .notWritten
            phase = .checkpointing(since: now, until: now + checkpoint.grace, stop: stop)
            effects += [.awaitCheckpoint, .kill(signal: checkpoint.signal)]
        } else {
            beginStopping(stop, now, &effects)
        }
    }

    private mutating func beginStopping(_ stop: Stop, _ now: Instant, _ effects: inout [Effect]) {
        if stop.grace == .zero {
            beginKilling(now, &effects)
        } else {
            phase = .stopping(graceEnds: now + stop.grace)
            effects.append(.kill(signal: stop.signal))
        }
    }

    private mutating func childExited(_ end: ExitStatus, _ now: Instant, _ effects: inout [Effect]) {
        guard phase != .done else { return }
        process = end
        switch phase {
        case .killing: break
        default: beginKilling(now, &effects)
        }
    }

    private mutating func treeEmpty(_ now: Instant, _ effects: inout [Effect]) {
        switch phase {
        case .new, .starting, .done: return
        case .running, .checkpointing, .stopping, .killing:
            finish(
                TaskEnd(
                    cause: cause, process: process, killLateness: killLateness,
                    overrun: terms.leaseLength == .unlimited ? .zero : now.since(leaseEnd), checkpoint: checkpoint),
                &effects)
        }
    }

    private mutating func beginKilling(_ now: Instant, _ effects: inout [Effect]) {
        effects.append(.killTree)
        let retry = Span.milliseconds(50)
        phase = .killing(since: now, retryAt: now + retry, retryAfter: retry, reported: false)
    }

    private mutating func finish(_ end: TaskEnd, _ effects: inout [Effect]) {
        phase = .done
        effects.append(.record(end))
    }

    /// Tells the shell of the next deadline if it is another than before.
    private mutating func arm(_ effects: inout [Effect]) {
        let next: Instant
        switch phase {
        case .new, .starting, .done: next = .never
        case .running: next = min(killTime, limitEnds)
        case .checkpointing(_, let until, _): next = min(until, killTime)
        case .stopping(let graceEnds): next = min(graceEnds, killTime)
        case .killing(_, let retryAt, _, _): next = retryAt
        }
        if next != wake {
            wake = next
            effects.append(.wakeAt(next))
        }
    }
}
