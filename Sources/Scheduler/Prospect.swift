import Determinism
import Fleet

/// What would happen if jobs were submitted now: what `muster job plan` shows.
public struct Prospect: Hashable, Sendable {
    /// Tasks of one job that would run on one server.
    public struct Place: Hashable, Sendable {
        /// The server.
        public var node: NodeID
        /// How many tasks.
        public var tasks: UInt64
        /// The numbers of the GPUs that they would have, ascending.
        public var gpus: [UInt64]
        /// Whether they begin only once tasks that are asked to end have ended.
        public var waitsForEnds: Bool
    }

    /// Tasks of one job that would wait, all for the same reason.
    public struct Wait: Hashable, Sendable {
        /// How many tasks.
        public var tasks: UInt64
        /// What `muster job why` would say of the first of them.
        public var explanation: Explanation
    }

    /// What the submission would be for a job that is known and not over.
    public struct Change: Hashable, Sendable {
        /// Tasks that run on as they are.
        public var kept: UInt64 = 0
        /// Tasks that would be ended for good.
        public var stopped: UInt64 = 0
        /// Tasks that would be ended and started anew with the new version.
        public var replaced: UInt64 = 0
        /// Tasks that there would be more.
        public var added: UInt64 = 0
        /// Tasks that wait now already, and go on waiting for a place.
        public var waiting: UInt64 = 0
    }

    /// One of the jobs.
    public struct Part: Hashable, Sendable {
        /// The job.
        public var job: JobID
        /// What the submission would be answered. Where it would not be done, nothing of the job would be there.
        public var outcome: Outcome
        /// Why nothing of it would ever start although the submission would be accepted; nil where something may.
        public var isInVain: String?
        /// The version that it would have.
        public var version: UInt64 = 0
        /// What would change; nil for a job that is new or begins anew.
        public var change: Change?
        /// Where tasks would be started, by server.
        public var places: [Place] = []
        /// What would wait.
        public var waits: [Wait] = []

        /// One of which no more is known than the answer.
        public init(job: JobID, outcome: Outcome) {
            self.job = job
            self.outcome = outcome
        }
    }

    /// A task of another job that would be asked to end for these.
    public struct Victim: Hashable, Sendable {
        /// The attempt.
        public var attempt: AttemptID
        /// Its job.
        public var job: JobID
        /// Its index within the job.
        public var index: UInt64
        /// Its job's priority.
        public var priority: UInt64
        /// Its server.
        public var node: NodeID
        /// For how long it has run.
        public var ran: Span
        /// Whether its job has a contract by which it saves its work first; else all of it since it last did so is lost.
        public var savesItsWork: Bool
        /// How long it may take to end.
        public var grace: Span
        /// Where it would run next; nil where it would wait.
        public var next: NodeID?
        /// Whether it would be moved for them, its priority being no lower; else it would be preempted.
        public var isMoved = false
    }

    /// The jobs, as far as they would be submitted: none comes after one that would be refused.
    public var parts: [Part] = []
    /// What would be asked to end, or to go on elsewhere, for them, lowest priority first.
    public var victims: [Victim] = []
}
