import Scheduler

/// A server of a trace: `sn,cpu_milli,memory_mib,gpu,model`.
struct TraceNode {
    var name: String
    var form: ServerForm

    /// Reads a file, whose first line names the columns.
    static func read(_ path: String) throws -> [TraceNode] {
        var nodes: [TraceNode] = []
        var lines = try TextLines(path: path)
        var number = 0
        while let line = try lines.next() {
            number += 1
            if number == 1 || line.isEmpty { continue }
            let words = line.split(separator: ",", omittingEmptySubsequences: false)
            guard words.count >= 5, let cpu = UInt64(words[1]), let memory = UInt64(words[2]), memory < 1 << 43,
                let gpus = Int(words[3]), (0...64).contains(gpus)
            else {
                throw BenchError(
                    sentence:
                        "\(path), line \(number): `\(line)` is no node: it needs sn,cpu_milli,memory_mib,gpu,model")
            }
            nodes.append(
                TraceNode(
                    name: String(words[0]),
                    form: ServerForm(
                        cpuMillicores: cpu, memoryBytes: memory << 20,
                        gpuModels: Array(repeating: String(words[4]), count: gpus))))
        }
        if nodes.isEmpty { throw BenchError(sentence: "\(path) names no node") }
        return nodes
    }
}
