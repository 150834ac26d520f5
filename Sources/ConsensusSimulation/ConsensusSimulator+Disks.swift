import Consensus
import Determinism

/// Disks: one write after the other, what waits meanwhile goes into the next one.
extension ConsensusSimulator {
    func startWrite(_ member: SimulatedMember) {
        guard member.writing == 0, !member.pending.isEmpty else { return }
        member.writing = member.pending.count
        var delay = member.random.span(from: plan.world.diskDelay / 4, through: plan.world.diskDelay) + member.slowness
        // Now and then a flush takes ten times as long.
        if member.random.oneIn(50), !isResting { delay = delay * 10 }
        let isLarge = member.pending.contains { save in save.entries.contains { $0.payload.count > 300 } }
        if member.losesPowerInWrite, isLarge || member.random.oneIn(4) {
            member.losesPowerInWrite = false
            faults[.tornWrite] += 1
            schedule(.stops(member: member.place, life: member.life, losesPower: true), after: delay / 2)
            schedule(
                .starts(member: member.place, life: member.life &+ 1),
                after: delay + .milliseconds(member.random.below(3_000)))
            if member.random.oneIn(2) {
                // What a torn write has left shows when what was written over it is read again.
                let later = delay + .milliseconds(4_000 + member.random.below(8_000))
                schedule(.stops(member: member.place, life: member.life &+ 1, losesPower: false), after: later)
                schedule(.starts(member: member.place, life: member.life &+ 2), after: later + .milliseconds(500))
            }
        }
        schedule(.written(member: member.place, life: member.life), after: delay)
    }

    /// Now and then a member ends just after it has written over a part of its log: it must not come back with what was there.
    func killSoon(_ member: SimulatedMember) {
        guard !isResting, member.random.oneIn(4) else { return }
        faults[.killed] += 1
        let after = Span.milliseconds(1 + member.random.below(80))
        schedule(.stops(member: member.place, life: member.life, losesPower: member.random.oneIn(2)), after: after)
        schedule(.starts(member: member.place, life: member.life &+ 1), after: after + .milliseconds(300))
    }

    func written(_ member: SimulatedMember, life: UInt32) {
        guard let sequence = finishWrite(member, life: life) else { return }
        step(member, .saved(sequence: sequence))
    }

    /// The saves that were being written are durable; tells the newest.
    func finishWrite(_ member: SimulatedMember, life: UInt32) -> UInt64? {
        guard member.life == life, member.isUp, member.writing > 0 else { return nil }
        let batch = member.pending.prefix(member.writing)
        guard member.disk.write(batch) else {
            stop(member, losesPower: false, why: "its disk is full")
            schedule(.starts(member: member.place, life: member.life), after: .milliseconds(500))
            return nil
        }
        for save in batch { apply(save, to: &member.durable, member) }
        let sequence = batch.last?.sequence
        member.pending.removeFirst(member.writing)
        member.writing = 0
        startWrite(member)
        return sequence
    }

    func stored(_ snapshot: Snapshot, on member: SimulatedMember, life: UInt32) {
        guard let input = finishSnapshot(snapshot, member, life: life) else { return }
        step(member, input)
    }

    func finishSnapshot(_ snapshot: Snapshot, _ member: SimulatedMember, life: UInt32) -> RaftInput? {
        guard member.life == life, member.isUp else { return nil }
        member.storing = nil
        guard let stored = member.disk.store(snapshot) else { return .snapshotNotStored(snapshot.mark) }
        return .snapshotStored(stored)
    }
}
