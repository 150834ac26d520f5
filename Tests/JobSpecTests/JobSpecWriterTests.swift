import Determinism
import Fleet
import JobSpec
import Testing

@Suite struct JobSpecWriterTests {
    @Test("a job with every part is written as the spec that reads to the same job")
    func everything() throws {
        var environment = SortedMap<String, String>()
        for (name, value) in [("KEY", "true"), ("OTHER", "a: b # c"), ("EMPTY", "")] { environment[name] = value }
        var constraints = SortedMap<String, String>()
        constraints["rack"] = "1"
        let job = JobDefinition(
            id: JobID(namespace: "ml-team", name: "train"), type: .service, priority: 80, count: 3,
            command: ["sh", "-c", "echo \"a\\b\"\n\texit 0", "", "no", "ü 🚀"],
            environment: environment, directory: "/srv/x", user: "nobody",
            resources: Resources(
                cpuMillicores: 1_250, memoryBytes: 300_000_001, storageBytes: 1 << 30, bandwidthBitsPerSecond: 7),
            gpus: GPURequest(count: 2),
            constraints: constraints, lease: .milliseconds(1_500), duplicatesAllowed: true, gang: false,
            restart: RestartPolicy(
                condition: .never, attempts: 7, window: .seconds(90), delay: Span(nanoseconds: 1_000_000_001)),
            stop: StopContract(signal: 64, grace: .zero),
            checkpoint: CheckpointContract(signal: 12, grace: .seconds(3_600), path: "/shared/c d"),
            disruption: .percent(25),
            after: [
                Dependency(.ok, JobID(namespace: "ml-team", name: "prepare")),
                Dependency(.ok, JobID(namespace: "ml-team", name: "1")),
                Dependency(.any, JobID(name: "cleanup")), Dependency(.failed, JobID(name: "no")),
            ], deadline: .at(WallTime(nanoseconds: 1_796_104_800_000_000_001)), timeLimit: .seconds(5_400))
        let text = JobSpecWriter.write(job)
        #expect(try JobSpecReader.read(text, file: "f") == [job], "\(text)")
    }

    @Test("bounds and spans come back, too")
    func array() throws {
        let job = JobDefinition(
            id: JobID(name: "sweep"), count: 1_000, command: ["true"], deadline: .within(.seconds(21_600)), atMost: 10)
        let text = JobSpecWriter.write(job)
        #expect(try JobSpecReader.read(text, file: "f") == [job], "\(text)")
    }

    @Test(arguments: [
        GPURequest(count: 1, thousandths: 250), GPURequest(count: 2, models: ["A100", "H100: \"x\""]),
        GPURequest(count: 1, memoryBytes: 7),
    ])
    func whatIsAskedOfGPUsComesBack(request: GPURequest) throws {
        var job = JobDefinition(id: JobID(name: "j"), command: ["x"], gpus: request, lease: .unlimited)
        job.resources.extras["license-x"] = 2
        job.limits = ResourceLimits(memoryBytes: 1 << 30)
        let text = JobSpecWriter.write(job)
        #expect(try JobSpecReader.read(text, file: "f") == [job], "\(text)")
    }

    @Test("every operator of a constraint comes back")
    func conditions() throws {
        var constraints = SortedMap<String, String>()
        constraints["no"] = "yes"
        let rules = PlacementRules(conditions: [
            LabelCondition("node", .noneOf(["n7", "null"])), LabelCondition("node", .oneOf(["n1"])),
            LabelCondition("rack", .oneOf(["1", "a \"b\""])), LabelCondition("nvlink", .exists),
            LabelCondition("nfs/broken", .absent), LabelCondition("cores", .atLeast(32)),
            LabelCondition("cores", .atMost(64)),
        ])
        let job = JobDefinition(
            id: JobID(name: "j"), command: ["x"], resources: Resources(cpuMillicores: 100, memoryBytes: 64 << 20),
            constraints: constraints, rules: rules)
        let text = JobSpecWriter.write(job)
        #expect(try JobSpecReader.read(text, file: "f") == [job], "\(text)")
    }

    @Test("the rules for a job's places among others come back")
    func rules() throws {
        for rules in [
            PlacementRules(topology: GangTopology(within: .rack)),
            PlacementRules(topology: GangTopology(prefer: .node)),
            PlacementRules(spread: Spread(over: .switch, atMost: 3)), PlacementRules(spread: Spread(over: .room)),
            PlacementRules(
                apartFrom: [JobID(name: "1"), JobID(namespace: "x", name: "no")], near: [JobID(name: "on")]),
        ] {
            let job = JobDefinition(
                id: JobID(name: "j"), count: 2, command: ["x"],
                resources: Resources(cpuMillicores: 100, memoryBytes: 64 << 20), gang: rules.topology != nil,
                rules: rules)
            let text = JobSpecWriter.write(job)
            #expect(try JobSpecReader.read(text, file: "f") == [job], "\(text)")
        }
    }

    @Test("names that YAML would take for something else stay names")
    func names() throws {
        for name in ["no", "null", "1", "007", "a-1", "on", "1e3"] {
            let job = JobDefinition(id: JobID(namespace: "true", name: name), command: ["true"])
            #expect(try JobSpecReader.read(JobSpecWriter.write(job), file: "f") == [job], "\(name)")
        }
    }

    @Test("the form is fixed")
    func golden() {
        let job = JobDefinition(
            id: JobID(namespace: "default", name: "hello"), command: ["echo", "hi"],
            resources: Resources(cpuMillicores: 100, memoryBytes: 64 << 20), lease: .unlimited)
        #expect(
            JobSpecWriter.write(job) == """
                job: hello
                type: batch
                priority: 50
                count: 1
                command: ["echo", "hi"]
                resources:
                  cpu: 100m
                  memory: 67108864
                lease: unlimited
                duplicates: forbidden
                gang: false
                restart:
                  policy: on-failure
                  attempts: 3
                  window: 10m
                  delay: 1s
                stop:
                  signal: 15
                  grace: 10s

                """)
    }
}
