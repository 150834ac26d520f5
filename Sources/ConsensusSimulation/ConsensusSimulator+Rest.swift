import Consensus
import Determinism
import Linearizability

/// The return to rest: all faults end, and the cluster must become whole in bounded time.
extension ConsensusSimulator {
    private static var bound: Span { .seconds(30) }
    private static var writeBound: Span { .seconds(15) }
    /// Steps of the linearizability checker.
    private static var checkBound: Int { 300_000 }
    /// What a member's log may hold behind its snapshot once all is quiet.
    private static var logLimit: Int { 150 }

    func rest() {
        addMissingFaults()
        guard violation == nil else { return }
        note("all faults end")
        isResting = true
        for fault in underWay { end(fault.event) }
        network.isPerfect = true
        for member in members {
            resume(member)
            member.losesPowerInWrite = false
            member.clock.run(partsPerMillion: 1_000_000, from: now)
            member.timerAt = .never
            start(member)
            setTimer(member)
        }
        let auditor = clients[KeyValueState.clients - 1]
        ask(.init(kind: .put, key: 0, value: .max, guess: nil, givesUp: false), by: auditor)
        let began = now
        play(until: began + Self.writeBound) { auditor.current == nil }
        if violation == nil, auditor.current != nil {
            fail(.progress, "no write succeeds within \(Self.writeBound.wholeMilliseconds / 1_000) s after the faults")
        }
        for key in 0..<UInt64(KeyValueState.keys) {
            ask(.init(kind: .get, key: key, value: nil, guess: nil, givesUp: false), by: auditor)
        }
        isWhole = false
        play(until: began + Self.bound) { isWhole }
        if violation == nil, !isWhole { fail(.progress, whatIsMissing ?? "the cluster is not whole") }
    }

    /// A history that had little luck gets some more trouble.
    private func addMissingFaults() {
        guard !options.mayBeThin else { return }
        for _ in 0..<20 where faults.total < 10 && violation == nil {
            if let leader {
                stop(leader, losesPower: false, why: "it is killed")
                faults[.leaderKilled] += 1
                schedule(.starts(member: leader.place, life: leader.life), after: .milliseconds(500))
            }
            play(until: now + .seconds(2))
            now = now + .seconds(2)
        }
    }

    func lookWhetherWhole() { isWhole = whatIsMissing == nil }

    private var whatIsMissing: String? {
        guard let leader, let raft = leader.raft else { return "nobody leads" }
        if !raft.hasCommittedInTerm { return "\(leader.name) leads and cannot commit" }
        let configuration = raft.configuration
        if configuration.isJoint { return "the configuration stays joint" }
        if !configuration.joining.isEmpty {
            return "members \(configuration.joining.map(\.rawValue)) are not promoted"
        }
        for member in members {
            let isVoter = ConfigurationRules.contains(configuration.voters, member.peer)
            let isLearner = ConfigurationRules.contains(configuration.learners, member.peer)
            guard isVoter == (wanted[member.place] == true), isLearner == (wanted[member.place] == false) else {
                return "\(member.name) is not in the configuration as it should be"
            }
            guard isVoter || isLearner else { continue }
            if member.applied < raft.lastIndex {
                return "\(member.name) has applied \(member.applied.rawValue) of \(raft.lastIndex.rawValue) entries"
            }
        }
        for client in clients where client.current != nil || !client.queue.isEmpty {
            return "client \(client.id) still waits for an answer"
        }
        return nil
    }

    func checkEnd() {
        for member in members where wanted[member.place] != nil {
            if member.log.count > Self.logLimit {
                fail(.bounded, "the log of \(member.name) holds \(member.log.count) entries behind its snapshot")
            }
            if !member.waiting.isEmpty, member.waiting.count > 50 {
                fail(.bounded, "\(member.waiting.count) proposals wait on \(member.name)")
            }
        }
        switch history.check(bound: Self.checkBound) {
        case .linearizable: break
        case .notLinearizable(let example): fail(.linearizability, "\(example)")
        case .unknown: isUnchecked = true
        }
        if !options.mayBeThin,
            now.since(beganAt) < .seconds(60) || faults.total < 10 || operations.total < 100
        {
            fail(
                .tooThin,
                "\(now.since(beganAt).wholeMilliseconds) ms, \(faults.total) faults, \(operations.total) operations")
        }
    }
}
