import CoordinatorCore
import Determinism
import Fleet

/// The operator: asks, waits, follows the leader, and asks again with the same id.
extension FleetSimulator {
    mutating func operate() {
        guard !isCalm else { return }
        schedule(.operatorActs, after: random.span(from: .milliseconds(50), through: .milliseconds(600)))
        guard open.count < 15 else { return }
        if endHold() || setIdlePolicy() || releaseSomeJob() { return }
        if hasReservations, random.oneIn(10) { return setSomeReservation() }
        if random.oneIn(14) { return operateRarely() }
        let dice = random.below(100)
        switch dice {
        case 0..<8: submit(.runService)
        case 8..<18: submit(.runBatch)
        case 18..<22: submit(.runGang)
        case 22..<23: submit(.runSystem)
        case 23..<27: revise()
        case 27..<36: stopSomeJob()
        case 36..<39: ask(.cordon, .change(.operation(.setEligibility(someNode(), .cordoned))))
        case 39..<42: drain()
        case 42..<51: ask(.uncordon, .change(.operation(.setEligibility(someNode(), .eligible))))
        case 51..<53: setPool()
        case 53..<67: giveCommand()
        case 67..<69: confirmSomeDead()
        case 69..<70: ask(.releaseBrake, .change(.releaseBrake))
        case 70..<72: ask(.transferLeadership, .transferLeadership(Int(random.below(UInt64(coordinators.count)))))
        case 72..<75: setPoolRule()
        case 75..<82: ask(.read, .read)
        case 82..<88: readSomeLog()
        case 88..<90: leave()
        default: repeatSomething()
        }
    }

    private mutating func someNode() -> NodeID { servers[Int(random.below(UInt64(serverCount)))].node }

    private var runningJobs: [Job] { history.fleet.jobs.values.filter { $0.desired == .running } }

    private mutating func definition(_ kind: OperationKind, name: String) -> JobDefinition {
        let leases: [Span] = [history.fleet.settings.shortestLease, .seconds(5), .seconds(5), .seconds(60), .unlimited]
        let type: JobType = kind == .runService ? .service : kind == .runSystem ? .system : .batch
        let isGang = kind == .runGang
        let resources = Resources(
            cpuMillicores: kind == .runSystem ? 200 : 300 + random.below(5) * 500, memoryBytes: 1 << 30)
        let isArray = kind == .runBatch && random.oneIn(3)
        var definition = JobDefinition(
            id: JobID(namespace: someNamespace(), name: name), type: type,
            priority: [10, 30, 50, 50, 80][Int(random.below(5))],
            count: isGang ? 2 + random.below(3) : isArray ? 3 + random.below(8) : 1 + random.below(3),
            command: ["work"], resources: resources,
            gpus: kind == .runSystem ? .none : someGPUs(),
            lease: leases[Int(random.below(UInt64(leases.count)))],
            duplicatesAllowed: !isGang && random.oneIn(10), gang: isGang,
            restart: RestartPolicy(
                condition: type == .batch ? .onFailure : .always, attempts: 5, window: .seconds(60),
                delay: [.zero, .milliseconds(300), .seconds(1)][Int(random.below(3))]),
            stop: StopContract(grace: [.zero, .milliseconds(500), .seconds(2)][Int(random.below(3))]),
            checkpoint: random.oneIn(3)
                ? CheckpointContract(grace: [.milliseconds(300), .seconds(1), .seconds(4)][Int(random.below(3))]) : nil,
            disruption: type != .system && random.oneIn(3)
                ? [.atMost(random.below(3)), .percent(50)][Int(random.below(2))] : nil,
            after: random.oneIn(4) ? someDependencies() : [],
            deadline: type != .system && random.oneIn(8) ? .within(.seconds(10 + random.below(60))) : nil,
            timeLimit: random.oneIn(5) ? [.seconds(1), .seconds(3), .seconds(8)][Int(random.below(3))] : nil,
            atMost: isArray ? 1 + random.below(3) : nil,
            rules: someRules(kind, number: nextJob, near: newestJob))
        if kind == .runService {
            definition.scaling = FleetSimulator.scaling(ofJob: UInt64(nextJob), count: definition.count)
        }
        return definition
    }

    /// One or two jobs of those that there are, the newest rather than others: they still run, or are just over.
    private mutating func someDependencies() -> [Dependency] {
        let jobs = history.fleet.jobs.values.sorted { $0.submittedIndex < $1.submittedIndex }.suffix(6)
        var found = SortedMap<JobID, Dependency>()
        for _ in 0..<(1 + random.below(2)) where !jobs.isEmpty {
            let job = jobs[jobs.startIndex + Int(random.below(UInt64(jobs.count)))].definition.id
            let condition = [Dependency.Condition.ok, .any, .failed][Int(random.below(3))]
            found[job] = Dependency(condition, job)
        }
        return found.values
    }

    /// A batch job, a service or a gang.
    mutating func submitSomething() { submit([.runBatch, .runService, .runGang][Int(random.below(3))]) }

    private mutating func submit(_ kind: OperationKind) {
        if runningJobs.count > 14 + Int(history.lastIndex / 200) { return stopSomeJob() }
        let definition = definition(kind, name: "job-\(nextJob)")
        nextJob += 1
        ask(kind, .change(.operation(.submitJob(definition))))
        // Right behind it comes a stricter version, while a plan for the first may be on its way.
        if let stricter = stricter(definition, kind) { ask(.reviseJob, .change(.operation(.submitJob(stricter)))) }
        if nextJob % 6 == 1 { hold(definition.id) }
    }

    private mutating func revise() {
        let jobs = runningJobs
        guard !jobs.isEmpty else { return submit(.runService) }
        let job = jobs[Int(random.below(UInt64(jobs.count)))]
        var revised = job.definition
        switch random.below(6) {
        case 3: revised.after = random.oneIn(2) ? [] : someDependencies()
        case 4: revised.timeLimit = random.oneIn(2) ? nil : .seconds(2 + random.below(9))
        case 5 where revised.type != .system:
            revised.deadline = random.oneIn(2) ? nil : .within(.seconds(20 + random.below(90)))
        case 0 where revised.type != .system:
            revised.count = 1 + random.below(4)
            // A gang of another size is another one.
            if !revised.gang, nextJob % 2 == 0 {
                let scale = Operation.scaleJob(
                    revised.id, to: revised.count, from: nextJob % 4 == 0 ? job.definition.count : nil, reason: "")
                return ask(.scaleJob, .change(.operation(scale)))
            }
        case 1: revised.priority = random.below(100)
        default:
            revised.command = ["work", "harder-\(random.below(1_000))"]
            // While a plan for the former rules may be on its way.
            revised.rules = otherRules(of: job)
        }
        ask(.reviseJob, .change(.operation(.submitJob(revised))))
    }

    private mutating func stopSomeJob() {
        let jobs = runningJobs
        guard !jobs.isEmpty else { return submit(.runService) }
        let job = jobs[Int(random.below(UInt64(jobs.count)))]
        if history.lastIndex % 3 == 0 { return hold(job.definition.id) }
        ask(.stopJob, .change(.operation(.stopJob(job.definition.id))))
    }

    /// A server or two are emptied, now and then by force.
    private mutating func drain() {
        let eligibility = random.oneIn(5) ? Eligibility.evacuating : .draining
        let nodes = random.oneIn(3) ? [someNode(), someNode()] : [someNode()]
        ask(
            .drain,
            .change(
                .operation(
                    nodes.count == 1
                        ? .setEligibility(nodes[0], eligibility) : .setEligibilities(nodes, eligibility))))
    }

    private mutating func setPool() {
        let nodes = random.oneIn(2) ? [] : [someNode()]
        ask(.setPool, .change(.operation(.setPool(name: "standby", nodes: nodes))))
    }

    /// Pools that are kept by rules: standbys by number or by the failure rate, and headroom.
    private mutating func setPoolRule() {
        let target = ["*", "rack=r0", "s*"][Int(random.below(3))]
        switch random.below(6) {
        case 0: ask(.setPool, .change(.operation(.setPool(name: "spare", nodes: []))))
        case 1: ask(.setPool, .change(.operation(.setPool(name: "room", nodes: []))))
        case 2:
            let rule = PoolRule(reserve: .headroom, target: target, size: 100 + random.below(200))
            ask(.setPool, .change(.operation(.setPoolRule(name: "room", rule: rule))))
        case 3:
            // So long that even a few servers need standbys.
            let rule = PoolRule(target: target, refill: .seconds(86_400 * (1 + random.below(60))))
            ask(.setPool, .change(.operation(.setPoolRule(name: "spare", rule: rule))))
        default:
            let rule = PoolRule(target: target, size: 1 + random.below(2))
            ask(.setPool, .change(.operation(.setPoolRule(name: "spare", rule: rule))))
        }
    }

    private mutating func giveCommand() {
        let target = ["*", "rack=r0", "s1,s2", "s*"][Int(random.below(4))]
        let definition = CommandDefinition(
            arguments: ["true"], timeLimit: .seconds(5), startWithin: .seconds(2 + random.below(6)))
        ask(.command, .change(.command(definition, target: target)))
    }

    /// Only of servers that are really without power: the operator has been there.
    private mutating func confirmSomeDead() {
        if let attempt = goneButNotDead, random.oneIn(2) {
            return ask(.confirmDead, .change(.confirmDead(attempt.session, attempts: [attempt.id])))
        }
        guard let dead = servers.first(where: { isDead($0.node) }), let node = history.fleet.nodes[dead.node],
            let session = node.session ?? history.fleet.liveAttempts(on: node.id).first?.session
        else { return ask(.read, .read) }
        ask(.confirmDead, .change(.confirmDead(session, attempts: [])))
    }

    private mutating func readSomeLog() {
        let allocations = history.fleet.allocations.keys
        guard !allocations.isEmpty else { return ask(.read, .read) }
        ask(.readLog, .readLog(allocations[Int(random.below(UInt64(allocations.count)))]))
    }

    private mutating func leave() {
        let index = Int(random.below(UInt64(serverCount)))
        guard servers[index].agent != nil, !servers[index].isFrozen, !servers[index].isLeaving else { return }
        operations[.leave] += 1
        servers[index].isLeaving = true
        note("\(servers[index].node) is to leave")
        stepAgent(index, .leave)
    }

    /// A request that was answered is asked again: the answer must be the same.
    private mutating func repeatSomething() {
        let answered = requests.indices.suffix(30).filter {
            requests[$0].outcome != nil
        }
        guard !answered.isEmpty else { return ask(.read, .read) }
        let chosen = answered[Int(random.below(UInt64(answered.count)))]
        operations[.repeatAnswered] += 1
        requests[chosen].isOver = false
        if !open.contains(chosen) { open.append(chosen) }
        send(chosen)
    }

    // MARK: Asking

    mutating func ask(_ kind: OperationKind, _ content: SimulatedRequest.Content) {
        operations[kind] += 1
        mark(UInt64(kind.rawValue) << 32)
        note("operator: \(kind)")
        let number = requests.count
        requests.append(
            SimulatedRequest(
                id: RequestID(high: seed, low: UInt64(number) + 1), kind: kind, content: content,
                target: believedLeader, mustShow: newestAcknowledged))
        open.append(number)
        send(number)
    }

    private mutating func send(_ number: Int) {
        requests[number].tries += 1
        let attempt = requests[number].tries
        let target = requests[number].target
        for delay in deliveries(from: operatorHost, to: target) {
            schedule(.requestArrives(number, try: attempt, at: target), after: delay)
        }
        schedule(
            .answerOverdue(request: number, try: attempt),
            after: random.span(from: .milliseconds(400), through: .seconds(2)))
    }

    /// A request reaches a coordinator.
    mutating func receive(_ number: Int, try attempt: Int, at index: Int) {
        guard coordinators[index].isUp else { return }
        if coordinators[index].isFrozen {
            coordinators[index].heldEvents.append(.requestArrives(number, try: attempt, at: index))
            return
        }
        coordinators[index].lastTicket += 1
        let ticket = coordinators[index].lastTicket
        coordinators[index].tickets[ticket] = (number, attempt)
        switch requests[number].content {
        case .change(let change):
            stepMember(index, .change(ticket: ticket, requests[number].id, actor: "operator", change))
        case .read: stepMember(index, .read(ticket: ticket))
        case .readLog(let allocation):
            stepMember(
                index,
                .readLog(ticket: ticket, allocation, attempt: nil, stream: .output, offset: 0, limit: 1_000))
        case .transferLeadership(let target):
            stepMember(index, .transferLeadership(coordinators[target].id))
            answer(.read(lastIndex: .max), ticket: ticket, of: index)
        }
    }

    /// A coordinator answers.
    mutating func answer(_ answer: SimulatedAnswer, ticket: UInt64, of index: Int) {
        guard let (request, attempt) = coordinators[index].tickets.removeValue(forKey: ticket) else { return }
        if case .done(let outcome) = answer, let known = requests[request].outcome, known != outcome,
            requests[request].isKept
        {
            fail(.init(.acknowledgedLost, "a repeated \(requests[request].kind) was answered otherwise than before"))
        }
        for delay in deliveries(from: index, to: operatorHost) {
            schedule(.answer(request: request, try: attempt, answer), after: delay)
        }
    }

    mutating func take(_ answer: SimulatedAnswer, for number: Int, try attempt: Int) {
        guard !requests[number].isOver else { return }
        switch answer {
        case .done(let outcome):
            if requests[number].outcome == nil { requests[number].outcome = outcome }
            newestAcknowledged = max(newestAcknowledged, outcome.index)
            believedLeader = requests[number].target
            close(number)
        case .read(let lastIndex):
            if lastIndex < requests[number].mustShow {
                fail(
                    .init(
                        .staleRead, "a read showed index \(lastIndex) after \(requests[number].mustShow) was told"))
            }
            close(number)
        case .refused(.notFound), .refused(.invalid): close(number)
        case .refused(.notLeader(let leader)):
            guard attempt == requests[number].tries else { return }
            if let leader, let index = coordinators.firstIndex(where: { $0.id == leader }) {
                requests[number].target = index
                believedLeader = index
            } else {
                requests[number].target = (requests[number].target + 1) % coordinators.count
            }
            askAgainSoon(number)
        case .refused(.interrupted), .refused(.overloaded), .refused(.noSpace):
            guard attempt == requests[number].tries else { return }
            askAgainSoon(number)
        }
    }

    private mutating func close(_ number: Int) {
        requests[number].isOver = true
        open.removeAll { $0 == number }
    }

    mutating func answerIsOverdue(_ number: Int, try attempt: Int) {
        guard !requests[number].isOver, requests[number].tries == attempt else { return }
        requests[number].target = (requests[number].target + 1) % coordinators.count
        retry(number)
    }

    private mutating func askAgainSoon(_ number: Int) {
        schedule(
            .asksAgain(request: number, try: requests[number].tries),
            after: random.span(from: .milliseconds(50), through: .milliseconds(300)))
    }

    mutating func retry(_ number: Int) {
        operations[.retry] += 1
        if requests[number].tries > 1_500 {
            return fail(.init(.doesNotConverge, "request \(number) (\(requests[number].kind)) was asked 1500 times"))
        }
        send(number)
    }
}
