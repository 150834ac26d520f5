import CLinux
import Consensus
import CoordinatorCore
import Determinism
import Fleet
import Glibc
import LogStore
import Logging
import ServiceNotification
import Settings
import Wire

/// The shell of a `Member`: turns messages, timers and disk completions into inputs and carries out effects. One thread, the
/// loop's, uses it. The conversations are in files of their own.
final class CoordinatorServer {
    /// What the storage thread reports.
    enum StorageReport: Sendable {
        case durable(UInt64)
        case space(isLow: Bool)
        case failed(LogStoreError)
        case snapshot(Snapshot, FleetState?)
        case noSnapshot(SnapshotMark, String)
        case hash(index: UInt64, hash: UInt64)
    }

    private let signals: Int32
    let configuration: CoordinatorConfiguration
    let log: Logger
    let loop = EventLoop()
    let context: ZMQContext
    let admission: Admission
    let keys: CurveKeyPair
    var member: Member
    private let storage: StorageThread
    private let background: BackgroundThread
    private let mailbox: Mailbox<StorageReport>
    private var timer: EventLoop.Timer?
    let service = ServiceNotifier.ofEnvironment()
    var serviceTimer: EventLoop.Timer?
    private var exitCode: Int32 = 0
    private var inputs: [MemberInput] = []

    // The conversations' own state.
    var agentListener: Listener?
    var telemetryListener: Listener?
    var peerListener: Listener?
    var administrationListener: Listener?
    var enrolmentListener: Listener?
    private var strangerLog = StrangerLog()
    private var wordlessTold: UInt64 = 0
    var frames = AppendFrames()
    /// What the state says of keys, and whether this member leads, as of the last step: each message asks for it.
    private(set) var records: [String: KeyRecord] = [:]
    private(set) var leads = false
    var peers = SortedMap<MemberID, PeerLink>()
    var neighbours: Neighbours
    var metConfiguration = Configuration(voters: [])
    var peerNews: [MemberID: PeerNews] = [:]
    var refusedSince: [MemberID: UInt64] = [:]
    var leavesAt: UInt64?
    var peerTimer: EventLoop.Timer?
    var backups = Backups()
    let backupEncoder: BackupEncoder
    let fenceAgents: FenceAgents
    var agents: [NodeID: Listener.Peer] = [:]
    var telemetry = TelemetryStore()
    var taskUsage = TaskUsage()
    var gpuUsage = GPUUsage()
    var telemetryTimer: EventLoop.Timer?
    var outputs = OutputBuffers()
    var clients = Clients()
    var expiry: EventLoop.Timer?
    var counters: [Conversation: WireCounters] = [:]

    /// `signals` is the descriptor of those that ask it to stop. They must have been blocked before there was another thread: one
    /// that does not block them would have them, and end the program.
    init(
        configuration: CoordinatorConfiguration, keys: CurveKeyPair, store: LogStore, recovered: Recovered,
        signals: Int32
    ) throws {
        self.signals = signals
        self.configuration = configuration
        self.keys = keys
        var log = Logger(label: "coordinator.\(configuration.member)")
        log.logLevel = .info
        self.log = log
        context = try ZMQContext(threads: 2)
        admission = try Admission(context)
        neighbours = Neighbours(
            own: MemberID(configuration.member), configured: CoordinatorServer.addresses(configuration))
        backupEncoder = try BackupEncoder()
        fenceAgents = try FenceAgents(agents: configuration.fenceAgents, secrets: configuration.bmcSecrets)
        let mailbox = try Mailbox<StorageReport>()
        self.mailbox = mailbox
        nonisolated(unsafe) let handedOver = store
        background = BackgroundThread(directory: store.path, store: store.store) { mailbox.post($0) }
        storage = StorageThread(
            store: handedOver, completion: { mailbox.post(.durable($0)) }, space: { mailbox.post(.space(isLow: $0)) },
            failure: { mailbox.post(.failed($0)) })
        var generator = SystemRandomNumberGenerator()
        member = Member(
            setup: CoordinatorServer.setup(configuration, store: recovered.store), recovered: recovered,
            seed: generator.next(),
            now: Instant(nanoseconds: loop.now))
    }

    /// Runs until a signal or a halt; returns the exit code.
    func run() throws -> Int32 {
        admit()
        followConfiguration()
        try listenToPeers()
        try listenToOthers()
        loop.watch(descriptor: mailbox.descriptor) { [unowned self] in
            for report in mailbox.take() {
                switch report {
                case .durable(let sequence): feed(.saved(sequence: sequence))
                case .space(let isLow): hearSpace(isLow: isLow)
                case .snapshot(let snapshot, let state): feed(.snapshotStored(snapshot, state))
                case .noSnapshot(let mark, let sentence):
                    log.error("No snapshot was made at log index \(mark.lastIndex.rawValue): \(sentence)")
                    feed(.snapshotNotStored(mark))
                case .hash(let index, let hash): feed(.stateHashed(index: index, hash: hash))
                case .failed(let error):
                    log.critical("The log cannot be written: \(error). This member stops; it can be started again.")
                    exitCode = 1
                    loop.stop()
                }
            }
        }
        loop.watch(descriptor: backupEncoder.descriptor) { [unowned self] in takeBackups() }
        loop.watch(descriptor: fenceAgents.descriptor) { [unowned self] in
            for answer in fenceAgents.take() { feed(.power(answer)) }
        }
        timer = loop.timer(deadline: 0) { [unowned self] in feed(.tick) }
        loop.endOfTurn = { [unowned self] in endTurn() }
        loop.watch(descriptor: signals) { [unowned self] in
            var sender: Int32 = 0
            if muster_signalfd_read(signals, &sender) > 0 {
                log.info("Stopping: asked to by a signal.")
                loop.stop()
            }
        }
        let own = configuration.members.first { $0.endpoint.member == configuration.member }?.endpoint
        log.info(
            "Member \(configuration.member) of \(configuration.cluster) listens on \(configuration.listen):\(own?.basePort ?? 0)."
        )
        notifyService()
        try loop.run()
        service.stopping()
        background.stop()
        storage.stop()
        return exitCode
    }

    /// How long the log's writes take, and how old the one under way is.
    var writeTimes: WriteTimes { storage.times }

    private func hearSpace(isLow: Bool) {
        if isLow {
            log.warning(
                """
                The disk of \(configuration.directory) is nearly full: a leader there hands over, and changes are refused \
                while no other can lead; free some space.
                """)
        } else {
            log.info("The disk of \(configuration.directory) has space again.")
        }
        feed(.storageSpace(isLow: isLow))
    }

    /// Gives the member an input, at the end of the turn with the others that came in it: so that what arrived together is
    /// written and replicated together.
    func feed(_ input: MemberInput) { inputs.append(input) }

    /// Gives the member what has come and carries out what it wants.
    private func step() {
        while !inputs.isEmpty {
            let batch = inputs
            inputs.removeAll(keepingCapacity: true)
            let now = Instant(nanoseconds: loop.now)
            for effect in member.step(batch, now: now, wall: WallTime(nanoseconds: MonotonicClock.wall())) {
                carryOut(effect)
            }
            timer?.deadline = member.nextDeadline.nanoseconds
            leads = member.raft.role == .leader
        }
    }

    private func carryOut(_ effect: MemberEffect) {
        switch effect {
        case .save(let save): storage.enqueue(save)
        case .makeSnapshot(let mark, let configuration, let state):
            background.enqueue(.makeSnapshot(mark, configuration, state))
        case .storeSnapshot(let snapshot): background.enqueue(.storeSnapshot(snapshot))
        case .hashState(let index, let state): background.enqueue(.hashState(index: index, state))
        // The end of the turn follows it: connections that it closes are inputs of their own.
        case .membersChanged: break
        case .abandonStore(let sentence):
            log.critical("\(sentence)")
            do {
                try StoreOpening.abandon(configuration.directory)
            } catch {
                log.critical("The store could not be marked for that: \(error)")
            }
            exitCode = 1
            loop.stop()
        case .power(let request): fenceAgents.carryOut(request)
        case .measureLoads(let jobs): measure(jobs)
        case .measureGPUs(let jobs):
            let (fleet, now) = (member.fleet, Instant(nanoseconds: loop.now))
            feed(.gpuUses(jobs.compactMap { gpuUsage.use(of: $0, in: fleet, now: now) }))
        case .measureServers: measureServers()
        case .sendPeer(let peer, let message): send(message, to: peer)
        case .sendAgent(let node, let order): send(order, to: node)
        case .answered(let ticket, let outcome): answer(ticket, outcome)
        case .readReady(let ticket): answerQuery(ticket)
        case .refused(let ticket, let refusal): refuse(ticket, refusal)
        case .output(let node, let chunk): take(chunk, from: node)
        case .changed(let changes):
            if changes.contains(where: { if case .keysChanged = $0 { true } else { false } }) { admit() }
            clients.mustPush = true
        case .replaced:
            admit()
            clients.mustPush = true
        case .event(let event): tell(event)
        case .halt(let sentence):
            log.critical("\(sentence)")
            exitCode = 1
            loop.stop()
        }
    }

    /// Listens to agents and administrators, once it is known who they are: a new member would refuse them all, and they would
    /// come back ever more slowly.
    private func listenToOthers() throws(SocketError) {
        guard agentListener == nil, !member.fleet.cluster.isEmpty || !configuration.keys.isEmpty else { return }
        try listenToAgents()
        try listenToTelemetry()
        try listenToAdministrators()
        listenToEnrolments()
    }

    /// This member has no part in the cluster any more.
    func leave(_ sentence: String) {
        log.notice("\(sentence)")
        loop.stop()
    }

    private func endTurn() {
        step()
        followConfiguration()
        do throws(SocketError) {
            try listenToOthers()
        } catch {
            log.critical("\(error)")
            exitCode = 1
            loop.stop()
        }
        // Connections that were closed are news for the member.
        step()
        pushToFollowers()
        tellStrangers()
    }

    private func tellStrangers() {
        if let all = enrolmentListener?.wordless, all > wordlessTold, strangerLog.isNewStretch(now: loop.now) {
            log.warning("\(all - wordlessTold) connections to the enrolment port ended without a word.")
            wordlessTold = all
        }
        for stranger in strangerLog.admit(admission.takeStrangers(), now: loop.now) {
            log.warning("Refused a connection: unknown key (\(stranger)).")
        }
        if let more = strangerLog.summary(now: loop.now) {
            log.warning("Refused connections of \(more) more unknown keys; `muster status` counts all.")
        }
    }

    private func tell(_ event: MemberEvent) {
        switch event {
        case .becameLeader(let term): log.notice("Leads term \(term.rawValue).")
        case .follows(let leader, let term):
            log.info(
                "Term \(term.rawValue): \(leader.map { "follows member \($0.rawValue)" } ?? "no leader is known").")
            refuseFollowers()
            finishTransfers(to: leader)
        case .suspect(let node, let silent):
            log.warning("\(node) is suspect: no word for \(silent.wholeMilliseconds) ms.")
        case .recovered(let node): log.info("\(node) is heard again.")
        case .slow(let node, let lateness):
            log.warning(
                "\(node) is slow: its agent is late again and again, by \(lateness.wholeMilliseconds) ms now. Nothing new is placed there."
            )
        case .prompt(let node): log.info("\(node) is no longer slow.")
        case .verdict(let node, let attempts, let isOver):
            let list = attempts.map(\.description).joined(separator: ", ")
            log.warning(
                "\(node): \(attempts.isEmpty ? "session" : "attempts \(list)") lost\(isOver ? "; the session is over" : "")."
            )
        case .braked(let node):
            log.error(
                "The brake holds the verdict over \(node): too many servers at once. `muster brake release` lets it go on."
            )
        case .powerOff(let node):
            log.warning("\(node): its BMC says that it has no power: what it ran counts as over.")
        case .fences(let node):
            log.error("\(node) is switched off: something on it is not dead, and `--fence` was said for it.")
        case .powerUnknown(let node, let sentence): log.warning("The power of \(node) is not known: \(sentence)")
        case .doubleIdentity(let node): log.error("A second machine speaks with the key of \(node).")
        case .foreignSession(let node):
            drop(.forbidden, .control, peer: node.name, detail: "its key was used for another server's session")
        case .unauthorised(let attempt, let node):
            log.warning("\(node) runs attempt \(attempt), which is not authorised; it is told to end it.")
        case .members(let configuration):
            let voters = configuration.voters.map { String($0.id.rawValue) }.joined(separator: ", ")
            let learners = configuration.learners.map { String($0.id.rawValue) }.joined(separator: ", ")
            log.notice(
                "Members: voters \(voters)\(learners.isEmpty ? "" : "; learners \(learners)")\(configuration.isJoint ? " (joint)" : "")."
            )
        case .rejoins(let member):
            log.notice("Member \(member.rawValue) comes back with a new store, and is taken in anew.")
        case .strangerAsks(let member):
            log.warning(
                "Member \(member.rawValue) asks to take part, and nobody has added it: `muster coordinator add` does.")
        case .regressed(let member):
            log.critical(
                "The store of member \(member.rawValue) has lost entries that it had acknowledged, and is fed no more: stop that member, move its data directory away, and start it again."
            )
        case .diverged(let index): log.critical("This member's state differs from the leader's at index \(index).")
        }
    }

    /// Counts a dropped frame, and logs it once for each peer and reason.
    func drop(_ reason: WireCounters.Reason, _ conversation: Conversation, peer: String, detail: String = "") {
        if counters[conversation, default: WireCounters()].note(reason, peer: peer) {
            log.warning(
                "Dropped a \(conversation) frame of \(peer): \(reason.rawValue)\(detail.isEmpty ? "" : " (\(detail))")."
            )
        }
    }

    /// Lets in the keys of the state, or, before a cluster's first entry, of the configuration.
    private func admit() {
        records = [:]
        for record in member.fleet.keys.values { records[record.publicKey] = record }
        var agentKeys: Set<String> = []
        var administrators: Set<String> = []
        var known: [String] = []
        let admitted =
            member.fleet.cluster.isEmpty
            ? CoordinatorServer.initialKeys(configuration) : member.fleet.keys.values
        for record in admitted {
            known.append(record.publicKey)
            switch record.role {
            case .agent: agentKeys.insert(record.publicKey)
            case .viewer, .operatorRole, .admin: administrators.insert(record.publicKey)
            case .coordinator: break
            }
        }
        admission.admit(agentKeys, to: .control)
        admission.admit(agentKeys, to: .telemetry)
        admission.admit(administrators, to: .administration)
        // Also with tokens that are over: who holds one is told so.
        admission.admit(Set(member.fleet.tokens.values.map(\.terms.publicKey)), to: .enrolment)
        for (node, peer) in agents where !agentKeys.contains(peer.key) {
            agentListener?.cut(peer.key)
            telemetryListener?.cut(peer.key)
            agents[node] = nil
        }
    }

    private static func initialKeys(_ configuration: CoordinatorConfiguration) -> [KeyRecord] {
        configuration.keys.compactMap { key in
            Role(text: key.role, name: key.name).map {
                KeyRecord(publicKey: key.publicKey, name: key.name, role: $0)
            }
        }
    }

    /// Where the members are by the file.
    private static func addresses(_ configuration: CoordinatorConfiguration) -> [Fleet.CoordinatorAddress] {
        configuration.members.map {
            Fleet.CoordinatorAddress(
                member: $0.endpoint.member, host: $0.endpoint.host, basePort: $0.endpoint.basePort,
                publicKey: $0.endpoint.publicKey)
        }
    }

    /// A store that the file does not name is new, or another one: its member does not found a cluster, but joins one.
    private static func setup(_ configuration: CoordinatorConfiguration, store: StoreID) -> MemberSetup {
        let own = configuration.members.first { $0.endpoint.member == configuration.member }?.storeNumber
        let founds = !configuration.joins && own.map { StoreID(high: $0.high, low: $0.low) } == store
        let peers = configuration.members.map { member in
            Configuration.Peer(
                id: MemberID(member.endpoint.member),
                store: StoreID(high: member.storeNumber.high, low: member.storeNumber.low),
                address: "\(member.endpoint.host):\(member.endpoint.basePort + 3)",
                publicKey: member.endpoint.publicKey)
        }
        var raft = RaftSettings()
        raft.electionTimeout = Span(nanoseconds: configuration.electionTimeout)
        raft.heartbeatInterval = Span(nanoseconds: configuration.heartbeatInterval)
        let settings = ClusterSettings(
            beatInterval: Span(nanoseconds: configuration.beatInterval),
            leaderGrace: Span(nanoseconds: configuration.leaderGrace),
            suspectAfterBeats: configuration.suspectAfterBeats, brakePercent: configuration.brakePercent,
            brakeFloor: configuration.brakeFloor, brakeWindow: Span(nanoseconds: configuration.brakeWindow))
        return MemberSetup(
            id: MemberID(configuration.member), bootstrap: founds ? Configuration(voters: peers) : nil,
            own: peers.first { $0.id == MemberID(configuration.member) },
            genesis: configuration.joins
                ? nil
                : .genesis(cluster: configuration.cluster, settings: settings, keys: initialKeys(configuration)),
            addresses: addresses(configuration), raft: raft, version: CoordinatorProgram.version)
    }

    /// What is to be said of the disk that holds the log.
    var disk: String { DiskSpace.words(configuration.directory) }

    /// The port of a conversation: the administration port is the base.
    func port(_ conversation: Conversation) -> UInt64 {
        let own = configuration.members.first { $0.endpoint.member == configuration.member }
        return (own?.endpoint.basePort ?? 0) + CoordinatorServer.offset(conversation)
    }

    static func offset(_ conversation: Conversation) -> UInt64 {
        switch conversation {
        case .administration: 0
        case .control: 1
        case .telemetry: 2
        case .consensus: 3
        case .enrolment: 4
        }
    }
}
