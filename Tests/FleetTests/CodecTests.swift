import Determinism
import Fleet
import Testing

struct CodecTests {
    static let entries: [Operation] = [
        .genesis(
            cluster: "c", settings: ClusterSettings(),
            keys: [
                KeyRecord(publicKey: "k", name: "n", role: .agent(NodeID("n1"))),
                KeyRecord(publicKey: "l", name: "m", role: .coordinator(3)),
                KeyRecord(publicKey: "m", name: "o", role: .operatorRole),
            ]),
        .openSession(
            session: Site.session("n1"), facts: NodeFacts(capacity: Site.capacity, gpus: Site.gpus), adopted: [attempt]),
        .declareLost(session: Site.session("n1"), lost: [attempt], sessionIsOver: true, reason: "why"),
        .closeSession(session: Site.session("n1"), reason: "why"),
        .report(
            session: Site.session("n1"),
            reports: [
                AttemptReport(attempt: attempt, progress: .running),
                AttemptReport(attempt: attempt, progress: .notDead),
                AttemptReport(
                    attempt: attempt,
                    progress: .ended(AttemptEnd(cause: .failed, exit: .signal(9), message: "killed"))),
            ]),
        .submitJob(
            JobDefinition(
                id: JobID(name: "j"), command: ["a"], lease: .unlimited, checkpoint: CheckpointContract())),
        .stopJob(JobID(namespace: "team", name: "j")),
        .commitPlans([
            Plan(
                placements: [Placement(allocation: AllocationID(4), session: Site.session("n1"))],
                stops: [PlannedStop(attempt: attempt, reason: .drained)])
        ]),
        .setEligibility(NodeID("n1"), .draining),
        .setPool(name: "p", nodes: [NodeID("n1")]),
        .acceptCommand(CommandDefinition(arguments: ["a", "b"]), target: "all", nodes: [NodeID("n1")]),
        .settleCommands([
            CommandOutcome(command: CommandID(9), node: NodeID("n1"), result: .notStarted("no such file")),
            CommandOutcome(command: CommandID(9), node: NodeID("n2"), result: .unknown("crash")),
        ]),
        .putKey(KeyRecord(publicKey: "k", name: "n", role: .admin)),
        .removeKey(publicKey: "k"),
        .collectGarbage(before: WallTime(nanoseconds: 5)),
    ]
    /// What form 2 brought, with its codes.
    static let newer: [(code: UInt8, operation: Operation)] = [
        (20, .setProfile(.fast)), (21, .setBrake(isOnHold: true, released: [Site.session("n1")])),
        (22, .undamp(NodeID("n1"))), (23, .endFormerGrace(index: 7)),
    ]

    @Test func whatFormTwoBroughtComesBackAndItsCodesAreFixed() throws {
        for (code, operation) in CodecTests.newer {
            let entry = entry(operation)
            let bytes = entry.canonicalBytes
            #expect(try FleetEntry.decode(bytes) == entry)
            #expect(bytes[0] == 2 && bytes[1] == code)
        }
    }

    @Test func whatFormThreeBroughtComesBackAndItsCodesAreFixed() throws {
        let rule = PoolRule(reserve: .headroom, target: "rack=*", size: 50, refill: .seconds(9))
        let fill = PoolFill(name: "p", rule: 7, wanted: 2, joining: [NodeID("n1")], leaving: [NodeID("n2")])
        let newest: [(code: UInt8, operation: Operation)] = [
            (30, .setPoolRule(name: "p", rule: rule)), (30, .setPoolRule(name: "p", rule: PoolRule(target: "*"))),
            (31, .fillPool(fill)), (26, .setEligibilities([NodeID("n1"), NodeID("n2")], .draining)),
            (9, .setEligibility(NodeID("n1"), .evacuating)),
            (6, .submitJob(JobDefinition(id: JobID(name: "j"), command: ["a"], disruption: .percent(20)))),
            (
                6,
                .submitJob(
                    JobDefinition(
                        id: JobID(name: "j"), command: ["a"], checkpoint: CheckpointContract(),
                        disruption: .atMost(1)))
            ),
        ]
        for (code, operation) in newest {
            let entry = entry(operation)
            let bytes = entry.canonicalBytes
            #expect(try FleetEntry.decode(bytes) == entry)
            #expect(bytes[0] == 3 && bytes[1] == code)
            for length in bytes.indices.dropFirst(2) {
                #expect(throws: ByteReader.Malformed.self) { try FleetEntry.decode(Array(bytes[..<length])) }
            }
        }
    }

    @Test func whatFormFourBroughtComesBackAndAJobWithoutItHasItsFormerBytes() throws {
        let plain = JobDefinition(id: JobID(name: "j"), command: ["a"], disruption: .atMost(1))
        var waiting = plain
        waiting.after = [
            Dependency(.ok, JobID(name: "a")), Dependency(.any, JobID(name: "b")),
            Dependency(.failed, JobID(namespace: "team", name: "c")),
        ]
        var timed = plain
        timed.timeLimit = .seconds(3_600)
        var late = plain
        late.deadline = .at(WallTime(nanoseconds: 7))
        var bounded = JobDefinition(id: JobID(name: "j"), command: ["a"], deadline: .within(.seconds(9)), atMost: 3)
        bounded.timeLimit = .seconds(5)
        #expect(try FleetEntry.decode(entry(.endOverdue).canonicalBytes) == entry(.endOverdue))
        #expect(entry(.endOverdue).canonicalBytes.prefix(2) == [4, 45])
        for job in [waiting, timed, late, bounded] {
            let entry = entry(.submitJob(job))
            let bytes = entry.canonicalBytes
            #expect(try FleetEntry.decode(bytes) == entry)
            #expect(bytes[0] == 4 && bytes[1] == 6)
            for length in bytes.indices.dropFirst(2) {
                #expect(throws: ByteReader.Malformed.self) { try FleetEntry.decode(Array(bytes[..<length])) }
            }
        }
        #expect(FleetEntry.schema(of: .submitJob(plain)) == 3)
        // The byte of parts and a tolerated disruption are the last of it.
        #expect(plain.canonicalBytes.suffix(3) == [2, 0, 1])
    }

    private static let attempt = AttemptID(allocation: AllocationID(3), number: 2)

    private func entry(_ operation: Operation) -> FleetEntry {
        FleetEntry(
            time: WallTime(nanoseconds: 77), request: RequestID(high: 1, low: 2), actor: "root", operation: operation)
    }

    @Test(arguments: entries.indices)
    func everyOperationComesBackAndItsCodeIsFixed(place: Int) throws {
        let entry = entry(CodecTests.entries[place])
        let bytes = entry.canonicalBytes
        #expect(try FleetEntry.decode(bytes) == entry)
        #expect(bytes[0] == 1)
        #expect(bytes[1] == UInt8(place + 1))
    }

    @Test(arguments: entries.indices)
    func damageIsNeverATrapAndNeverTakenForAnUnknownKind(place: Int) {
        let bytes = entry(CodecTests.entries[place]).canonicalBytes
        for length in bytes.indices.dropFirst(2) {
            #expect(throws: ByteReader.Malformed.self) { try FleetEntry.decode(Array(bytes[..<length])) }
        }
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<2_000 {
            var damaged = bytes
            damaged[2 + Int(generator.below(UInt64(bytes.count - 2)))] = UInt8(generator.below(256))
            do {
                let decoded = try FleetEntry.decode(damaged)
                #expect(decoded.canonicalBytes == damaged)
            } catch { #expect(error is ByteReader.Malformed) }
        }
    }

    @Test func anEntryOfANewerProgramIsKnownAsSuch() {
        #expect(throws: UnknownEntry(schema: 5, code: nil)) { try FleetEntry.decode([5, 1, 0]) }
        #expect(throws: UnknownEntry(schema: 1, code: 99)) { try FleetEntry.decode([1, 99, 0, 0]) }
        #expect(throws: UnknownEntry(schema: 1, code: 0)) { try FleetEntry.decode([1, 0]) }
    }

    @Test func aSnapshotThatContradictsItselfIsRefused() throws {
        var site = Site()
        site.submit(Site.job())
        site.place(site.allocations()[0], on: "n1")
        let bytes = site.state.canonicalBytes
        var refused = 0
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x01
            if (try? FleetState(canonicalBytes: damaged)) == nil { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test func aConfirmedDeathComesBackInTheSecondForm() throws {
        let entry = entry(
            .confirmDead(session: Site.session("n1"), attempts: [CodecTests.attempt], reason: "seen"))
        let bytes = entry.canonicalBytes
        #expect(try FleetEntry.decode(bytes) == entry)
        #expect(bytes[0] == 2 && bytes[1] == 25)
    }

    @Test func powerComesBackInTheThirdFormAndItsCodesAreFixed() throws {
        var bmc = BMC(agent: "fence_redfish", secret: "rack-7", fenceAfter: .seconds(60))
        bmc.options["ip"] = "10.0.0.7"
        let operations: [(UInt8, Operation)] = [
            (35, .setBMC(NodeID("n1"), bmc)), (35, .setBMC(NodeID("n1"), nil)),
            (36, .orderPower(NodeID("n1"), session: Site.session("n1"), .off, isAutomatic: true)),
            (36, .orderPower(NodeID("n1"), session: nil, .on, isAutomatic: false)),
            (37, .settlePower(NodeID("n1"), order: 7, outcome: "power off: done")),
        ]
        for (code, operation) in operations {
            let bytes = entry(operation).canonicalBytes
            #expect(try FleetEntry.decode(bytes) == entry(operation))
            #expect(bytes[0] == 3 && bytes[1] == code)
        }
    }
}
