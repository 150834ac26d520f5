import Determinism
import Fleet

/// Machines that come up with another's name: with an empty disk in its place, or beside it with a copy of its disk.
extension FleetSimulator {
    /// Whether nothing with that name has power: somebody has been there.
    func isDead(_ node: NodeID) -> Bool { !servers.contains { $0.node == node && $0.hasPower } }

    /// The machine whose connection a coordinator has for a node: that of whom it heard last.
    func machine(of node: NodeID, heardBy coordinator: Int) -> Int? {
        guard let first = servers.firstIndex(where: { $0.node == node }) else { return nil }
        let copy = servers[serverCount]
        guard copy.node == node, copy.hasPower, first != serverCount,
            copy.spokeAt[coordinator] ?? .origin > servers[first].spokeAt[coordinator] ?? .origin
        else { return first }
        return serverCount
    }

    /// A server is switched off and set up anew: what it had claimed, recorded and journaled is gone.
    mutating func setUpAnew(_ index: Int, after duration: Span) -> Bool {
        guard servers[index].hasPower else { return false }
        cutPower(index)
        note("\(servers[index].node) is set up anew")
        servers[index].claims.removeAll()
        servers[index].ends.removeAll()
        servers[index].journal.removeAll()
        schedule(.serverBoots(index), after: duration + .milliseconds(500))
        return true
    }

    /// Another machine comes up with a copy of a server's disk, its key with it. Mostly when the first cannot be reached, which
    /// is why somebody restores its image; but it runs on.
    mutating func clone(_ index: Int, for duration: Span) -> Bool {
        let copy = servers[serverCount]
        let model = servers[index]
        // Nobody brings a second one up while the first is being confirmed to be dead.
        guard !copy.hasPower, !open.contains(where: { requests[$0].isConfirmation(of: model.node) }) else {
            return false
        }
        copy.node = model.node
        copy.claims = model.claims
        copy.ends = model.ends
        copy.journal = model.journal
        if random.oneIn(3) {
            // An image of long ago, or of another machine: it knows nothing.
            copy.claims.removeAll()
            copy.ends.removeAll()
            copy.journal.removeAll()
        }
        copy.isCopy = true
        copy.hasPower = true
        power.note(copy.node, isOn: true, at: now)
        copy.isDiskFull = false
        copy.spokeAt = [:]
        startClock(of: serverCount)
        note("\(model.node) comes up a second time, on another machine")
        let silence = duration + random.span(from: .seconds(2), through: .seconds(8))
        switch random.below(4) {
        case 0: break
        case 1 where model.hasPower && !model.isFrozen:
            freezeServer(index)
            schedule(.serverThaws(index, freeze: model.freeze), after: silence)
        default:
            let ways = coordinators.indices.flatMap { bothWays(hostOfServer(index), $0) }
            for way in ways { network.cut(way) }
            begin(ActiveFault(kind: .serverCloned, ways: ways), for: silence)
        }
        schedule(.agentStarts(serverCount), after: random.span(from: .milliseconds(100), through: .seconds(2)))
        schedule(
            .machine(.copyGoes(boot: copy.boot)), after: silence + random.span(from: .zero, through: .seconds(10)))
        return true
    }

    /// The copy is switched off, and its disk with it.
    mutating func endCopy() {
        guard servers[serverCount].hasPower else { return }
        cutPower(serverCount)
        servers[serverCount].claims.removeAll()
        servers[serverCount].ends.removeAll()
        servers[serverCount].journal.removeAll()
    }
}
