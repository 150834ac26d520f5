import Determinism

extension FleetState {
    /// The cluster's first entry.
    mutating func found(cluster name: String, settings: ClusterSettings, keys records: [KeyRecord]) -> Verdict {
        guard cluster.isEmpty else {
            return .conflict("the cluster was already founded, as \(cluster); nothing was changed")
        }
        guard Names.isNode(name) else {
            return .invalid("cluster name: it must be 1 to 63 characters of a-z, 0-9, - and .")
        }
        guard settings.beatInterval > .zero, settings.leaderGrace > .zero, settings.suspectAfterBeats > 0,
            settings.brakePercent <= 100
        else {
            return .invalid("settings: intervals and counts must be greater than zero, and the brake at most 100 %")
        }
        for record in records {
            if let problem = problem(with: record) { return .invalid(problem) }
        }
        cluster = name
        self.settings = settings
        for record in records { install(record) }
        changes.append(.keysChanged)
        return .done("cluster \(name) founded with \(keys.count) keys")
    }

    /// Admits a key, or changes its name or role.
    mutating func put(_ record: KeyRecord) -> Verdict {
        if let problem = problem(with: record) { return .invalid(problem) }
        if isLastAdmin(record.publicKey) && record.role != .admin {
            return .conflict("\(record.name) holds the last admin key; make another one before its role is changed")
        }
        guard keys[record.publicKey] != record else { return .done("the key was admitted already") }
        remove(record.publicKey)
        install(record)
        changes.append(.keysChanged)
        return .done("key of \(record.name) admitted as \(record.role)")
    }

    /// Admits a key no longer. The server of an agent key stays known, but may open no session.
    mutating func removeKey(_ publicKey: String) -> Verdict {
        guard let record = keys[publicKey] else {
            return .notFound("there is no key \(publicKey.limited(toBytes: 64)); see `muster key list`")
        }
        if isLastAdmin(publicKey) {
            return .conflict("\(record.name) holds the last admin key; make another one before it is removed")
        }
        remove(publicKey)
        changes.append(.keysChanged)
        return .done("key of \(record.name) removed")
    }

    /// Makes a server known, if it is not yet.
    private mutating func know(_ id: NodeID) {
        guard nodes[id] == nil else { return }
        nodes[id] = Node(id: id)
        nodeRevisions[id] = lastIndex
        changes.append(.nodeChanged(id))
    }

    private mutating func install(_ record: KeyRecord) {
        keys[record.publicKey] = record
        if case .agent(let node) = record.role {
            agentKeys[node, default: 0] += 1
            know(node)
        }
    }

    private mutating func remove(_ publicKey: String) {
        guard let record = keys.removeValue(forKey: publicKey), case .agent(let node) = record.role else { return }
        let rest = (agentKeys[node] ?? 0) - 1
        agentKeys[node] = rest > 0 ? rest : nil
    }

    private func isLastAdmin(_ publicKey: String) -> Bool {
        keys[publicKey]?.role == .admin && keys.values.filter { $0.role == .admin }.count == 1
    }

    private func problem(with record: KeyRecord) -> String? {
        let isPrintable = record.publicKey.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard !record.publicKey.isEmpty, record.publicKey.utf8.count <= 128, isPrintable else {
            return "public key of \(record.name.limited(toBytes: 64)): it must be 40 characters of Z85"
        }
        guard !record.name.isEmpty, Names.isPlainText(record.name, atMost: 128) else {
            return "name of a key: it must be 1 to 128 bytes of text"
        }
        if case .agent(let node) = record.role, !Names.isNode(node.name) {
            return "server name \(node.name.limited(toBytes: 64)): it must be 1 to 63 characters of a-z, 0-9, - and ."
        }
        return nil
    }
}
