import Testing
import Wire

@testable import CLI

@Suite("Tables")
struct TableTests {
    static let node = NodeView(
        name: "node-1", state: "ready", eligibility: "eligible", pool: "",
        capacity: Resources(cpuMillicores: 4_000, memoryBytes: 8 << 30, gpus: 2),
        used: Resources(cpuMillicores: 1_500, memoryBytes: 512 << 20, gpus: 1),
        labels: [Pair(name: "rack", value: "r1")],
        agentVersion: "0.1.0", sessionNonce: 7, silentNs: 450_000_000, cpuBusy: 0.25, memoryUsed: 3 << 30, load: 0.5,
        series: 120)

    @Test("columns are as wide as their content, and lines end without white space")
    func alignment() {
        var table = Table("NAME", "STATE", "NOTE")
        table.add("a", "running", "")
        table.add("a-long-name", "up", "x")
        #expect(
            table.text == """
                NAME         STATE    NOTE
                a            running
                a-long-name  up       x
                """)
    }

    @Test("control characters of others cannot steer the terminal")
    func controlCharacters() {
        var table = Table("NAME")
        table.add("a\u{1B}[2Jb\nc\u{7F}")
        #expect(table.text == "NAME\na.[2Jb.c.")
    }

    @Test("an empty table is a sentence that says what to do")
    func empty() {
        #expect(NodeCommand.table([]) == "There are no servers yet: start an agent on one.")
        #expect(JobCommand.table([]) == "There are no jobs; `muster job run FILE` submits one.")
        #expect(
            PoolCommand.table([]) == "There are no standby pools; `muster pool set POOL SERVER...` makes one.")
    }

    @Test("a server's GPUs with who has them, and its extras")
    func devices() {
        var node = TableTests.node
        #expect(NodeCommand.devices(of: node).isEmpty)
        node.gpus = [
            GpuView(
                device: GpuDevice(index: 0, model: "H100-SXM5-80GB", memoryBytes: 80 << 30, uuid: "GPU-a"),
                freeThousandths: 350,
                holders: [
                    GpuHolder(allocation: "web[0]", thousandths: 250),
                    GpuHolder(allocation: "ml/a[1]", thousandths: 400),
                ]),
            GpuView(
                device: GpuDevice(index: 1), holders: [GpuHolder(allocation: "train[0]", thousandths: 1_000)]),
            GpuView(device: GpuDevice(index: 2), freeThousandths: 1_000),
        ]
        node.capacity?.extras = [Amount(name: "fpga", amount: 2)]
        #expect(
            NodeCommand.devices(of: node) == """


                GPU  MODEL           MEMORY  FREE   HELD BY                    UUID
                0    H100-SXM5-80GB  80Gi    350m   web[0] 250m, ml/a[1] 400m  GPU-a
                1    -               -       0m     train[0]                   -
                2    -               -       whole  -                          -

                EXTRA  HELD  THERE
                fpga   0     2
                """)
        node.used?.gpuThousandths = 1_650
        #expect(NodeCommand.table([node]).contains("1.65/2"))
    }

    @Test("what GPUs do stands beside them, beside their server and beside the tasks that have them")
    func gpuUse() {
        var node = TableTests.node
        node.gpus = [
            GpuView(
                device: GpuDevice(index: 0, model: "H100", memoryBytes: 80 << 30, uuid: "GPU-a"),
                use: GpuUse(
                    busyRatio: 0.87, memoryUsedBytes: Double(64 << 30), powerWatts: 512.5, temperatureCelsius: 61,
                    gpus: 1)),
            GpuView(
                device: GpuDevice(index: 1), freeThousandths: 1_000,
                use: GpuUse(
                    busyRatio: -1, memoryUsedBytes: Double(2 << 30), powerWatts: 71, temperatureCelsius: -1, gpus: 1)),
            GpuView(device: GpuDevice(index: 2), freeThousandths: 1_000),
        ]
        #expect(
            NodeCommand.devices(of: node) == """


                GPU  MODEL  MEMORY  FREE   HELD BY  UUID   BUSY  USED  POWER  TEMP
                0    H100   80Gi    0m     -        GPU-a  87%   64Gi  512W   61C
                1    -      -       whole  -        -      -     2Gi   71W    -
                2    -      -       whole  -        -      -     -     -      -
                """)
        let lines = TopCommand.table(of: [node, NodeView(name: "node-9")]).split(separator: "\n")
        #expect(lines[0].hasSuffix("AGENT  GPU BUSY  GPU MEM  GPU POWER"))
        #expect(lines[1].hasSuffix("87%       66Gi     583W"))
        #expect(lines[2].hasSuffix("-         -        -"))
        #expect(!TopCommand.table(of: [NodeView(name: "node-9")]).contains("GPU BUSY"))
        var task = AllocationView(index: 0, state: "running", end: "the last one")
        #expect(!JobCommand.table([task], withJob: false).contains("GPU BUSY"))
        task.gpuUse = GpuUse(busyRatio: 0.5, memoryUsedBytes: Double(3 << 30), powerWatts: -1, temperatureCelsius: -1)
        let table = JobCommand.table([task], withJob: false).split(separator: "\n")
        #expect(table[0].hasSuffix("GPU BUSY  GPU MEM  LAST") && table[1].hasSuffix("50%       3Gi      the last one"))
    }

    @Test("what a job asks of GPUs, in words")
    func gpuRequests() {
        func words(_ count: UInt64, _ terms: GpuTerms?) -> String {
            JobWords.gpus(JobDefinition(resources: Resources(gpus: count), gpuTerms: terms))
        }
        #expect(words(0, nil) == "0" && words(2, nil) == "2")
        #expect(words(1, GpuTerms(thousandths: 250)) == "250m")
        #expect(
            words(2, GpuTerms(thousandths: 1_000, models: ["A100", "H100"], memoryBytes: 40 << 30))
                == "2 of A100 or H100 with 40Gi")
    }

    @Test("a job with what is to be said of it, and what of a large one is not listed")
    func jobDetails() {
        let sweep = JobView(
            definition: JobDefinition(namespaceName: "default", name: "sweep", type: 1, priority: 50), owner: "root",
            state: "degraded", running: 1, pending: 118, finished: 1,
            allocations: [
                AllocationView(job: "sweep", index: 3, state: "time limit", attempt: 1, end: "ended by its time limit")
            ],
            note: "tasks: 118 pending, 1 running, 1 time limit (at most 1 at a time); failed: 3", unlisted: 119)
        let lines = JobCommand.details(of: [sweep]).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 7)
        #expect(lines[1].hasPrefix("sweep  batch  50        degraded  1        118      1     root   "))
        #expect(lines[2] == "tasks: 118 pending, 1 running, 1 time limit (at most 1 at a time); failed: 3")
        #expect(lines[3].isEmpty)
        #expect(lines[5].hasPrefix("3      time limit  1        -") && lines[5].hasSuffix("ended by its time limit"))
        #expect(lines[6] == "and 119 more of which there is nothing to tell")
    }

    @Test("servers")
    func nodes() {
        let lost = NodeView(name: "node-2", state: "unseen", eligibility: "draining", silentNs: .max, cpuBusy: -1)
        var relayed = TableTests.node
        relayed.reason = "relayed"
        relayed.reasonNs = 12_400_000_000
        #expect(
            NodeCommand.table([relayed, lost]) == """
                SERVER  STATE   REASON       WORK      POOL  CPU    MEMORY     GPUS  LAST BEAT  AGENT
                node-1  ready   relayed 12s  eligible  -     1.5/4  512Mi/8Gi  1/2   450ms      0.1.0
                node-2  unseen  -            draining  -     0/0    0/0        0/0   never      -
                """)
        #expect(
            NodeCommand.table([TableTests.node], isWide: true) == """
                SERVER  STATE  REASON  WORK      POOL  CPU    MEMORY     GPUS  LAST BEAT  AGENT  CPU BUSY  MEMORY USED  SERIES  LABELS
                node-1  ready  -       eligible  -     1.5/4  512Mi/8Gi  1/2   450ms      0.1.0  25%       3Gi          120     rack=r1
                """)
    }

    @Test("the brake tells what it let through, what it holds, and when there is room")
    func brake() {
        var brake = BrakeView(limit: 2, windowNs: 60_000_000_000)
        #expect(BrakeCommand.words(brake) == "0 of 2 servers given up within 1m\nthe brake holds nothing")
        brake.taken = ["a", "b"]
        brake.held = ["c"]
        brake.reopensInNs = 12_000_000_000
        #expect(
            BrakeCommand.words(brake) == """
                2 of 2 servers given up within 1m: a, b
                holds 1 verdicts back: c
                room for the next one in 12s, or by `muster brake release`
                """)
        brake.isOnHold = true
        #expect(BrakeCommand.words(brake).hasSuffix("until `muster brake release`"))
    }

    @Test("the fleet in short, with what to do when the brake holds")
    func status() {
        var status = StatusView(
            cluster: "c1", leader: 2, term: 5, members: [MemberView(), MemberView(), MemberView()], nodesReady: 4,
            nodesStandby: 1, jobsRunning: 2, allocationsActive: 3, capacity: TableTests.node.capacity,
            used: TableTests.node.used)
        #expect(
            StatusCommand.text(status) == """
                CLUSTER  c1
                leader   member 2 in term 5, 3 members
                servers  4 ready, 1 standby, 0 cordoned, 0 suspect, 0 down
                jobs     2 wanted; allocations: 3 active, 0 pending
                cpu      1.5 of 4 cores
                memory   512Mi of 8Gi
                gpus     1 of 2
                """)
        status.brakeHeld = 3
        #expect(StatusCommand.text(status).hasSuffix("look at the network, then `muster brake release`"))
    }

    @Test("a pool with a rule tells its arithmetic, and what it lacks")
    func pools() {
        let rule = PoolRuleView(
            target: "rack=*", isAutomatic: true, refillNs: 86_400_000_000_000, wanted: 2, servers: 12, losses: 3,
            serviceNs: 7_200_000_000_000, lossesPerYear: 1.34, standbys: 2, coverage: 0.9989, refillSource: "assumed")
        let pool = PoolView(
            name: "spare", nodes: ["node-5"], free: 1, rule: rule, prepared: ["node-5 for node-2"])
        #expect(
            PoolCommand.words(pool) == """
                POOL      spare
                servers   node-5
                free      1 of 2 wanted
                short     no idle server of rack=* can take the place of what is missing
                kept      from rack=*
                rule      12 servers, 1.3 losses a year each, refill 1d (assumed): 2 standbys keep 99.8 %
                measured  3 losses in 2h of service, all servers together
                prepared  node-5 for node-2
                """)
        let room = PoolView(
            name: "room", nodes: ["node-1"], free: 0,
            rule: PoolRuleView(reserve: 1, target: "*", isAutomatic: false, wanted: 25))
        #expect(
            PoolCommand.table([pool, room, PoolView(name: "own", nodes: ["node-6"], free: 1)]) == """
                POOL   FREE  WANTED        KEPT               SERVERS
                spare  1/1   2 (short)     from rack=*, auto  node-5
                room   -     2.5% of each  from *             node-1
                own    1/1   -             by hand            node-6
                """)
        #expect(
            JSON.pool(pool).keys.sorted() == ["free", "name", "nodes", "prepared", "rule"]
                && JSON.pool(PoolView(name: "own")).keys.sorted() == ["free", "name", "nodes", "prepared"])
    }

    @Test("losses by class")
    func failures() {
        let rows = [
            FailureView(
                subject: "servers", count: 12, losses: 3, serviceNs: 7_200_000_000_000, lossesPerYear: 1.34),
            FailureView(subject: "batch jobs, lease up to 30 s", serviceNs: 90_000_000_000, lossesPerYear: 2.374),
        ]
        #expect(
            ReportCommand.table(rows) == """
                WHAT                          NOW  LOSSES  SERVICE  LOSSES A YEAR EACH (ESTIMATE)
                servers                       12   3       2h       1.34
                batch jobs, lease up to 30 s  0    0       1m30s    2.37
                """)
        #expect(ReportCommand.table([]) == "Nothing was measured yet.")
    }

    @Test("a share in thousandths")
    func shares() {
        #expect(PoolCommand.Headroom.thousandths("5%") == 50 && PoolCommand.Headroom.thousandths("2.5%") == 25)
        for text in ["5", "%", "2.55%", "-1%", "101%", "1.%", "a%"] {
            #expect(PoolCommand.Headroom.thousandths(text) == nil, "\(text)")
        }
    }

    @Test("commands")
    func commands() {
        let command = CommandView(
            id: 7, definition: CommandDefinition(arguments: ["uname", "-r"]), target: "*", owner: "admin",
            runs: [
                CommandRunView(node: "node-1", result: CommandResult(how: .exited(Exit(how: .code(0))))),
                CommandRunView(node: "node-2"),
            ])
        #expect(
            CommandCommand.table(command) == """
                COMMAND  BY     TARGET  STATE      WHAT
                7        admin  *       under way  uname -r

                SERVER  RESULT
                node-1  succeeded
                node-2  no result yet
                """)
    }

    @Test("amounts and lengths of time")
    func units() {
        #expect(Units.bytes(0) == "0" && Units.bytes(1_536) == "1.5Ki" && Units.bytes(8 << 30) == "8Gi")
        #expect(Units.cores(2_000) == "2" && Units.cores(1_500) == "1.5")
        #expect(Units.cores(50) == "0.05" && Units.cores(0) == "0" && Units.cores(10_000) == "10")
        #expect(Units.span(nanoseconds: 450_000_000) == "450ms" && Units.span(nanoseconds: .max) == "never")
        #expect(Units.span(nanoseconds: 192_000_000_000) == "3m12s")
        #expect(Units.span(nanoseconds: 3_605_000_000_000) == "1h")
        #expect(Units.age(0, now: 5) == "-" && Units.age(9, now: 5) == "0ms")
        #expect(Units.percent(-1) == "-" && Units.percent(.nan) == "-" && Units.percent(0.256) == "26%")
        #expect(Units.load(-1) == "-" && Units.load(0.5) == "0.50")
        #expect(Units.time(1_700_000_000_000_000_000) == "2023-11-14T22:13:20Z")
    }
}
