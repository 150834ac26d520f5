import Foundation
import Testing

extension EndToEndTests {
    /// From the job file to the task's environment, on servers that declare GPUs.
    @Suite("GPUs and other resources")
    struct ResourceTests {
        private typealias Muster = CommandLineTests.Muster

        private static let specs = """
            job: share
            type: service
            count: 2
            command: ["/bin/sh", "-c", "env | grep -E '^(CUDA|NVIDIA|ROCR|MUSTER_GPU)' | sort; exec sleep 1000"]
            resources: { cpu: 100m, memory: 16Mi, gpus: { share: 250m, model: h100 } }
            ---
            job: whole
            type: service
            command: ["/bin/sh", "-c", "echo GPU $CUDA_VISIBLE_DEVICES; exec sleep 1000"]
            resources: { cpu: 100m, memory: 16Mi, gpus: { count: 1, model: [A100] }, extras: { fpga: 1 } }
            limits: { cpu: 200m, memory: 32Mi }
            ---
            job: none
            type: service
            command: ["/bin/sh", "-c", "echo none: [$CUDA_VISIBLE_DEVICES]; exec sleep 1000"]
            resources: { cpu: 100m, memory: 16Mi }
            ---
            job: waits
            command: ["/bin/true"]
            resources: { cpu: 100m, memory: 16Mi, gpus: { model: B200 } }
            """

        @Test("tasks see the GPUs that they were given and no others, and operators who has them and what is missing")
        func devices() throws {
            try TestCluster.run(agents: 2) { cluster in
                let muster = try Muster(cluster)
                let file = cluster.directory + "/jobs.yaml"
                try Self.specs.write(toFile: file, atomically: true, encoding: .utf8)
                let plan = try muster("job", "plan", file)
                #expect(plan.status == 5, "\(plan)")
                #expect(plan.output.contains("share: a new job; 2 tasks would start now"), "\(plan)")
                #expect(plan.output.contains("waits[0] waits: no server has a GPU of model B200"), "\(plan)")
                let capacity = try muster("capacity", file, options: ["--by", "rack"])
                #expect(capacity.status == 0 && capacity.output.contains("none: "), "\(capacity)")
                #expect(try muster("job", "list").output.contains("There are no jobs"))
                let run = try muster("job", "run", file)
                #expect(run.status == 0, "\(run)")
                let shares = try cluster.running("share", count: 2)
                let whole = try cluster.runningOne("whole")
                #expect(whole.gpus.map(\.index) == [1] && whole.gpus.map(\.thousandths) == [1_000])
                _ = try cluster.runningOne("none")
                for share in shares {
                    let uuid = "GPU-\(share.node)"
                    #expect(share.gpus.map(\.uuid) == [uuid] && share.gpus.map(\.thousandths) == [250])
                    let words = [
                        "CUDA_MPS_ACTIVE_THREAD_PERCENTAGE=25", "CUDA_MPS_PINNED_DEVICE_MEM_LIMIT=0=20480M",
                        "CUDA_VISIBLE_DEVICES=\(uuid)", "MUSTER_GPUS=0", "MUSTER_GPU_SHARE=250m",
                        "NVIDIA_VISIBLE_DEVICES=\(uuid)", "ROCR_VISIBLE_DEVICES=\(uuid)",
                    ]
                    try eventually("the share's task has told its environment") {
                        let logs = try muster("job", "logs", "share", options: ["--index", "\(share.index)"]).output
                        return words.allSatisfy { logs.contains($0) }
                    }
                }
                try eventually("the others have told theirs") {
                    try muster("job", "logs", "whole").output.contains("GPU 1")
                        && muster("job", "logs", "none").output.contains("none: []")
                }

                let server = try muster.json("node", "show", whole.node)
                let view = (server["nodes"] as? [[String: Any]])?.first ?? server
                let gpus = try #require(view["gpus"] as? [[String: Any]])
                #expect(gpus.map { $0["model"] as? String } == ["H100", "A100"])
                #expect(gpus[1]["free_thousandths"] as? Int == 0)
                let holders = gpus[1]["holders"] as? [[String: Any]]
                #expect(holders?.map { $0["allocation"] as? String } == ["whole[0]"], "\(gpus)")
                let shown = try muster("node", "show", whole.node)
                #expect(shown.output.contains("fpga"), "\(shown)")

                let why = try muster("job", "why", "waits")
                #expect(why.output.contains("2 servers: no GPU of model B200"), "\(why)")
                let spec = try muster("job", "show", "whole", options: ["-o", "yaml"])
                #expect(spec.output.contains("model: [\"A100\"]") && spec.output.contains("limits:"), "\(spec)")
            }
        }
    }
}
