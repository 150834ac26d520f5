import Scheduler

/// A task of a trace, as it arrives: `name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec`.
struct TraceArrival {
    var name: String
    var kind: WorkKind

    /// Thousandths of GPUs that it asks for altogether.
    var gpuMilli: Int { kind.gpus * kind.milliOfEach }

    /// Reads one line; further columns are left alone.
    init(line: String, place: String) throws {
        let words = line.split(separator: ",", omittingEmptySubsequences: false)
        guard words.count >= 5, let cpu = UInt64(words[1]), let memory = UInt64(words[2]), memory < 1 << 43,
            let gpus = Int(words[3]), (0...64).contains(gpus), let milli = Int(words[4]),
            gpus == 0 || (1...1_000).contains(milli)
        else {
            throw BenchError(
                sentence:
                    "\(place): `\(line)` is no arrival: it needs name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec")
        }
        name = String(words[0])
        let models = words.count > 5 ? words[5].split(separator: "|").map(String.init) : []
        kind = WorkKind(
            cpuMillicores: cpu, memoryBytes: memory << 20, gpus: gpus, milliOfEach: milli, models: models)
    }

    /// The order's number (from 1), the task, its node (empty: nowhere), the devices there, and the thousandths of each.
    func row(order: Int, node: String?, gpus: [Int]) -> String {
        let devices = gpus.map(String.init).joined(separator: "-")
        return "\(order),\(name),\(node ?? ""),\(devices),\(kind.milliOfEach)\n"
    }

    static let header = "order,pod,node,gpu_indexes,gpu_milli_each\n"
}
