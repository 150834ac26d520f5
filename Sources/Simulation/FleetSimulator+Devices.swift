import Determinism
import Fleet

/// GPUs of the simulated servers, and what really runs on them.
extension FleetSimulator {
    private static let small = (model: "A100-SXM4-40GB", memory: 40 << 30 as UInt64)
    private static let large = (model: "H100-SXM5-80GB", memory: 80 << 30 as UInt64)

    /// The GPUs of a server: every third has some of each model, and no UUIDs.
    static func gpus(of number: Int) -> [GPU] {
        let kinds = [[small, large, large], [small, small, small, small], [large, large]][number % 3]
        return kinds.indices.map { place in
            GPU(
                index: UInt64(place), model: kinds[place].model, memoryBytes: kinds[place].memory,
                uuid: number % 3 == 0 ? "" : "GPU-\(number)-\(place)")
        }
    }

    /// What some jobs ask for: shares, whole ones, of a model, with so much memory; most ask for none.
    mutating func someGPUs() -> GPURequest {
        guard random.oneIn(3) else { return .none }
        let models = [[], [], ["A100"], ["H100"], ["a100", "H100-SXM5"]][Int(random.below(5))]
        let memory: UInt64 = random.oneIn(6) ? 60 << 30 : 0
        if random.oneIn(2) {
            return GPURequest(
                count: 1, thousandths: [200, 250, 500, 600, 1_000][Int(random.below(5))], models: models,
                memoryBytes: memory)
        }
        return GPURequest(count: 1 + random.below(2), models: models, memoryBytes: memory)
    }

    /// A task begins, or goes on: with what else runs on its server it is on no GPU that has not room for it, and on none
    /// that it did not ask for. What is being killed is not looked at, nor what a stopped clock excuses.
    mutating func judgeDevices(of attempt: AttemptID, on index: Int) {
        let server = servers[index]
        guard let own = server.tasks[attempt] else { return }
        let request = own.definition.gpus
        let fitting = own.gpus.filter { share in
            server.facts.gpus.contains { share.isOf($0) && request.admits($0) }
        }
        if UInt64(fitting.count) != request.count || own.gpus.count != fitting.count {
            fail(.init(.wrongGPU, "\(attempt) runs on \(own.gpus) of \(server.node) and asks for \(request)"))
        }
        for gpu in server.facts.gpus where own.gpus.contains(where: { $0.isOf(gpu) }) {
            var sum: UInt64 = 0
            var names: [String] = []
            for (id, task) in server.tasks where task.isAlive && !task.isDying && !task.isOrphan {
                if id != attempt, isStretched(id, on: index) { continue }
                let held = task.gpus.filter { $0.isOf(gpu) }.reduce(0) { $0 + $1.thousandths }
                if held == 0 { continue }
                sum += held
                names.append(id.description)
            }
            guard sum > GPU.thousandths else { continue }
            fail(
                .init(
                    .overcommitted,
                    "\(names.joined(separator: " and ")) run on GPU \(gpu.index) of \(server.node) with \(sum)m of it"))
        }
    }
}
