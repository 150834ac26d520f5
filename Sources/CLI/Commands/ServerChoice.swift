import ArgumentParser
import Fleet
import Wire

/// The servers that a command is for: names, or a target as for `muster exec`.
struct ServerChoice: ParsableArguments {
    @Argument(help: "Servers by name.") var nodes: [String] = []
    @Option(name: [.short, .long], help: "Servers by target: '*', globs separated by commas, or label=value.")
    var target: String?

    /// The chosen ones of those that there are, by name; throws where one is missing, or none is meant.
    func names(of known: [NodeView]) throws(CLIError) -> [String] {
        try ServerChoice.names(of: known, called: nodes, target: target)
    }

    /// The servers of these names, and those that a target means; throws where one is missing, or none is meant.
    static func names(
        of known: [NodeView], called nodes: [String], target: String?
    ) throws(CLIError) -> [String] {
        guard !nodes.isEmpty || target != nil else {
            throw CLIError(.usage, "there is no server: name some, or choose with -t, as in `-t rack=r1`.")
        }
        var chosen = Set<String>()
        for name in nodes {
            guard known.contains(where: { $0.name == name }) else {
                throw CLIError(.failed, "there is no server `\(name)`; `muster node list` shows their names.")
            }
            chosen.insert(name)
        }
        if let text = target {
            guard let target = Target(text) else {
                throw CLIError(
                    .usage, "the target `\(text)` has an empty part; write '*', names with commas, or label=value.")
            }
            let meant = known.filter { view in
                target.matches(name: view.name) { label in view.labels.first { $0.name == label }?.value }
            }
            guard !meant.isEmpty else {
                throw CLIError(
                    .failed,
                    "no server matches the target `\(text)`; `muster node list -o wide` shows names and labels.")
            }
            chosen.formUnion(meant.map(\.name))
        }
        return known.map(\.name).filter(chosen.contains)
    }

    /// Sets the eligibility of the chosen servers, all at once or none; returns their names.
    @discardableResult
    func set(eligibility: Eligibility, _ cluster: ClusterOptions) throws -> [String] {
        let client = try cluster.client()
        let names = try names(of: client.query(.nodes).nodes)
        let code = UInt32(eligibility.rawValue)
        let change =
            names.count == 1
            ? SetEligibility(node: names[0], eligibility: code) : SetEligibility(eligibility: code, nodes: names)
        let outcome = try client.change(.setEligibility(change))
        try ChangeOutput.show(outcome, cluster.output)
        return names
    }
}
