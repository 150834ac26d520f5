import Determinism
import Fleet

/// What a leader lets go of what it knows by session and attempt, so that a long leadership does not gather what is over.
extension Member {
    /// Attempts whose loss is committed, and whose agent has heard that it must end them and lists them no longer, need not be
    /// named any more: it has buried them.
    mutating func forgetCondemned(of beat: Beat) {
        guard let condemned = leadership?.condemned[beat.session], !condemned.isEmpty else { return }
        let listed = SortedSet(beat.liveTasks)
        for attempt in condemned where fleet.attempt(attempt)?.state.isLive != true && !listed.contains(attempt) {
            guard let told = leadership?.toldToEnd[attempt], beat.acknowledged >= told else { continue }
            drop(attempt, of: beat.session)
            leadership?.mustSchedule = true
        }
    }

    /// The session is closed: nothing is acknowledged to it any more. When its leases were granted counts on for as long as
    /// attempts of it live.
    mutating func forget(_ session: SessionID) {
        guard fleet.nodes[session.node]?.session != session else { return }
        leadership?.acknowledged[session] = nil
        for attempt in leadership?.condemned[session] ?? SortedSet() { drop(attempt, of: session) }
        if fleet.liveAttempts(of: session).isEmpty { leadership?.leases.forget(session) }
    }

    /// An attempt is over; if it was the last of a session that is closed, nothing of that session is left.
    mutating func forgetRemnant(_ id: AttemptID) {
        guard let attempt = fleet.attempt(id), fleet.nodes[attempt.node]?.session != attempt.session else { return }
        drop(id, of: attempt.session)
        if fleet.liveAttempts(of: attempt.session).isEmpty { leadership?.leases.forget(attempt.session) }
    }

    private mutating func drop(_ attempt: AttemptID, of session: SessionID) {
        leadership?.toldToEnd[attempt] = nil
        leadership?.condemned[session]?.remove(attempt)
        if leadership?.condemned[session]?.isEmpty == true { leadership?.condemned[session] = nil }
    }
}
