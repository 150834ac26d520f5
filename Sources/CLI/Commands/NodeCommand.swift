import ArgumentParser
import Foundation
import Wire

struct NodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "node", abstract: "Servers: list, show, cordon, drain, remove, power.",
        subcommands: [
            List.self, Show.self, Cordon.self, Uncordon.self, DrainCommand.self, Undrain.self, Undamp.self,
            ConfirmDeadCommand.self, NodeRemoveCommand.self, BMCCommand.self, PowerCommand.self,
        ])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All servers.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                let nodes = try client.query(.nodes).nodes
                return cluster.output == .json
                    ? try JSON.text(["nodes": nodes.map(JSON.node)])
                    : NodeCommand.table(nodes, isWide: cluster.output == .wide)
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One server and what runs on it.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var watching: WatchOption
        @Argument(help: "The server's name.") var node: String

        func run() throws {
            let client = try cluster.client()
            try watching.run {
                guard let view = try client.query(.node, object: node).nodes.first else {
                    throw CLIError(.failed, "there is no server `\(node)`; `muster node list` shows their names.")
                }
                if cluster.output == .json { return try JSON.text(JSON.node(view)) }
                let tasks =
                    view.allocations.isEmpty
                    ? "Nothing runs there." : JobCommand.table(view.allocations, withJob: true)
                let notes = view.notes.map { "\n" + Table.printable($0) }.joined()
                return NodeCommand.table([view], isWide: true) + NodeCommand.sentence(view) + notes
                    + NodeCommand.devices(of: view) + "\n\n" + tasks
            }
        }
    }

    struct Cordon: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "No new work; what runs goes on.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var servers: ServerChoice
        func run() throws { try servers.set(eligibility: .cordoned, cluster) }
    }

    struct Uncordon: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "New work again.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var servers: ServerChoice
        func run() throws { try servers.set(eligibility: .eligible, cluster) }
    }

    struct Undrain: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ends a drain: new work again.")
        @OptionGroup var cluster: ClusterOptions
        @OptionGroup var servers: ServerChoice
        func run() throws { try servers.set(eligibility: .eligible, cluster) }
    }

    struct Undamp: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forgets how often a flapping server was lost: new work again at once.")
        @OptionGroup var cluster: ClusterOptions
        @Argument(help: "The server's name.") var node: String
        func run() throws { try ChangeOutput.show(cluster.client().change(.undamp(node)), cluster.output) }
    }

    /// One server, or an error that says where names are.
    static func view(_ name: String, _ client: ClusterClient) throws -> NodeView {
        guard let view = try client.query(.node, object: name).nodes.first else {
            throw CLIError(.failed, "there is no server `\(name)`; `muster node list` shows their names.")
        }
        return view
    }

    /// Why a server is not simply ready, and for how long that has been so (or, for a penalty, will be).
    static func reason(_ node: NodeView) -> String {
        if node.reason.isEmpty { return "-" }
        return node.reasonNs == .max ? node.reason : "\(node.reason) \(Units.span(nanoseconds: node.reasonNs))"
    }

    /// Whether it may have new work, and whose.
    private static func work(_ node: NodeView) -> String {
        node.eligibility == "eligible" && !node.reservedBy.isEmpty ? "reserved: \(node.reservedBy)" : node.eligibility
    }

    private static func sentence(_ node: NodeView) -> String {
        var text = node.reasonWords.isEmpty ? "" : "\n\n\(node.reason): \(node.reasonWords)"
        for reservation in node.reservations { text += "\n\(Table.printable(reservation))" }
        if let bmc = node.bmc {
            text += "\nBMC: \(bmc.agent), \(bmc.reading.isEmpty ? "not read" : "last read: \(bmc.reading)")"
            if !bmc.order.isEmpty { text += "; under way: \(bmc.order)" }
        }
        if node.recentLosses > 0 { text += "\nautomatic losses of late: \(node.recentLosses)" }
        return text
    }

    /// Its GPUs, with what is free of each and who has it, and what else is counted there; empty where there is nothing.
    static func devices(of node: NodeView) -> String {
        var text = ""
        if !node.gpus.isEmpty {
            let isMeasured = node.gpus.contains { $0.use != nil }
            var table = Table("GPU", "MODEL", "MEMORY", "FREE", "HELD BY", "UUID")
            if isMeasured { table.widen("BUSY", "USED", "POWER", "TEMP") }
            for gpu in node.gpus {
                let device = gpu.device ?? GpuDevice()
                let holders = gpu.holders.map { holder in
                    holder.thousandths == 1_000
                        ? holder.allocation : "\(holder.allocation) \(holder.thousandths)m"
                }
                var row = [
                    "\(device.index)", device.model.isEmpty ? "-" : Table.printable(device.model),
                    device.memoryBytes == 0 ? "-" : Units.bytes(device.memoryBytes),
                    gpu.freeThousandths == 1_000 ? "whole" : "\(gpu.freeThousandths)m",
                    holders.isEmpty ? "-" : holders.joined(separator: ", "),
                    device.uuid.isEmpty ? "-" : Table.printable(device.uuid),
                ]
                if isMeasured {
                    row += [
                        Units.percent(gpu.use?.busyRatio ?? -1), Units.amount(gpu.use?.memoryUsedBytes, Units.bytes),
                        Units.amount(gpu.use?.powerWatts) { "\($0)W" },
                        Units.amount(gpu.use?.temperatureCelsius) { "\($0)C" },
                    ]
                }
                table.add(row)
            }
            text += "\n\n" + table.text
        }
        if let extras = node.capacity?.extras, !extras.isEmpty {
            var table = Table("EXTRA", "HELD", "THERE")
            for extra in extras {
                let held = node.used?.extras.first { $0.name == extra.name }?.amount ?? 0
                table.add(Table.printable(extra.name), "\(held)", "\(extra.amount)")
            }
            text += "\n\n" + table.text
        }
        return text
    }

    static func table(_ nodes: [NodeView], isWide: Bool = false) -> String {
        var table = Table("SERVER", "STATE", "REASON", "WORK", "POOL", "CPU", "MEMORY", "GPUS", "LAST BEAT", "AGENT")
        if isWide { table.widen("CPU BUSY", "MEMORY USED", "SERIES", "LABELS") }
        for node in nodes {
            let (used, capacity) = (node.used ?? Resources(), node.capacity ?? Resources())
            var row = [
                node.name, node.state, NodeCommand.reason(node), NodeCommand.work(node),
                node.pool.isEmpty ? "-" : node.pool,
                "\(Units.cores(used.cpuMillicores))/\(Units.cores(capacity.cpuMillicores))",
                "\(Units.bytes(used.memoryBytes))/\(Units.bytes(capacity.memoryBytes))",
                "\(Units.gpus(used))/\(capacity.gpus)", Units.span(nanoseconds: node.silentNs),
                node.agentVersion.isEmpty ? "-" : node.agentVersion,
            ]
            if isWide {
                let labels = node.labels.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
                row += [
                    Units.percent(node.cpuBusy), node.memoryUsed == 0 ? "-" : Units.bytes(node.memoryUsed),
                    "\(node.series)", labels.isEmpty ? "-" : labels,
                ]
            }
            table.add(row)
        }
        return table.text(orElse: "There are no servers yet: start an agent on one.")
    }
}

/// How the outcome of a change is shown.
enum ChangeOutput {
    static func show(_ outcome: MutationOutcome, _ form: ClusterOptions.Form) throws {
        if form == .json {
            print(
                try JSON.text([
                    "message": outcome.message, "identifier": outcome.identifier, "index": outcome.index,
                ]))
        } else {
            print(outcome.message.isEmpty ? "done" : outcome.message)
        }
    }
}
