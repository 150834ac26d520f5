import Fleet

/// A scheduler that tries everything: slow, for a handful of servers and tasks, and written without the product's own rules of
/// what fits where. It knows a fleet as plain numbers.
struct NaiveScheduler {
    /// What of a server does not change.
    struct Server {
        var name: String
        var labels: [String: String]
        /// Its GPUs' numbers, models and memory, those of one model one after the other.
        var gpus: [(number: UInt64, model: String, memory: Int)]
    }

    /// What one task asks for.
    struct Task {
        var cores = 0
        var memory = 0
        var gpus = 0
        /// Of each GPU.
        var thousandths = 1_000
        var models: [String] = []
        var gpuMemory = 0
        var labels: [String: String] = [:]

        var gpuThousandths: Int { gpus * thousandths }
    }

    /// What is free, server by server: thousandths of cores, bytes of memory, and thousandths of each GPU.
    typealias Free = [[Int]]

    var servers: [Server] = []
    /// Of the empty fleet.
    var capacity: Free = []

    /// The servers as their agents told them.
    init(_ state: FleetState) {
        for (id, node) in state.nodes {
            var labels: [String: String] = [:]
            for (label, value) in node.facts.labels { labels[label] = value }
            let gpus = node.facts.gpus.map { (number: $0.index, model: $0.model, memory: Int($0.memoryBytes)) }
                .sorted { ($0.model, $0.number) < ($1.model, $1.number) }
            servers.append(Server(name: id.name, labels: labels, gpus: gpus))
            let amounts = node.facts.capacity
            capacity.append(
                [Int(amounts.cpuMillicores), Int(amounts.memoryBytes)] + gpus.map { _ in 1_000 })
        }
    }

    /// What is free beside the attempts that live.
    func free(beside attempts: [Attempt]) -> Free {
        var free = capacity
        for attempt in attempts {
            guard let place = place(of: attempt.node.name) else { continue }
            free[place] = zip(free[place], holding(of: attempt, at: place)).map { $0 - $1 }
        }
        return free
    }

    func place(of server: String) -> Int? { servers.firstIndex { $0.name == server } }

    /// What an attempt holds, in the same order as what is free.
    func holding(of attempt: Attempt, at place: Int) -> [Int] {
        [Int(attempt.resources.cpuMillicores), Int(attempt.resources.memoryBytes)]
            + servers[place].gpus.map { gpu in
                attempt.gpus.reduce(0) { $0 + ($1.index == gpu.number ? Int($1.thousandths) : 0) }
            }
    }

    // MARK: What fits

    /// Whether a server is as the task's labels want it, however full.
    func admits(_ task: Task, at place: Int) -> Bool {
        task.labels.allSatisfy { servers[place].labels[$0.key] == $0.value }
    }

    /// What is left of a server once the task has these of its GPUs (by their places); nil where that may not be.
    func rest(_ free: [Int], at place: Int, without task: Task, on gpus: [Int]) -> [Int]? {
        guard admits(task, at: place), free[0] >= task.cores, free[1] >= task.memory, gpus.count == task.gpus,
            Set(gpus).count == gpus.count
        else { return nil }
        var rest = free
        rest[0] -= task.cores
        rest[1] -= task.memory
        for gpu in gpus {
            let device = servers[place].gpus[gpu]
            guard task.models.isEmpty || task.models.contains(device.model), device.memory >= task.gpuMemory,
                rest[2 + gpu] >= task.thousandths
            else { return nil }
            rest[2 + gpu] -= task.thousandths
        }
        return rest
    }

    /// All that can be left of a server once it has the task, on whichever GPUs.
    func rests(_ free: [Int], at place: Int, without task: Task) -> [[Int]] {
        NaiveScheduler.choices(of: task.gpus, among: servers[place].gpus.count).compactMap {
            rest(free, at: place, without: task, on: $0)
        }
    }

    /// All that can be left of the fleet once it has the task, on whichever server.
    func outcomes(_ free: Free, without task: Task) -> [Free] {
        servers.indices.flatMap { place in
            rests(free[place], at: place, without: task).map { rest in
                var all = free
                all[place] = inOrder(rest, at: place)
                return all
            }
        }
    }

    /// Whether there is a place for every one of the tasks at once.
    func fits(_ tasks: [Task], in free: Free) -> Bool { !outcomes([free], without: tasks).isEmpty }

    /// For each item (a task, or the tasks of a gang) whether the best of all plans places it: the one that places the first if any
    /// plan does, of such plans one that places the second if any does, and so on.
    func best(_ items: [[Task]], in free: Free) -> [Bool] {
        var known: Set<Free> = [free]
        return items.map { tasks in
            let next = outcomes(known, without: tasks)
            if !next.isEmpty { known = next }
            return !next.isEmpty
        }
    }

    private func outcomes(_ known: Set<Free>, without tasks: [Task]) -> Set<Free> {
        tasks.reduce(known) { known, task in Set(known.flatMap { outcomes($0, without: task) }) }
    }

    /// What is left with GPUs that are alike in order, since it makes no difference which of them is fuller.
    private func inOrder(_ rest: [Int], at place: Int) -> [Int] {
        guard servers[place].gpus.count > 1 else { return rest }
        let gpus = zip(servers[place].gpus, rest.dropFirst(2)).map { (model: $0.model, free: $1) }
        return rest.prefix(2) + gpus.sorted { ($0.model, $0.free) < ($1.model, $1.free) }.map(\.free)
    }

    /// All ways to take so many of the first numbers.
    static func choices(of count: Int, among total: Int) -> [[Int]] {
        if count == 0 { return [[]] }
        guard count <= total else { return [] }
        return choices(of: count, among: total - 1)
            + choices(of: count - 1, among: total - 1).map { $0 + [total - 1] }
    }

    // MARK: What would have to end

    /// Attempts on one server whose end makes room for a task, with the highest of their priorities.
    struct Victims {
        var attempts: Set<AttemptID>
        var highest: UInt64
    }

    /// All sets of these attempts of one server whose end makes room for the task there.
    func victims(
        for task: Task, at place: Int, of free: Free, among running: [(attempt: Attempt, priority: UInt64)]
    ) -> [Victims] {
        (0..<(1 << running.count)).compactMap { set in
            let chosen = running.indices.filter { set & (1 << $0) != 0 }.map { running[$0] }
            let after = chosen.reduce(free[place]) { free, victim in
                zip(free, holding(of: victim.attempt, at: place)).map { $0 + $1 }
            }
            guard !rests(after, at: place, without: task).isEmpty else { return nil }
            return Victims(
                attempts: Set(chosen.map(\.attempt.id)), highest: chosen.map(\.priority).max() ?? 0)
        }
    }
}

extension NaiveScheduler.Task {
    /// A task of a job.
    init(_ definition: JobDefinition) {
        cores = Int(definition.resources.cpuMillicores)
        memory = Int(definition.resources.memoryBytes)
        gpus = Int(definition.gpus.count)
        thousandths = Int(definition.gpus.thousandths)
        models = definition.gpus.models
        gpuMemory = Int(definition.gpus.memoryBytes)
        for (label, value) in definition.constraints { labels[label] = value }
    }
}
