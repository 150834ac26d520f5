import CoordinatorCore
import Determinism
import Fleet

/// What administrators do now and then: they look after the brake and damped servers, change the profile, and confirm that
/// something which cannot be killed is over.
extension FleetSimulator {
    mutating func operateRarely() {
        switch random.below(18) {
        case 0: ask(.holdBrake, .change(.operation(.setBrake(isOnHold: true, released: []))))
        case 1...3: ask(.undamp, .change(.operation(.undamp(lostServer()))))
        case 4, 5: setProfile()
        case 6, 7: setSomeBMC()
        case 8: switchSomePower()
        case 9...11: setSomeQuota()
        case 12: setBalancing()
        default: confirmSomeAttempt()
        }
    }

    /// A hold is not forgotten for long.
    mutating func endHold() -> Bool {
        guard history.fleet.brake.isOnHold, random.oneIn(10) else { return false }
        ask(.releaseBrake, .change(.releaseBrake))
        return true
    }

    /// A server that was lost of late, or any.
    private mutating func lostServer() -> NodeID {
        let lost = history.fleet.nodes.filter { $0.value.losses.count > 0 }.map(\.key)
        guard lost.isEmpty else { return lost[Int(random.below(UInt64(lost.count)))] }
        return servers[Int(random.below(UInt64(servers.count)))].node
    }

    /// In one history of three any profile; in the others what there is, since quick beats make long histories.
    private mutating func setProfile() {
        let all = FailureProfile.allCases
        let profile = seed % 3 == 0 ? all[Int(random.below(UInt64(all.count)))] : .standard
        ask(.setProfile, .change(.operation(.setProfile(profile))))
    }

    /// Of what is reported as not dead, only what is really over: the operator has looked. Of anything else it is refused.
    private mutating func confirmSomeAttempt() {
        let live = servers.flatMap { server in
            history.fleet.liveAttempts(on: server.node).filter { attempt in
                !attempt.notDead || server.tasks[attempt.id]?.isAlive != true
            }
        }
        let undead = live.filter(\.notDead)
        let candidates = undead.isEmpty ? live : undead
        guard !candidates.isEmpty else { return ask(.read, .read) }
        let chosen = candidates[Int(random.below(UInt64(candidates.count)))]
        ask(.confirmAttempt, .change(.confirmDead(chosen.session, attempts: [chosen.id])))
    }
}
