import Consensus
import Determinism

/// The administrator: what members the cluster has, and who brings a lost store back.
extension ConsensusSimulator {
    func administer(_ kind: OperationKind, _ pick: PlannedEvent.Pick) {
        switch kind {
        case .addVoter, .addLearner:
            guard let spare = members.indices.first(where: { wanted[$0] == nil }) else { return }
            note("\(members[spare].name) is to become a \(kind == .addVoter ? "voter" : "learner")")
            wanted[spare] = kind == .addVoter
        case .remove:
            let place = find(pick)
            guard wanted[place] != nil, nothingIsLost else { return }
            let voters = members.indices.filter { wanted[$0] == true && $0 != place }.count
            guard voters >= (plan.world.members > 3 ? 3 : 2) else { return }
            note("\(members[place].name) is to leave")
            wanted[place] = nil
        case .replace:
            let member = members[find(pick)]
            guard mayLose(member) else { return }
            stop(member, losesPower: false, why: "it is to be replaced")
            giveNewStore(member)
            schedule(.starts(member: member.place, life: member.life), after: .milliseconds(100))
        case .transfer:
            guard let leader else { return }
            let target = members[find(pick)]
            note("leadership is to go from \(leader.name) to \(target.name)")
            step(leader, .transferLeadership(target.id))
        case .snapshot:
            let member = members[find(pick)]
            guard member.isUp, !member.isPaused, member.applied > .zero else { return }
            note("\(member.name) makes a snapshot at index \(member.applied.rawValue)")
            makeSnapshot(member)
            step(member, [])
        default: return
        }
        operations[kind] += 1
    }

    private var nothingIsLost: Bool { !witness.configuration.value.voters.contains(where: isLost) }

    func operatorLooks() {
        schedule(.operatorLooks, after: isResting ? .milliseconds(200) : .milliseconds(400))
        for member in members where member.damage == .putBack && member.isUp {
            let isVoter = witness.configuration.value.voters.contains { $0.id == member.id }
            if member.durable.lastIndex >= member.lacksUntil || !isVoter { member.damage = nil }
        }
        refuseRegressedStores()
        if isResting { lookWhetherWhole() }
        guard let leader, let raft = leader.raft, raft.hasCommittedInTerm,
            now.since(changeSentAt) >= .milliseconds(900)
        else { return }
        let configuration = raft.configuration
        // Members on their way in are waited for, unless they have lost the store that they began with.
        let isJoining = configuration.learners.contains { configuration.joining.contains($0.id) && !isLost($0) }
        guard !configuration.isJoint, !isJoining,
            leader.log.configurations.last ?? .zero <= raft.commitIndex
        else { return }
        let steps = steps(from: configuration)
        guard let first = steps.first else { return }
        changes += 1
        changeSentAt = now
        let chosen = random.oneIn(2) ? steps : [first]
        note("\(leader.name) is asked to change the members: \(chosen.map(Self.describe).joined(separator: ", "))")
        let ticket = Ticket(client: Ticket.administrator, number: changes, attempt: 0)
        step(leader, .changeMembers(ticket: ticket.rawValue, chosen))
        insist(leader)
    }

    /// Now and then somebody asks a leader for a change without waiting: just elected, or with another under way. It has
    /// to refuse; only an address would change.
    func insist(_ leader: SimulatedMember) {
        guard !isResting, random.oneIn(3), var peer = leader.raft?.configuration.voters.first else { return }
        changes += 1
        peer.address = "\(changes)"
        let ticket = Ticket(client: Ticket.administrator, number: changes, attempt: 0)
        leader.followUp.append(.changeMembers(ticket: ticket.rawValue, [.update(peer)]))
        step(leader, [])
    }

    /// From the members in force to those that are wanted. Voters that have their stores go only while all others have theirs.
    private func steps(from configuration: Configuration) -> [MembershipStep] {
        var steps: [MembershipStep] = []
        let isSafe = nothingIsLost && !configuration.voters.contains(where: isLost)
        // A store that is damaged without anybody knowing it would be one more loss than the cluster was asked to bear.
        for member in members where member.isUp && member.damage != .flipped {
            guard let isVoter = wanted[member.place] else { continue }
            if isVoter {
                if !ConfigurationRules.contains(configuration.voters, member.peer) {
                    steps.append(.addVoter(member.peer))
                }
            } else if !ConfigurationRules.contains(configuration.learners, member.peer) {
                // To make a voter a learner takes a voter away.
                if let voter = configuration.voters.first(where: { $0.id == member.id }), !isSafe, !isLost(voter) {
                    continue
                }
                steps.append(.addLearner(member.peer))
            }
        }
        for peer in configuration.voters + configuration.learners
        where wanted[Int(peer.id.rawValue) - 1] == nil && (isSafe || isLost(peer)) {
            steps.append(.remove(peer.id))
        }
        return steps
    }

    private static func describe(_ step: MembershipStep) -> String {
        switch step {
        case .addVoter(let peer): "voter \(peer.id.rawValue)"
        case .addLearner(let peer): "learner \(peer.id.rawValue)"
        case .remove(let id): "without \(id.rawValue)"
        case .update(let peer): "update of \(peer.id.rawValue)"
        }
    }
}
