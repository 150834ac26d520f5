import Determinism

extension FleetState: Canonical {
    /// The version of the snapshot's form that this program writes and reads.
    public static let snapshotVersion: UInt64 = 8

    /// Version, then the replicated fields; what follows from them is left out.
    public func encode(into writer: inout ByteWriter) {
        encodeObjects(into: &writer)
        writer.write(audit)
        writer.write(ledger)
    }

    /// All but the two long lists at the end.
    private func encodeObjects(into writer: inout ByteWriter) {
        writer.write(FleetState.snapshotVersion)
        writer.write(cluster)
        writer.write(settings)
        writer.write(formerGrace)
        writer.write(brake)
        writer.write(generation)
        writer.write(placementHold)
        writer.write(time)
        writer.write(lastIndex)
        writer.write(nextAllocation)
        writer.write(nodes)
        writer.write(jobs)
        writer.write(allocations)
        writer.write(commands)
        writer.write(UInt64(pools.count))
        for (name, members) in pools {
            writer.write(name)
            writer.write(members)
        }
        writer.write(poolRules)
        writer.write(jobService)
        writer.write(demand)
        writer.write(keys)
        writer.write(power)
        writer.write(quotas)
        writer.write(recentUsage)
        writer.write(halfLife)
        writer.write(usageByDay)
        writer.write(usageBefore)
        writer.write(reservations)
        writer.write(idleGPUPolicies)
        writer.write(balancing)
        writer.write(tokens)
        writer.write(formInUse)
    }

    /// Reads a snapshot and rebuilds what follows from it. Throws where its parts contradict each other.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        self.init()
        let version = try reader.readUInt64()
        guard version == FleetState.snapshotVersion else {
            throw reader.malformed("a snapshot of form \(version), which this program does not know")
        }
        cluster = try reader.readString()
        settings = try reader.read()
        formerGrace = try reader.readOptional()
        brake = try reader.read()
        generation = try reader.readUInt64()
        placementHold = try reader.readOptional()
        time = try reader.read()
        lastIndex = try reader.readUInt64()
        nextAllocation = try reader.readUInt64()
        nodes = try reader.readMap()
        jobs = try reader.readMap()
        allocations = try reader.readMap()
        commands = try reader.readMap()
        for _ in 0..<(try reader.readCount()) {
            let name = try reader.readString()
            if let last = pools.keys.last, !(last < name) { throw reader.malformed("pools out of order") }
            pools[name] = try reader.readArray()
        }
        poolRules = try reader.readMap()
        jobService = try reader.readMap()
        demand = try reader.read()
        keys = try reader.readMap()
        power = try reader.readMap()
        quotas = try reader.readMap()
        recentUsage = try reader.readMap()
        halfLife = try reader.read()
        guard DecayedUsage.halfLives.contains(halfLife) else { throw reader.malformed("a half-life out of bounds") }
        usageByDay = try reader.readMap()
        usageBefore = try reader.readMap()
        reservations = try reader.readMap()
        idleGPUPolicies = try reader.readMap()
        balancing = try reader.read()
        guard Balancing.bounds.contains(balancing.movesAtOnce) else {
            throw reader.malformed("a number of moves at once out of bounds")
        }
        tokens = try reader.readMap()
        formInUse = try reader.readUInt64()
        audit = try reader.readArray()
        for record in audit { auditDigest.append(record) }
        ledger = try reader.read()
        if let contradiction = derive() { throw reader.malformed(contradiction) }
    }

    /// A hash of the whole state: equal on all members that applied the same entries. It costs what the objects cost; of
    /// the audit log and the requests' outcomes a digest is at hand.
    public var stateHash: UInt64 {
        var writer = ByteWriter()
        encodeObjects(into: &writer)
        for digest in [auditDigest, ledger.digest] {
            writer.write(UInt64(digest.count))
            writer.write(digest.sum)
        }
        return StableHash(of: writer.bytes).value
    }

    /// The objects that a hash of the state has to look at.
    public var objectCount: Int {
        nodes.count + jobs.count + allocations.count + commands.count + keys.count + power.count + demand.kinds.count
            + quotas.count + recentUsage.count + usageByDay.count + usageBefore.count + reservations.count
            + idleGPUPolicies.count + tokens.count
    }

    /// Rebuilds what follows from the replicated fields; tells a contradiction in them, if there is one.
    private mutating func derive() -> String? {
        commonRevision = lastIndex
        priorityRevision = lastIndex
        reservationRevision = lastIndex
        var live: [NodeID: [AttemptID]] = [:]
        for (id, allocation) in allocations {
            guard allocation.id == id, jobs[allocation.job] != nil else { return "an allocation without its job" }
            if allocation.state == .pending { enqueue(id, of: allocation.job) }
            if allocation.state == .active { noteActive(allocation.job) }
            if !allocation.isFinished { unfinished[allocation.job, default: 0] += 1 }
            if allocation.live.isEmpty == (allocation.state == .active) {
                return "allocation \(id) in a state that its attempts contradict"
            }
            for attempt in allocation.live {
                guard nodes[attempt.node] != nil else { return "attempt \(attempt.id) on an unknown server" }
                usage[attempt.node, default: .zero] = used(on: attempt.node) + attempt.resources
                noteHeld(attempt, by: allocation.job.namespace)
                live[attempt.node, default: []].append(attempt.id)
                if attempt.stopping?.isMove == true { beingMoved.insert(attempt.id) }
            }
        }
        for (id, job) in jobs {
            noteApart(id, from: [], to: job.definition.rules.apartFrom)
            noteScaling(id)
            if job.desired == .running, !isFinished(job) {
                noteDue(job)
            } else if job.hold != nil {
                return "job \(id) is held, which is over"
            }
            for dependency in job.waitsFor {
                guard let other = jobs[dependency.job], !isFinished(other) else {
                    return "job \(id) waits for \(dependency), which can tell nothing any more"
                }
                dependents[dependency.job, default: SortedSet()].insert(id)
            }
        }
        for (id, node) in nodes where node.liveAttempts != live[id] ?? [] {
            return "server \(id) with attempts that are not there"
        }
        for (id, node) in nodes {
            guard let name = node.headroom else { continue }
            guard poolRules[name]?.reserve == .headroom, pools[name]?.contains(id) == true else {
                return "server \(id) with the headroom of a pool that it is not in"
            }
        }
        for id in power.keys where nodes[id] == nil { return "a BMC of an unknown server" }
        for (name, reservation) in reservations {
            for id in reservation.nodes where nodes[id] == nil { return "a reservation of an unknown server" }
            noteReserved(name, reservation)
        }
        for (id, command) in commands where !command.isSettled { unsettledCommands.insert(id) }
        for (_, record) in keys {
            if case .agent(let node) = record.role { agentKeys[node, default: 0] += 1 }
        }
        return nil
    }
}
