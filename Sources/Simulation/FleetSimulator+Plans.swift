import Consensus
import CoordinatorCore
import Determinism
import Fleet

/// The newest beats of a server that followers have heard and could have passed on to a leader.
struct RelayableBeats: Sendable {
    /// Whose they are.
    var session: SessionID
    /// The highest sequence among them.
    var sequence: UInt64 = 0
    /// How many there were since the leader last heard anything of the server.
    var count = 0
    /// When the first of these was heard.
    var since = Instant.origin

    init(session: SessionID) { self.session = session }
}

/// Judges what a leader writes into its log as it writes it, by the state that it had and by what others have heard.
extension FleetSimulator {
    /// Notes which beats a leader should have heard of: a follower that hears a server passes that on.
    mutating func noteHeard(_ input: MemberInput, by index: Int) {
        switch input {
        case .agent(let heard):
            guard case .message(let message) = heard.event else { return }
            coordinators[index].heard[message.session] = now
            coordinators[index].heardLocally[heard.node] = coordinators[index].clock.local(now)
            noteWord(message, of: heard.node, by: index)
            // One that has just come to itself may know the term before it knows its leader: to whom should it pass on?
            guard let leader = leaders[coordinators[index].glance.term.rawValue], coordinators[index].follows == leader,
                let target = coordinators.firstIndex(where: { $0.id == leader }), target != index
            else { return }
            // Two followers hear the same beat, and a late copy of an old one says nothing.
            guard case .beat(let beat) = message else { return }
            var relayable = coordinators[target].relayable[heard.node] ?? RelayableBeats(session: beat.session)
            if relayable.session != beat.session { relayable = RelayableBeats(session: beat.session) }
            guard beat.sequence > relayable.sequence else { return }
            relayable.sequence = beat.sequence
            // Where many messages are lost, all of them may be.
            let isFit =
                coordinators[target].isUp && !coordinators[target].isFrozen && network.isFair(index, target)
                && network.isFair(target, index) && network.lossPerMille <= 10
            relayable.count = isFit ? relayable.count + 1 : 0
            if relayable.count == 1 { relayable.since = now }
            coordinators[target].relayable[heard.node] = relayable
        case .peer(_, .relay(let relayed)):
            for heard in relayed {
                guard case .message(let message) = heard.event else { continue }
                noteWord(message, of: heard.node, by: index)
                coordinators[index].heard[message.session] = now
                coordinators[index].heardLocally[heard.node] = coordinators[index].clock.local(now)
            }
        default: break
        }
    }

    /// A coordinator has heard a server itself, or by way of another: what was said before that is no news to it.
    private mutating func noteWord(_ message: AgentMessage, of node: NodeID, by index: Int) {
        coordinators[index].relayable[node]?.count = 0
        guard case .beat(let beat) = message else { return }
        var relayable = coordinators[index].relayable[node] ?? RelayableBeats(session: beat.session)
        if relayable.session != beat.session { relayable = RelayableBeats(session: beat.session) }
        relayable.sequence = max(relayable.sequence, beat.sequence)
        coordinators[index].relayable[node] = relayable
    }

    /// Judges the entries that a leader has just proposed.
    mutating func judgeProposals(of index: Int, in save: Save) {
        let glance = coordinators[index].glance
        guard glance.isLeader else { return }
        for entry in save.entries where entry.kind == .command && entry.term == glance.term {
            guard let proposed = try? FleetEntry(canonicalBytes: entry.payload) else { continue }
            switch proposed.operation {
            case .commitPlans(let plans):
                guard let state = coordinators[index].member?.fleet else { continue }
                for plan in plans { judge(plan.stops, of: index, at: proposed.time, by: state) }
                if plans.contains(where: \.moves) { judgeMoves(proposed, index: entry.index.rawValue, by: state) }
                judgePlacements(plans, of: index, at: proposed.time, by: state)
            case .declareLost(let session, _, _, _): judgeVerdict(over: session, of: index)
            case .setProfile(let profile):
                guard let settings = coordinators[index].member?.fleet.settings,
                    profile.leaderGrace < settings.leaderGrace
                else { continue }
                mayBePartedInChange(index)
            default: break
            }
        }
    }

    /// Judges what a leader moves by the state that it knew: what is lost while the plan is on its way is nobody's choice.
    private mutating func judgeMoves(_ entry: FleetEntry, index: UInt64, by state: FleetState) {
        var after = state
        for case .attemptStopping(let id) in after.apply(entry, index: index).changes {
            fail(CommittedHistory.checkMove(of: id, in: after))
        }
    }

    /// Only what is more urgent ends other work.
    private mutating func judge(_ stops: [PlannedStop], of index: Int, at time: WallTime, by state: FleetState) {
        for stop in stops where stop.reason == .preempted {
            guard let victim = state.allocations[stop.attempt.allocation].flatMap({ state.jobs[$0.job] }) else {
                continue
            }
            let isForHigher = state.pending.elements.contains { id in
                guard let job = state.allocations[id].flatMap({ state.jobs[$0.job] }) else { return false }
                return job.definition.priority > victim.definition.priority && job.waitsFor.isEmpty
                    && mayStillBegin(job, at: time) && boundLeavesRoom(for: job, in: state)
            }
            guard !isForHigher else { continue }
            fail(
                .init(
                    .preemptedForNothing,
                    "c\(index + 1) preempts \(stop.attempt) of priority \(victim.definition.priority), and nothing "
                        + "higher waits"))
        }
    }

    /// A server that the leader could have heard by way of a follower is not lost. Of beats that follow each other fast not
    /// every one is passed on.
    private mutating func judgeVerdict(over session: SessionID, of index: Int) {
        guard let state = coordinators[index].member?.fleet, state.nodes[session.node]?.session == session
        else { return }
        if state.brake.isOnHold {
            fail(.init(.brakeFailed, "c\(index + 1) declares \(session.node) lost while people hold every verdict"))
        }
        guard let relayable = coordinators[index].relayable[session.node], relayable.session == session,
            relayable.count >= 4, relayable.since + state.settings.beatInterval * 3 <= now
        else { return }
        fail(
            .init(
                .lostThoughHeard,
                "c\(index + 1) declares \(session.node) lost, of which followers have heard \(relayable.count) beats since"
            ))
    }
}

extension Plan {
    /// Whether it moves work elsewhere.
    fileprivate var moves: Bool { stops.contains { $0.reason == .drained || $0.reason.isMove } }
}
