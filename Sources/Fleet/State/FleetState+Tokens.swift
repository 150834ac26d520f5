import Determinism

/// Tokens by which machines join, and who joined with them.
extension FleetState {
    /// Tokens at the most.
    static let tokensAtMost = 1_000

    // MARK: Questions

    /// The token with that public key.
    public func token(withKey publicKey: String) -> JoinToken? {
        tokens.values.first { $0.terms.publicKey == publicKey }
    }

    // MARK: Changes

    /// Makes a token.
    mutating func createToken(_ terms: TokenTerms, owner: String, index: UInt64) -> Verdict {
        if let complaint = terms.complaint { return .invalid("token: \(complaint)") }
        guard token(withKey: terms.publicKey) == nil, keys[terms.publicKey] == nil else {
            return .conflict("token: its key is known already; use `muster token create`, which makes a new one")
        }
        guard tokens.count < FleetState.tokensAtMost else {
            return .conflict(
                "there are \(tokens.count) tokens, which is the most; those that are over go after some days")
        }
        tokens[index] = JoinToken(id: index, terms: terms, owner: owner, createdAt: time)
        changes.append(.keysChanged)
        return .done("token \(index) created", identifier: index)
    }

    /// Lets nobody join with a token any more. Who joined with it stays.
    mutating func revokeToken(_ id: UInt64) -> Verdict {
        guard let token = tokens[id] else {
            return .notFound("there is no token \(id); `muster token list` shows them")
        }
        if let refusal = token.refusal(at: time) { return .done("token \(id) \(refusal); nobody can join with it") }
        tokens.update(id) { [time] in $0.revokedAt = time }
        changes.append(.keysChanged)
        return .done("token \(id) is revoked; nobody can join with it any more")
    }

    /// Lets somebody join who holds a token.
    mutating func enrol(_ who: Enrolment, with tokenKey: String) -> Verdict {
        guard let token = token(withKey: tokenKey) else {
            return .notFound("there is no such token; ask for a new one (`muster token create`)")
        }
        switch who {
        case .agent(let node, let publicKey): return enrol(node, publicKey: publicKey, token)
        case .coordinator(let publicKey, _):
            guard token.terms.purpose == .coordinator else { return mismatch(token, "coordinators") }
            if token.lastKeys.contains(publicKey) { return .done("has joined already", identifier: token.id) }
            if let refusal = token.refusal(at: time) { return spent(token, refusal) }
            guard keys[publicKey] == nil else { return .conflict("that key is in use already; make a new one") }
            use(token, by: publicKey)
            return .done("a coordinator may join", identifier: token.id)
        }
    }

    private mutating func enrol(_ node: NodeID, publicKey: String, _ token: JoinToken) -> Verdict {
        guard token.terms.purpose == .agent else { return mismatch(token, "servers") }
        guard Names.isNode(node.name) else {
            return .invalid(
                "server name \(node.name.limited(toBytes: 64)): it must be 1 to 63 characters of a-z, 0-9, - and .; choose "
                    + "another with --name")
        }
        let record = KeyRecord(publicKey: publicKey, name: node.name, role: .agent(node))
        if let known = keys[publicKey] {
            guard known == record else {
                return .conflict("that key is in use already, as \(known.role); make a new one")
            }
            // Who asks again for want of an answer.
            if token.lastKeys.contains(publicKey) { return .done("\(node) has joined already", identifier: token.id) }
        }
        if let refusal = token.refusal(at: time) { return spent(token, refusal) }
        // A name in use belongs to whoever speaks with its key: a clone of its disk, or a thief of a token, is not it. Its own
        // machine, emptied and set up anew, has fallen silent, and its session and leases are over before long.
        if let session = nodes[node]?.session {
            return .conflict(
                "there is a server \(node) already, and its session \(session.nonce) is open: if this is another machine, "
                    + "choose another name with --name; if it is the same one, set up anew, wait until its leases are over or "
                    + "say `muster node confirm-dead \(node)`")
        }
        if let problem = put(record).problem { return problem }
        for (key, other) in keys where other.role == .agent(node) && key != publicKey { _ = removeKey(key) }
        use(token, by: publicKey)
        return .done("\(node) has joined", identifier: token.id)
    }

    private mutating func use(_ token: JoinToken, by publicKey: String) {
        tokens.update(token.id) {
            $0.used += 1
            $0.lastKeys.append(publicKey)
            if $0.lastKeys.count > JoinToken.keysKept { $0.lastKeys.removeFirst() }
        }
    }

    private func mismatch(_ token: JoinToken, _ whom: String) -> Verdict {
        let hint =
            token.terms.purpose == .agent
            ? "`muster token create --coordinator` makes one" : "make one without --coordinator"
        return .conflict("token \(token.id) is not for \(whom); \(hint)")
    }

    private func spent(_ token: JoinToken, _ refusal: String) -> Verdict {
        .conflict("token \(token.id) \(refusal); ask for a new one (`muster token create`)")
    }

    /// Lets tokens go that were over before `limit`; tells how many.
    mutating func forgetTokens(before limit: WallTime) -> UInt64 {
        var count: UInt64 = 0
        for id in tokens.keys {
            guard let token = tokens[id], token.refusal(at: time) != nil,
                min(token.revokedAt ?? token.expiresAt, token.expiresAt) < limit
            else { continue }
            tokens[id] = nil
            count += 1
        }
        if count > 0 { changes.append(.keysChanged) }
        return count
    }
}

extension Verdict {
    /// The verdict itself, if it was not done.
    fileprivate var problem: Verdict? { code == .done ? nil : self }
}
