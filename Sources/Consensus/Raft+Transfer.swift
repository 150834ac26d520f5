import Determinism

/// Handing over of leadership (thesis, 3.10): when asked to, and when this leader's own disk is in trouble.
extension Raft {
    mutating func startTransfer(to target: MemberID) {
        guard role == .leader, target != id, transfer == nil, hasCommittedInTerm,
            configuration.voters.contains(where: { $0.id == target }), !configuration.isJoint
        else { return }
        transfer = (target, now + settings.electionTimeout, false)
    }

    /// Once the target has all entries it is told to campaign; nothing is proposed meanwhile.
    mutating func proceedWithTransfer() {
        guard let current = transfer, !current.isSent else { return }
        guard progress[current.target]?.match == log.lastIndex else { return }
        transfer?.isSent = true
        send(.timeoutNow, to: current.target)
    }

    /// A leader whose disk is full or stuck hands over to the voter that has most, if one is well. Entries are still
    /// committed by the others' disks (thesis, 10.2.1), so that this costs no request; but this leader's own votes and
    /// entries would soon be missing.
    mutating func handOverFromTroubledDisk() {
        guard hasCommittedInTerm, transfer == nil, now >= handoverNotBefore else { return }
        let isStuck = savesUnderWay.first.map { now.since($0.since) >= settings.slowDiskLimit } ?? false
        guard isStuck || isSpaceLow else { return }
        handoverNotBefore = now + settings.electionTimeout * 4
        let heirs = configuration.voters.filter { peer in
            guard peer.id != id, let progress = progress[peer.id] else { return false }
            return !progress.isSpaceLow && progress.isReplicating
                && now.since(progress.heardAt) < settings.electionTimeout
        }
        let best = heirs.max { (progress[$0.id]?.match ?? .zero) < (progress[$1.id]?.match ?? .zero) }
        if let best { startTransfer(to: best.id) }
    }
}
