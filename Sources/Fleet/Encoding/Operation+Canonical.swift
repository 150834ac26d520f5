import Determinism

/// An entry of a form or kind that this program does not know: written by a newer one. It is not damage: the member that
/// meets it must halt instead of skipping it, since its state would differ from the others' from there on.
public struct UnknownEntry: Error, Equatable, CustomStringConvertible {
    /// The version of the entry's form.
    public var schema: UInt64
    /// The code of its operation; nil where the form itself is unknown.
    public var code: UInt64?

    /// An error with its parts.
    public init(schema: UInt64, code: UInt64?) {
        self.schema = schema
        self.code = code
    }

    /// One sentence for a person.
    public var description: String {
        let kind = code.map { "operation \($0)" } ?? "form \(schema)"
        return "the log holds an entry of unknown \(kind); run a program at least as new as the one that wrote it"
    }
}

extension Operation: Canonical {
    /// The codes of operations in the log. They are fixed for ever; a code is never given a second meaning.
    enum Code: UInt64, CaseIterable {
        case genesis = 1
        case openSession = 2
        case declareLost = 3
        case closeSession = 4
        case report = 5
        case submitJob = 6
        case stopJob = 7
        case commitPlans = 8
        case setEligibility = 9
        case setPool = 10
        case acceptCommand = 11
        case settleCommands = 12
        case putKey = 13
        case removeKey = 14
        case collectGarbage = 15
        case endPlacementHold = 16
        case recordAct = 17
        case setProfile = 20
        case setBrake = 21
        case undamp = 22
        case endFormerGrace = 23
        case confirmDead = 25
        case setEligibilities = 26
        case setPoolRule = 30
        case fillPool = 31
        case setBMC = 35
        case orderPower = 36
        case settlePower = 37
        case openSessionWithDevices = 40
        case commitPlansWithDevices = 41
        case endOverdue = 45
        case commitFullPlans = 55
        case commitNotedPlans = 62
        case setQuota = 50
        case setHalfLife = 51
        case setReservation = 56
        case deleteReservation = 57
        case holdJob = 58
        case setIdleGPUPolicy = 59
        case scaleJob = 60
        case setBalancing = 61
        case createToken = 63
        case revokeToken = 64
        case enrol = 65
        case removeNode = 66
    }

    /// The code of the case, then its parts.
    public func encode(into writer: inout ByteWriter) {
        writer.write(code.rawValue)
        switch self {
        case .genesis(let cluster, let settings, let keys):
            writer.write(cluster)
            writer.write(settings)
            writer.write(keys)
        case .openSession(let session, let facts, let adopted):
            writer.write(session)
            if facts.isPlain { facts.encodePlain(into: &writer) } else { writer.write(facts) }
            writer.write(adopted)
        case .declareLost(let session, let lost, let sessionIsOver, let reason):
            writer.write(session)
            writer.write(lost)
            writer.write(sessionIsOver)
            writer.write(reason)
        case .closeSession(let session, let reason):
            writer.write(session)
            writer.write(reason)
        case .report(let session, let reports):
            writer.write(session)
            writer.write(reports)
        case .submitJob(let definition): writer.write(definition)
        case .stopJob(let job): writer.write(job)
        case .scaleJob(let job, let count, let former, let reason):
            writer.write(job)
            writer.write(count)
            writer.write(former)
            writer.write(reason)
        case .holdJob(let job, let reason):
            writer.write(job)
            writer.write(reason)
        case .commitPlans(let plans): plans.encode(as: plans.form, into: &writer)
        case .setEligibilities(let nodes, let eligibility):
            writer.write(nodes)
            writer.write(case: eligibility)
        case .setEligibility(let node, let eligibility):
            writer.write(node)
            writer.write(case: eligibility)
        case .setPool(let name, let nodes):
            writer.write(name)
            writer.write(nodes)
        case .acceptCommand(let definition, let target, let nodes):
            writer.write(definition)
            writer.write(target)
            writer.write(nodes)
        case .settleCommands(let outcomes): writer.write(outcomes)
        case .putKey(let record): writer.write(record)
        case .removeKey(let publicKey): writer.write(publicKey)
        case .collectGarbage(let before): writer.write(before)
        case .endPlacementHold, .endOverdue: break
        case .recordAct(let act): writer.write(act)
        case .setHalfLife(let halfLife): writer.write(halfLife)
        case .setIdleGPUPolicy(let namespace, let policy):
            writer.write(namespace)
            writer.write(policy)
        case .setBalancing(let balancing): writer.write(balancing)
        case .setQuota(let namespace, let quota):
            writer.write(namespace)
            writer.write(quota)
        case .setReservation(let name, let reservation):
            writer.write(name)
            writer.write(reservation)
        case .deleteReservation(let name): writer.write(name)
        case .createToken(let terms): writer.write(terms)
        case .revokeToken(let id): writer.write(id)
        case .enrol(let who, let token):
            writer.write(who)
            writer.write(token)
        case .removeNode(let node, let force):
            writer.write(node)
            writer.write(force)
        case .setProfile(let profile): writer.write(case: profile)
        case .setBrake(let isOnHold, let released):
            writer.write(isOnHold)
            writer.write(released)
        case .undamp(let node): writer.write(node)
        case .endFormerGrace(let index): writer.write(index)
        case .confirmDead(let session, let attempts, let reason):
            writer.write(session)
            writer.write(attempts)
            writer.write(reason)
        case .setPoolRule(let name, let rule):
            writer.write(name)
            writer.write(rule)
        case .fillPool(let fill): writer.write(fill)
        case .setBMC(let node, let bmc):
            writer.write(node)
            writer.write(bmc)
        case .orderPower(let node, let session, let action, let isAutomatic):
            writer.write(node)
            writer.write(session)
            writer.write(case: action)
            writer.write(isAutomatic)
        case .settlePower(let node, let order, let outcome):
            writer.write(node)
            writer.write(order)
            writer.write(outcome)
        }
    }

    /// Reads the code and the parts. `FleetEntry.decode(_:)` tells an unknown code from damage.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        let number = try reader.readUInt64()
        guard let code = Code(rawValue: number) else { throw reader.malformed("an operation of code \(number)") }
        switch code {
        case .genesis:
            let cluster = try reader.readString()
            let settings = try reader.read(ClusterSettings.self)
            self = .genesis(cluster: cluster, settings: settings, keys: try reader.readArray())
        case .openSession, .openSessionWithDevices:
            let session = try reader.read(SessionID.self)
            let facts = try code == .openSession ? NodeFacts(plainFrom: &reader) : reader.read(NodeFacts.self)
            self = .openSession(session: session, facts: facts, adopted: try reader.readArray())
        case .declareLost:
            let session = try reader.read(SessionID.self)
            let lost = try reader.readArray(AttemptID.self)
            let over = try reader.readBool()
            self = .declareLost(session: session, lost: lost, sessionIsOver: over, reason: try reader.readString())
        case .closeSession:
            let session = try reader.read(SessionID.self)
            self = .closeSession(session: session, reason: try reader.readString())
        case .report:
            let session = try reader.read(SessionID.self)
            self = .report(session: session, reports: try reader.readArray())
        case .submitJob: self = .submitJob(try reader.read())
        case .stopJob: self = .stopJob(try reader.read())
        case .scaleJob:
            let job = try reader.read(JobID.self)
            let count = try reader.readUInt64()
            let former: UInt64? = try reader.readOptional()
            self = .scaleJob(job, to: count, from: former, reason: try reader.readString())
        case .holdJob:
            let job = try reader.read(JobID.self)
            self = .holdJob(job, reason: try reader.readOptional())
        case .setIdleGPUPolicy:
            let namespace = try reader.readString()
            self = .setIdleGPUPolicy(namespace: namespace, try reader.readOptional())
        case .commitPlans: self = .commitPlans(try [Plan](from: &reader, as: .plain))
        case .commitPlansWithDevices: self = .commitPlans(try [Plan](from: &reader, as: .withDevices))
        case .commitFullPlans: self = .commitPlans(try [Plan](from: &reader, as: .full))
        case .commitNotedPlans: self = .commitPlans(try [Plan](from: &reader, as: .noted))
        case .setEligibilities:
            let nodes = try reader.readArray(NodeID.self)
            self = .setEligibilities(nodes, try reader.readCase())
        case .setEligibility:
            let node = try reader.read(NodeID.self)
            self = .setEligibility(node, try reader.readCase())
        case .setPool:
            let name = try reader.readString()
            self = .setPool(name: name, nodes: try reader.readArray())
        case .acceptCommand:
            let definition = try reader.read(CommandDefinition.self)
            let target = try reader.readString()
            self = .acceptCommand(definition, target: target, nodes: try reader.readArray())
        case .settleCommands: self = .settleCommands(try reader.readArray())
        case .putKey: self = .putKey(try reader.read())
        case .removeKey: self = .removeKey(publicKey: try reader.readString())
        case .collectGarbage: self = .collectGarbage(before: try reader.read())
        case .endPlacementHold: self = .endPlacementHold
        case .endOverdue: self = .endOverdue
        case .setHalfLife: self = .setHalfLife(try reader.read())
        case .setBalancing: self = .setBalancing(try reader.read())
        case .setQuota:
            let namespace = try reader.readString()
            self = .setQuota(namespace: namespace, try reader.readOptional())
        case .setReservation:
            let name = try reader.readString()
            self = .setReservation(name: name, try reader.read())
        case .deleteReservation: self = .deleteReservation(name: try reader.readString())
        case .createToken: self = .createToken(try reader.read())
        case .revokeToken: self = .revokeToken(try reader.readUInt64())
        case .enrol:
            let who = try reader.read(Enrolment.self)
            self = .enrol(who, token: try reader.readString())
        case .removeNode:
            let node = try reader.read(NodeID.self)
            self = .removeNode(node, force: try reader.readBool())
        case .recordAct: self = .recordAct(try reader.readString())
        case .setProfile: self = .setProfile(try reader.readCase())
        case .setBrake:
            let isOnHold = try reader.readBool()
            self = .setBrake(isOnHold: isOnHold, released: try reader.readArray())
        case .undamp: self = .undamp(try reader.read())
        case .endFormerGrace: self = .endFormerGrace(index: try reader.readUInt64())
        case .confirmDead:
            let session = try reader.read(SessionID.self)
            let attempts = try reader.readArray(AttemptID.self)
            self = .confirmDead(session: session, attempts: attempts, reason: try reader.readString())
        case .setPoolRule:
            let name = try reader.readString()
            self = .setPoolRule(name: name, rule: try reader.read())
        case .fillPool: self = .fillPool(try reader.read())
        case .setBMC:
            let node = try reader.read(NodeID.self)
            self = .setBMC(node, try reader.readOptional())
        case .orderPower:
            let node = try reader.read(NodeID.self)
            let session: SessionID? = try reader.readOptional()
            let action: PowerAction = try reader.readCase()
            self = .orderPower(node, session: session, action, isAutomatic: try reader.readBool())
        case .settlePower:
            let node = try reader.read(NodeID.self)
            let order = try reader.readUInt64()
            self = .settlePower(node, order: order, outcome: try reader.readString())
        }
        guard code == self.code else { throw reader.malformed("an operation of code \(number) that needs another one") }
    }

    /// Whether it tells of GPUs more than their number, or of a stop for whom it is: what stands under codes of its own.
    var isNewer: Bool {
        switch self {
        case .openSession(_, let facts, _): !facts.isPlain
        case .commitPlans(let plans): plans.form != .plain
        default: false
        }
    }

    private var code: Code {
        switch self {
        case .genesis: .genesis
        case .openSession: isNewer ? .openSessionWithDevices : .openSession
        case .declareLost: .declareLost
        case .closeSession: .closeSession
        case .report: .report
        case .submitJob: .submitJob
        case .stopJob: .stopJob
        case .scaleJob: .scaleJob
        case .holdJob: .holdJob
        case .setIdleGPUPolicy: .setIdleGPUPolicy
        case .commitPlans(let plans):
            switch plans.form {
            case .plain: .commitPlans
            case .withDevices: .commitPlansWithDevices
            case .full: .commitFullPlans
            case .noted: .commitNotedPlans
            }
        case .setEligibility: .setEligibility
        case .setEligibilities: .setEligibilities
        case .setPool: .setPool
        case .acceptCommand: .acceptCommand
        case .settleCommands: .settleCommands
        case .putKey: .putKey
        case .removeKey: .removeKey
        case .collectGarbage: .collectGarbage
        case .endPlacementHold: .endPlacementHold
        case .recordAct: .recordAct
        case .setProfile: .setProfile
        case .setBrake: .setBrake
        case .undamp: .undamp
        case .endFormerGrace: .endFormerGrace
        case .confirmDead: .confirmDead
        case .setPoolRule: .setPoolRule
        case .fillPool: .fillPool
        case .setBMC: .setBMC
        case .orderPower: .orderPower
        case .settlePower: .settlePower
        case .endOverdue: .endOverdue
        case .setQuota: .setQuota
        case .setHalfLife: .setHalfLife
        case .setBalancing: .setBalancing
        case .setReservation: .setReservation
        case .deleteReservation: .deleteReservation
        case .createToken: .createToken
        case .revokeToken: .revokeToken
        case .enrol: .enrol
        case .removeNode: .removeNode
        }
    }
}

extension FleetEntry: Canonical {
    /// Schema, operation, time, request and actor. Schema and the operation's code stand first, so that an entry of a
    /// newer program is known as such whatever follows.
    public func encode(into writer: inout ByteWriter) {
        writer.write(schema)
        writer.write(operation)
        writer.write(time)
        writer.write(request)
        writer.write(actor)
    }

    /// Reads an entry. `decode(_:)` tells an unknown one from damage.
    public init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
        schema = try reader.readUInt64()
        guard FleetEntry.reads(schema) else { throw reader.malformed("an entry of form \(schema)") }
        operation = try reader.read()
        time = try reader.read()
        request = try reader.readOptional()
        actor = try reader.readString()
    }

    /// Whether this program reads entries of that form.
    static func reads(_ schema: UInt64) -> Bool { schema >= oldestSchema && schema <= currentSchema }

    /// Reads an entry of the log, which must take up all of `bytes`. Throws `UnknownEntry` for one that a newer program
    /// wrote and `ByteReader.Malformed` for damage.
    public static func decode(_ bytes: [UInt8]) throws -> FleetEntry {
        var head = ByteReader(bytes)
        let schema = try head.readUInt64()
        guard FleetEntry.reads(schema) else { throw UnknownEntry(schema: schema, code: nil) }
        let code = try head.readUInt64()
        guard Operation.Code(rawValue: code) != nil else { throw UnknownEntry(schema: schema, code: code) }
        return try FleetEntry(canonicalBytes: bytes)
    }
}
