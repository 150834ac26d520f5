import Determinism

extension FleetState {
    /// Sets how a server's power is reached; nil for no longer at all.
    mutating func set(_ bmc: BMC?, of id: NodeID) -> Verdict {
        guard nodes[id] != nil else { return .notFound("there is no server \(id); see `muster node list`") }
        guard let bmc else {
            guard power[id] != nil else { return .done("server \(id) has no BMC set") }
            power[id] = nil
            changes.append(.powerChanged(id))
            return .done("the BMC of server \(id) is forgotten")
        }
        if let problem = bmc.problem { return .invalid("BMC of \(id): \(problem)") }
        var control = power[id] ?? PowerControl(bmc: bmc)
        control.bmc = bmc
        power[id] = control
        changes.append(.powerChanged(id))
        return .done("the power of server \(id) is reached by \(bmc.agent)")
    }

    /// Power is to be switched, for the session that the server had when that was decided.
    mutating func orderPower(
        _ action: PowerAction, of id: NodeID, session: SessionID?, isAutomatic: Bool, index: UInt64
    ) -> Verdict {
        guard let node = nodes[id] else { return .notFound("there is no server \(id); see `muster node list`") }
        guard let control = power[id] else {
            return .conflict("server \(id) has no BMC set; see `muster node bmc set`")
        }
        guard node.session == session else {
            return .conflict(
                "server \(id) has another session by now: nothing is switched; look at it again (`muster node show \(id)`)"
            )
        }
        if let order = control.order {
            return order.action == action
                ? .done("power \(action) of server \(id) is under way already")
                : .conflict("power \(order.action) of server \(id) is under way; wait for its end")
        }
        if isAutomatic {
            guard control.bmc.fenceAfter != nil, !brake.isOnHold else {
                return .conflict("server \(id) may not be fenced without a person's word")
            }
            brake.note(id, at: time, window: settings.brakeWindow)
        }
        power.update(id) { [time] in
            $0.order = PowerOrder(
                action: action, session: session, isAutomatic: isAutomatic, index: index, at: time)
        }
        changes.append(.powerChanged(id))
        return .done("power \(action) of server \(id) is under way", identifier: index)
    }

    /// What became of the order of that index.
    mutating func settlePower(of id: NodeID, order index: UInt64, outcome: String) -> Verdict {
        guard power[id]?.order?.index == index else { return .done("another order has followed, or none is left") }
        endOrder(of: id, outcome: outcome)
        return .done(power[id]?.lastOutcome ?? "")
    }

    /// A new session ends every order: an older one was not decided for it.
    mutating func endOrder(of id: NodeID, becauseOf session: SessionID) {
        guard let order = power[id]?.order else { return }
        endOrder(
            of: id,
            outcome: order.action == .on
                ? "power on: the server is back in session \(session.nonce)"
                : "power off: given up, since the server has come back in session \(session.nonce)")
    }

    /// A recovery knows nothing of what has happened since.
    mutating func giveUpOrder(of id: NodeID) {
        guard let order = power[id]?.order else { return }
        power.update(id) {
            $0.order = nil
            $0.lastOutcome = "power \(order.action): given up, since the cluster was recovered"
        }
    }

    private mutating func endOrder(of id: NodeID, outcome: String) {
        power.update(id) {
            $0.order = nil
            $0.lastOutcome = outcome.limited(toBytes: FleetState.messageBytes)
        }
        changes.append(.powerChanged(id))
    }
}
