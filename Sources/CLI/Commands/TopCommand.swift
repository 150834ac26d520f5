import ArgumentParser
import Wire

struct TopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "top", abstract: "What the servers are doing, busiest first.")

    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var watching: WatchOption

    func run() throws {
        let client = try cluster.client()
        try watching.run {
            let nodes = try client.query(.nodes).nodes.sorted { ($1.cpuBusy, $0.name) < ($0.cpuBusy, $1.name) }
            if cluster.output == .json { return try JSON.text(["nodes": nodes.map(JSON.node)]) }
            return TopCommand.table(of: nodes)
        }
    }

    /// A row for each server, with the use of GPUs where any are measured.
    static func table(of nodes: [NodeView]) -> String {
        let haveGPUs = nodes.contains { node in node.gpus.contains { $0.use != nil } }
        var table = Table(
            "SERVER", "STATE", "CPU", "LOAD", "MEMORY", "NET/S", "HELD CPU", "HELD MEM", "HELD GPU", "AGENT")
        if haveGPUs { table.widen("GPU BUSY", "GPU MEM", "GPU POWER") }
        for node in nodes {
            var row = [
                node.name, node.state, Units.percent(node.cpuBusy), Units.load(node.load),
                Units.bytes(node.memoryUsed), Units.bytes(UInt64(max(0, min(node.networkBytesPerSecond, 1e15)))),
                "\(Units.cores(node.used?.cpuMillicores ?? 0))/\(Units.cores(node.capacity?.cpuMillicores ?? 0))",
                "\(Units.bytes(node.used?.memoryBytes ?? 0))/\(Units.bytes(node.capacity?.memoryBytes ?? 0))",
                "\(Units.gpus(node.used ?? Resources()))/\(node.capacity?.gpus ?? 0)",
                Units.bytes(node.agentAnonymousBytes),
            ]
            if haveGPUs {
                let uses = node.gpus.compactMap(\.use)
                let busy = uses.map(\.busyRatio).filter { $0 >= 0 }
                func sum(_ values: [Double]) -> Double? {
                    let known = values.filter { $0 >= 0 }
                    return known.isEmpty ? nil : known.reduce(0, +)
                }
                row += [
                    Units.percent(sum(busy).map { $0 / Double(busy.count) } ?? -1),
                    Units.amount(sum(uses.map(\.memoryUsedBytes)), Units.bytes),
                    Units.amount(sum(uses.map(\.powerWatts))) { "\($0)W" },
                ]
            }
            table.add(row)
        }
        return table.text(orElse: "There are no servers yet: start an agent on one.")
    }
}
