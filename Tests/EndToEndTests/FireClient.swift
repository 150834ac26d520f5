import Determinism
import Fleet
import FleetWire
import Foundation
import Settings
import Wire

/// A client under fire, with a thread and a key of its own: reads all registers, writes one, and follows the leader. It asks
/// again with the same id until a bound; then the outcome stays unknown.
struct FireClient: Sendable {
    let number: UInt64
    let endpoints: [Endpoint]
    let keys: CurveKeyPair
    let seed: UInt64
    let recorder: FireRecorder
    /// Whether it only submits large jobs, so that logs grow and segments roll over.
    var isBallast = false

    /// How long one request may take, in seconds.
    private static let patience = 4.0
    /// How long one coordinator is asked, in seconds.
    private static let turn = 1.0

    /// Starts the client's thread; the semaphore is raised when it is over.
    func start() -> DispatchSemaphore {
        let ended = DispatchSemaphore(value: 0)
        let thread = Thread {
            do {
                try run()
            } catch {
                recorder.note("client \(number): \(error)")
            }
            ended.signal()
        }
        thread.start()
        return ended
    }

    private func run() throws {
        let client = try AdministrationClient(endpoints, keys: keys)
        var random = SeededGenerator(seed: seed)
        var preferred: UInt64?
        while !recorder.isStopped {
            if isBallast {
                try ballast(client, &random, &preferred)
                usleep(20_000)
            } else if random.oneIn(2) {
                try write(client, &random, &preferred)
            } else {
                try read(client, &random, &preferred)
            }
            usleep(UInt32(random.below(10_000)))
        }
    }

    private func write(
        _ client: AdministrationClient, _ random: inout SeededGenerator, _ preferred: inout UInt64?
    ) throws {
        let register = random.below(FireRegisters.count)
        guard let (operation, value) = recorder.beginWrite(client: number, register: register) else { return }
        let id = AdministrationClient.newID()
        let change = Mutation.Change.setPool(
            SetPool(name: FireRegisters.pool(register), nodes: FireRegisters.servers(register, value)))
        let answer = try ask(client, &random, &preferred) {
            .mutation(Mutation(correlation: $0, id: id, change: change))
        }
        switch answer {
        case (let member, .mutationOutcome(let outcome))?:
            if outcome.code == 0 {
                recorder.endWrite(operation, by: member)
            } else {
                recorder.note("a write was answered with \(outcome.code): \(outcome.message)")
            }
        case (_, let other)?: recorder.note("a write was answered with \(other)")
        case nil: break
        }
    }

    private func read(
        _ client: AdministrationClient, _ random: inout SeededGenerator, _ preferred: inout UInt64?
    ) throws {
        let operations = recorder.beginRead(client: number)
        let answer = try ask(client, &random, &preferred) { .query(Query(correlation: $0, topic: .pools)) }
        switch answer {
        case (let member, .view(let view))?:
            let values = (0..<FireRegisters.count).map { register in
                let pool = view.pools.first { $0.name == FireRegisters.pool(register) }
                return FireRegisters.value(register, pool?.nodes)
            }
            recorder.endRead(operations, values, by: member)
        case (_, let other)?:
            recorder.note("a read was answered with \(other)")
            recorder.abandonRead(operations)
        case nil: recorder.abandonRead(operations)
        }
    }

    private func ballast(
        _ client: AdministrationClient, _ random: inout SeededGenerator, _ preferred: inout UInt64?
    ) throws {
        let id = AdministrationClient.newID()
        let job = Fleet.JobDefinition(
            id: JobID(namespace: "default", name: "ballast"), type: .batch,
            command: ["true", "\(random.next())", String(repeating: "x", count: 40_000)], resources: Fleet.Resources())
        let answer = try ask(client, &random, &preferred) {
            .mutation(Mutation(correlation: $0, id: id, change: .submitJob(SubmitJob(definition: job.wire))))
        }
        if case (_, .mutationOutcome(let outcome))? = answer, outcome.code != 0 {
            recorder.note("ballast was answered with \(outcome.code): \(outcome.message)")
        }
    }

    /// Asks until somebody answers; nil if nobody did in time.
    private func ask(
        _ client: AdministrationClient, _ random: inout SeededGenerator, _ preferred: inout UInt64?,
        _ make: (UInt64) -> AdministrationMessage
    ) throws -> (UInt64, AdministrationMessage)? {
        let deadline = monotonicNow() + UInt64(FireClient.patience * 1e9)
        while monotonicNow() < deadline {
            let up = endpoints.map(\.member).filter(client.isUp)
            guard let member = preferred.flatMap({ up.contains($0) ? $0 : nil }) ?? up.randomElement(using: &random)
            else {
                _ = try client.pump(seconds: 0.02) { endpoints.contains { client.isUp($0.member) } }
                continue
            }
            switch try client.askOnce(member, seconds: FireClient.turn, make) {
            case .refusal(let refusal)?:
                switch refusal.code {
                case .notLeader:
                    preferred = refusal.leader?.member
                    if preferred == member || preferred == nil { _ = try client.pump(seconds: 0.02) { false } }
                case .forbidden, .invalid, .notFound:
                    recorder.note("member \(member) refused (\(refusal.code)): \(refusal.message)")
                    return nil
                default:
                    preferred = nil
                    _ = try client.pump(seconds: 0.05) { false }
                }
            case let answer?:
                preferred = member
                return (member, answer)
            case nil: preferred = nil
            }
        }
        return nil
    }
}
