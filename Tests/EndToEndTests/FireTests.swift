import Determinism
import Foundation
import Linearizability
import Testing
import Wire

extension EndToEndTests {
    /// Real coordinators under faults of every kind, while clients read and write and their history is checked.
    @Suite("Under fire")
    struct FireTests {
        @Test(
            "three members under fire for some seconds: every history is linearizable, and writes come back",
            .enabled(if: Machine.hasNetworkNamespaces, Machine.needsNamespaces),
            .enabled(if: Machine.hasPacketFilter, Machine.needsPacketFilter))
        func short() throws {
            try FireRun(members: 3, seconds: 12, seed: FireRun.seed).run()
        }
    }
}

/// The long run. Started by hand, alone on a machine:
///
///     MUSTER_FIRE_SECONDS=300 MUSTER_FIRE_MEMBERS=5 MUSTER_FIRE_SEED=7 swift test --filter LongFireTests
///
/// The seed decides which faults come and how long they last; how they meet the cluster is up to the machine.
@Suite(
    "Under fire for long", .enabled(if: FireRun.seconds != nil, "set MUSTER_FIRE_SECONDS"),
    .enabled(if: Machine.isPrivileged, Machine.needsRoot),
    .enabled(if: Machine.hasNetworkNamespaces, Machine.needsNamespaces),
    .enabled(if: Machine.hasPacketFilter, Machine.needsPacketFilter))
struct LongFireTests {
    @Test("members under fire: every history is linearizable, and writes come back")
    func long() throws {
        try FireRun(members: FireRun.members, seconds: FireRun.seconds ?? 60, seed: FireRun.seed).run()
    }
}

/// One run: a cluster, clients, faults, and the verdict.
struct FireRun {
    var members: Int
    var seconds: Double
    var seed: UInt64

    /// How long the long run lasts.
    static let seconds = number("MUSTER_FIRE_SECONDS").map { Double($0) }
    /// Its members: 3 or 5.
    static let members = number("MUSTER_FIRE_MEMBERS").map { Int($0) } ?? 3
    /// The seed of faults.
    static let seed = number("MUSTER_FIRE_SEED") ?? UInt64.random(in: 0..<1_000_000)

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// Seconds after the last fault within which writes must be taken again.
    private static let recovery = 20.0
    /// The longest time without a write while a majority has no fault, in seconds.
    private static let patience = 15.0

    func run() throws {
        print("fire: \(members) members, \(seconds) s, MUSTER_FIRE_SEED=\(seed)")
        let clients = members + 2
        let cluster = try FireCluster(members: members, clients: clients + 1)
        defer { cluster.end() }
        if !cluster.network.canBeSlow { print("fire: no slow links, since `tc` is not installed") }
        if !cluster.members.allSatisfy(\.hasDisk) { print("fire: no full disks, since no tmpfs can be mounted") }
        let recorder = FireRecorder()
        var threads: [DispatchSemaphore] = []
        for number in 0...clients {
            let client = FireClient(
                number: UInt64(number), endpoints: cluster.endpoints, keys: cluster.clientKeys[number],
                seed: seed &+ UInt64(number) &* 1_000_003, recorder: recorder, isBallast: number == clients)
            threads.append(client.start())
        }
        defer {
            recorder.stop()
            for thread in threads { thread.wait() }
            threads = []
        }
        do {
            try burn(cluster, recorder)
            recorder.stop()
            for thread in threads { thread.wait() }
            threads = []
            try judge(cluster, recorder)
        } catch {
            cluster.showLogs()
            throw Failure("\(error) (MUSTER_FIRE_SEED=\(seed))")
        }
    }

    private func burn(_ cluster: FireCluster, _ recorder: FireRecorder) throws {
        try eventually("the first write is taken") { recorder.summary.writes > 0 }
        let end = monotonicNow() + UInt64(seconds * 1e9)
        var faults = FireFaults(cluster, seed: seed)
        while monotonicNow() < end {
            try faults.step(leader: recorder.leader, lastWrite: recorder.lastWrite)
            usleep(20_000)
        }
        try faults.healAll()

        // Writes come back, and then a calm second passes.
        let healed = monotonicNow()
        let before = recorder.summary
        try eventually("writes are taken again", within: FireRun.recovery) {
            recorder.summary.writes > before.writes + 10
        }
        let recovered = (monotonicNow() - healed) / 1_000_000
        print(
            "fire: \(faults.count) faults; longest time without a write while a majority had none "
                + "\(faults.longestStall / 1_000_000) ms; 10 writes \(recovered) ms after the last was healed")

        #expect(Double(faults.longestStall) < FireRun.patience * 1e9, "MUSTER_FIRE_SEED=\(seed)")

        // Every member takes part again: any majority can do without the others.
        let minority = (members - 1) / 2
        for first in 0..<members {
            let absent = (0..<minority).map { cluster.members[(first + $0) % members] }
            for member in absent { cluster.kill(member) }
            try writesGoOn(recorder, "without the members \(absent.map(\.number))")
            for member in absent { try cluster.start(member) }
        }
        // What was acknowledged is on disk: all die at once and come back.
        for member in cluster.members { cluster.kill(member) }
        for member in cluster.members { try cluster.start(member) }
        try writesGoOn(recorder, "after all members have died")
    }

    private func writesGoOn(_ recorder: FireRecorder, _ when: String) throws {
        let before = recorder.summary
        try eventually("writes and reads are answered \(when)", within: FireRun.recovery) {
            let now = recorder.summary
            // Some of the first were on their way before.
            return now.writes > before.writes + 20 && now.reads > before.reads + 20
        }
    }

    private func judge(_ cluster: FireCluster, _ recorder: FireRecorder) throws {
        let summary = recorder.summary
        print(
            "fire: \(summary.writes) writes and \(summary.reads) reads answered, \(summary.unknown) writes unknown, "
                + "longest time without a write \(summary.longestGap) ms")
        let began = monotonicNow()
        let verdict = recorder.history.check(bound: 20_000_000)
        print("fire: \(summary.operations) operations checked in \((monotonicNow() - began) / 1_000_000) ms")
        if case .notLinearizable(let counterexample) = verdict { print(counterexample) }
        print("fire: \(cluster.endsByFullDisk) times a member ended because of its full disk")
        let errors = recorder.errors + cluster.surprises + cluster.complaints
        for error in errors { print("fire: \(error)") }
        #expect(verdict == .linearizable, "MUSTER_FIRE_SEED=\(seed)")
        #expect(errors.isEmpty, "MUSTER_FIRE_SEED=\(seed)")
        // Enough must have happened for the verdict to say something.
        #expect(summary.writes > Int(seconds) * 5 && summary.reads > Int(seconds) * 5)
    }
}
