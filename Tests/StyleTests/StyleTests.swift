import Foundation
import Testing

@Suite("Style")
struct StyleTests {
    /// Modules whose programs carry no Foundation: the agent's memory and the cores' purity depend on it.
    static let foundationFree = [
        "Determinism", "Consensus", "LogStore", "Fleet", "FleetWire", "Wire", "Scheduler", "AgentCore",
        "CoordinatorCore",
        "Simulation", "Settings", "ServerCheck", "Agent", "Coordinator", "Reliability",
    ]
    /// Modules that decide, and nothing else.
    static let cores = [
        "Determinism", "Consensus", "Fleet", "Reliability", "Scheduler", "AgentCore", "CoordinatorCore", "Simulation",
    ]

    @Test("swift format has nothing to say", .enabled(if: Formatter.isInstalled, "swift format is not installed"))
    func formatterIsSilent() throws {
        let paths =
            try ["Package.swift"]
            + ["Sources", "Tests"].flatMap { try SourceTree.paths(under: $0, generated: false) }
        let (status, output) = try Formatter.run(["lint", "--strict"] + paths)
        #expect(status == 0 && output.isEmpty, "run `swift format -i` on these files:\n\(output)")
    }

    @Test("no Foundation in the modules that promise to be free of it", arguments: foundationFree)
    func noFoundation(module: String) throws {
        for file in try SourceTree.files(under: "Sources/\(module)") {
            guard !SourceCode.words(in: file.code).isDisjoint(with: ["Foundation", "FoundationEssentials", "Dispatch"])
            else { continue }
            for (index, line) in file.code.enumerated() {
                #expect(
                    !line.contains(
                        /\bimport +(?:(?:struct|class|enum|func) +)?(?:Foundation|FoundationEssentials|Dispatch)\b/),
                    "\(file.path):\(index + 1): \(module) is free of Foundation: use Glibc")
            }
        }
    }

    @Test("cores have no clocks, no randomness, no threads and no order that differs by process", arguments: cores)
    func coresAreDeterministic(module: String) throws {
        for path in try SourceTree.paths(under: "Sources/\(module)") {
            let text = try String(contentsOf: SourceTree.root.appendingPathComponent(path), encoding: .utf8)
            for finding in DeterminismRules.findings(path: path, text: text) {
                // SortedMap is where an unordered table is put into order.
                if path == "Sources/Determinism/SortedMap.swift", finding.rule.contains("iterated") { continue }
                Issue.record("\(finding)")
            }
        }
    }

    @Test("no force unwrapping by try! or fatalError in sources", arguments: ["Sources"])
    func noTraps(folder: String) throws {
        for file in try SourceTree.files(under: folder) {
            guard !SourceCode.words(in: file.code).isDisjoint(with: ["try", "fatalError"]) else { continue }
            for (index, line) in file.code.enumerated() {
                #expect(
                    !(line.contains("try!") || line.contains("fatalError(")),
                    "\(file.path):\(index + 1): report an error instead")
            }
        }
    }

    @Test(
        "the rules find each kind of slip",
        arguments: [
            "let now = ContinuousClock.now", "clock_gettime(CLOCK_MONOTONIC, &t)", "let d = Date()",
            "var g = SystemRandomNumberGenerator()", "let x = Int.random(in: 0..<3)", "a.shuffle()", "a.shuffled()",
            "a.randomElement()", "let h = a.hashValue", "var h = Hasher()", "import Foundation", "import Glibc",
            "Task { }", "let x = await y", "var t: [NodeID: Int] = [:]\nfor (k, v) in t { }",
            "var t: Set<Int> = []\nfor k in t where k > 1 { }", "var t: [NodeID: Int] = [:]\nlet a = t.values.max()",
            "var t = [NodeID: [Int]]()\nfor v in self.t.values {", "let s = Set<Int>()\nlet a = s.map { $0 }",
        ])
    func rulesFind(text: String) {
        #expect(DeterminismRules.findings(path: "x", text: text).count == 1)
    }

    @Test(
        "the rules let pass what is sound",
        arguments: [
            "// ContinuousClock", "let timeline = Dates()", "let r = Set(x).sorted()",
            "/* Date() /* nested */ await */ let x = 1", "let s = \"Date() \\(f(\"await\"))\"",
            "let x = Int.random(in: 0..<3, using: &generator)", "a.shuffle(using: &g)",
            "\"\"\"\nimport Foundation\n\"\"\"",
            "var t: [NodeID: Int] = [:]\nt[a] = 3", "var t: [NodeID: Int] = [:]\nfor k in t.keys.sorted() { }",
            "var t: [NodeID: Int] = [:]\nlet m = t.values.max()  // order-free: a maximum",
            "var t: [(node: NodeID, at: Instant)] = []\nlet a = t.first, b = t.map { $0.at }",
            "var t = SortedMap<NodeID, Int>()\nfor (k, v) in t { }", "let rows = [1, 2]\nfor row in rows { }",
        ])
    func rulesPass(text: String) {
        #expect(DeterminismRules.findings(path: "x", text: text).isEmpty)
    }
}
