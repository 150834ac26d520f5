import Consensus
import CoordinatorCore
import Determinism
import Fleet
import FleetWire
import Scheduler
import Wire

/// What administrators read: made from the replicated state, what the member heard, and telemetry. Pure.
struct Views {
    let member: Member
    let telemetry: TelemetryStore
    let now: Instant
    /// What takes a look at the process is asked only where a view shows it.
    let counters: () -> [Wire.Counter]
    let residentBytes: () -> UInt64
    /// What is to be said of this member's disk.
    var disk: () -> String = { "" }
    /// What tasks use.
    var taskUsage = TaskUsage()
    /// What GPUs do.
    var gpuUsage = GPUUsage()
    /// What the other members told of themselves last.
    var peerNews: [MemberID: PeerNews] = [:]

    /// Rows of the audit log that are shown where no number is asked for.
    static let defaultRows = 100

    /// The answer to a query, or a sentence that says what is not there.
    func answer(_ query: Wire.Query) -> Result<Wire.View, Refusal> {
        var view = Wire.View(
            correlation: query.correlation, index: member.appliedIndex.rawValue, topic: query.topic)
        switch query.topic {
        case .unspecified:
            return .failure(Refusal(code: .invalid, sentence: "the query names no topic; use a newer `muster`"))
        case .status: view.status = status
        case .nodes: view.nodes = member.fleet.nodes.map { nodeView($0.value, withAllocations: false) }
        case .node:
            guard let node = member.fleet.nodes[NodeID(query.object)] else {
                return .failure(
                    Refusal(
                        code: .notFound,
                        sentence: "there is no server `\(query.object)`; `muster node list` shows their names"))
            }
            view.nodes = [nodeView(node, withAllocations: true)]
        case .jobs:
            view.jobs = member.fleet.jobs.compactMap { pair in
                let isMeant = query.namespaceName.isEmpty || pair.key.namespace == query.namespaceName
                return isMeant ? jobView(pair.value, withAllocations: false) : nil
            }
        case .advice where query.object.isEmpty: view.advices = adviceViews(in: query.namespaceName)
        case .job, .why, .advice, .decisions:
            let id = JobID(
                namespace: query.namespaceName.isEmpty ? "default" : query.namespaceName, name: query.object)
            guard let job = member.fleet.jobs[id] else {
                return .failure(
                    Refusal(code: .notFound, sentence: "there is no job `\(id)`; `muster job list` shows them"))
            }
            switch query.topic {
            case .job: view.jobs = [jobView(job, withAllocations: true)]
            case .advice: view.advices = [adviceView(of: job)]
            case .decisions: view.decisions = decisionViews(of: job, limit: query.limit)
            default: view.whys = whyViews(of: job)
            }
        case .plan, .capacity:
            do throws(ConversionError) {
                if query.topic == .plan {
                    view.plan = try planView(query)
                } else {
                    view.capacities = try capacityViews(query)
                }
            } catch {
                return .failure(Refusal(code: .invalid, sentence: "\(error)"))
            }
        case .pools: view.pools = poolViews
        case .failures: view.failures = failureViews
        case .usage:
            view.usage = usageViews(query)
            view.now = member.knownTime(now: now).nanoseconds
        case .quotas:
            view.quotas = quotaViews(query.namespaceName)
            view.halfLifeNs = member.fleet.halfLife.nanoseconds
        case .namespaces: view.namespaces = namespaceViews(query.object)
        case .balance: view.balance = balanceView()
        case .tokens: view.tokens = tokenViews
        case .keys: view.keys = keyViews
        case .reservations:
            view.reservations = reservationViews(query.object)
            view.now = member.knownTime(now: now).nanoseconds
        case .attempts:
            view.attempts = attemptViews(query)
            view.now = member.knownTime(now: now).nanoseconds
        case .audit:
            let rows = query.limit == 0 ? Views.defaultRows : Int(query.limit)
            view.audit = member.fleet.audit.suffix(rows).map {
                Wire.AuditView(
                    index: $0.index, time: $0.time.nanoseconds, actor: $0.actor, act: $0.act, outcome: $0.outcome)
            }
        case .command:
            guard let number = UInt64(query.object), let command = member.fleet.commands[CommandID(number)] else {
                return .failure(Refusal(code: .notFound, sentence: "there is no command `\(query.object)`"))
            }
            view.command = commandView(command)
        }
        return .success(view)
    }

    /// Why a query has no answer.
    struct Refusal: Error {
        var code: Wire.RefusalCode
        var sentence: String
    }

    private var status: Wire.StatusView {
        let fleet = member.fleet
        var view = Wire.StatusView(
            cluster: fleet.cluster, leader: member.raft.leader?.rawValue ?? 0, term: member.raft.term.rawValue,
            generation: fleet.generation, commitIndex: member.appliedIndex.rawValue,
            stateHash: member.affordableStateHash,
            brakeHeld: UInt32(member.braked.count), counters: counters())
        view.members = member.raft.configuration.peers.map(memberView)
        var capacity = Fleet.Resources.zero
        var used = Fleet.Resources.zero
        var gpus: UInt64 = 0
        var gpuUse = GPUUse()
        for (id, node) in fleet.nodes {
            switch member.standing(of: id, now: now) {
            case .ready:
                if node.eligibility != .eligible {
                    view.nodesCordoned += 1
                } else if node.pool != nil {
                    view.nodesStandby += 1
                } else {
                    view.nodesReady += 1
                }
            case .suspect: view.nodesSuspect += 1
            case .down, .unseen: view.nodesDown += 1
            }
            if node.session != nil {
                capacity = capacity + node.facts.capacity
                gpus += UInt64(node.facts.gpus.count)
            }
            used = used + fleet.used(on: id)
            gpuUse.add(fleet.free(on: id))
        }
        view.settings = settings
        view.brake = brake
        view.poolsShort = poolsShort
        view.capacity = capacity.wire(gpus: gpus)
        view.used = used.wire(gpus: gpuUse.devices, gpuThousandths: gpuUse.thousandths)
        for (_, job) in fleet.jobs where job.desired == .running && !fleet.isFinished(job) {
            view.jobsRunning += 1
            view.jobsHeld += job.hold == nil ? 0 : 1
        }
        view.idleGpus = member.idleWarnings.map { "job \($0.job): \(Views.words($0.warning))" }
        for (_, allocation) in fleet.allocations {
            switch allocation.state {
            case .pending: view.allocationsPending += 1
            case .active: view.allocationsActive += 1
            case .finished: break
            }
        }
        return view
    }

    private var brake: Wire.BrakeView {
        let held = member.braked.elements.map(\.name)
        var view = Wire.BrakeView(
            isOnHold: member.fleet.brake.isOnHold, limit: member.brakeLimit,
            windowNs: member.fleet.settings.brakeWindow.nanoseconds,
            taken: member.takenByVerdicts(now: now).map(\.name), held: held)
        if view.isOnHold {
            view.reopensInNs = .max
        } else if UInt64(view.taken.count) >= view.limit {
            view.reopensInNs = member.brakeReopensAt.map { $0.since(now).nanoseconds } ?? 0
        }
        return view
    }

    private var settings: Wire.SettingsView {
        let settings = member.fleet.settings
        return Wire.SettingsView(
            profile: settings.profileName, beatIntervalNs: settings.beatInterval.nanoseconds,
            suspectAfterBeats: settings.suspectAfterBeats, leaderGraceNs: settings.leaderGrace.nanoseconds,
            shortestLeaseNs: settings.shortestLease.nanoseconds)
    }

    private func memberView(_ peer: Configuration.Peer) -> Wire.MemberView {
        let address = member.address(of: peer)
        let configuration = member.raft.configuration
        let isVoter = configuration.voters.contains { $0.id == peer.id && $0.store == peer.store }
        let isLeaving = !isVoter && configuration.outgoing.contains { $0.id == peer.id && $0.store == peer.store }
        let standing =
            isVoter
            ? "voter" : isLeaving ? "leaving" : configuration.joining.contains(peer.id) ? "joining" : "learner"
        var view = Wire.MemberView(
            id: peer.id.rawValue, host: address?.host ?? "", basePort: UInt32(address?.basePort ?? 0),
            role: peer.id == member.raft.leader ? "leader" : isVoter || isLeaving ? "follower" : "learner",
            standing: standing, publicKey: peer.publicKey, silentNs: .max,
            store: peer.store.digits)
        if peer.id == member.raft.id {
            view.appliedIndex = member.appliedIndex.rawValue
            view.storedIndex = member.raft.lastIndex.rawValue
            view.version = member.setup.version
            view.residentBytes = residentBytes()
            view.disk = disk()
            view.silentNs = 0
        } else if let heard = peerNews[peer.id] {
            view.appliedIndex = heard.news.appliedIndex
            view.storedIndex = heard.news.storedIndex
            view.version = heard.news.version
            view.residentBytes = heard.news.residentBytes
            view.disk = heard.news.disk
            view.silentNs = now.since(Instant(nanoseconds: heard.heardAt)).nanoseconds
        }
        if view.silentNs > Views.silenceOfMembers { view.role = "unreachable" }
        return view
    }

    /// A member that has been silent for so long is not reached: three of its rounds are missing.
    private static let silenceOfMembers: UInt64 = 3_000_000_000

    private func nodeView(_ node: Node, withAllocations: Bool) -> Wire.NodeView {
        let condition = member.condition(of: node.id, now: now)
        let standing: String =
            switch condition.standing {
            case .ready: "ready"
            case .suspect: "suspect"
            case .down: "down"
            case .unseen: "unseen"
            }
        let eligibility: String =
            switch node.eligibility {
            case .eligible: "eligible"
            case .cordoned: "cordoned"
            case .draining: "draining"
            case .evacuating: "evacuating"
            }
        let room = member.fleet.free(on: node.id)
        let gpuUse = GPUUse(room)
        var view = Wire.NodeView(
            name: node.id.name, state: standing, eligibility: eligibility, pool: node.pool ?? "",
            capacity: node.facts.capacity.wire(gpus: UInt64(node.facts.gpus.count)),
            used: member.fleet.used(on: node.id).wire(gpus: gpuUse.devices, gpuThousandths: gpuUse.thousandths),
            labels: node.facts.labels.wire, agentVersion: node.facts.agentVersion,
            sessionNonce: node.session?.nonce ?? 0, sessionSince: node.sessionSince.nanoseconds,
            silentNs: member.silence(of: node.id, now: now)?.nanoseconds ?? .max)
        if let reason = condition.reason {
            view.reason = Views.name(of: reason)
            view.reasonWords = Views.words(of: reason)
            view.reasonNs = condition.span?.nanoseconds ?? .max
        }
        view.recentLosses = UInt32(clamping: node.losses.recent(at: member.fleet.time))
        view.cpuBusy = telemetry.newest(node.id, "cpu_busy_ratio") ?? -1
        if let total = telemetry.newest(node.id, "memory_total_bytes"),
            let available = telemetry.newest(node.id, "memory_available_bytes"), total >= available
        {
            view.memoryUsed = Views.whole(total - available)
        }
        view.load = telemetry.newest(node.id, "load1") ?? -1
        let received = telemetry.rate(node.id, "network_received_bytes_total")
        let sent = telemetry.rate(node.id, "network_sent_bytes_total")
        view.networkBytesPerSecond = (received ?? 0) + (sent ?? 0)
        view.series = UInt32(telemetry.seriesCount(node.id))
        view.agentResidentBytes = Views.whole(telemetry.newest(node.id, "agent_resident_bytes") ?? 0)
        view.agentAnonymousBytes = Views.whole(telemetry.newest(node.id, "agent_anonymous_bytes") ?? 0)
        view.notes = member.remnants(on: node.id).map { id in
            "attempt \(id.number) of \(name(of: id.allocation)) counts as over and is not dead: it cannot be killed, and nothing new "
                + "is placed here until it is gone; start the server anew"
        }
        view.notes += member.staying(on: node.id).map { "\(name(of: $0.attempt.allocation)) \($0.reason)" }
        addReservations(of: node, to: &view)
        view.gpus = gpuViews(of: node, room: room)
        view.bmc = member.fleet.power[node.id].map { bmc(of: node.id, $0) }
        if withAllocations {
            view.sessions = sessions(of: node)
            view.allocations = node.liveAttempts.compactMap { member.fleet.allocations[$0.allocation] }
                .map(allocationView)
        }
        return view
    }

    private func bmc(of id: NodeID, _ control: PowerControl) -> Wire.BmcView {
        var view = Wire.BmcView(
            agent: control.bmc.agent, options: control.bmc.options.wire, secret: control.bmc.secret ?? "",
            fenceAfterNs: control.bmc.fenceAfter?.nanoseconds ?? 0, outcome: control.lastOutcome)
        if let reading = member.powerReading(of: id) {
            view.reading = Views.words(of: reading.result)
            view.readingAgeNs = now.since(reading.at).nanoseconds
        }
        if let order = control.order {
            view.order = "power \(order.action)" + (order.isAutomatic ? ", since something is not dead" : "")
        }
        return view
    }

    private static func words(of result: PowerAnswer.Result) -> String {
        switch result {
        case .on: "on"
        case .off: "off"
        case .done: "switched"
        case .failed(let sentence): sentence
        }
    }

    /// The word for a reason, which programs may rely on.
    private static func name(of reason: NodeCondition.Reason) -> String {
        switch reason {
        case .agentGone: "agent gone"
        case .hostSilent: "host silent"
        case .relayed: "relayed"
        case .slow: "slow"
        case .flapping: "flapping"
        case .sessionOver: "session over"
        }
    }

    /// What a person should know of it.
    private static func words(of reason: NodeCondition.Reason) -> String {
        switch reason {
        case .agentGone:
            "the connections of its agent closed at once: the process has ended, and the machine may be well"
        case .hostSilent: "nothing comes from it: no power, frozen, or cut off from every coordinator"
        case .relayed(let members):
            "cut off from the leader, and heard by member "
                + members.map { "\($0.rawValue)" }.joined(separator: " and ") + ": neither suspect nor lost"
        case .slow(let lateness):
            "its agent is late again and again, by \(lateness.wholeMilliseconds) ms now: nothing new is placed there"
        case .flapping:
            "it was lost or suspect too often: nothing new is placed there until `muster node undamp`, or so long"
        case .sessionOver: "its session is over: it is taken up again when its agent says hello"
        }
    }

    /// The present session, and former ones of which something is left.
    private func sessions(of node: Node) -> [Wire.SessionView] {
        let live = member.fleet.liveAttempts(on: node.id)
        var sessions = [node.session].compactMap { $0 }
        for attempt in live where !sessions.contains(attempt.session) { sessions.append(attempt.session) }
        return sessions.map { session in
            Wire.SessionView(
                session: session.wire, isPresent: session == node.session,
                attempts: live.filter { $0.session == session }.map { attempt in
                    Wire.LiveAttempt(
                        attempt: attempt.id.wire, name: name(of: attempt.id.allocation), notDead: attempt.notDead)
                })
        }
    }

    func name(of id: AllocationID) -> String {
        member.fleet.allocations[id].map { "\($0.job)[\($0.index)]" } ?? "allocation \(id)"
    }

    /// What is to be done about an attempt that cannot be killed.
    static func remedy(for attempt: Attempt) -> String {
        "power \(attempt.node) off, or say `muster node confirm-dead \(attempt.node)` once it is certainly over"
    }

    /// The whole part of a reading; what an agent reports may be any number, and must not end this process.
    static func whole(_ reading: Double) -> UInt64 {
        UInt64(exactly: reading.rounded(.towardZero)) ?? (reading > 0 ? .max : 0)
    }

    /// A command with its runs.
    func commandView(_ command: Command) -> Wire.CommandView {
        Wire.CommandView(
            id: command.id.number, definition: command.definition.wire, target: command.target, owner: command.owner,
            acceptedAt: command.acceptedAt.nanoseconds,
            runs: command.runs.map { Wire.CommandRunView(node: $0.key.name, result: $0.value.result?.wire) },
            isSettled: command.isSettled)
    }
}
