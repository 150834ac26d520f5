import CoordinatorCore
import Determinism
import Fleet
import Scheduler
import Wire

/// What is, and would be, moved for the load's sake.
extension Views {
    func balanceView() -> Wire.BalanceView {
        let fleet = member.fleet
        let loads = ServerMeasurement(fleet: fleet, telemetry: telemetry, taskUsage: taskUsage, now: now).loads
        let moves = member.balancePlan(by: loads, now: now)
        var view = Wire.BalanceView(
            terms: fleet.balancing.wire, servers: UInt64(fleet.nodes.count { $0.value.session != nil }),
            measured: UInt64(loads.count), windowNs: ServerLoad.window.nanoseconds)
        view.moves = moves.compactMap { move in
            guard let allocation = fleet.allocations[move.attempt.allocation] else { return nil }
            return Wire.BalanceMoveView(
                namespaceName: allocation.job.namespace, job: allocation.job.name, index: allocation.index,
                from: move.from.name, to: move.to.name, relieves: move.reason == .relieved, why: move.why)
        }
        view.underWay = fleet.beingMoved.elements.compactMap { id in
            guard let attempt = fleet.attempt(id), let reason = attempt.stopping, reason.isForBalance,
                let allocation = fleet.allocations[id.allocation]
            else { return nil }
            return Wire.BalanceMoveView(
                namespaceName: allocation.job.namespace, job: allocation.job.name, index: allocation.index,
                from: attempt.node.name, relieves: reason == .relieved)
        }
        return view
    }
}

extension Balancing {
    init(wire: Wire.BalanceTerms) {
        self.init(relieves: wire.relieves, consolidates: wire.consolidates, movesAtOnce: wire.movesAtOnce)
    }

    var wire: Wire.BalanceTerms {
        Wire.BalanceTerms(relieves: relieves, consolidates: consolidates, movesAtOnce: movesAtOnce)
    }
}
