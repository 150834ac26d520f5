import Determinism
import Fleet
import Glibc
import Wire

/// The runs of one fault on one cluster. Each has a job of its own, so that what its witnesses wrote is not mixed up.
struct FaultSeries {
    private let cluster: ServerCluster
    private let runs: Int
    private var row: FaultRow
    private nonisolated(unsafe) static var jobs = 0

    private var fault: Fault { row.fault }
    private var profile: MeasuredProfile { cluster.profile }
    /// When something has certainly moved, if it moves at all.
    private var bound: Double { Double(profile.lease + 3 * profile.grace) / 1e9 + 15 }

    init(_ fault: Fault, on cluster: ServerCluster, runs: Int) {
        self.cluster = cluster
        self.runs = runs
        row = FaultRow(fault: fault, profile: cluster.profile)
    }

    mutating func run() throws -> FaultRow {
        if fault == .quorumLost {
            let each = 5
            for _ in 0..<max(1, runs / each) { try loseQuorum(tasks: min(each, runs)) }
            row.note = "\(row.note)counted from the quorum's return after 30 s"
            return row
        }
        for _ in 0..<runs { try once() }
        return row
    }

    // MARK: One task

    private mutating func once() throws {
        try cluster.settle()
        Self.jobs += 1
        let job = "\(fault.rawValue)-\(Self.jobs)"
        let name = ServerCluster.witness(job)
        let isRead = fault == .powerCutRead
        if isRead { try cluster.setBMCs() }
        try cluster.submit(job, lease: isRead ? .seconds(60) : nil, onSmallDisk: fault == .diskFull)
        let before = try cluster.running(job)[0]
        let server = try cluster.server(before.node)
        // Every fault at another moment between two beats, and with a lease that a beat has renewed.
        usleep(UInt32((profile.beat + .random(in: 0..<profile.beat)) / 1_000))
        let processes = cluster.processes(of: server)
        let leader = fault == .leaderAndPower ? try cluster.leader() : 0

        let at = MonotonicClock.now()
        var woken: (token: String, at: UInt64)?
        switch fault {
        case .powerCut, .powerCutRead, .leaderAndPower:
            try cluster.network.setLink(server.number, isUp: false)
            if fault == .leaderAndPower { cluster.killCoordinator(leader) }
            for pid in processes.reversed() { kill(pid, SIGKILL) }
            if isRead { try cluster.tellPower(of: server, isOn: false) }
            try measure(name, since: at)
            try cluster.startCoordinators()
            if isRead { try cluster.tellPower(of: server, isOn: true) }
            try cluster.replace(server)
        case .linkCut:
            try cluster.network.setLink(server.number, isUp: false)
            try measure(name, since: at)
            try cluster.network.setLink(server.number, isUp: true)
        case .frozen:
            for pid in processes.reversed() { kill(pid, SIGSTOP) }
            try measure(name, since: at)
            usleep(200_000)
            woken = try wake(processes, of: name)
        case .agentKilled:
            server.agent?.end()
            try measure(name, since: at)
            try cluster.startAgent(server)
        case .agentAndSupervisorsKilled:
            for pid in processes.reversed() { kill(pid, SIGKILL) }
            try measure(name, since: at)
            try cluster.startAgent(server)
        case .agentRestarted:
            server.agent?.end()
            usleep(200_000)
            try cluster.startAgent(server)
            watchStay(name, seconds: Double(profile.lease) / 1e9 * 1.2 + 1)
        case .supervisorKilled:
            kill(pid_t(before.supervisor), SIGKILL)
            try measure(name, since: at)
        case .diskFull:
            try withFullDisk(of: server) {
                watchStay(name, seconds: Double(profile.lease) / 1e9 * 1.2 + 1)
                let killed = MonotonicClock.now()
                kill(pid_t(before.supervisor), SIGKILL)
                try measure(name, since: killed)
            }
        case .halfCut, .quorumLost: break
        }
        try cluster.stop(job)
        if isRead { try cluster.forgetBMCs() }
        let records = WitnessRecord.all(in: cluster.shared, name: name)
        row.add(overlap: WitnessRecord.overlap(of: records, except: woken))
    }

    /// Waits for the replacement's first line.
    private mutating func measure(_ name: String, since fault: UInt64) throws {
        let attempts = 1
        do {
            try cluster.wait("a replacement of \(name)", seconds: bound, every: 2) {
                WitnessRecord.count(in: cluster.shared, name: name) > attempts
            }
        } catch {
            row.wrongs.append("no replacement within \(Int(bound)) s")
            return
        }
        // Its file is there a moment before its first line.
        usleep(20_000)
        let records = WitnessRecord.all(in: cluster.shared, name: name)
        guard records.count > attempts else { return }
        row.times.append(records[attempts].first - min(fault, records[attempts].first))
    }

    /// For so long the one attempt must go on without a break.
    private mutating func watchStay(_ name: String, seconds: Double) {
        usleep(UInt32(seconds * 1e6))
        let now = MonotonicClock.now()
        let records = WitnessRecord.all(in: cluster.shared, name: name)
        let isUnbroken = records.count == 1 && records[0].stretches.count == 1
        if isUnbroken, records[0].last + WitnessTask.longestBreath > now {
            row.stayed += 1
        } else {
            row.wrongs.append("the task was disturbed")
        }
    }

    // MARK: Frozen servers

    /// Wakes a frozen server whose task runs elsewhere by now, the task first, which is the worst order; and tries its token.
    private mutating func wake(_ processes: [pid_t], of name: String) throws -> (token: String, at: UInt64)? {
        let before = WitnessRecord.all(in: cluster.shared, name: name)
        let at = MonotonicClock.now()
        for pid in processes { kill(pid, SIGCONT) }
        try cluster.wait("the woken task of \(name) is dead", seconds: 20, every: 1) {
            processes.dropLast().allSatisfy { kill($0, 0) != 0 }
        }
        guard before.count > 1 else { return nil }
        let old = WitnessRecord.all(in: cluster.shared, name: name)[0]
        row.afterWaking = max(row.afterWaking ?? 0, old.last > at ? old.last - at : 0)
        if let isRefused = try StaleToken.isRefused(
            old.token, after: before[1].token, in: cluster.shared + "/store-\(name)")
        {
            row.refused.tried += 1
            if isRefused { row.refused.count += 1 } else { row.wrongs.append("a stale token was accepted") }
        } else {
            row.note = "no stale token tried: python3 or examples/train/fenced_store.py is not here"
        }
        return (old.token, at)
    }

    // MARK: Full disks

    private func withFullDisk(of server: ServerCluster.Server, _ body: () throws -> Void) throws {
        let path = server.state + "/filler"
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchError(sentence: "\(path) cannot be made") }
        defer {
            close(file)
            unlink(path)
        }
        for size in [65_536, 4_096, 1] {
            let bytes = [UInt8](repeating: 0, count: size)
            while write(file, bytes, size) > 0 {}
        }
        try body()
    }

    // MARK: Lost quorums

    /// Two coordinators are away for 30 s. Tasks with a lease end with it and run again afterwards; one without goes on.
    private mutating func loseQuorum(tasks: Int) throws {
        try cluster.settle()
        Self.jobs += 1
        let jobs = ["quorum-\(Self.jobs)", "endless-\(Self.jobs)"]
        let names = (0..<tasks).map { ServerCluster.witness(jobs[0], UInt64($0)) }
        let endless = ServerCluster.witness(jobs[1])
        try cluster.submit(jobs[0], count: UInt64(tasks))
        try cluster.submit(jobs[1], lease: .unlimited)
        _ = try cluster.running(jobs[0], count: tasks)
        _ = try cluster.running(jobs[1])
        usleep(UInt32((profile.beat * 2 + .random(in: 0..<profile.beat)) / 1_000))
        let leader = try cluster.leader()

        let lost = MonotonicClock.now()
        cluster.killCoordinator(leader)
        cluster.killCoordinator(cluster.others(than: leader)[0])
        while MonotonicClock.now() < lost + 30_000_000_000 { usleep(10_000) }
        let back = MonotonicClock.now()
        for name in names {
            let records = WitnessRecord.all(in: cluster.shared, name: name)
            // The last beat that was answered may have been sent after the leader was asked for.
            if records.count != 1 || records[0].last > lost + profile.lease + 50_000_000 {
                row.wrongs.append("\(name) did not end with its lease")
            }
        }
        try cluster.startCoordinators()
        for name in names { try measure(name, since: back) }
        watchEndless(endless)
        for job in jobs { try cluster.stop(job) }
        for name in names + [endless] {
            row.add(overlap: WitnessRecord.overlap(of: WitnessRecord.all(in: cluster.shared, name: name)))
        }
    }

    private mutating func watchEndless(_ name: String) {
        let records = WitnessRecord.all(in: cluster.shared, name: name)
        if records.count != 1 || records[0].stretches.count != 1
            || records[0].last + WitnessTask.longestBreath < MonotonicClock.now()
        {
            row.wrongs.append("the task with an unlimited lease was disturbed")
        } else {
            row.note = "the task with an unlimited lease went on; "
        }
    }
}
