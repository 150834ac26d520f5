import Determinism
import Fleet
import Foundation
import JobSpec
import Testing

@Suite struct JobSpecReaderTests {
    private func mistakes(_ text: String) -> [String] {
        do {
            _ = try JobSpecReader.read(text, file: "job.yaml")
            return []
        } catch {
            return error.mistakes.map(\.description)
        }
    }

    @Test func readsEveryKey() throws {
        let jobs = try JobSpecReader.read(
            """
            job: train-iris
            namespace: research
            type: batch
            priority: 80
            count: 2
            command: ["python3", "train.py"]
            directory: /srv/x
            user: nobody
            env: { KEY: value, OTHER: "1" }
            resources: { cpu: 1.5, memory: 256Mi, storage: 1Gi, bandwidth: 10Mbit, gpus: 2 }
            constraints: { rack: r1 }
            lease: 5s
            duplicates: forbidden
            gang: true
            restart: { policy: never, attempts: 5, window: 10m, delay: 250ms }
            stop: { signal: SIGINT, grace: 3s }
            checkpoint: { signal: USR2, grace: 5s, path: /shared/ckpt }
            disruption: { at-most: 2 }
            after: { ok: [prepare, default/fetch], any: cleanup-old, failed: [train] }
            """, file: "job.yaml")
        let job = try #require(jobs.first)
        #expect(jobs.count == 1)
        #expect(job.id == JobID(namespace: "research", name: "train-iris"))
        #expect(job.type == .batch && job.priority == 80 && job.count == 2 && job.gang && !job.duplicatesAllowed)
        #expect(job.command == ["python3", "train.py"])
        #expect(job.environment.keys == ["KEY", "OTHER"])
        #expect(
            job.resources
                == Resources(
                    cpuMillicores: 1_500, memoryBytes: 256 << 20, storageBytes: 1 << 30,
                    bandwidthBitsPerSecond: 10_000_000))
        #expect(job.gpus == GPURequest(count: 2) && job.limits == nil)
        #expect(job.constraints["rack"] == "r1")
        #expect(job.lease == .seconds(5))
        #expect(
            job.restart
                == RestartPolicy(condition: .never, attempts: 5, window: .seconds(600), delay: .milliseconds(250)))
        #expect(job.stop == StopContract(signal: 2, grace: .seconds(3)))
        #expect(job.checkpoint == CheckpointContract(signal: 12, grace: .seconds(5), path: "/shared/ckpt"))
        #expect(job.disruption == .atMost(2))
        #expect(
            job.after == [
                Dependency(.ok, JobID(name: "fetch")),
                Dependency(.any, JobID(namespace: "research", name: "cleanup-old")),
                Dependency(.ok, JobID(namespace: "research", name: "prepare")),
                Dependency(.failed, JobID(namespace: "research", name: "train")),
            ])
    }

    @Test func gpusAreAskedForByNumberByShareOrInFull() throws {
        func request(_ text: String) throws -> GPURequest {
            try JobSpecReader.read("job: a\ncommand: [x]\nresources: { gpus: \(text) }", file: "f")[0].gpus
        }
        #expect(try request("3") == GPURequest(count: 3))
        #expect(try request("{ share: 250m }") == GPURequest(count: 1, thousandths: 250))
        #expect(try request("{ share: 0.5, model: A100 }") == GPURequest(count: 1, thousandths: 500, models: ["A100"]))
        #expect(
            try request("{ count: 2, model: [A100, H100], memory: 40Gi }")
                == GPURequest(count: 2, models: ["A100", "H100"], memoryBytes: 40 << 30))
        let told = mistakes("job: a\ncommand: [x]\nresources: { gpus: { count: 2, share: 250m, modell: X } }\n")
        #expect(
            told == [
                "job.yaml:3:45: there is no key `modell`; did you mean `model`?",
                "job.yaml:3:39: a share is of a single GPU; leave out `count` or `share`",
            ])
        #expect(mistakes("job: a\ncommand: [x]\nresources: { gpus: { share: 1001m } }\n").count == 1)
        #expect(mistakes("job: a\ncommand: [x]\nresources: { gpus: { model: [] } }\n").count == 1)
    }

    @Test func extrasAndLimitsAreRead() throws {
        let job = try JobSpecReader.read(
            """
            job: a
            command: [x]
            resources: { cpu: 1, memory: 1Gi, extras: { fpga: 1, license-x: 2 } }
            limits: { cpu: 2, memory: 4Gi }
            """, file: "f")[0]
        #expect(job.resources.extras["fpga"] == 1 && job.resources.extras["license-x"] == 2)
        #expect(job.limits == ResourceLimits(cpuMillicores: 2_000, memoryBytes: 4 << 30))
        for wrong in [
            "resources: { extras: { fpga: 0 } }", "resources: { extras: { FPGA: 1 } }", "limits: { cpu: 50m }",
            "limits: { memory: 1Mi }", "limits: {}",
        ] {
            #expect(mistakes("job: a\ncommand: [x]\n\(wrong)\n").count == 1, "\(wrong)")
        }
    }

    @Test func defaultsFollowTheType() throws {
        let service = try JobSpecReader.read("job: a\ntype: service\ncommand: sleep 1", file: "f")[0]
        #expect(service.lease == .seconds(5) && service.restart.condition == .always)
        #expect(service.command == ["/bin/sh", "-c", "sleep 1"])
        let batch = try JobSpecReader.read("job: a\ncommand: [x]\nlease: unlimited", file: "f")[0]
        #expect(batch.lease == .unlimited && batch.restart.condition == .onFailure && batch.priority == 50)
    }

    @Test func severalDocumentsAreSeveralJobs() throws {
        let jobs = try JobSpecReader.read("job: a\ncommand: [x]\n---\njob: b\ncommand: [y]\n", file: "f")
        #expect(jobs.map(\.id.name) == ["a", "b"])
    }

    @Test func whatAJobIsToBeginAfterIsNamedByJobs() {
        func complaint(_ after: String) -> String? {
            do {
                _ = try JobSpecReader.read("job: a\ncommand: [x]\nafter: \(after)", file: "f")
                return nil
            } catch { return "\(error)" }
        }
        #expect(
            complaint("{ ok: [a/b/c] }")?.contains(
                "f:3:15: `ok` holds names of jobs, each as NAME or NAMESPACE/NAME, and not `a/b/c`") == true)
        #expect(complaint("{ okay: [b] }")?.contains("there is no key `okay`; did you mean `ok`?") == true)
        #expect(complaint("{ ok: [a] }")?.contains("after.ok names the job itself; take it out") == true)
        #expect(complaint("{ ok: [b], any: b }")?.contains("names job b more than once") == true)
        #expect(complaint("{ ok: [{ b: c }] }")?.contains("`ok` is a word, not a list or a mapping") == true)
        #expect(complaint("[b]")?.contains("after is a mapping with the keys ok, any, failed") == true)
        #expect(complaint("{}") == nil)
    }

    @Test func timesAndBoundsAreRead() throws {
        let spec = "job: a\ncommand: [x]\ncount: 1000\nat-most: 10\ntime-limit: 2h\ndeadline: "
        let absolute = try JobSpecReader.read(spec + "2026-12-01T06:00:00Z", file: "f")[0]
        #expect(absolute.deadline == .at(WallTime(nanoseconds: 1_796_104_800_000_000_000)))
        #expect(absolute.timeLimit == .seconds(7_200) && absolute.atMost == 10 && absolute.count == 1_000)
        #expect(try JobSpecReader.read(spec + "6h", file: "f")[0].deadline == .within(.seconds(21_600)))
        #expect(
            mistakes(spec + "tomorrow")[0].contains(
                "`deadline` is a time such as `2026-12-01T06:00:00Z`, or a length of time after the submission such as `6h`"
            ))
        #expect(
            mistakes("job: a\ncommand: [x]\nat-most: 0")[0].contains("`at-most` is a whole number from 1 to 100000"))
        #expect(mistakes("job: a\ncommand: [x]\ntime-limit: 10ms")[0].contains("time-limit must be 1 s or longer"))
    }

    @Test("the examples are jobs, and the pipeline's stages name each other")
    func examples() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appendingPathComponent("examples")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(files.count >= 5)
        var jobs: [String: [JobDefinition]] = [:]
        for file in files {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            jobs[file] = try JobSpecReader.read(text, file: file)
        }
        let pipeline = try #require(jobs["pipeline.yaml"])
        var seen: Set<JobID> = []
        for job in pipeline {
            #expect(
                job.after.allSatisfy { seen.contains($0.job) }, "\(job.id) names a job that does not stand before it")
            seen.insert(job.id)
        }
        #expect(pipeline.map(\.id.name) == ["prepare", "train", "evaluate", "train-failed"])
    }

    @Test func everyMistakeIsToldWithItsPlace() {
        #expect(
            mistakes("job: a\nprioritty: 3\ncommand: [x]\ncount: none\nlease: 1s\n") == [
                "job.yaml:2:1: there is no key `prioritty`; did you mean `priority`?",
                "job.yaml:4:8: `count` is a whole number from 1 to 100000, and not `none`",
                "job.yaml:5:8: a lease is at least 1.5s; what is shorter cannot be kept",
            ])
    }

    @Test func aMissingCommandIsTold() {
        #expect(
            mistakes("job: a\n") == [
                "job.yaml:1:1: the key `command` is missing; write a list such as [\"sleep\", \"60\"]"
            ])
    }

    @Test func brokenYamlIsToldWithItsPlace() {
        let told = mistakes("job: [a\ncommand: x")
        #expect(told.count == 1)
        #expect(told[0].hasPrefix("job.yaml:2:") && told[0].contains("this is not YAML"))
    }

    @Test func aRepeatedKeyIsRefused() {
        let told = mistakes("job: a\ncommand: [x]\njob: b\n")
        #expect(told.count == 1)
        #expect(told[0].contains("the key `job` stands twice"))
    }

    @Test func theShippedExamplesAreValid() throws {
        let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "examples")
        let files = try FileManager.default.contentsOfDirectory(at: examples, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
        #expect(files.count >= 4)
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(throws: Never.self) { _ = try JobSpecReader.read(text, file: file.lastPathComponent) }
        }
    }

    @Test(
        arguments: [
            ("500m", 500), ("2", 2_000), ("1.5", 1_500), ("0.001", 1), ("0.0001", nil), ("-1", nil), ("x", nil),
            ("", nil),
        ] as [(String, UInt64?)])
    func coresAreReadExactly(text: String, expected: UInt64?) {
        #expect(Quantity.millicores(text) == expected)
    }

    @Test("anchors may be used, but a chain of them that multiplies is refused before it is expanded")
    func anchors() throws {
        let text = "job: a\ncommand: [x]\nenv: &e { a: \"1\" }\nconstraints: *e"
        #expect(try JobSpecReader.read(text, file: "f")[0].constraints["a"] == "1")
        var lines = ["job: bomb", "command: [x]", "a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
        for level in 1..<12 {
            let parts = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
            lines.append("a\(level): &a\(level) [\(parts)]")
        }
        lines.append("? *a11\n: 1")
        #expect(
            mistakes(lines.joined(separator: "\n"))
                == ["job.yaml: it refers to its anchors more than 20 times; write the values out"])
    }

    @Test("nesting without end is refused")
    func depth() {
        let text = "job: a\ncommand: " + String(repeating: "[", count: 100_000)
        #expect(mistakes(text).count == 1)
    }
}
