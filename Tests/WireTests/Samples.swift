// Written by Protocols/generate.sh: every kind with every field set, once for each choice of its oneofs.
// swift-format-ignore-file

import Wire

enum Samples {
    static let all: [(name: String, message: any FramedMessage)] = [
        ("Mutation-0", mutation0()),
        ("Mutation-1", mutation1()),
        ("Mutation-2", mutation2()),
        ("Mutation-3", mutation3()),
        ("Mutation-4", mutation4()),
        ("Mutation-5", mutation5()),
        ("Mutation-6", mutation6()),
        ("Mutation-7", mutation7()),
        ("Mutation-8", mutation8()),
        ("Mutation-9", mutation9()),
        ("Mutation-10", mutation10()),
        ("Mutation-11", mutation11()),
        ("Mutation-12", mutation12()),
        ("Mutation-13", mutation13()),
        ("Mutation-14", mutation14()),
        ("Mutation-15", mutation15()),
        ("Mutation-16", mutation16()),
        ("Mutation-17", mutation17()),
        ("Mutation-18", mutation18()),
        ("Mutation-19", mutation19()),
        ("Mutation-20", mutation20()),
        ("Mutation-21", mutation21()),
        ("Mutation-22", mutation22()),
        ("Mutation-23", mutation23()),
        ("Mutation-24", mutation24()),
        ("Mutation-25", mutation25()),
        ("Mutation-26", mutation26()),
        ("Mutation-27", mutation27()),
        ("Mutation-28", mutation28()),
        ("Mutation-29", mutation29()),
        ("MutationOutcome-0", mutationOutcome0()),
        ("Query-0", query0()),
        ("View-0", view0()),
        ("View-1", view1()),
        ("View-2", view2()),
        ("View-3", view3()),
        ("FollowCommand-0", followCommand0()),
        ("CommandEvent-0", commandEvent0()),
        ("CommandEvent-1", commandEvent1()),
        ("CommandEvent-2", commandEvent2()),
        ("CommandEvent-3", commandEvent3()),
        ("LogQuery-0", logQuery0()),
        ("LogPiece-0", logPiece0()),
        ("LogPiece-1", logPiece1()),
        ("Refusal-0", refusal0()),
        ("BackupQuery-0", backupQuery0()),
        ("BackupPiece-0", backupPiece0()),
        ("Raft-0", raft0()),
        ("Raft-1", raft1()),
        ("Raft-2", raft2()),
        ("Raft-3", raft3()),
        ("Raft-4", raft4()),
        ("Raft-5", raft5()),
        ("Raft-6", raft6()),
        ("Raft-7", raft7()),
        ("Raft-8", raft8()),
        ("Relay-0", relay0()),
        ("Relay-1", relay1()),
        ("Relay-2", relay2()),
        ("Relay-3", relay3()),
        ("Relay-4", relay4()),
        ("Forward-0", forward0()),
        ("Forward-1", forward1()),
        ("Forward-2", forward2()),
        ("Forward-3", forward3()),
        ("Forward-4", forward4()),
        ("Forward-5", forward5()),
        ("Forward-6", forward6()),
        ("MemberStatus-0", memberStatus0()),
        ("Join-0", join0()),
        ("StoreRefused-0", storeRefused0()),
        ("MemberNews-0", memberNews0()),
        ("Hello-0", hello0()),
        ("Beat-0", beat0()),
        ("Beat-1", beat1()),
        ("Beat-2", beat2()),
        ("Beat-3", beat3()),
        ("Goodbye-0", goodbye0()),
        ("AgentOutput-0", agentOutput0()),
        ("AgentOutput-1", agentOutput1()),
        ("LeaderOrder-0", leaderOrder0()),
        ("LeaderOrder-1", leaderOrder1()),
        ("LeaderOrder-2", leaderOrder2()),
        ("LeaderOrder-3", leaderOrder3()),
        ("LeaderOrder-4", leaderOrder4()),
        ("LeaderOrder-5", leaderOrder5()),
        ("LeaderOrder-6", leaderOrder6()),
        ("Overloaded-0", overloaded0()),
        ("JoinRequest-0", joinRequest0()),
        ("JoinRequest-1", joinRequest1()),
        ("JoinAnswer-0", joinAnswer0()),
        ("Telemetry-0", telemetry0()),
    ]

    static func mutation0() -> Mutation {
        Wire.Mutation(
            correlation: 10000000000,
            id: Wire.MutationID(
                high: 10000000000,
                low: 20000000000),
            change: .submitJob(Wire.SubmitJob(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0",
                    type: 3000,
                    priority: 40000000000,
                    count: 50000000000,
                    command: ["command-é0", "command-é0"],
                    environment: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    directory: "directory-é0",
                    user: "user-é0",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000000,
                        memoryBytes: 20000000000,
                        storageBytes: 30000000000,
                        bandwidthBits: 40000000000,
                        gpus: 50000000000,
                        gpuThousandths: 1000000000000,
                        extras: [Wire.Amount(
                            name: "name-é0",
                            amount: 20000000000), Wire.Amount(
                            name: "name-é0",
                            amount: 20000000000)]),
                    constraints: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    leaseNs: 120000000000,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1000,
                        attempts: 20000000000,
                        windowNs: 30000000000,
                        delayNs: 40000000000),
                    stop: Wire.Stop(
                        signal: 10000000000,
                        graceNs: 20000000000),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000000,
                        graceNs: 20000000000,
                        path: "path-é0"),
                    disruption: Wire.Disruption(
                        unit: 1000,
                        amount: 20000000000),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000000,
                        models: ["models-é0", "models-é0"],
                        memoryBytes: 30000000000),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000000,
                        memoryBytes: 20000000000),
                    after: [Wire.Dependency(
                        condition: 1000,
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.Dependency(
                        condition: 1000,
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    deadlineAt: 1210000000000,
                    deadlineWithinNs: 1220000000000,
                    timeLimitNs: 1230000000000,
                    atMost: 1240000000000,
                    conditions: [Wire.LabelCondition(
                        label: "label-é0",
                        test: 2000,
                        values: ["values-é0", "values-é0"],
                        bound: 40000000000), Wire.LabelCondition(
                        label: "label-é0",
                        test: 2000,
                        values: ["values-é0", "values-é0"],
                        bound: 40000000000)],
                    topology: Wire.GangTopology(
                        within: 1000,
                        prefer: 2000),
                    spread: Wire.Spread(
                        over: 1000,
                        atMost: 20000000000),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    scaling: Wire.Scaling(
                        least: 10000000000,
                        most: 20000000000,
                        cpuPercent: 30000000000,
                        downAfterNs: 40000000000,
                        schedule: [Wire.ScalingWindow(
                            days: 1000,
                            from: 20000000000,
                            to: 30000000000,
                            least: 40000000000,
                            most: 50000000000), Wire.ScalingWindow(
                            days: 1000,
                            from: 20000000000,
                            to: 30000000000,
                            least: 40000000000,
                            most: 50000000000)])))))
    }

    static func mutation1() -> Mutation {
        Wire.Mutation(
            correlation: 10000000001,
            id: Wire.MutationID(
                high: 10000000001,
                low: 20000000001),
            change: .stopJob(Wire.JobRef(
                namespaceName: "namespace_name-é1",
                name: "name-é1")))
    }

    static func mutation2() -> Mutation {
        Wire.Mutation(
            correlation: 10000000002,
            id: Wire.MutationID(
                high: 10000000002,
                low: 20000000002),
            change: .setEligibility(Wire.SetEligibility(
                node: "node-é2",
                eligibility: 2002,
                nodes: ["nodes-é2", "nodes-é2"])))
    }

    static func mutation3() -> Mutation {
        Wire.Mutation(
            correlation: 10000000003,
            id: Wire.MutationID(
                high: 10000000003,
                low: 20000000003),
            change: .setPool(Wire.SetPool(
                name: "name-é3",
                nodes: ["nodes-é3", "nodes-é3"])))
    }

    static func mutation4() -> Mutation {
        Wire.Mutation(
            correlation: 10000000004,
            id: Wire.MutationID(
                high: 10000000004,
                low: 20000000004),
            change: .acceptCommand(Wire.AcceptCommand(
                definition: Wire.CommandDefinition(
                    arguments: ["arguments-é4", "arguments-é4"],
                    user: "user-é4",
                    timeLimitNs: 30000000004,
                    startWithinNs: 40000000004),
                target: "target-é4")))
    }

    static func mutation5() -> Mutation {
        Wire.Mutation(
            correlation: 10000000005,
            id: Wire.MutationID(
                high: 10000000005,
                low: 20000000005),
            change: .putKey(Wire.PutKey(
                publicKey: "public_key-é5",
                name: "name-é5",
                role: "role-é5")))
    }

    static func mutation6() -> Mutation {
        Wire.Mutation(
            correlation: 10000000006,
            id: Wire.MutationID(
                high: 10000000006,
                low: 20000000006),
            change: .removeKey("remove_key-é6"))
    }

    static func mutation7() -> Mutation {
        Wire.Mutation(
            correlation: 10000000007,
            id: Wire.MutationID(
                high: 10000000007,
                low: 20000000007),
            change: .releaseBrake(true))
    }

    static func mutation8() -> Mutation {
        Wire.Mutation(
            correlation: 10000000008,
            id: Wire.MutationID(
                high: 10000000008,
                low: 20000000008),
            change: .addCoordinator(Wire.AddCoordinator(
                peer: Wire.CoordinatorPeer(
                    member: 10000000008,
                    host: "host-é8",
                    basePort: 3008,
                    publicKey: "public_key-é8",
                    store: "store-é8"),
                learnsOnly: true)))
    }

    static func mutation9() -> Mutation {
        Wire.Mutation(
            correlation: 10000000009,
            id: Wire.MutationID(
                high: 10000000009,
                low: 20000000009),
            change: .removeCoordinator(Wire.RemoveCoordinator(
                member: 10000000009,
                force: true)))
    }

    static func mutation10() -> Mutation {
        Wire.Mutation(
            correlation: 10000000010,
            id: Wire.MutationID(
                high: 10000000010,
                low: 20000000010),
            change: .transferLeadership(140000000010))
    }

    static func mutation11() -> Mutation {
        Wire.Mutation(
            correlation: 10000000011,
            id: Wire.MutationID(
                high: 10000000011,
                low: 20000000011),
            change: .setProfile("set_profile-é11"))
    }

    static func mutation12() -> Mutation {
        Wire.Mutation(
            correlation: 10000000012,
            id: Wire.MutationID(
                high: 10000000012,
                low: 20000000012),
            change: .holdBrake(true))
    }

    static func mutation13() -> Mutation {
        Wire.Mutation(
            correlation: 10000000013,
            id: Wire.MutationID(
                high: 10000000013,
                low: 20000000013),
            change: .undamp("undamp-é13"))
    }

    static func mutation14() -> Mutation {
        Wire.Mutation(
            correlation: 10000000014,
            id: Wire.MutationID(
                high: 10000000014,
                low: 20000000014),
            change: .confirmDead(Wire.ConfirmDead(
                session: Wire.Session(
                    node: "node-é14",
                    boot: "boot-é14",
                    nonce: 30000000014),
                attempts: [Wire.AttemptRef(
                    allocation: 10000000014,
                    number: 20000000014), Wire.AttemptRef(
                    allocation: 10000000014,
                    number: 20000000014)])))
    }

    static func mutation15() -> Mutation {
        Wire.Mutation(
            correlation: 10000000015,
            id: Wire.MutationID(
                high: 10000000015,
                low: 20000000015),
            change: .setPoolRule(Wire.SetPoolRule(
                name: "name-é15",
                target: "target-é15",
                reserve: 3015,
                isAutomatic: true,
                size: 50000000015,
                refillNs: 60000000015)))
    }

    static func mutation16() -> Mutation {
        Wire.Mutation(
            correlation: 10000000016,
            id: Wire.MutationID(
                high: 10000000016,
                low: 20000000016),
            change: .setBmc(Wire.SetBmc(
                node: "node-é16",
                agent: "agent-é16",
                options: [Wire.Pair(
                    name: "name-é16",
                    value: "value-é16"), Wire.Pair(
                    name: "name-é16",
                    value: "value-é16")],
                secret: "secret-é16",
                fenceAfterNs: 50000000016)))
    }

    static func mutation17() -> Mutation {
        Wire.Mutation(
            correlation: 10000000017,
            id: Wire.MutationID(
                high: 10000000017,
                low: 20000000017),
            change: .orderPower(Wire.OrderPower(
                node: "node-é17",
                session: Wire.Session(
                    node: "node-é17",
                    boot: "boot-é17",
                    nonce: 30000000017),
                action: "action-é17")))
    }

    static func mutation18() -> Mutation {
        Wire.Mutation(
            correlation: 10000000018,
            id: Wire.MutationID(
                high: 10000000018,
                low: 20000000018),
            change: .testPower("test_power-é18"))
    }

    static func mutation19() -> Mutation {
        Wire.Mutation(
            correlation: 10000000019,
            id: Wire.MutationID(
                high: 10000000019,
                low: 20000000019),
            change: .setQuota(Wire.SetQuota(
                namespaceName: "namespace_name-é19",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é19",
                        amount: 20000000019), Wire.Amount(
                        name: "name-é19",
                        amount: 20000000019)],
                    burst: [Wire.Amount(
                        name: "name-é19",
                        amount: 20000000019), Wire.Amount(
                        name: "name-é19",
                        amount: 20000000019)],
                    share: 30000000019))))
    }

    static func mutation20() -> Mutation {
        Wire.Mutation(
            correlation: 10000000020,
            id: Wire.MutationID(
                high: 10000000020,
                low: 20000000020),
            change: .setHalfLife(1410000000020))
    }

    static func mutation21() -> Mutation {
        Wire.Mutation(
            correlation: 10000000021,
            id: Wire.MutationID(
                high: 10000000021,
                low: 20000000021),
            change: .setReservation(Wire.SetReservation(
                name: "name-é21",
                reservation: Wire.ReservationTerms(
                    nodes: ["nodes-é21", "nodes-é21"],
                    start: 20000000021,
                    end: 30000000021,
                    namespaces: ["namespaces-é21", "namespaces-é21"]))))
    }

    static func mutation22() -> Mutation {
        Wire.Mutation(
            correlation: 10000000022,
            id: Wire.MutationID(
                high: 10000000022,
                low: 20000000022),
            change: .scaleJob(Wire.ScaleJob(
                job: Wire.JobRef(
                    namespaceName: "namespace_name-é22",
                    name: "name-é22"),
                count: 20000000022,
                from: 30000000022)))
    }

    static func mutation23() -> Mutation {
        Wire.Mutation(
            correlation: 10000000023,
            id: Wire.MutationID(
                high: 10000000023,
                low: 20000000023),
            change: .holdJob(Wire.HoldJob(
                job: Wire.JobRef(
                    namespaceName: "namespace_name-é23",
                    name: "name-é23"),
                reason: "reason-é23")))
    }

    static func mutation24() -> Mutation {
        Wire.Mutation(
            correlation: 10000000024,
            id: Wire.MutationID(
                high: 10000000024,
                low: 20000000024),
            change: .releaseJob(Wire.JobRef(
                namespaceName: "namespace_name-é24",
                name: "name-é24")))
    }

    static func mutation25() -> Mutation {
        Wire.Mutation(
            correlation: 10000000025,
            id: Wire.MutationID(
                high: 10000000025,
                low: 20000000025),
            change: .setIdleGpuPolicy(Wire.SetIdleGpuPolicy(
                namespaceName: "namespace_name-é25",
                terms: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000025,
                    reclaimAfterNs: 20000000025))))
    }

    static func mutation26() -> Mutation {
        Wire.Mutation(
            correlation: 10000000026,
            id: Wire.MutationID(
                high: 10000000026,
                low: 20000000026),
            change: .setBalancing(Wire.BalanceTerms(
                relieves: true,
                consolidates: true,
                movesAtOnce: 30000000026)))
    }

    static func mutation27() -> Mutation {
        Wire.Mutation(
            correlation: 10000000027,
            id: Wire.MutationID(
                high: 10000000027,
                low: 20000000027),
            change: .createToken(Wire.CreateToken(
                publicKey: "public_key-é27",
                forCoordinators: true,
                uses: 30000000027,
                lifetimeNs: 40000000027,
                labels: [Wire.Pair(
                    name: "name-é27",
                    value: "value-é27"), Wire.Pair(
                    name: "name-é27",
                    value: "value-é27")])))
    }

    static func mutation28() -> Mutation {
        Wire.Mutation(
            correlation: 10000000028,
            id: Wire.MutationID(
                high: 10000000028,
                low: 20000000028),
            change: .revokeToken(3010000000028))
    }

    static func mutation29() -> Mutation {
        Wire.Mutation(
            correlation: 10000000029,
            id: Wire.MutationID(
                high: 10000000029,
                low: 20000000029),
            change: .removeNode(Wire.RemoveNode(
                node: "node-é29",
                force: true)))
    }

    static func mutationOutcome0() -> MutationOutcome {
        Wire.MutationOutcome(
            correlation: 10000000000,
            code: 2000,
            message: "message-é0",
            identifier: 40000000000,
            index: 50000000000)
    }

    static func query0() -> Query {
        Wire.Query(
            correlation: 10000000000,
            topic: .status,
            object: "object-é0",
            namespaceName: "namespace_name-é0",
            limit: 5000,
            user: "user-é0",
            since: Wire.DayRef(
                day: 10000000000),
            until: Wire.DayRef(
                day: 10000000000),
            definitions: [Wire.JobDefinition(
                namespaceName: "namespace_name-é0",
                name: "name-é0",
                type: 3000,
                priority: 40000000000,
                count: 50000000000,
                command: ["command-é0", "command-é0"],
                environment: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                directory: "directory-é0",
                user: "user-é0",
                resources: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                constraints: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                leaseNs: 120000000000,
                duplicatesAllowed: true,
                gang: true,
                restart: Wire.Restart(
                    condition: 1000,
                    attempts: 20000000000,
                    windowNs: 30000000000,
                    delayNs: 40000000000),
                stop: Wire.Stop(
                    signal: 10000000000,
                    graceNs: 20000000000),
                checkpoint: Wire.Checkpoint(
                    signal: 10000000000,
                    graceNs: 20000000000,
                    path: "path-é0"),
                disruption: Wire.Disruption(
                    unit: 1000,
                    amount: 20000000000),
                gpuTerms: Wire.GpuTerms(
                    thousandths: 10000000000,
                    models: ["models-é0", "models-é0"],
                    memoryBytes: 30000000000),
                limits: Wire.ResourceLimits(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000),
                after: [Wire.Dependency(
                    condition: 1000,
                    namespaceName: "namespace_name-é0",
                    name: "name-é0"), Wire.Dependency(
                    condition: 1000,
                    namespaceName: "namespace_name-é0",
                    name: "name-é0")],
                deadlineAt: 1210000000000,
                deadlineWithinNs: 1220000000000,
                timeLimitNs: 1230000000000,
                atMost: 1240000000000,
                conditions: [Wire.LabelCondition(
                    label: "label-é0",
                    test: 2000,
                    values: ["values-é0", "values-é0"],
                    bound: 40000000000), Wire.LabelCondition(
                    label: "label-é0",
                    test: 2000,
                    values: ["values-é0", "values-é0"],
                    bound: 40000000000)],
                topology: Wire.GangTopology(
                    within: 1000,
                    prefer: 2000),
                spread: Wire.Spread(
                    over: 1000,
                    atMost: 20000000000),
                apartFrom: [Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0"), Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0")],
                near: [Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0"), Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0")],
                scaling: Wire.Scaling(
                    least: 10000000000,
                    most: 20000000000,
                    cpuPercent: 30000000000,
                    downAfterNs: 40000000000,
                    schedule: [Wire.ScalingWindow(
                        days: 1000,
                        from: 20000000000,
                        to: 30000000000,
                        least: 40000000000,
                        most: 50000000000), Wire.ScalingWindow(
                        days: 1000,
                        from: 20000000000,
                        to: 30000000000,
                        least: 40000000000,
                        most: 50000000000)])), Wire.JobDefinition(
                namespaceName: "namespace_name-é0",
                name: "name-é0",
                type: 3000,
                priority: 40000000000,
                count: 50000000000,
                command: ["command-é0", "command-é0"],
                environment: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                directory: "directory-é0",
                user: "user-é0",
                resources: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                constraints: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                leaseNs: 120000000000,
                duplicatesAllowed: true,
                gang: true,
                restart: Wire.Restart(
                    condition: 1000,
                    attempts: 20000000000,
                    windowNs: 30000000000,
                    delayNs: 40000000000),
                stop: Wire.Stop(
                    signal: 10000000000,
                    graceNs: 20000000000),
                checkpoint: Wire.Checkpoint(
                    signal: 10000000000,
                    graceNs: 20000000000,
                    path: "path-é0"),
                disruption: Wire.Disruption(
                    unit: 1000,
                    amount: 20000000000),
                gpuTerms: Wire.GpuTerms(
                    thousandths: 10000000000,
                    models: ["models-é0", "models-é0"],
                    memoryBytes: 30000000000),
                limits: Wire.ResourceLimits(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000),
                after: [Wire.Dependency(
                    condition: 1000,
                    namespaceName: "namespace_name-é0",
                    name: "name-é0"), Wire.Dependency(
                    condition: 1000,
                    namespaceName: "namespace_name-é0",
                    name: "name-é0")],
                deadlineAt: 1210000000000,
                deadlineWithinNs: 1220000000000,
                timeLimitNs: 1230000000000,
                atMost: 1240000000000,
                conditions: [Wire.LabelCondition(
                    label: "label-é0",
                    test: 2000,
                    values: ["values-é0", "values-é0"],
                    bound: 40000000000), Wire.LabelCondition(
                    label: "label-é0",
                    test: 2000,
                    values: ["values-é0", "values-é0"],
                    bound: 40000000000)],
                topology: Wire.GangTopology(
                    within: 1000,
                    prefer: 2000),
                spread: Wire.Spread(
                    over: 1000,
                    atMost: 20000000000),
                apartFrom: [Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0"), Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0")],
                near: [Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0"), Wire.JobName(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0")],
                scaling: Wire.Scaling(
                    least: 10000000000,
                    most: 20000000000,
                    cpuPercent: 30000000000,
                    downAfterNs: 40000000000,
                    schedule: [Wire.ScalingWindow(
                        days: 1000,
                        from: 20000000000,
                        to: 30000000000,
                        least: 40000000000,
                        most: 50000000000), Wire.ScalingWindow(
                        days: 1000,
                        from: 20000000000,
                        to: 30000000000,
                        least: 40000000000,
                        most: 50000000000)]))],
            groupBy: "group_by-é0")
    }

    static func view0() -> View {
        Wire.View(
            correlation: 10000000000,
            index: 20000000000,
            topic: .status,
            status: Wire.StatusView(
                cluster: "cluster-é0",
                leader: 20000000000,
                term: 30000000000,
                generation: 40000000000,
                commitIndex: 50000000000,
                stateHash: 60000000000,
                members: [Wire.MemberView(
                    id: 10000000000,
                    host: "host-é0",
                    basePort: 3000,
                    role: "role-é0",
                    appliedIndex: 50000000000,
                    version: "version-é0",
                    residentBytes: 70000000000,
                    standing: "standing-é0",
                    storedIndex: 90000000000,
                    disk: "disk-é0",
                    publicKey: "public_key-é0",
                    silentNs: 120000000000,
                    store: "store-é0"), Wire.MemberView(
                    id: 10000000000,
                    host: "host-é0",
                    basePort: 3000,
                    role: "role-é0",
                    appliedIndex: 50000000000,
                    version: "version-é0",
                    residentBytes: 70000000000,
                    standing: "standing-é0",
                    storedIndex: 90000000000,
                    disk: "disk-é0",
                    publicKey: "public_key-é0",
                    silentNs: 120000000000,
                    store: "store-é0")],
                nodesReady: 8000,
                nodesSuspect: 9000,
                nodesDown: 10000,
                nodesCordoned: 11000,
                nodesStandby: 12000,
                jobsRunning: 13000,
                allocationsActive: 14000,
                allocationsPending: 15000,
                capacity: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                brakeHeld: 18000,
                counters: [Wire.Counter(
                    name: "name-é0",
                    value: 20000000000), Wire.Counter(
                    name: "name-é0",
                    value: 20000000000)],
                leadingSince: 200000000000,
                settings: Wire.SettingsView(
                    profile: "profile-é0",
                    beatIntervalNs: 20000000000,
                    suspectAfterBeats: 30000000000,
                    leaderGraceNs: 40000000000,
                    shortestLeaseNs: 50000000000),
                brake: Wire.BrakeView(
                    isOnHold: true,
                    limit: 20000000000,
                    windowNs: 30000000000,
                    taken: ["taken-é0", "taken-é0"],
                    held: ["held-é0", "held-é0"],
                    reopensInNs: 60000000000),
                poolsShort: ["pools_short-é0", "pools_short-é0"],
                jobsHeld: 260000,
                idleGpus: ["idle_gpus-é0", "idle_gpus-é0"]),
            nodes: [Wire.NodeView(
                name: "name-é0",
                state: "state-é0",
                eligibility: "eligibility-é0",
                pool: "pool-é0",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                labels: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                agentVersion: "agent_version-é0",
                sessionNonce: 90000000000,
                sessionSince: 100000000000,
                silentNs: 110000000000,
                allocations: [Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)), Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000))],
                cpuBusy: 13.5,
                memoryUsed: 140000000000,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17000,
                agentResidentBytes: 180000000000,
                agentAnonymousBytes: 190000000000,
                reason: "reason-é0",
                reasonNs: 410000000000,
                reasonWords: "reason_words-é0",
                recentLosses: 43000,
                notes: ["notes-é0", "notes-é0"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é0",
                    options: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    secret: "secret-é0",
                    fenceAfterNs: 40000000000,
                    reading: "reading-é0",
                    readingAgeNs: 60000000000,
                    order: "order-é0",
                    outcome: "outcome-é0"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000000,
                        model: "model-é0",
                        memoryBytes: 30000000000,
                        uuid: "uuid-é0"),
                    freeThousandths: 20000000000,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000), Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000000,
                        model: "model-é0",
                        memoryBytes: 30000000000,
                        uuid: "uuid-é0"),
                    freeThousandths: 20000000000,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000), Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000))],
                reservedBy: "reserved_by-é0",
                reservations: ["reservations-é0", "reservations-é0"]), Wire.NodeView(
                name: "name-é0",
                state: "state-é0",
                eligibility: "eligibility-é0",
                pool: "pool-é0",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                labels: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                agentVersion: "agent_version-é0",
                sessionNonce: 90000000000,
                sessionSince: 100000000000,
                silentNs: 110000000000,
                allocations: [Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)), Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000))],
                cpuBusy: 13.5,
                memoryUsed: 140000000000,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17000,
                agentResidentBytes: 180000000000,
                agentAnonymousBytes: 190000000000,
                reason: "reason-é0",
                reasonNs: 410000000000,
                reasonWords: "reason_words-é0",
                recentLosses: 43000,
                notes: ["notes-é0", "notes-é0"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000000,
                            number: 20000000000),
                        name: "name-é0",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é0",
                    options: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    secret: "secret-é0",
                    fenceAfterNs: 40000000000,
                    reading: "reading-é0",
                    readingAgeNs: 60000000000,
                    order: "order-é0",
                    outcome: "outcome-é0"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000000,
                        model: "model-é0",
                        memoryBytes: 30000000000,
                        uuid: "uuid-é0"),
                    freeThousandths: 20000000000,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000), Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000000,
                        model: "model-é0",
                        memoryBytes: 30000000000,
                        uuid: "uuid-é0"),
                    freeThousandths: 20000000000,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000), Wire.GpuHolder(
                        allocation: "allocation-é0",
                        thousandths: 20000000000)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000))],
                reservedBy: "reserved_by-é0",
                reservations: ["reservations-é0", "reservations-é0"])],
            jobs: [Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0",
                    type: 3000,
                    priority: 40000000000,
                    count: 50000000000,
                    command: ["command-é0", "command-é0"],
                    environment: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    directory: "directory-é0",
                    user: "user-é0",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000000,
                        memoryBytes: 20000000000,
                        storageBytes: 30000000000,
                        bandwidthBits: 40000000000,
                        gpus: 50000000000,
                        gpuThousandths: 1000000000000,
                        extras: [Wire.Amount(
                            name: "name-é0",
                            amount: 20000000000), Wire.Amount(
                            name: "name-é0",
                            amount: 20000000000)]),
                    constraints: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    leaseNs: 120000000000,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1000,
                        attempts: 20000000000,
                        windowNs: 30000000000,
                        delayNs: 40000000000),
                    stop: Wire.Stop(
                        signal: 10000000000,
                        graceNs: 20000000000),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000000,
                        graceNs: 20000000000,
                        path: "path-é0"),
                    disruption: Wire.Disruption(
                        unit: 1000,
                        amount: 20000000000),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000000,
                        models: ["models-é0", "models-é0"],
                        memoryBytes: 30000000000),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000000,
                        memoryBytes: 20000000000),
                    after: [Wire.Dependency(
                        condition: 1000,
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.Dependency(
                        condition: 1000,
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    deadlineAt: 1210000000000,
                    deadlineWithinNs: 1220000000000,
                    timeLimitNs: 1230000000000,
                    atMost: 1240000000000,
                    conditions: [Wire.LabelCondition(
                        label: "label-é0",
                        test: 2000,
                        values: ["values-é0", "values-é0"],
                        bound: 40000000000), Wire.LabelCondition(
                        label: "label-é0",
                        test: 2000,
                        values: ["values-é0", "values-é0"],
                        bound: 40000000000)],
                    topology: Wire.GangTopology(
                        within: 1000,
                        prefer: 2000),
                    spread: Wire.Spread(
                        over: 1000,
                        atMost: 20000000000),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    scaling: Wire.Scaling(
                        least: 10000000000,
                        most: 20000000000,
                        cpuPercent: 30000000000,
                        downAfterNs: 40000000000,
                        schedule: [Wire.ScalingWindow(
                            days: 1000,
                            from: 20000000000,
                            to: 30000000000,
                            least: 40000000000,
                            most: 50000000000), Wire.ScalingWindow(
                            days: 1000,
                            from: 20000000000,
                            to: 30000000000,
                            least: 40000000000,
                            most: 50000000000)])),
                version: 20000000000,
                owner: "owner-é0",
                state: "state-é0",
                submittedAt: 50000000000,
                running: 6000,
                pending: 7000,
                finished: 8000,
                allocations: [Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)), Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000))],
                note: "note-é0",
                unlisted: 1250000000000,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 1920000000000,
                    attempt: 1930000000000,
                    node: "node-é0",
                    moved: true,
                    state: "state-é0",
                    nowOn: "now_on-é0"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 1920000000000,
                    attempt: 1930000000000,
                    node: "node-é0",
                    moved: true,
                    state: "state-é0",
                    nowOn: "now_on-é0")],
                scaled: Wire.ScalingView(
                    at: 10000000000,
                    from: 20000000000,
                    to: 30000000000,
                    actor: "actor-é0",
                    reason: "reason-é0"),
                hold: Wire.HoldView(
                    since: 10000000000,
                    actor: "actor-é0",
                    reason: "reason-é0"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000000,
                    since: 20000000000,
                    reclaimAt: 30000000000)), Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é0",
                    name: "name-é0",
                    type: 3000,
                    priority: 40000000000,
                    count: 50000000000,
                    command: ["command-é0", "command-é0"],
                    environment: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    directory: "directory-é0",
                    user: "user-é0",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000000,
                        memoryBytes: 20000000000,
                        storageBytes: 30000000000,
                        bandwidthBits: 40000000000,
                        gpus: 50000000000,
                        gpuThousandths: 1000000000000,
                        extras: [Wire.Amount(
                            name: "name-é0",
                            amount: 20000000000), Wire.Amount(
                            name: "name-é0",
                            amount: 20000000000)]),
                    constraints: [Wire.Pair(
                        name: "name-é0",
                        value: "value-é0"), Wire.Pair(
                        name: "name-é0",
                        value: "value-é0")],
                    leaseNs: 120000000000,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1000,
                        attempts: 20000000000,
                        windowNs: 30000000000,
                        delayNs: 40000000000),
                    stop: Wire.Stop(
                        signal: 10000000000,
                        graceNs: 20000000000),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000000,
                        graceNs: 20000000000,
                        path: "path-é0"),
                    disruption: Wire.Disruption(
                        unit: 1000,
                        amount: 20000000000),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000000,
                        models: ["models-é0", "models-é0"],
                        memoryBytes: 30000000000),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000000,
                        memoryBytes: 20000000000),
                    after: [Wire.Dependency(
                        condition: 1000,
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.Dependency(
                        condition: 1000,
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    deadlineAt: 1210000000000,
                    deadlineWithinNs: 1220000000000,
                    timeLimitNs: 1230000000000,
                    atMost: 1240000000000,
                    conditions: [Wire.LabelCondition(
                        label: "label-é0",
                        test: 2000,
                        values: ["values-é0", "values-é0"],
                        bound: 40000000000), Wire.LabelCondition(
                        label: "label-é0",
                        test: 2000,
                        values: ["values-é0", "values-é0"],
                        bound: 40000000000)],
                    topology: Wire.GangTopology(
                        within: 1000,
                        prefer: 2000),
                    spread: Wire.Spread(
                        over: 1000,
                        atMost: 20000000000),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0"), Wire.JobName(
                        namespaceName: "namespace_name-é0",
                        name: "name-é0")],
                    scaling: Wire.Scaling(
                        least: 10000000000,
                        most: 20000000000,
                        cpuPercent: 30000000000,
                        downAfterNs: 40000000000,
                        schedule: [Wire.ScalingWindow(
                            days: 1000,
                            from: 20000000000,
                            to: 30000000000,
                            least: 40000000000,
                            most: 50000000000), Wire.ScalingWindow(
                            days: 1000,
                            from: 20000000000,
                            to: 30000000000,
                            least: 40000000000,
                            most: 50000000000)])),
                version: 20000000000,
                owner: "owner-é0",
                state: "state-é0",
                submittedAt: 50000000000,
                running: 6000,
                pending: 7000,
                finished: 8000,
                allocations: [Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)), Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000))],
                note: "note-é0",
                unlisted: 1250000000000,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 1920000000000,
                    attempt: 1930000000000,
                    node: "node-é0",
                    moved: true,
                    state: "state-é0",
                    nowOn: "now_on-é0"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 1920000000000,
                    attempt: 1930000000000,
                    node: "node-é0",
                    moved: true,
                    state: "state-é0",
                    nowOn: "now_on-é0")],
                scaled: Wire.ScalingView(
                    at: 10000000000,
                    from: 20000000000,
                    to: 30000000000,
                    actor: "actor-é0",
                    reason: "reason-é0"),
                hold: Wire.HoldView(
                    since: 10000000000,
                    actor: "actor-é0",
                    reason: "reason-é0"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000000,
                    since: 20000000000,
                    reclaimAt: 30000000000))],
            whys: [Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)),
                summary: "summary-é0",
                removed: [Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0"), Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0")],
                candidates: ["candidates-é0", "candidates-é0"],
                remedy: "remedy-é0",
                notes: ["notes-é0", "notes-é0"],
                roomBy: 1710000000000,
                alike: 1720000000000), Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000000,
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 40000000000,
                    state: "state-é0",
                    attempt: 60000000000,
                    node: "node-é0",
                    token: Wire.Token(
                        generation: 10000000000,
                        index: 20000000000),
                    assignedAt: 90000000000,
                    runningAt: 100000000000,
                    endedAt: 110000000000,
                    end: "end-é0",
                    failover: true,
                    pendingSince: 140000000000,
                    supervisor: 150000000000,
                    history: ["history-é0", "history-é0"],
                    note: "note-é0",
                    gpus: [Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000), Wire.GpuShare(
                        index: 10000000000,
                        uuid: "uuid-é0",
                        thousandths: 30000000000)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000000)),
                summary: "summary-é0",
                removed: [Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0"), Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0")],
                candidates: ["candidates-é0", "candidates-é0"],
                remedy: "remedy-é0",
                notes: ["notes-é0", "notes-é0"],
                roomBy: 1710000000000,
                alike: 1720000000000)],
            pools: [Wire.PoolView(
                name: "name-é0",
                nodes: ["nodes-é0", "nodes-é0"],
                free: 3000,
                rule: Wire.PoolRuleView(
                    reserve: 1000,
                    target: "target-é0",
                    isAutomatic: true,
                    refillNs: 40000000000,
                    wanted: 50000000000,
                    servers: 60000000000,
                    losses: 70000000000,
                    serviceNs: 80000000000,
                    lossesPerYear: 9.5,
                    standbys: 100000000000,
                    coverage: 11.5,
                    refillSource: "refill_source-é0"),
                prepared: ["prepared-é0", "prepared-é0"]), Wire.PoolView(
                name: "name-é0",
                nodes: ["nodes-é0", "nodes-é0"],
                free: 3000,
                rule: Wire.PoolRuleView(
                    reserve: 1000,
                    target: "target-é0",
                    isAutomatic: true,
                    refillNs: 40000000000,
                    wanted: 50000000000,
                    servers: 60000000000,
                    losses: 70000000000,
                    serviceNs: 80000000000,
                    lossesPerYear: 9.5,
                    standbys: 100000000000,
                    coverage: 11.5,
                    refillSource: "refill_source-é0"),
                prepared: ["prepared-é0", "prepared-é0"])],
            audit: [Wire.AuditView(
                index: 10000000000,
                time: 20000000000,
                actor: "actor-é0",
                act: "act-é0",
                outcome: "outcome-é0"), Wire.AuditView(
                index: 10000000000,
                time: 20000000000,
                actor: "actor-é0",
                act: "act-é0",
                outcome: "outcome-é0")],
            command: Wire.CommandView(
                id: 10000000000,
                definition: Wire.CommandDefinition(
                    arguments: ["arguments-é0", "arguments-é0"],
                    user: "user-é0",
                    timeLimitNs: 30000000000,
                    startWithinNs: 40000000000),
                target: "target-é0",
                owner: "owner-é0",
                acceptedAt: 50000000000,
                runs: [Wire.CommandRunView(
                    node: "node-é0",
                    result: Wire.CommandResult(
                        how: .exited(Wire.Exit(
                            how: .code(10000000000))))), Wire.CommandRunView(
                    node: "node-é0",
                    result: Wire.CommandResult(
                        how: .exited(Wire.Exit(
                            how: .code(10000000000)))))],
                isSettled: true),
            failures: [Wire.FailureView(
                subject: "subject-é0",
                count: 20000000000,
                losses: 30000000000,
                serviceNs: 40000000000,
                lossesPerYear: 5.5), Wire.FailureView(
                subject: "subject-é0",
                count: 20000000000,
                losses: 30000000000,
                serviceNs: 40000000000,
                lossesPerYear: 5.5)],
            usage: [Wire.UsageView(
                namespaceName: "namespace_name-é0",
                user: "user-é0",
                cpuMillicoreSeconds: 30000000000,
                gpuThousandthSeconds: 40000000000,
                memoryMebibyteSeconds: 50000000000,
                ended: 60000000000,
                live: 70000000000), Wire.UsageView(
                namespaceName: "namespace_name-é0",
                user: "user-é0",
                cpuMillicoreSeconds: 30000000000,
                gpuThousandthSeconds: 40000000000,
                memoryMebibyteSeconds: 50000000000,
                ended: 60000000000,
                live: 70000000000)],
            attempts: [Wire.AttemptView(
                allocation: 10000000000,
                namespaceName: "namespace_name-é0",
                job: "job-é0",
                jobNumber: 40000000000,
                index: 50000000000,
                attempt: 60000000000,
                user: "user-é0",
                type: 8000,
                state: "state-é0",
                exitCode: 100000000000,
                exitSignal: 110000000000,
                submittedAt: 120000000000,
                assignedAt: 130000000000,
                endedAt: 140000000000,
                resources: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                node: "node-é0"), Wire.AttemptView(
                allocation: 10000000000,
                namespaceName: "namespace_name-é0",
                job: "job-é0",
                jobNumber: 40000000000,
                index: 50000000000,
                attempt: 60000000000,
                user: "user-é0",
                type: 8000,
                state: "state-é0",
                exitCode: 100000000000,
                exitSignal: 110000000000,
                submittedAt: 120000000000,
                assignedAt: 130000000000,
                endedAt: 140000000000,
                resources: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                node: "node-é0")],
            now: 1420000000000,
            quotas: [Wire.QuotaView(
                namespaceName: "namespace_name-é0",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)],
                    burst: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)],
                    share: 30000000000),
                held: [Wire.Amount(
                    name: "name-é0",
                    amount: 20000000000), Wire.Amount(
                    name: "name-é0",
                    amount: 20000000000)],
                waiting: 40000000000,
                usedThousandths: 50000000000,
                dueThousandths: 60000000000), Wire.QuotaView(
                namespaceName: "namespace_name-é0",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)],
                    burst: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)],
                    share: 30000000000),
                held: [Wire.Amount(
                    name: "name-é0",
                    amount: 20000000000), Wire.Amount(
                    name: "name-é0",
                    amount: 20000000000)],
                waiting: 40000000000,
                usedThousandths: 50000000000,
                dueThousandths: 60000000000)],
            halfLifeNs: 1440000000000,
            plan: Wire.PlanView(
                jobs: [Wire.PlannedJobView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    refusal: "refusal-é0",
                    inVain: "in_vain-é0",
                    version: 50000000000,
                    change: Wire.PlannedChangeView(
                        kept: 10000000000,
                        stopped: 20000000000,
                        replaced: 30000000000,
                        added: 40000000000,
                        waiting: 50000000000),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é0",
                        tasks: 20000000000,
                        gpus: [30000000000, 30000000000],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é0",
                        tasks: 20000000000,
                        gpus: [30000000000, 30000000000],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000000,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000000,
                                namespaceName: "namespace_name-é0",
                                job: "job-é0",
                                index: 40000000000,
                                state: "state-é0",
                                attempt: 60000000000,
                                node: "node-é0",
                                token: Wire.Token(
                                    generation: 10000000000,
                                    index: 20000000000),
                                assignedAt: 90000000000,
                                runningAt: 100000000000,
                                endedAt: 110000000000,
                                end: "end-é0",
                                failover: true,
                                pendingSince: 140000000000,
                                supervisor: 150000000000,
                                history: ["history-é0", "history-é0"],
                                note: "note-é0",
                                gpus: [Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000), Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000000)),
                            summary: "summary-é0",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0"), Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0")],
                            candidates: ["candidates-é0", "candidates-é0"],
                            remedy: "remedy-é0",
                            notes: ["notes-é0", "notes-é0"],
                            roomBy: 1710000000000,
                            alike: 1720000000000)), Wire.PlannedWaitView(
                        tasks: 10000000000,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000000,
                                namespaceName: "namespace_name-é0",
                                job: "job-é0",
                                index: 40000000000,
                                state: "state-é0",
                                attempt: 60000000000,
                                node: "node-é0",
                                token: Wire.Token(
                                    generation: 10000000000,
                                    index: 20000000000),
                                assignedAt: 90000000000,
                                runningAt: 100000000000,
                                endedAt: 110000000000,
                                end: "end-é0",
                                failover: true,
                                pendingSince: 140000000000,
                                supervisor: 150000000000,
                                history: ["history-é0", "history-é0"],
                                note: "note-é0",
                                gpus: [Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000), Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000000)),
                            summary: "summary-é0",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0"), Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0")],
                            candidates: ["candidates-é0", "candidates-é0"],
                            remedy: "remedy-é0",
                            notes: ["notes-é0", "notes-é0"],
                            roomBy: 1710000000000,
                            alike: 1720000000000))],
                    startingNow: 90000000000,
                    startingSoon: 100000000000,
                    unlisted: 110000000000), Wire.PlannedJobView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    refusal: "refusal-é0",
                    inVain: "in_vain-é0",
                    version: 50000000000,
                    change: Wire.PlannedChangeView(
                        kept: 10000000000,
                        stopped: 20000000000,
                        replaced: 30000000000,
                        added: 40000000000,
                        waiting: 50000000000),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é0",
                        tasks: 20000000000,
                        gpus: [30000000000, 30000000000],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é0",
                        tasks: 20000000000,
                        gpus: [30000000000, 30000000000],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000000,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000000,
                                namespaceName: "namespace_name-é0",
                                job: "job-é0",
                                index: 40000000000,
                                state: "state-é0",
                                attempt: 60000000000,
                                node: "node-é0",
                                token: Wire.Token(
                                    generation: 10000000000,
                                    index: 20000000000),
                                assignedAt: 90000000000,
                                runningAt: 100000000000,
                                endedAt: 110000000000,
                                end: "end-é0",
                                failover: true,
                                pendingSince: 140000000000,
                                supervisor: 150000000000,
                                history: ["history-é0", "history-é0"],
                                note: "note-é0",
                                gpus: [Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000), Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000000)),
                            summary: "summary-é0",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0"), Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0")],
                            candidates: ["candidates-é0", "candidates-é0"],
                            remedy: "remedy-é0",
                            notes: ["notes-é0", "notes-é0"],
                            roomBy: 1710000000000,
                            alike: 1720000000000)), Wire.PlannedWaitView(
                        tasks: 10000000000,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000000,
                                namespaceName: "namespace_name-é0",
                                job: "job-é0",
                                index: 40000000000,
                                state: "state-é0",
                                attempt: 60000000000,
                                node: "node-é0",
                                token: Wire.Token(
                                    generation: 10000000000,
                                    index: 20000000000),
                                assignedAt: 90000000000,
                                runningAt: 100000000000,
                                endedAt: 110000000000,
                                end: "end-é0",
                                failover: true,
                                pendingSince: 140000000000,
                                supervisor: 150000000000,
                                history: ["history-é0", "history-é0"],
                                note: "note-é0",
                                gpus: [Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000), Wire.GpuShare(
                                    index: 10000000000,
                                    uuid: "uuid-é0",
                                    thousandths: 30000000000)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000000)),
                            summary: "summary-é0",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0"), Wire.RemovedBy(
                                rule: "rule-é0",
                                nodes: 2000,
                                examples: "examples-é0",
                                detail: "detail-é0")],
                            candidates: ["candidates-é0", "candidates-é0"],
                            remedy: "remedy-é0",
                            notes: ["notes-é0", "notes-é0"],
                            roomBy: 1710000000000,
                            alike: 1720000000000))],
                    startingNow: 90000000000,
                    startingSoon: 100000000000,
                    unlisted: 110000000000)],
                victims: [Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 30000000000,
                    priority: 40000000000,
                    node: "node-é0",
                    ranNs: 60000000000,
                    savesItsWork: true,
                    graceNs: 80000000000,
                    next: "next-é0",
                    moved: true), Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 30000000000,
                    priority: 40000000000,
                    node: "node-é0",
                    ranNs: 60000000000,
                    savesItsWork: true,
                    graceNs: 80000000000,
                    next: "next-é0",
                    moved: true)],
                note: "note-é0"),
            capacities: [Wire.CapacityView(
                namespaceName: "namespace_name-é0",
                job: "job-é0",
                all: Wire.CapacityGroup(
                    value: "value-é0",
                    servers: 20000000000,
                    now: 30000000000,
                    empty: 40000000000,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000), Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é0",
                    servers: 20000000000,
                    now: 30000000000,
                    empty: 40000000000,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000), Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000)]), Wire.CapacityGroup(
                    value: "value-é0",
                    servers: 20000000000,
                    now: 30000000000,
                    empty: 40000000000,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000), Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000)])],
                gangSize: 50000000000,
                quota: Wire.CapacityQuota(
                    tasks: 10000000000,
                    kind: "kind-é0",
                    held: 30000000000,
                    limit: 40000000000),
                waiting: 70000000000,
                removed: [Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0"), Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0")],
                unlisted: 90000000000), Wire.CapacityView(
                namespaceName: "namespace_name-é0",
                job: "job-é0",
                all: Wire.CapacityGroup(
                    value: "value-é0",
                    servers: 20000000000,
                    now: 30000000000,
                    empty: 40000000000,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000), Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é0",
                    servers: 20000000000,
                    now: 30000000000,
                    empty: 40000000000,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000), Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000)]), Wire.CapacityGroup(
                    value: "value-é0",
                    servers: 20000000000,
                    now: 30000000000,
                    empty: 40000000000,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000), Wire.CapacityLimit(
                        kind: "kind-é0",
                        servers: 20000000000)])],
                gangSize: 50000000000,
                quota: Wire.CapacityQuota(
                    tasks: 10000000000,
                    kind: "kind-é0",
                    held: 30000000000,
                    limit: 40000000000),
                waiting: 70000000000,
                removed: [Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0"), Wire.RemovedBy(
                    rule: "rule-é0",
                    nodes: 2000,
                    examples: "examples-é0",
                    detail: "detail-é0")],
                unlisted: 90000000000)],
            reservations: [Wire.ReservationView(
                name: "name-é0",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é0", "nodes-é0"],
                    start: 20000000000,
                    end: 30000000000,
                    namespaces: ["namespaces-é0", "namespaces-é0"]),
                others: 30000000000,
                tasks: [Wire.ReservedTask(
                    name: "name-é0",
                    node: "node-é0",
                    fate: "fate-é0"), Wire.ReservedTask(
                    name: "name-é0",
                    node: "node-é0",
                    fate: "fate-é0")]), Wire.ReservationView(
                name: "name-é0",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é0", "nodes-é0"],
                    start: 20000000000,
                    end: 30000000000,
                    namespaces: ["namespaces-é0", "namespaces-é0"]),
                others: 30000000000,
                tasks: [Wire.ReservedTask(
                    name: "name-é0",
                    node: "node-é0",
                    fate: "fate-é0"), Wire.ReservedTask(
                    name: "name-é0",
                    node: "node-é0",
                    fate: "fate-é0")])],
            advices: [Wire.AdviceView(
                namespaceName: "namespace_name-é0",
                job: "job-é0",
                live: 2220000000000,
                tasks: 2230000000000,
                watchedNs: 2240000000000,
                taskTimeNs: 2250000000000,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000000,
                    limit: 2210000000000,
                    isMeasured: true,
                    median: 2230000000000,
                    ninetyFive: 2240000000000,
                    highest: 2250000000000,
                    verdict: 226000,
                    reason: 227000,
                    proposed: 2280000000000,
                    proposedLimit: 2290000000000),
                memory: Wire.AdvisedResource(
                    requested: 2200000000000,
                    limit: 2210000000000,
                    isMeasured: true,
                    median: 2230000000000,
                    ninetyFive: 2240000000000,
                    highest: 2250000000000,
                    verdict: 226000,
                    reason: 227000,
                    proposed: 2280000000000,
                    proposedLimit: 2290000000000),
                throttled: 229.5,
                memoryKills: 2300000000000), Wire.AdviceView(
                namespaceName: "namespace_name-é0",
                job: "job-é0",
                live: 2220000000000,
                tasks: 2230000000000,
                watchedNs: 2240000000000,
                taskTimeNs: 2250000000000,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000000,
                    limit: 2210000000000,
                    isMeasured: true,
                    median: 2230000000000,
                    ninetyFive: 2240000000000,
                    highest: 2250000000000,
                    verdict: 226000,
                    reason: 227000,
                    proposed: 2280000000000,
                    proposedLimit: 2290000000000),
                memory: Wire.AdvisedResource(
                    requested: 2200000000000,
                    limit: 2210000000000,
                    isMeasured: true,
                    median: 2230000000000,
                    ninetyFive: 2240000000000,
                    highest: 2250000000000,
                    verdict: 226000,
                    reason: 227000,
                    proposed: 2280000000000,
                    proposedLimit: 2290000000000),
                throttled: 229.5,
                memoryKills: 2300000000000)],
            namespaces: [Wire.NamespaceView(
                namespaceName: "namespace_name-é0",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000000,
                    reclaimAfterNs: 20000000000),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000000,
                    reclaimAfterNs: 20000000000),
                jobs: 40000000000,
                held: 50000000000,
                warned: 60000000000), Wire.NamespaceView(
                namespaceName: "namespace_name-é0",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000000,
                    reclaimAfterNs: 20000000000),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000000,
                    reclaimAfterNs: 20000000000),
                jobs: 40000000000,
                held: 50000000000,
                warned: 60000000000)],
            balance: Wire.BalanceView(
                terms: Wire.BalanceTerms(
                    relieves: true,
                    consolidates: true,
                    movesAtOnce: 30000000000),
                moves: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 30000000000,
                    from: "from-é0",
                    to: "to-é0",
                    relieves: true,
                    why: "why-é0"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 30000000000,
                    from: "from-é0",
                    to: "to-é0",
                    relieves: true,
                    why: "why-é0")],
                underWay: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 30000000000,
                    from: "from-é0",
                    to: "to-é0",
                    relieves: true,
                    why: "why-é0"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é0",
                    job: "job-é0",
                    index: 30000000000,
                    from: "from-é0",
                    to: "to-é0",
                    relieves: true,
                    why: "why-é0")],
                servers: 40000000000,
                measured: 50000000000,
                windowNs: 60000000000),
            decisions: [Wire.DecisionView(
                time: 10000000000,
                task: "task-é0",
                what: "what-é0"), Wire.DecisionView(
                time: 10000000000,
                task: "task-é0",
                what: "what-é0")],
            tokens: [Wire.TokenView(
                id: 10000000000,
                forCoordinators: true,
                uses: 30000000000,
                used: 40000000000,
                expiresAt: 50000000000,
                labels: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                owner: "owner-é0",
                createdAt: 80000000000,
                refusal: "refusal-é0"), Wire.TokenView(
                id: 10000000000,
                forCoordinators: true,
                uses: 30000000000,
                used: 40000000000,
                expiresAt: 50000000000,
                labels: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                owner: "owner-é0",
                createdAt: 80000000000,
                refusal: "refusal-é0")],
            keys: [Wire.KeyView(
                publicKey: "public_key-é0",
                name: "name-é0",
                role: "role-é0"), Wire.KeyView(
                publicKey: "public_key-é0",
                name: "name-é0",
                role: "role-é0")])
    }

    static func view1() -> View {
        Wire.View(
            correlation: 10000000001,
            index: 20000000001,
            topic: .nodes,
            status: Wire.StatusView(
                cluster: "cluster-é1",
                leader: 20000000001,
                term: 30000000001,
                generation: 40000000001,
                commitIndex: 50000000001,
                stateHash: 60000000001,
                members: [Wire.MemberView(
                    id: 10000000001,
                    host: "host-é1",
                    basePort: 3001,
                    role: "role-é1",
                    appliedIndex: 50000000001,
                    version: "version-é1",
                    residentBytes: 70000000001,
                    standing: "standing-é1",
                    storedIndex: 90000000001,
                    disk: "disk-é1",
                    publicKey: "public_key-é1",
                    silentNs: 120000000001,
                    store: "store-é1"), Wire.MemberView(
                    id: 10000000001,
                    host: "host-é1",
                    basePort: 3001,
                    role: "role-é1",
                    appliedIndex: 50000000001,
                    version: "version-é1",
                    residentBytes: 70000000001,
                    standing: "standing-é1",
                    storedIndex: 90000000001,
                    disk: "disk-é1",
                    publicKey: "public_key-é1",
                    silentNs: 120000000001,
                    store: "store-é1")],
                nodesReady: 8001,
                nodesSuspect: 9001,
                nodesDown: 10001,
                nodesCordoned: 11001,
                nodesStandby: 12001,
                jobsRunning: 13001,
                allocationsActive: 14001,
                allocationsPending: 15001,
                capacity: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                brakeHeld: 18001,
                counters: [Wire.Counter(
                    name: "name-é1",
                    value: 20000000001), Wire.Counter(
                    name: "name-é1",
                    value: 20000000001)],
                leadingSince: 200000000001,
                settings: Wire.SettingsView(
                    profile: "profile-é1",
                    beatIntervalNs: 20000000001,
                    suspectAfterBeats: 30000000001,
                    leaderGraceNs: 40000000001,
                    shortestLeaseNs: 50000000001),
                brake: Wire.BrakeView(
                    isOnHold: true,
                    limit: 20000000001,
                    windowNs: 30000000001,
                    taken: ["taken-é1", "taken-é1"],
                    held: ["held-é1", "held-é1"],
                    reopensInNs: 60000000001),
                poolsShort: ["pools_short-é1", "pools_short-é1"],
                jobsHeld: 260001,
                idleGpus: ["idle_gpus-é1", "idle_gpus-é1"]),
            nodes: [Wire.NodeView(
                name: "name-é1",
                state: "state-é1",
                eligibility: "eligibility-é1",
                pool: "pool-é1",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                labels: [Wire.Pair(
                    name: "name-é1",
                    value: "value-é1"), Wire.Pair(
                    name: "name-é1",
                    value: "value-é1")],
                agentVersion: "agent_version-é1",
                sessionNonce: 90000000001,
                sessionSince: 100000000001,
                silentNs: 110000000001,
                allocations: [Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)), Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001))],
                cpuBusy: 13.5,
                memoryUsed: 140000000001,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17001,
                agentResidentBytes: 180000000001,
                agentAnonymousBytes: 190000000001,
                reason: "reason-é1",
                reasonNs: 410000000001,
                reasonWords: "reason_words-é1",
                recentLosses: 43001,
                notes: ["notes-é1", "notes-é1"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é1",
                    options: [Wire.Pair(
                        name: "name-é1",
                        value: "value-é1"), Wire.Pair(
                        name: "name-é1",
                        value: "value-é1")],
                    secret: "secret-é1",
                    fenceAfterNs: 40000000001,
                    reading: "reading-é1",
                    readingAgeNs: 60000000001,
                    order: "order-é1",
                    outcome: "outcome-é1"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000001,
                        model: "model-é1",
                        memoryBytes: 30000000001,
                        uuid: "uuid-é1"),
                    freeThousandths: 20000000001,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001), Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000001,
                        model: "model-é1",
                        memoryBytes: 30000000001,
                        uuid: "uuid-é1"),
                    freeThousandths: 20000000001,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001), Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001))],
                reservedBy: "reserved_by-é1",
                reservations: ["reservations-é1", "reservations-é1"]), Wire.NodeView(
                name: "name-é1",
                state: "state-é1",
                eligibility: "eligibility-é1",
                pool: "pool-é1",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                labels: [Wire.Pair(
                    name: "name-é1",
                    value: "value-é1"), Wire.Pair(
                    name: "name-é1",
                    value: "value-é1")],
                agentVersion: "agent_version-é1",
                sessionNonce: 90000000001,
                sessionSince: 100000000001,
                silentNs: 110000000001,
                allocations: [Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)), Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001))],
                cpuBusy: 13.5,
                memoryUsed: 140000000001,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17001,
                agentResidentBytes: 180000000001,
                agentAnonymousBytes: 190000000001,
                reason: "reason-é1",
                reasonNs: 410000000001,
                reasonWords: "reason_words-é1",
                recentLosses: 43001,
                notes: ["notes-é1", "notes-é1"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        name: "name-é1",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é1",
                    options: [Wire.Pair(
                        name: "name-é1",
                        value: "value-é1"), Wire.Pair(
                        name: "name-é1",
                        value: "value-é1")],
                    secret: "secret-é1",
                    fenceAfterNs: 40000000001,
                    reading: "reading-é1",
                    readingAgeNs: 60000000001,
                    order: "order-é1",
                    outcome: "outcome-é1"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000001,
                        model: "model-é1",
                        memoryBytes: 30000000001,
                        uuid: "uuid-é1"),
                    freeThousandths: 20000000001,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001), Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000001,
                        model: "model-é1",
                        memoryBytes: 30000000001,
                        uuid: "uuid-é1"),
                    freeThousandths: 20000000001,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001), Wire.GpuHolder(
                        allocation: "allocation-é1",
                        thousandths: 20000000001)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001))],
                reservedBy: "reserved_by-é1",
                reservations: ["reservations-é1", "reservations-é1"])],
            jobs: [Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é1",
                    name: "name-é1",
                    type: 3001,
                    priority: 40000000001,
                    count: 50000000001,
                    command: ["command-é1", "command-é1"],
                    environment: [Wire.Pair(
                        name: "name-é1",
                        value: "value-é1"), Wire.Pair(
                        name: "name-é1",
                        value: "value-é1")],
                    directory: "directory-é1",
                    user: "user-é1",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000001,
                        memoryBytes: 20000000001,
                        storageBytes: 30000000001,
                        bandwidthBits: 40000000001,
                        gpus: 50000000001,
                        gpuThousandths: 1000000000001,
                        extras: [Wire.Amount(
                            name: "name-é1",
                            amount: 20000000001), Wire.Amount(
                            name: "name-é1",
                            amount: 20000000001)]),
                    constraints: [Wire.Pair(
                        name: "name-é1",
                        value: "value-é1"), Wire.Pair(
                        name: "name-é1",
                        value: "value-é1")],
                    leaseNs: 120000000001,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1001,
                        attempts: 20000000001,
                        windowNs: 30000000001,
                        delayNs: 40000000001),
                    stop: Wire.Stop(
                        signal: 10000000001,
                        graceNs: 20000000001),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000001,
                        graceNs: 20000000001,
                        path: "path-é1"),
                    disruption: Wire.Disruption(
                        unit: 1001,
                        amount: 20000000001),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000001,
                        models: ["models-é1", "models-é1"],
                        memoryBytes: 30000000001),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000001,
                        memoryBytes: 20000000001),
                    after: [Wire.Dependency(
                        condition: 1001,
                        namespaceName: "namespace_name-é1",
                        name: "name-é1"), Wire.Dependency(
                        condition: 1001,
                        namespaceName: "namespace_name-é1",
                        name: "name-é1")],
                    deadlineAt: 1210000000001,
                    deadlineWithinNs: 1220000000001,
                    timeLimitNs: 1230000000001,
                    atMost: 1240000000001,
                    conditions: [Wire.LabelCondition(
                        label: "label-é1",
                        test: 2001,
                        values: ["values-é1", "values-é1"],
                        bound: 40000000001), Wire.LabelCondition(
                        label: "label-é1",
                        test: 2001,
                        values: ["values-é1", "values-é1"],
                        bound: 40000000001)],
                    topology: Wire.GangTopology(
                        within: 1001,
                        prefer: 2001),
                    spread: Wire.Spread(
                        over: 1001,
                        atMost: 20000000001),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1"), Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1"), Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1")],
                    scaling: Wire.Scaling(
                        least: 10000000001,
                        most: 20000000001,
                        cpuPercent: 30000000001,
                        downAfterNs: 40000000001,
                        schedule: [Wire.ScalingWindow(
                            days: 1001,
                            from: 20000000001,
                            to: 30000000001,
                            least: 40000000001,
                            most: 50000000001), Wire.ScalingWindow(
                            days: 1001,
                            from: 20000000001,
                            to: 30000000001,
                            least: 40000000001,
                            most: 50000000001)])),
                version: 20000000001,
                owner: "owner-é1",
                state: "state-é1",
                submittedAt: 50000000001,
                running: 6001,
                pending: 7001,
                finished: 8001,
                allocations: [Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)), Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001))],
                note: "note-é1",
                unlisted: 1250000000001,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 1920000000001,
                    attempt: 1930000000001,
                    node: "node-é1",
                    moved: true,
                    state: "state-é1",
                    nowOn: "now_on-é1"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 1920000000001,
                    attempt: 1930000000001,
                    node: "node-é1",
                    moved: true,
                    state: "state-é1",
                    nowOn: "now_on-é1")],
                scaled: Wire.ScalingView(
                    at: 10000000001,
                    from: 20000000001,
                    to: 30000000001,
                    actor: "actor-é1",
                    reason: "reason-é1"),
                hold: Wire.HoldView(
                    since: 10000000001,
                    actor: "actor-é1",
                    reason: "reason-é1"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000001,
                    since: 20000000001,
                    reclaimAt: 30000000001)), Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é1",
                    name: "name-é1",
                    type: 3001,
                    priority: 40000000001,
                    count: 50000000001,
                    command: ["command-é1", "command-é1"],
                    environment: [Wire.Pair(
                        name: "name-é1",
                        value: "value-é1"), Wire.Pair(
                        name: "name-é1",
                        value: "value-é1")],
                    directory: "directory-é1",
                    user: "user-é1",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000001,
                        memoryBytes: 20000000001,
                        storageBytes: 30000000001,
                        bandwidthBits: 40000000001,
                        gpus: 50000000001,
                        gpuThousandths: 1000000000001,
                        extras: [Wire.Amount(
                            name: "name-é1",
                            amount: 20000000001), Wire.Amount(
                            name: "name-é1",
                            amount: 20000000001)]),
                    constraints: [Wire.Pair(
                        name: "name-é1",
                        value: "value-é1"), Wire.Pair(
                        name: "name-é1",
                        value: "value-é1")],
                    leaseNs: 120000000001,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1001,
                        attempts: 20000000001,
                        windowNs: 30000000001,
                        delayNs: 40000000001),
                    stop: Wire.Stop(
                        signal: 10000000001,
                        graceNs: 20000000001),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000001,
                        graceNs: 20000000001,
                        path: "path-é1"),
                    disruption: Wire.Disruption(
                        unit: 1001,
                        amount: 20000000001),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000001,
                        models: ["models-é1", "models-é1"],
                        memoryBytes: 30000000001),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000001,
                        memoryBytes: 20000000001),
                    after: [Wire.Dependency(
                        condition: 1001,
                        namespaceName: "namespace_name-é1",
                        name: "name-é1"), Wire.Dependency(
                        condition: 1001,
                        namespaceName: "namespace_name-é1",
                        name: "name-é1")],
                    deadlineAt: 1210000000001,
                    deadlineWithinNs: 1220000000001,
                    timeLimitNs: 1230000000001,
                    atMost: 1240000000001,
                    conditions: [Wire.LabelCondition(
                        label: "label-é1",
                        test: 2001,
                        values: ["values-é1", "values-é1"],
                        bound: 40000000001), Wire.LabelCondition(
                        label: "label-é1",
                        test: 2001,
                        values: ["values-é1", "values-é1"],
                        bound: 40000000001)],
                    topology: Wire.GangTopology(
                        within: 1001,
                        prefer: 2001),
                    spread: Wire.Spread(
                        over: 1001,
                        atMost: 20000000001),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1"), Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1"), Wire.JobName(
                        namespaceName: "namespace_name-é1",
                        name: "name-é1")],
                    scaling: Wire.Scaling(
                        least: 10000000001,
                        most: 20000000001,
                        cpuPercent: 30000000001,
                        downAfterNs: 40000000001,
                        schedule: [Wire.ScalingWindow(
                            days: 1001,
                            from: 20000000001,
                            to: 30000000001,
                            least: 40000000001,
                            most: 50000000001), Wire.ScalingWindow(
                            days: 1001,
                            from: 20000000001,
                            to: 30000000001,
                            least: 40000000001,
                            most: 50000000001)])),
                version: 20000000001,
                owner: "owner-é1",
                state: "state-é1",
                submittedAt: 50000000001,
                running: 6001,
                pending: 7001,
                finished: 8001,
                allocations: [Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)), Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001))],
                note: "note-é1",
                unlisted: 1250000000001,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 1920000000001,
                    attempt: 1930000000001,
                    node: "node-é1",
                    moved: true,
                    state: "state-é1",
                    nowOn: "now_on-é1"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 1920000000001,
                    attempt: 1930000000001,
                    node: "node-é1",
                    moved: true,
                    state: "state-é1",
                    nowOn: "now_on-é1")],
                scaled: Wire.ScalingView(
                    at: 10000000001,
                    from: 20000000001,
                    to: 30000000001,
                    actor: "actor-é1",
                    reason: "reason-é1"),
                hold: Wire.HoldView(
                    since: 10000000001,
                    actor: "actor-é1",
                    reason: "reason-é1"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000001,
                    since: 20000000001,
                    reclaimAt: 30000000001))],
            whys: [Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)),
                summary: "summary-é1",
                removed: [Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1"), Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1")],
                candidates: ["candidates-é1", "candidates-é1"],
                remedy: "remedy-é1",
                notes: ["notes-é1", "notes-é1"],
                roomBy: 1710000000001,
                alike: 1720000000001), Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000001,
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 40000000001,
                    state: "state-é1",
                    attempt: 60000000001,
                    node: "node-é1",
                    token: Wire.Token(
                        generation: 10000000001,
                        index: 20000000001),
                    assignedAt: 90000000001,
                    runningAt: 100000000001,
                    endedAt: 110000000001,
                    end: "end-é1",
                    failover: true,
                    pendingSince: 140000000001,
                    supervisor: 150000000001,
                    history: ["history-é1", "history-é1"],
                    note: "note-é1",
                    gpus: [Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001), Wire.GpuShare(
                        index: 10000000001,
                        uuid: "uuid-é1",
                        thousandths: 30000000001)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000001)),
                summary: "summary-é1",
                removed: [Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1"), Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1")],
                candidates: ["candidates-é1", "candidates-é1"],
                remedy: "remedy-é1",
                notes: ["notes-é1", "notes-é1"],
                roomBy: 1710000000001,
                alike: 1720000000001)],
            pools: [Wire.PoolView(
                name: "name-é1",
                nodes: ["nodes-é1", "nodes-é1"],
                free: 3001,
                rule: Wire.PoolRuleView(
                    reserve: 1001,
                    target: "target-é1",
                    isAutomatic: true,
                    refillNs: 40000000001,
                    wanted: 50000000001,
                    servers: 60000000001,
                    losses: 70000000001,
                    serviceNs: 80000000001,
                    lossesPerYear: 9.5,
                    standbys: 100000000001,
                    coverage: 11.5,
                    refillSource: "refill_source-é1"),
                prepared: ["prepared-é1", "prepared-é1"]), Wire.PoolView(
                name: "name-é1",
                nodes: ["nodes-é1", "nodes-é1"],
                free: 3001,
                rule: Wire.PoolRuleView(
                    reserve: 1001,
                    target: "target-é1",
                    isAutomatic: true,
                    refillNs: 40000000001,
                    wanted: 50000000001,
                    servers: 60000000001,
                    losses: 70000000001,
                    serviceNs: 80000000001,
                    lossesPerYear: 9.5,
                    standbys: 100000000001,
                    coverage: 11.5,
                    refillSource: "refill_source-é1"),
                prepared: ["prepared-é1", "prepared-é1"])],
            audit: [Wire.AuditView(
                index: 10000000001,
                time: 20000000001,
                actor: "actor-é1",
                act: "act-é1",
                outcome: "outcome-é1"), Wire.AuditView(
                index: 10000000001,
                time: 20000000001,
                actor: "actor-é1",
                act: "act-é1",
                outcome: "outcome-é1")],
            command: Wire.CommandView(
                id: 10000000001,
                definition: Wire.CommandDefinition(
                    arguments: ["arguments-é1", "arguments-é1"],
                    user: "user-é1",
                    timeLimitNs: 30000000001,
                    startWithinNs: 40000000001),
                target: "target-é1",
                owner: "owner-é1",
                acceptedAt: 50000000001,
                runs: [Wire.CommandRunView(
                    node: "node-é1",
                    result: Wire.CommandResult(
                        how: .notStarted("not_started-é1"))), Wire.CommandRunView(
                    node: "node-é1",
                    result: Wire.CommandResult(
                        how: .notStarted("not_started-é1")))],
                isSettled: true),
            failures: [Wire.FailureView(
                subject: "subject-é1",
                count: 20000000001,
                losses: 30000000001,
                serviceNs: 40000000001,
                lossesPerYear: 5.5), Wire.FailureView(
                subject: "subject-é1",
                count: 20000000001,
                losses: 30000000001,
                serviceNs: 40000000001,
                lossesPerYear: 5.5)],
            usage: [Wire.UsageView(
                namespaceName: "namespace_name-é1",
                user: "user-é1",
                cpuMillicoreSeconds: 30000000001,
                gpuThousandthSeconds: 40000000001,
                memoryMebibyteSeconds: 50000000001,
                ended: 60000000001,
                live: 70000000001), Wire.UsageView(
                namespaceName: "namespace_name-é1",
                user: "user-é1",
                cpuMillicoreSeconds: 30000000001,
                gpuThousandthSeconds: 40000000001,
                memoryMebibyteSeconds: 50000000001,
                ended: 60000000001,
                live: 70000000001)],
            attempts: [Wire.AttemptView(
                allocation: 10000000001,
                namespaceName: "namespace_name-é1",
                job: "job-é1",
                jobNumber: 40000000001,
                index: 50000000001,
                attempt: 60000000001,
                user: "user-é1",
                type: 8001,
                state: "state-é1",
                exitCode: 100000000001,
                exitSignal: 110000000001,
                submittedAt: 120000000001,
                assignedAt: 130000000001,
                endedAt: 140000000001,
                resources: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                node: "node-é1"), Wire.AttemptView(
                allocation: 10000000001,
                namespaceName: "namespace_name-é1",
                job: "job-é1",
                jobNumber: 40000000001,
                index: 50000000001,
                attempt: 60000000001,
                user: "user-é1",
                type: 8001,
                state: "state-é1",
                exitCode: 100000000001,
                exitSignal: 110000000001,
                submittedAt: 120000000001,
                assignedAt: 130000000001,
                endedAt: 140000000001,
                resources: Wire.Resources(
                    cpuMillicores: 10000000001,
                    memoryBytes: 20000000001,
                    storageBytes: 30000000001,
                    bandwidthBits: 40000000001,
                    gpus: 50000000001,
                    gpuThousandths: 1000000000001,
                    extras: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)]),
                node: "node-é1")],
            now: 1420000000001,
            quotas: [Wire.QuotaView(
                namespaceName: "namespace_name-é1",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)],
                    burst: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)],
                    share: 30000000001),
                held: [Wire.Amount(
                    name: "name-é1",
                    amount: 20000000001), Wire.Amount(
                    name: "name-é1",
                    amount: 20000000001)],
                waiting: 40000000001,
                usedThousandths: 50000000001,
                dueThousandths: 60000000001), Wire.QuotaView(
                namespaceName: "namespace_name-é1",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)],
                    burst: [Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001), Wire.Amount(
                        name: "name-é1",
                        amount: 20000000001)],
                    share: 30000000001),
                held: [Wire.Amount(
                    name: "name-é1",
                    amount: 20000000001), Wire.Amount(
                    name: "name-é1",
                    amount: 20000000001)],
                waiting: 40000000001,
                usedThousandths: 50000000001,
                dueThousandths: 60000000001)],
            halfLifeNs: 1440000000001,
            plan: Wire.PlanView(
                jobs: [Wire.PlannedJobView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    refusal: "refusal-é1",
                    inVain: "in_vain-é1",
                    version: 50000000001,
                    change: Wire.PlannedChangeView(
                        kept: 10000000001,
                        stopped: 20000000001,
                        replaced: 30000000001,
                        added: 40000000001,
                        waiting: 50000000001),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é1",
                        tasks: 20000000001,
                        gpus: [30000000001, 30000000001],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é1",
                        tasks: 20000000001,
                        gpus: [30000000001, 30000000001],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000001,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000001,
                                namespaceName: "namespace_name-é1",
                                job: "job-é1",
                                index: 40000000001,
                                state: "state-é1",
                                attempt: 60000000001,
                                node: "node-é1",
                                token: Wire.Token(
                                    generation: 10000000001,
                                    index: 20000000001),
                                assignedAt: 90000000001,
                                runningAt: 100000000001,
                                endedAt: 110000000001,
                                end: "end-é1",
                                failover: true,
                                pendingSince: 140000000001,
                                supervisor: 150000000001,
                                history: ["history-é1", "history-é1"],
                                note: "note-é1",
                                gpus: [Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001), Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000001)),
                            summary: "summary-é1",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1"), Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1")],
                            candidates: ["candidates-é1", "candidates-é1"],
                            remedy: "remedy-é1",
                            notes: ["notes-é1", "notes-é1"],
                            roomBy: 1710000000001,
                            alike: 1720000000001)), Wire.PlannedWaitView(
                        tasks: 10000000001,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000001,
                                namespaceName: "namespace_name-é1",
                                job: "job-é1",
                                index: 40000000001,
                                state: "state-é1",
                                attempt: 60000000001,
                                node: "node-é1",
                                token: Wire.Token(
                                    generation: 10000000001,
                                    index: 20000000001),
                                assignedAt: 90000000001,
                                runningAt: 100000000001,
                                endedAt: 110000000001,
                                end: "end-é1",
                                failover: true,
                                pendingSince: 140000000001,
                                supervisor: 150000000001,
                                history: ["history-é1", "history-é1"],
                                note: "note-é1",
                                gpus: [Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001), Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000001)),
                            summary: "summary-é1",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1"), Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1")],
                            candidates: ["candidates-é1", "candidates-é1"],
                            remedy: "remedy-é1",
                            notes: ["notes-é1", "notes-é1"],
                            roomBy: 1710000000001,
                            alike: 1720000000001))],
                    startingNow: 90000000001,
                    startingSoon: 100000000001,
                    unlisted: 110000000001), Wire.PlannedJobView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    refusal: "refusal-é1",
                    inVain: "in_vain-é1",
                    version: 50000000001,
                    change: Wire.PlannedChangeView(
                        kept: 10000000001,
                        stopped: 20000000001,
                        replaced: 30000000001,
                        added: 40000000001,
                        waiting: 50000000001),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é1",
                        tasks: 20000000001,
                        gpus: [30000000001, 30000000001],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é1",
                        tasks: 20000000001,
                        gpus: [30000000001, 30000000001],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000001,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000001,
                                namespaceName: "namespace_name-é1",
                                job: "job-é1",
                                index: 40000000001,
                                state: "state-é1",
                                attempt: 60000000001,
                                node: "node-é1",
                                token: Wire.Token(
                                    generation: 10000000001,
                                    index: 20000000001),
                                assignedAt: 90000000001,
                                runningAt: 100000000001,
                                endedAt: 110000000001,
                                end: "end-é1",
                                failover: true,
                                pendingSince: 140000000001,
                                supervisor: 150000000001,
                                history: ["history-é1", "history-é1"],
                                note: "note-é1",
                                gpus: [Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001), Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000001)),
                            summary: "summary-é1",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1"), Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1")],
                            candidates: ["candidates-é1", "candidates-é1"],
                            remedy: "remedy-é1",
                            notes: ["notes-é1", "notes-é1"],
                            roomBy: 1710000000001,
                            alike: 1720000000001)), Wire.PlannedWaitView(
                        tasks: 10000000001,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000001,
                                namespaceName: "namespace_name-é1",
                                job: "job-é1",
                                index: 40000000001,
                                state: "state-é1",
                                attempt: 60000000001,
                                node: "node-é1",
                                token: Wire.Token(
                                    generation: 10000000001,
                                    index: 20000000001),
                                assignedAt: 90000000001,
                                runningAt: 100000000001,
                                endedAt: 110000000001,
                                end: "end-é1",
                                failover: true,
                                pendingSince: 140000000001,
                                supervisor: 150000000001,
                                history: ["history-é1", "history-é1"],
                                note: "note-é1",
                                gpus: [Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001), Wire.GpuShare(
                                    index: 10000000001,
                                    uuid: "uuid-é1",
                                    thousandths: 30000000001)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000001)),
                            summary: "summary-é1",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1"), Wire.RemovedBy(
                                rule: "rule-é1",
                                nodes: 2001,
                                examples: "examples-é1",
                                detail: "detail-é1")],
                            candidates: ["candidates-é1", "candidates-é1"],
                            remedy: "remedy-é1",
                            notes: ["notes-é1", "notes-é1"],
                            roomBy: 1710000000001,
                            alike: 1720000000001))],
                    startingNow: 90000000001,
                    startingSoon: 100000000001,
                    unlisted: 110000000001)],
                victims: [Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 30000000001,
                    priority: 40000000001,
                    node: "node-é1",
                    ranNs: 60000000001,
                    savesItsWork: true,
                    graceNs: 80000000001,
                    next: "next-é1",
                    moved: true), Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 30000000001,
                    priority: 40000000001,
                    node: "node-é1",
                    ranNs: 60000000001,
                    savesItsWork: true,
                    graceNs: 80000000001,
                    next: "next-é1",
                    moved: true)],
                note: "note-é1"),
            capacities: [Wire.CapacityView(
                namespaceName: "namespace_name-é1",
                job: "job-é1",
                all: Wire.CapacityGroup(
                    value: "value-é1",
                    servers: 20000000001,
                    now: 30000000001,
                    empty: 40000000001,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001), Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é1",
                    servers: 20000000001,
                    now: 30000000001,
                    empty: 40000000001,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001), Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001)]), Wire.CapacityGroup(
                    value: "value-é1",
                    servers: 20000000001,
                    now: 30000000001,
                    empty: 40000000001,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001), Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001)])],
                gangSize: 50000000001,
                quota: Wire.CapacityQuota(
                    tasks: 10000000001,
                    kind: "kind-é1",
                    held: 30000000001,
                    limit: 40000000001),
                waiting: 70000000001,
                removed: [Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1"), Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1")],
                unlisted: 90000000001), Wire.CapacityView(
                namespaceName: "namespace_name-é1",
                job: "job-é1",
                all: Wire.CapacityGroup(
                    value: "value-é1",
                    servers: 20000000001,
                    now: 30000000001,
                    empty: 40000000001,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001), Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é1",
                    servers: 20000000001,
                    now: 30000000001,
                    empty: 40000000001,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001), Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001)]), Wire.CapacityGroup(
                    value: "value-é1",
                    servers: 20000000001,
                    now: 30000000001,
                    empty: 40000000001,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001), Wire.CapacityLimit(
                        kind: "kind-é1",
                        servers: 20000000001)])],
                gangSize: 50000000001,
                quota: Wire.CapacityQuota(
                    tasks: 10000000001,
                    kind: "kind-é1",
                    held: 30000000001,
                    limit: 40000000001),
                waiting: 70000000001,
                removed: [Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1"), Wire.RemovedBy(
                    rule: "rule-é1",
                    nodes: 2001,
                    examples: "examples-é1",
                    detail: "detail-é1")],
                unlisted: 90000000001)],
            reservations: [Wire.ReservationView(
                name: "name-é1",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é1", "nodes-é1"],
                    start: 20000000001,
                    end: 30000000001,
                    namespaces: ["namespaces-é1", "namespaces-é1"]),
                others: 30000000001,
                tasks: [Wire.ReservedTask(
                    name: "name-é1",
                    node: "node-é1",
                    fate: "fate-é1"), Wire.ReservedTask(
                    name: "name-é1",
                    node: "node-é1",
                    fate: "fate-é1")]), Wire.ReservationView(
                name: "name-é1",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é1", "nodes-é1"],
                    start: 20000000001,
                    end: 30000000001,
                    namespaces: ["namespaces-é1", "namespaces-é1"]),
                others: 30000000001,
                tasks: [Wire.ReservedTask(
                    name: "name-é1",
                    node: "node-é1",
                    fate: "fate-é1"), Wire.ReservedTask(
                    name: "name-é1",
                    node: "node-é1",
                    fate: "fate-é1")])],
            advices: [Wire.AdviceView(
                namespaceName: "namespace_name-é1",
                job: "job-é1",
                live: 2220000000001,
                tasks: 2230000000001,
                watchedNs: 2240000000001,
                taskTimeNs: 2250000000001,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000001,
                    limit: 2210000000001,
                    isMeasured: true,
                    median: 2230000000001,
                    ninetyFive: 2240000000001,
                    highest: 2250000000001,
                    verdict: 226001,
                    reason: 227001,
                    proposed: 2280000000001,
                    proposedLimit: 2290000000001),
                memory: Wire.AdvisedResource(
                    requested: 2200000000001,
                    limit: 2210000000001,
                    isMeasured: true,
                    median: 2230000000001,
                    ninetyFive: 2240000000001,
                    highest: 2250000000001,
                    verdict: 226001,
                    reason: 227001,
                    proposed: 2280000000001,
                    proposedLimit: 2290000000001),
                throttled: 229.5,
                memoryKills: 2300000000001), Wire.AdviceView(
                namespaceName: "namespace_name-é1",
                job: "job-é1",
                live: 2220000000001,
                tasks: 2230000000001,
                watchedNs: 2240000000001,
                taskTimeNs: 2250000000001,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000001,
                    limit: 2210000000001,
                    isMeasured: true,
                    median: 2230000000001,
                    ninetyFive: 2240000000001,
                    highest: 2250000000001,
                    verdict: 226001,
                    reason: 227001,
                    proposed: 2280000000001,
                    proposedLimit: 2290000000001),
                memory: Wire.AdvisedResource(
                    requested: 2200000000001,
                    limit: 2210000000001,
                    isMeasured: true,
                    median: 2230000000001,
                    ninetyFive: 2240000000001,
                    highest: 2250000000001,
                    verdict: 226001,
                    reason: 227001,
                    proposed: 2280000000001,
                    proposedLimit: 2290000000001),
                throttled: 229.5,
                memoryKills: 2300000000001)],
            namespaces: [Wire.NamespaceView(
                namespaceName: "namespace_name-é1",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000001,
                    reclaimAfterNs: 20000000001),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000001,
                    reclaimAfterNs: 20000000001),
                jobs: 40000000001,
                held: 50000000001,
                warned: 60000000001), Wire.NamespaceView(
                namespaceName: "namespace_name-é1",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000001,
                    reclaimAfterNs: 20000000001),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000001,
                    reclaimAfterNs: 20000000001),
                jobs: 40000000001,
                held: 50000000001,
                warned: 60000000001)],
            balance: Wire.BalanceView(
                terms: Wire.BalanceTerms(
                    relieves: true,
                    consolidates: true,
                    movesAtOnce: 30000000001),
                moves: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 30000000001,
                    from: "from-é1",
                    to: "to-é1",
                    relieves: true,
                    why: "why-é1"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 30000000001,
                    from: "from-é1",
                    to: "to-é1",
                    relieves: true,
                    why: "why-é1")],
                underWay: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 30000000001,
                    from: "from-é1",
                    to: "to-é1",
                    relieves: true,
                    why: "why-é1"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é1",
                    job: "job-é1",
                    index: 30000000001,
                    from: "from-é1",
                    to: "to-é1",
                    relieves: true,
                    why: "why-é1")],
                servers: 40000000001,
                measured: 50000000001,
                windowNs: 60000000001),
            decisions: [Wire.DecisionView(
                time: 10000000001,
                task: "task-é1",
                what: "what-é1"), Wire.DecisionView(
                time: 10000000001,
                task: "task-é1",
                what: "what-é1")],
            tokens: [Wire.TokenView(
                id: 10000000001,
                forCoordinators: true,
                uses: 30000000001,
                used: 40000000001,
                expiresAt: 50000000001,
                labels: [Wire.Pair(
                    name: "name-é1",
                    value: "value-é1"), Wire.Pair(
                    name: "name-é1",
                    value: "value-é1")],
                owner: "owner-é1",
                createdAt: 80000000001,
                refusal: "refusal-é1"), Wire.TokenView(
                id: 10000000001,
                forCoordinators: true,
                uses: 30000000001,
                used: 40000000001,
                expiresAt: 50000000001,
                labels: [Wire.Pair(
                    name: "name-é1",
                    value: "value-é1"), Wire.Pair(
                    name: "name-é1",
                    value: "value-é1")],
                owner: "owner-é1",
                createdAt: 80000000001,
                refusal: "refusal-é1")],
            keys: [Wire.KeyView(
                publicKey: "public_key-é1",
                name: "name-é1",
                role: "role-é1"), Wire.KeyView(
                publicKey: "public_key-é1",
                name: "name-é1",
                role: "role-é1")])
    }

    static func view2() -> View {
        Wire.View(
            correlation: 10000000002,
            index: 20000000002,
            topic: .jobs,
            status: Wire.StatusView(
                cluster: "cluster-é2",
                leader: 20000000002,
                term: 30000000002,
                generation: 40000000002,
                commitIndex: 50000000002,
                stateHash: 60000000002,
                members: [Wire.MemberView(
                    id: 10000000002,
                    host: "host-é2",
                    basePort: 3002,
                    role: "role-é2",
                    appliedIndex: 50000000002,
                    version: "version-é2",
                    residentBytes: 70000000002,
                    standing: "standing-é2",
                    storedIndex: 90000000002,
                    disk: "disk-é2",
                    publicKey: "public_key-é2",
                    silentNs: 120000000002,
                    store: "store-é2"), Wire.MemberView(
                    id: 10000000002,
                    host: "host-é2",
                    basePort: 3002,
                    role: "role-é2",
                    appliedIndex: 50000000002,
                    version: "version-é2",
                    residentBytes: 70000000002,
                    standing: "standing-é2",
                    storedIndex: 90000000002,
                    disk: "disk-é2",
                    publicKey: "public_key-é2",
                    silentNs: 120000000002,
                    store: "store-é2")],
                nodesReady: 8002,
                nodesSuspect: 9002,
                nodesDown: 10002,
                nodesCordoned: 11002,
                nodesStandby: 12002,
                jobsRunning: 13002,
                allocationsActive: 14002,
                allocationsPending: 15002,
                capacity: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                brakeHeld: 18002,
                counters: [Wire.Counter(
                    name: "name-é2",
                    value: 20000000002), Wire.Counter(
                    name: "name-é2",
                    value: 20000000002)],
                leadingSince: 200000000002,
                settings: Wire.SettingsView(
                    profile: "profile-é2",
                    beatIntervalNs: 20000000002,
                    suspectAfterBeats: 30000000002,
                    leaderGraceNs: 40000000002,
                    shortestLeaseNs: 50000000002),
                brake: Wire.BrakeView(
                    isOnHold: true,
                    limit: 20000000002,
                    windowNs: 30000000002,
                    taken: ["taken-é2", "taken-é2"],
                    held: ["held-é2", "held-é2"],
                    reopensInNs: 60000000002),
                poolsShort: ["pools_short-é2", "pools_short-é2"],
                jobsHeld: 260002,
                idleGpus: ["idle_gpus-é2", "idle_gpus-é2"]),
            nodes: [Wire.NodeView(
                name: "name-é2",
                state: "state-é2",
                eligibility: "eligibility-é2",
                pool: "pool-é2",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                labels: [Wire.Pair(
                    name: "name-é2",
                    value: "value-é2"), Wire.Pair(
                    name: "name-é2",
                    value: "value-é2")],
                agentVersion: "agent_version-é2",
                sessionNonce: 90000000002,
                sessionSince: 100000000002,
                silentNs: 110000000002,
                allocations: [Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)), Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002))],
                cpuBusy: 13.5,
                memoryUsed: 140000000002,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17002,
                agentResidentBytes: 180000000002,
                agentAnonymousBytes: 190000000002,
                reason: "reason-é2",
                reasonNs: 410000000002,
                reasonWords: "reason_words-é2",
                recentLosses: 43002,
                notes: ["notes-é2", "notes-é2"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é2",
                    options: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    secret: "secret-é2",
                    fenceAfterNs: 40000000002,
                    reading: "reading-é2",
                    readingAgeNs: 60000000002,
                    order: "order-é2",
                    outcome: "outcome-é2"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000002,
                        model: "model-é2",
                        memoryBytes: 30000000002,
                        uuid: "uuid-é2"),
                    freeThousandths: 20000000002,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002), Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000002,
                        model: "model-é2",
                        memoryBytes: 30000000002,
                        uuid: "uuid-é2"),
                    freeThousandths: 20000000002,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002), Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002))],
                reservedBy: "reserved_by-é2",
                reservations: ["reservations-é2", "reservations-é2"]), Wire.NodeView(
                name: "name-é2",
                state: "state-é2",
                eligibility: "eligibility-é2",
                pool: "pool-é2",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                labels: [Wire.Pair(
                    name: "name-é2",
                    value: "value-é2"), Wire.Pair(
                    name: "name-é2",
                    value: "value-é2")],
                agentVersion: "agent_version-é2",
                sessionNonce: 90000000002,
                sessionSince: 100000000002,
                silentNs: 110000000002,
                allocations: [Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)), Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002))],
                cpuBusy: 13.5,
                memoryUsed: 140000000002,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17002,
                agentResidentBytes: 180000000002,
                agentAnonymousBytes: 190000000002,
                reason: "reason-é2",
                reasonNs: 410000000002,
                reasonWords: "reason_words-é2",
                recentLosses: 43002,
                notes: ["notes-é2", "notes-é2"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000002,
                            number: 20000000002),
                        name: "name-é2",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é2",
                    options: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    secret: "secret-é2",
                    fenceAfterNs: 40000000002,
                    reading: "reading-é2",
                    readingAgeNs: 60000000002,
                    order: "order-é2",
                    outcome: "outcome-é2"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000002,
                        model: "model-é2",
                        memoryBytes: 30000000002,
                        uuid: "uuid-é2"),
                    freeThousandths: 20000000002,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002), Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000002,
                        model: "model-é2",
                        memoryBytes: 30000000002,
                        uuid: "uuid-é2"),
                    freeThousandths: 20000000002,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002), Wire.GpuHolder(
                        allocation: "allocation-é2",
                        thousandths: 20000000002)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002))],
                reservedBy: "reserved_by-é2",
                reservations: ["reservations-é2", "reservations-é2"])],
            jobs: [Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é2",
                    name: "name-é2",
                    type: 3002,
                    priority: 40000000002,
                    count: 50000000002,
                    command: ["command-é2", "command-é2"],
                    environment: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    directory: "directory-é2",
                    user: "user-é2",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000002,
                        memoryBytes: 20000000002,
                        storageBytes: 30000000002,
                        bandwidthBits: 40000000002,
                        gpus: 50000000002,
                        gpuThousandths: 1000000000002,
                        extras: [Wire.Amount(
                            name: "name-é2",
                            amount: 20000000002), Wire.Amount(
                            name: "name-é2",
                            amount: 20000000002)]),
                    constraints: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    leaseNs: 120000000002,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1002,
                        attempts: 20000000002,
                        windowNs: 30000000002,
                        delayNs: 40000000002),
                    stop: Wire.Stop(
                        signal: 10000000002,
                        graceNs: 20000000002),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000002,
                        graceNs: 20000000002,
                        path: "path-é2"),
                    disruption: Wire.Disruption(
                        unit: 1002,
                        amount: 20000000002),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000002,
                        models: ["models-é2", "models-é2"],
                        memoryBytes: 30000000002),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000002,
                        memoryBytes: 20000000002),
                    after: [Wire.Dependency(
                        condition: 1002,
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.Dependency(
                        condition: 1002,
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    deadlineAt: 1210000000002,
                    deadlineWithinNs: 1220000000002,
                    timeLimitNs: 1230000000002,
                    atMost: 1240000000002,
                    conditions: [Wire.LabelCondition(
                        label: "label-é2",
                        test: 2002,
                        values: ["values-é2", "values-é2"],
                        bound: 40000000002), Wire.LabelCondition(
                        label: "label-é2",
                        test: 2002,
                        values: ["values-é2", "values-é2"],
                        bound: 40000000002)],
                    topology: Wire.GangTopology(
                        within: 1002,
                        prefer: 2002),
                    spread: Wire.Spread(
                        over: 1002,
                        atMost: 20000000002),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    scaling: Wire.Scaling(
                        least: 10000000002,
                        most: 20000000002,
                        cpuPercent: 30000000002,
                        downAfterNs: 40000000002,
                        schedule: [Wire.ScalingWindow(
                            days: 1002,
                            from: 20000000002,
                            to: 30000000002,
                            least: 40000000002,
                            most: 50000000002), Wire.ScalingWindow(
                            days: 1002,
                            from: 20000000002,
                            to: 30000000002,
                            least: 40000000002,
                            most: 50000000002)])),
                version: 20000000002,
                owner: "owner-é2",
                state: "state-é2",
                submittedAt: 50000000002,
                running: 6002,
                pending: 7002,
                finished: 8002,
                allocations: [Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)), Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002))],
                note: "note-é2",
                unlisted: 1250000000002,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 1920000000002,
                    attempt: 1930000000002,
                    node: "node-é2",
                    moved: true,
                    state: "state-é2",
                    nowOn: "now_on-é2"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 1920000000002,
                    attempt: 1930000000002,
                    node: "node-é2",
                    moved: true,
                    state: "state-é2",
                    nowOn: "now_on-é2")],
                scaled: Wire.ScalingView(
                    at: 10000000002,
                    from: 20000000002,
                    to: 30000000002,
                    actor: "actor-é2",
                    reason: "reason-é2"),
                hold: Wire.HoldView(
                    since: 10000000002,
                    actor: "actor-é2",
                    reason: "reason-é2"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000002,
                    since: 20000000002,
                    reclaimAt: 30000000002)), Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é2",
                    name: "name-é2",
                    type: 3002,
                    priority: 40000000002,
                    count: 50000000002,
                    command: ["command-é2", "command-é2"],
                    environment: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    directory: "directory-é2",
                    user: "user-é2",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000002,
                        memoryBytes: 20000000002,
                        storageBytes: 30000000002,
                        bandwidthBits: 40000000002,
                        gpus: 50000000002,
                        gpuThousandths: 1000000000002,
                        extras: [Wire.Amount(
                            name: "name-é2",
                            amount: 20000000002), Wire.Amount(
                            name: "name-é2",
                            amount: 20000000002)]),
                    constraints: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    leaseNs: 120000000002,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1002,
                        attempts: 20000000002,
                        windowNs: 30000000002,
                        delayNs: 40000000002),
                    stop: Wire.Stop(
                        signal: 10000000002,
                        graceNs: 20000000002),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000002,
                        graceNs: 20000000002,
                        path: "path-é2"),
                    disruption: Wire.Disruption(
                        unit: 1002,
                        amount: 20000000002),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000002,
                        models: ["models-é2", "models-é2"],
                        memoryBytes: 30000000002),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000002,
                        memoryBytes: 20000000002),
                    after: [Wire.Dependency(
                        condition: 1002,
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.Dependency(
                        condition: 1002,
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    deadlineAt: 1210000000002,
                    deadlineWithinNs: 1220000000002,
                    timeLimitNs: 1230000000002,
                    atMost: 1240000000002,
                    conditions: [Wire.LabelCondition(
                        label: "label-é2",
                        test: 2002,
                        values: ["values-é2", "values-é2"],
                        bound: 40000000002), Wire.LabelCondition(
                        label: "label-é2",
                        test: 2002,
                        values: ["values-é2", "values-é2"],
                        bound: 40000000002)],
                    topology: Wire.GangTopology(
                        within: 1002,
                        prefer: 2002),
                    spread: Wire.Spread(
                        over: 1002,
                        atMost: 20000000002),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    scaling: Wire.Scaling(
                        least: 10000000002,
                        most: 20000000002,
                        cpuPercent: 30000000002,
                        downAfterNs: 40000000002,
                        schedule: [Wire.ScalingWindow(
                            days: 1002,
                            from: 20000000002,
                            to: 30000000002,
                            least: 40000000002,
                            most: 50000000002), Wire.ScalingWindow(
                            days: 1002,
                            from: 20000000002,
                            to: 30000000002,
                            least: 40000000002,
                            most: 50000000002)])),
                version: 20000000002,
                owner: "owner-é2",
                state: "state-é2",
                submittedAt: 50000000002,
                running: 6002,
                pending: 7002,
                finished: 8002,
                allocations: [Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)), Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002))],
                note: "note-é2",
                unlisted: 1250000000002,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 1920000000002,
                    attempt: 1930000000002,
                    node: "node-é2",
                    moved: true,
                    state: "state-é2",
                    nowOn: "now_on-é2"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 1920000000002,
                    attempt: 1930000000002,
                    node: "node-é2",
                    moved: true,
                    state: "state-é2",
                    nowOn: "now_on-é2")],
                scaled: Wire.ScalingView(
                    at: 10000000002,
                    from: 20000000002,
                    to: 30000000002,
                    actor: "actor-é2",
                    reason: "reason-é2"),
                hold: Wire.HoldView(
                    since: 10000000002,
                    actor: "actor-é2",
                    reason: "reason-é2"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000002,
                    since: 20000000002,
                    reclaimAt: 30000000002))],
            whys: [Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)),
                summary: "summary-é2",
                removed: [Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2"), Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2")],
                candidates: ["candidates-é2", "candidates-é2"],
                remedy: "remedy-é2",
                notes: ["notes-é2", "notes-é2"],
                roomBy: 1710000000002,
                alike: 1720000000002), Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000002,
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 40000000002,
                    state: "state-é2",
                    attempt: 60000000002,
                    node: "node-é2",
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    assignedAt: 90000000002,
                    runningAt: 100000000002,
                    endedAt: 110000000002,
                    end: "end-é2",
                    failover: true,
                    pendingSince: 140000000002,
                    supervisor: 150000000002,
                    history: ["history-é2", "history-é2"],
                    note: "note-é2",
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000002)),
                summary: "summary-é2",
                removed: [Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2"), Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2")],
                candidates: ["candidates-é2", "candidates-é2"],
                remedy: "remedy-é2",
                notes: ["notes-é2", "notes-é2"],
                roomBy: 1710000000002,
                alike: 1720000000002)],
            pools: [Wire.PoolView(
                name: "name-é2",
                nodes: ["nodes-é2", "nodes-é2"],
                free: 3002,
                rule: Wire.PoolRuleView(
                    reserve: 1002,
                    target: "target-é2",
                    isAutomatic: true,
                    refillNs: 40000000002,
                    wanted: 50000000002,
                    servers: 60000000002,
                    losses: 70000000002,
                    serviceNs: 80000000002,
                    lossesPerYear: 9.5,
                    standbys: 100000000002,
                    coverage: 11.5,
                    refillSource: "refill_source-é2"),
                prepared: ["prepared-é2", "prepared-é2"]), Wire.PoolView(
                name: "name-é2",
                nodes: ["nodes-é2", "nodes-é2"],
                free: 3002,
                rule: Wire.PoolRuleView(
                    reserve: 1002,
                    target: "target-é2",
                    isAutomatic: true,
                    refillNs: 40000000002,
                    wanted: 50000000002,
                    servers: 60000000002,
                    losses: 70000000002,
                    serviceNs: 80000000002,
                    lossesPerYear: 9.5,
                    standbys: 100000000002,
                    coverage: 11.5,
                    refillSource: "refill_source-é2"),
                prepared: ["prepared-é2", "prepared-é2"])],
            audit: [Wire.AuditView(
                index: 10000000002,
                time: 20000000002,
                actor: "actor-é2",
                act: "act-é2",
                outcome: "outcome-é2"), Wire.AuditView(
                index: 10000000002,
                time: 20000000002,
                actor: "actor-é2",
                act: "act-é2",
                outcome: "outcome-é2")],
            command: Wire.CommandView(
                id: 10000000002,
                definition: Wire.CommandDefinition(
                    arguments: ["arguments-é2", "arguments-é2"],
                    user: "user-é2",
                    timeLimitNs: 30000000002,
                    startWithinNs: 40000000002),
                target: "target-é2",
                owner: "owner-é2",
                acceptedAt: 50000000002,
                runs: [Wire.CommandRunView(
                    node: "node-é2",
                    result: Wire.CommandResult(
                        how: .unknown("unknown-é2"))), Wire.CommandRunView(
                    node: "node-é2",
                    result: Wire.CommandResult(
                        how: .unknown("unknown-é2")))],
                isSettled: true),
            failures: [Wire.FailureView(
                subject: "subject-é2",
                count: 20000000002,
                losses: 30000000002,
                serviceNs: 40000000002,
                lossesPerYear: 5.5), Wire.FailureView(
                subject: "subject-é2",
                count: 20000000002,
                losses: 30000000002,
                serviceNs: 40000000002,
                lossesPerYear: 5.5)],
            usage: [Wire.UsageView(
                namespaceName: "namespace_name-é2",
                user: "user-é2",
                cpuMillicoreSeconds: 30000000002,
                gpuThousandthSeconds: 40000000002,
                memoryMebibyteSeconds: 50000000002,
                ended: 60000000002,
                live: 70000000002), Wire.UsageView(
                namespaceName: "namespace_name-é2",
                user: "user-é2",
                cpuMillicoreSeconds: 30000000002,
                gpuThousandthSeconds: 40000000002,
                memoryMebibyteSeconds: 50000000002,
                ended: 60000000002,
                live: 70000000002)],
            attempts: [Wire.AttemptView(
                allocation: 10000000002,
                namespaceName: "namespace_name-é2",
                job: "job-é2",
                jobNumber: 40000000002,
                index: 50000000002,
                attempt: 60000000002,
                user: "user-é2",
                type: 8002,
                state: "state-é2",
                exitCode: 100000000002,
                exitSignal: 110000000002,
                submittedAt: 120000000002,
                assignedAt: 130000000002,
                endedAt: 140000000002,
                resources: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                node: "node-é2"), Wire.AttemptView(
                allocation: 10000000002,
                namespaceName: "namespace_name-é2",
                job: "job-é2",
                jobNumber: 40000000002,
                index: 50000000002,
                attempt: 60000000002,
                user: "user-é2",
                type: 8002,
                state: "state-é2",
                exitCode: 100000000002,
                exitSignal: 110000000002,
                submittedAt: 120000000002,
                assignedAt: 130000000002,
                endedAt: 140000000002,
                resources: Wire.Resources(
                    cpuMillicores: 10000000002,
                    memoryBytes: 20000000002,
                    storageBytes: 30000000002,
                    bandwidthBits: 40000000002,
                    gpus: 50000000002,
                    gpuThousandths: 1000000000002,
                    extras: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)]),
                node: "node-é2")],
            now: 1420000000002,
            quotas: [Wire.QuotaView(
                namespaceName: "namespace_name-é2",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)],
                    burst: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)],
                    share: 30000000002),
                held: [Wire.Amount(
                    name: "name-é2",
                    amount: 20000000002), Wire.Amount(
                    name: "name-é2",
                    amount: 20000000002)],
                waiting: 40000000002,
                usedThousandths: 50000000002,
                dueThousandths: 60000000002), Wire.QuotaView(
                namespaceName: "namespace_name-é2",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)],
                    burst: [Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002), Wire.Amount(
                        name: "name-é2",
                        amount: 20000000002)],
                    share: 30000000002),
                held: [Wire.Amount(
                    name: "name-é2",
                    amount: 20000000002), Wire.Amount(
                    name: "name-é2",
                    amount: 20000000002)],
                waiting: 40000000002,
                usedThousandths: 50000000002,
                dueThousandths: 60000000002)],
            halfLifeNs: 1440000000002,
            plan: Wire.PlanView(
                jobs: [Wire.PlannedJobView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    refusal: "refusal-é2",
                    inVain: "in_vain-é2",
                    version: 50000000002,
                    change: Wire.PlannedChangeView(
                        kept: 10000000002,
                        stopped: 20000000002,
                        replaced: 30000000002,
                        added: 40000000002,
                        waiting: 50000000002),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é2",
                        tasks: 20000000002,
                        gpus: [30000000002, 30000000002],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é2",
                        tasks: 20000000002,
                        gpus: [30000000002, 30000000002],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000002,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000002,
                                namespaceName: "namespace_name-é2",
                                job: "job-é2",
                                index: 40000000002,
                                state: "state-é2",
                                attempt: 60000000002,
                                node: "node-é2",
                                token: Wire.Token(
                                    generation: 10000000002,
                                    index: 20000000002),
                                assignedAt: 90000000002,
                                runningAt: 100000000002,
                                endedAt: 110000000002,
                                end: "end-é2",
                                failover: true,
                                pendingSince: 140000000002,
                                supervisor: 150000000002,
                                history: ["history-é2", "history-é2"],
                                note: "note-é2",
                                gpus: [Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002), Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000002)),
                            summary: "summary-é2",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2"), Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2")],
                            candidates: ["candidates-é2", "candidates-é2"],
                            remedy: "remedy-é2",
                            notes: ["notes-é2", "notes-é2"],
                            roomBy: 1710000000002,
                            alike: 1720000000002)), Wire.PlannedWaitView(
                        tasks: 10000000002,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000002,
                                namespaceName: "namespace_name-é2",
                                job: "job-é2",
                                index: 40000000002,
                                state: "state-é2",
                                attempt: 60000000002,
                                node: "node-é2",
                                token: Wire.Token(
                                    generation: 10000000002,
                                    index: 20000000002),
                                assignedAt: 90000000002,
                                runningAt: 100000000002,
                                endedAt: 110000000002,
                                end: "end-é2",
                                failover: true,
                                pendingSince: 140000000002,
                                supervisor: 150000000002,
                                history: ["history-é2", "history-é2"],
                                note: "note-é2",
                                gpus: [Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002), Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000002)),
                            summary: "summary-é2",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2"), Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2")],
                            candidates: ["candidates-é2", "candidates-é2"],
                            remedy: "remedy-é2",
                            notes: ["notes-é2", "notes-é2"],
                            roomBy: 1710000000002,
                            alike: 1720000000002))],
                    startingNow: 90000000002,
                    startingSoon: 100000000002,
                    unlisted: 110000000002), Wire.PlannedJobView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    refusal: "refusal-é2",
                    inVain: "in_vain-é2",
                    version: 50000000002,
                    change: Wire.PlannedChangeView(
                        kept: 10000000002,
                        stopped: 20000000002,
                        replaced: 30000000002,
                        added: 40000000002,
                        waiting: 50000000002),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é2",
                        tasks: 20000000002,
                        gpus: [30000000002, 30000000002],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é2",
                        tasks: 20000000002,
                        gpus: [30000000002, 30000000002],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000002,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000002,
                                namespaceName: "namespace_name-é2",
                                job: "job-é2",
                                index: 40000000002,
                                state: "state-é2",
                                attempt: 60000000002,
                                node: "node-é2",
                                token: Wire.Token(
                                    generation: 10000000002,
                                    index: 20000000002),
                                assignedAt: 90000000002,
                                runningAt: 100000000002,
                                endedAt: 110000000002,
                                end: "end-é2",
                                failover: true,
                                pendingSince: 140000000002,
                                supervisor: 150000000002,
                                history: ["history-é2", "history-é2"],
                                note: "note-é2",
                                gpus: [Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002), Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000002)),
                            summary: "summary-é2",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2"), Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2")],
                            candidates: ["candidates-é2", "candidates-é2"],
                            remedy: "remedy-é2",
                            notes: ["notes-é2", "notes-é2"],
                            roomBy: 1710000000002,
                            alike: 1720000000002)), Wire.PlannedWaitView(
                        tasks: 10000000002,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000002,
                                namespaceName: "namespace_name-é2",
                                job: "job-é2",
                                index: 40000000002,
                                state: "state-é2",
                                attempt: 60000000002,
                                node: "node-é2",
                                token: Wire.Token(
                                    generation: 10000000002,
                                    index: 20000000002),
                                assignedAt: 90000000002,
                                runningAt: 100000000002,
                                endedAt: 110000000002,
                                end: "end-é2",
                                failover: true,
                                pendingSince: 140000000002,
                                supervisor: 150000000002,
                                history: ["history-é2", "history-é2"],
                                note: "note-é2",
                                gpus: [Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002), Wire.GpuShare(
                                    index: 10000000002,
                                    uuid: "uuid-é2",
                                    thousandths: 30000000002)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000002)),
                            summary: "summary-é2",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2"), Wire.RemovedBy(
                                rule: "rule-é2",
                                nodes: 2002,
                                examples: "examples-é2",
                                detail: "detail-é2")],
                            candidates: ["candidates-é2", "candidates-é2"],
                            remedy: "remedy-é2",
                            notes: ["notes-é2", "notes-é2"],
                            roomBy: 1710000000002,
                            alike: 1720000000002))],
                    startingNow: 90000000002,
                    startingSoon: 100000000002,
                    unlisted: 110000000002)],
                victims: [Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 30000000002,
                    priority: 40000000002,
                    node: "node-é2",
                    ranNs: 60000000002,
                    savesItsWork: true,
                    graceNs: 80000000002,
                    next: "next-é2",
                    moved: true), Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 30000000002,
                    priority: 40000000002,
                    node: "node-é2",
                    ranNs: 60000000002,
                    savesItsWork: true,
                    graceNs: 80000000002,
                    next: "next-é2",
                    moved: true)],
                note: "note-é2"),
            capacities: [Wire.CapacityView(
                namespaceName: "namespace_name-é2",
                job: "job-é2",
                all: Wire.CapacityGroup(
                    value: "value-é2",
                    servers: 20000000002,
                    now: 30000000002,
                    empty: 40000000002,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002), Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é2",
                    servers: 20000000002,
                    now: 30000000002,
                    empty: 40000000002,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002), Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002)]), Wire.CapacityGroup(
                    value: "value-é2",
                    servers: 20000000002,
                    now: 30000000002,
                    empty: 40000000002,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002), Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002)])],
                gangSize: 50000000002,
                quota: Wire.CapacityQuota(
                    tasks: 10000000002,
                    kind: "kind-é2",
                    held: 30000000002,
                    limit: 40000000002),
                waiting: 70000000002,
                removed: [Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2"), Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2")],
                unlisted: 90000000002), Wire.CapacityView(
                namespaceName: "namespace_name-é2",
                job: "job-é2",
                all: Wire.CapacityGroup(
                    value: "value-é2",
                    servers: 20000000002,
                    now: 30000000002,
                    empty: 40000000002,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002), Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é2",
                    servers: 20000000002,
                    now: 30000000002,
                    empty: 40000000002,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002), Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002)]), Wire.CapacityGroup(
                    value: "value-é2",
                    servers: 20000000002,
                    now: 30000000002,
                    empty: 40000000002,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002), Wire.CapacityLimit(
                        kind: "kind-é2",
                        servers: 20000000002)])],
                gangSize: 50000000002,
                quota: Wire.CapacityQuota(
                    tasks: 10000000002,
                    kind: "kind-é2",
                    held: 30000000002,
                    limit: 40000000002),
                waiting: 70000000002,
                removed: [Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2"), Wire.RemovedBy(
                    rule: "rule-é2",
                    nodes: 2002,
                    examples: "examples-é2",
                    detail: "detail-é2")],
                unlisted: 90000000002)],
            reservations: [Wire.ReservationView(
                name: "name-é2",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é2", "nodes-é2"],
                    start: 20000000002,
                    end: 30000000002,
                    namespaces: ["namespaces-é2", "namespaces-é2"]),
                others: 30000000002,
                tasks: [Wire.ReservedTask(
                    name: "name-é2",
                    node: "node-é2",
                    fate: "fate-é2"), Wire.ReservedTask(
                    name: "name-é2",
                    node: "node-é2",
                    fate: "fate-é2")]), Wire.ReservationView(
                name: "name-é2",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é2", "nodes-é2"],
                    start: 20000000002,
                    end: 30000000002,
                    namespaces: ["namespaces-é2", "namespaces-é2"]),
                others: 30000000002,
                tasks: [Wire.ReservedTask(
                    name: "name-é2",
                    node: "node-é2",
                    fate: "fate-é2"), Wire.ReservedTask(
                    name: "name-é2",
                    node: "node-é2",
                    fate: "fate-é2")])],
            advices: [Wire.AdviceView(
                namespaceName: "namespace_name-é2",
                job: "job-é2",
                live: 2220000000002,
                tasks: 2230000000002,
                watchedNs: 2240000000002,
                taskTimeNs: 2250000000002,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000002,
                    limit: 2210000000002,
                    isMeasured: true,
                    median: 2230000000002,
                    ninetyFive: 2240000000002,
                    highest: 2250000000002,
                    verdict: 226002,
                    reason: 227002,
                    proposed: 2280000000002,
                    proposedLimit: 2290000000002),
                memory: Wire.AdvisedResource(
                    requested: 2200000000002,
                    limit: 2210000000002,
                    isMeasured: true,
                    median: 2230000000002,
                    ninetyFive: 2240000000002,
                    highest: 2250000000002,
                    verdict: 226002,
                    reason: 227002,
                    proposed: 2280000000002,
                    proposedLimit: 2290000000002),
                throttled: 229.5,
                memoryKills: 2300000000002), Wire.AdviceView(
                namespaceName: "namespace_name-é2",
                job: "job-é2",
                live: 2220000000002,
                tasks: 2230000000002,
                watchedNs: 2240000000002,
                taskTimeNs: 2250000000002,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000002,
                    limit: 2210000000002,
                    isMeasured: true,
                    median: 2230000000002,
                    ninetyFive: 2240000000002,
                    highest: 2250000000002,
                    verdict: 226002,
                    reason: 227002,
                    proposed: 2280000000002,
                    proposedLimit: 2290000000002),
                memory: Wire.AdvisedResource(
                    requested: 2200000000002,
                    limit: 2210000000002,
                    isMeasured: true,
                    median: 2230000000002,
                    ninetyFive: 2240000000002,
                    highest: 2250000000002,
                    verdict: 226002,
                    reason: 227002,
                    proposed: 2280000000002,
                    proposedLimit: 2290000000002),
                throttled: 229.5,
                memoryKills: 2300000000002)],
            namespaces: [Wire.NamespaceView(
                namespaceName: "namespace_name-é2",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000002,
                    reclaimAfterNs: 20000000002),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000002,
                    reclaimAfterNs: 20000000002),
                jobs: 40000000002,
                held: 50000000002,
                warned: 60000000002), Wire.NamespaceView(
                namespaceName: "namespace_name-é2",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000002,
                    reclaimAfterNs: 20000000002),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000002,
                    reclaimAfterNs: 20000000002),
                jobs: 40000000002,
                held: 50000000002,
                warned: 60000000002)],
            balance: Wire.BalanceView(
                terms: Wire.BalanceTerms(
                    relieves: true,
                    consolidates: true,
                    movesAtOnce: 30000000002),
                moves: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 30000000002,
                    from: "from-é2",
                    to: "to-é2",
                    relieves: true,
                    why: "why-é2"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 30000000002,
                    from: "from-é2",
                    to: "to-é2",
                    relieves: true,
                    why: "why-é2")],
                underWay: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 30000000002,
                    from: "from-é2",
                    to: "to-é2",
                    relieves: true,
                    why: "why-é2"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é2",
                    job: "job-é2",
                    index: 30000000002,
                    from: "from-é2",
                    to: "to-é2",
                    relieves: true,
                    why: "why-é2")],
                servers: 40000000002,
                measured: 50000000002,
                windowNs: 60000000002),
            decisions: [Wire.DecisionView(
                time: 10000000002,
                task: "task-é2",
                what: "what-é2"), Wire.DecisionView(
                time: 10000000002,
                task: "task-é2",
                what: "what-é2")],
            tokens: [Wire.TokenView(
                id: 10000000002,
                forCoordinators: true,
                uses: 30000000002,
                used: 40000000002,
                expiresAt: 50000000002,
                labels: [Wire.Pair(
                    name: "name-é2",
                    value: "value-é2"), Wire.Pair(
                    name: "name-é2",
                    value: "value-é2")],
                owner: "owner-é2",
                createdAt: 80000000002,
                refusal: "refusal-é2"), Wire.TokenView(
                id: 10000000002,
                forCoordinators: true,
                uses: 30000000002,
                used: 40000000002,
                expiresAt: 50000000002,
                labels: [Wire.Pair(
                    name: "name-é2",
                    value: "value-é2"), Wire.Pair(
                    name: "name-é2",
                    value: "value-é2")],
                owner: "owner-é2",
                createdAt: 80000000002,
                refusal: "refusal-é2")],
            keys: [Wire.KeyView(
                publicKey: "public_key-é2",
                name: "name-é2",
                role: "role-é2"), Wire.KeyView(
                publicKey: "public_key-é2",
                name: "name-é2",
                role: "role-é2")])
    }

    static func view3() -> View {
        Wire.View(
            correlation: 10000000003,
            index: 20000000003,
            topic: .job,
            status: Wire.StatusView(
                cluster: "cluster-é3",
                leader: 20000000003,
                term: 30000000003,
                generation: 40000000003,
                commitIndex: 50000000003,
                stateHash: 60000000003,
                members: [Wire.MemberView(
                    id: 10000000003,
                    host: "host-é3",
                    basePort: 3003,
                    role: "role-é3",
                    appliedIndex: 50000000003,
                    version: "version-é3",
                    residentBytes: 70000000003,
                    standing: "standing-é3",
                    storedIndex: 90000000003,
                    disk: "disk-é3",
                    publicKey: "public_key-é3",
                    silentNs: 120000000003,
                    store: "store-é3"), Wire.MemberView(
                    id: 10000000003,
                    host: "host-é3",
                    basePort: 3003,
                    role: "role-é3",
                    appliedIndex: 50000000003,
                    version: "version-é3",
                    residentBytes: 70000000003,
                    standing: "standing-é3",
                    storedIndex: 90000000003,
                    disk: "disk-é3",
                    publicKey: "public_key-é3",
                    silentNs: 120000000003,
                    store: "store-é3")],
                nodesReady: 8003,
                nodesSuspect: 9003,
                nodesDown: 10003,
                nodesCordoned: 11003,
                nodesStandby: 12003,
                jobsRunning: 13003,
                allocationsActive: 14003,
                allocationsPending: 15003,
                capacity: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                brakeHeld: 18003,
                counters: [Wire.Counter(
                    name: "name-é3",
                    value: 20000000003), Wire.Counter(
                    name: "name-é3",
                    value: 20000000003)],
                leadingSince: 200000000003,
                settings: Wire.SettingsView(
                    profile: "profile-é3",
                    beatIntervalNs: 20000000003,
                    suspectAfterBeats: 30000000003,
                    leaderGraceNs: 40000000003,
                    shortestLeaseNs: 50000000003),
                brake: Wire.BrakeView(
                    isOnHold: true,
                    limit: 20000000003,
                    windowNs: 30000000003,
                    taken: ["taken-é3", "taken-é3"],
                    held: ["held-é3", "held-é3"],
                    reopensInNs: 60000000003),
                poolsShort: ["pools_short-é3", "pools_short-é3"],
                jobsHeld: 260003,
                idleGpus: ["idle_gpus-é3", "idle_gpus-é3"]),
            nodes: [Wire.NodeView(
                name: "name-é3",
                state: "state-é3",
                eligibility: "eligibility-é3",
                pool: "pool-é3",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                labels: [Wire.Pair(
                    name: "name-é3",
                    value: "value-é3"), Wire.Pair(
                    name: "name-é3",
                    value: "value-é3")],
                agentVersion: "agent_version-é3",
                sessionNonce: 90000000003,
                sessionSince: 100000000003,
                silentNs: 110000000003,
                allocations: [Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)), Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003))],
                cpuBusy: 13.5,
                memoryUsed: 140000000003,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17003,
                agentResidentBytes: 180000000003,
                agentAnonymousBytes: 190000000003,
                reason: "reason-é3",
                reasonNs: 410000000003,
                reasonWords: "reason_words-é3",
                recentLosses: 43003,
                notes: ["notes-é3", "notes-é3"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é3",
                    options: [Wire.Pair(
                        name: "name-é3",
                        value: "value-é3"), Wire.Pair(
                        name: "name-é3",
                        value: "value-é3")],
                    secret: "secret-é3",
                    fenceAfterNs: 40000000003,
                    reading: "reading-é3",
                    readingAgeNs: 60000000003,
                    order: "order-é3",
                    outcome: "outcome-é3"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000003,
                        model: "model-é3",
                        memoryBytes: 30000000003,
                        uuid: "uuid-é3"),
                    freeThousandths: 20000000003,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003), Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000003,
                        model: "model-é3",
                        memoryBytes: 30000000003,
                        uuid: "uuid-é3"),
                    freeThousandths: 20000000003,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003), Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003))],
                reservedBy: "reserved_by-é3",
                reservations: ["reservations-é3", "reservations-é3"]), Wire.NodeView(
                name: "name-é3",
                state: "state-é3",
                eligibility: "eligibility-é3",
                pool: "pool-é3",
                capacity: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                used: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                labels: [Wire.Pair(
                    name: "name-é3",
                    value: "value-é3"), Wire.Pair(
                    name: "name-é3",
                    value: "value-é3")],
                agentVersion: "agent_version-é3",
                sessionNonce: 90000000003,
                sessionSince: 100000000003,
                silentNs: 110000000003,
                allocations: [Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)), Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003))],
                cpuBusy: 13.5,
                memoryUsed: 140000000003,
                load: 15.5,
                networkBytesPerSecond: 16.5,
                series: 17003,
                agentResidentBytes: 180000000003,
                agentAnonymousBytes: 190000000003,
                reason: "reason-é3",
                reasonNs: 410000000003,
                reasonWords: "reason_words-é3",
                recentLosses: 43003,
                notes: ["notes-é3", "notes-é3"],
                sessions: [Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true)]), Wire.SessionView(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    isPresent: true,
                    attempts: [Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true), Wire.LiveAttempt(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000003,
                            number: 20000000003),
                        name: "name-é3",
                        notDead: true)])],
                bmc: Wire.BmcView(
                    agent: "agent-é3",
                    options: [Wire.Pair(
                        name: "name-é3",
                        value: "value-é3"), Wire.Pair(
                        name: "name-é3",
                        value: "value-é3")],
                    secret: "secret-é3",
                    fenceAfterNs: 40000000003,
                    reading: "reading-é3",
                    readingAgeNs: 60000000003,
                    order: "order-é3",
                    outcome: "outcome-é3"),
                gpus: [Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000003,
                        model: "model-é3",
                        memoryBytes: 30000000003,
                        uuid: "uuid-é3"),
                    freeThousandths: 20000000003,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003), Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)), Wire.GpuView(
                    device: Wire.GpuDevice(
                        index: 10000000003,
                        model: "model-é3",
                        memoryBytes: 30000000003,
                        uuid: "uuid-é3"),
                    freeThousandths: 20000000003,
                    holders: [Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003), Wire.GpuHolder(
                        allocation: "allocation-é3",
                        thousandths: 20000000003)],
                    use: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003))],
                reservedBy: "reserved_by-é3",
                reservations: ["reservations-é3", "reservations-é3"])],
            jobs: [Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é3",
                    name: "name-é3",
                    type: 3003,
                    priority: 40000000003,
                    count: 50000000003,
                    command: ["command-é3", "command-é3"],
                    environment: [Wire.Pair(
                        name: "name-é3",
                        value: "value-é3"), Wire.Pair(
                        name: "name-é3",
                        value: "value-é3")],
                    directory: "directory-é3",
                    user: "user-é3",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000003,
                        memoryBytes: 20000000003,
                        storageBytes: 30000000003,
                        bandwidthBits: 40000000003,
                        gpus: 50000000003,
                        gpuThousandths: 1000000000003,
                        extras: [Wire.Amount(
                            name: "name-é3",
                            amount: 20000000003), Wire.Amount(
                            name: "name-é3",
                            amount: 20000000003)]),
                    constraints: [Wire.Pair(
                        name: "name-é3",
                        value: "value-é3"), Wire.Pair(
                        name: "name-é3",
                        value: "value-é3")],
                    leaseNs: 120000000003,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1003,
                        attempts: 20000000003,
                        windowNs: 30000000003,
                        delayNs: 40000000003),
                    stop: Wire.Stop(
                        signal: 10000000003,
                        graceNs: 20000000003),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000003,
                        graceNs: 20000000003,
                        path: "path-é3"),
                    disruption: Wire.Disruption(
                        unit: 1003,
                        amount: 20000000003),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000003,
                        models: ["models-é3", "models-é3"],
                        memoryBytes: 30000000003),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000003,
                        memoryBytes: 20000000003),
                    after: [Wire.Dependency(
                        condition: 1003,
                        namespaceName: "namespace_name-é3",
                        name: "name-é3"), Wire.Dependency(
                        condition: 1003,
                        namespaceName: "namespace_name-é3",
                        name: "name-é3")],
                    deadlineAt: 1210000000003,
                    deadlineWithinNs: 1220000000003,
                    timeLimitNs: 1230000000003,
                    atMost: 1240000000003,
                    conditions: [Wire.LabelCondition(
                        label: "label-é3",
                        test: 2003,
                        values: ["values-é3", "values-é3"],
                        bound: 40000000003), Wire.LabelCondition(
                        label: "label-é3",
                        test: 2003,
                        values: ["values-é3", "values-é3"],
                        bound: 40000000003)],
                    topology: Wire.GangTopology(
                        within: 1003,
                        prefer: 2003),
                    spread: Wire.Spread(
                        over: 1003,
                        atMost: 20000000003),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3"), Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3"), Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3")],
                    scaling: Wire.Scaling(
                        least: 10000000003,
                        most: 20000000003,
                        cpuPercent: 30000000003,
                        downAfterNs: 40000000003,
                        schedule: [Wire.ScalingWindow(
                            days: 1003,
                            from: 20000000003,
                            to: 30000000003,
                            least: 40000000003,
                            most: 50000000003), Wire.ScalingWindow(
                            days: 1003,
                            from: 20000000003,
                            to: 30000000003,
                            least: 40000000003,
                            most: 50000000003)])),
                version: 20000000003,
                owner: "owner-é3",
                state: "state-é3",
                submittedAt: 50000000003,
                running: 6003,
                pending: 7003,
                finished: 8003,
                allocations: [Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)), Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003))],
                note: "note-é3",
                unlisted: 1250000000003,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 1920000000003,
                    attempt: 1930000000003,
                    node: "node-é3",
                    moved: true,
                    state: "state-é3",
                    nowOn: "now_on-é3"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 1920000000003,
                    attempt: 1930000000003,
                    node: "node-é3",
                    moved: true,
                    state: "state-é3",
                    nowOn: "now_on-é3")],
                scaled: Wire.ScalingView(
                    at: 10000000003,
                    from: 20000000003,
                    to: 30000000003,
                    actor: "actor-é3",
                    reason: "reason-é3"),
                hold: Wire.HoldView(
                    since: 10000000003,
                    actor: "actor-é3",
                    reason: "reason-é3"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000003,
                    since: 20000000003,
                    reclaimAt: 30000000003)), Wire.JobView(
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é3",
                    name: "name-é3",
                    type: 3003,
                    priority: 40000000003,
                    count: 50000000003,
                    command: ["command-é3", "command-é3"],
                    environment: [Wire.Pair(
                        name: "name-é3",
                        value: "value-é3"), Wire.Pair(
                        name: "name-é3",
                        value: "value-é3")],
                    directory: "directory-é3",
                    user: "user-é3",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000003,
                        memoryBytes: 20000000003,
                        storageBytes: 30000000003,
                        bandwidthBits: 40000000003,
                        gpus: 50000000003,
                        gpuThousandths: 1000000000003,
                        extras: [Wire.Amount(
                            name: "name-é3",
                            amount: 20000000003), Wire.Amount(
                            name: "name-é3",
                            amount: 20000000003)]),
                    constraints: [Wire.Pair(
                        name: "name-é3",
                        value: "value-é3"), Wire.Pair(
                        name: "name-é3",
                        value: "value-é3")],
                    leaseNs: 120000000003,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1003,
                        attempts: 20000000003,
                        windowNs: 30000000003,
                        delayNs: 40000000003),
                    stop: Wire.Stop(
                        signal: 10000000003,
                        graceNs: 20000000003),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000003,
                        graceNs: 20000000003,
                        path: "path-é3"),
                    disruption: Wire.Disruption(
                        unit: 1003,
                        amount: 20000000003),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000003,
                        models: ["models-é3", "models-é3"],
                        memoryBytes: 30000000003),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000003,
                        memoryBytes: 20000000003),
                    after: [Wire.Dependency(
                        condition: 1003,
                        namespaceName: "namespace_name-é3",
                        name: "name-é3"), Wire.Dependency(
                        condition: 1003,
                        namespaceName: "namespace_name-é3",
                        name: "name-é3")],
                    deadlineAt: 1210000000003,
                    deadlineWithinNs: 1220000000003,
                    timeLimitNs: 1230000000003,
                    atMost: 1240000000003,
                    conditions: [Wire.LabelCondition(
                        label: "label-é3",
                        test: 2003,
                        values: ["values-é3", "values-é3"],
                        bound: 40000000003), Wire.LabelCondition(
                        label: "label-é3",
                        test: 2003,
                        values: ["values-é3", "values-é3"],
                        bound: 40000000003)],
                    topology: Wire.GangTopology(
                        within: 1003,
                        prefer: 2003),
                    spread: Wire.Spread(
                        over: 1003,
                        atMost: 20000000003),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3"), Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3"), Wire.JobName(
                        namespaceName: "namespace_name-é3",
                        name: "name-é3")],
                    scaling: Wire.Scaling(
                        least: 10000000003,
                        most: 20000000003,
                        cpuPercent: 30000000003,
                        downAfterNs: 40000000003,
                        schedule: [Wire.ScalingWindow(
                            days: 1003,
                            from: 20000000003,
                            to: 30000000003,
                            least: 40000000003,
                            most: 50000000003), Wire.ScalingWindow(
                            days: 1003,
                            from: 20000000003,
                            to: 30000000003,
                            least: 40000000003,
                            most: 50000000003)])),
                version: 20000000003,
                owner: "owner-é3",
                state: "state-é3",
                submittedAt: 50000000003,
                running: 6003,
                pending: 7003,
                finished: 8003,
                allocations: [Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)), Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003))],
                note: "note-é3",
                unlisted: 1250000000003,
                displaced: [Wire.DisplacedView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 1920000000003,
                    attempt: 1930000000003,
                    node: "node-é3",
                    moved: true,
                    state: "state-é3",
                    nowOn: "now_on-é3"), Wire.DisplacedView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 1920000000003,
                    attempt: 1930000000003,
                    node: "node-é3",
                    moved: true,
                    state: "state-é3",
                    nowOn: "now_on-é3")],
                scaled: Wire.ScalingView(
                    at: 10000000003,
                    from: 20000000003,
                    to: 30000000003,
                    actor: "actor-é3",
                    reason: "reason-é3"),
                hold: Wire.HoldView(
                    since: 10000000003,
                    actor: "actor-é3",
                    reason: "reason-é3"),
                idleWarning: Wire.IdleWarningView(
                    gpus: 10000000003,
                    since: 20000000003,
                    reclaimAt: 30000000003))],
            whys: [Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)),
                summary: "summary-é3",
                removed: [Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3"), Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3")],
                candidates: ["candidates-é3", "candidates-é3"],
                remedy: "remedy-é3",
                notes: ["notes-é3", "notes-é3"],
                roomBy: 1710000000003,
                alike: 1720000000003), Wire.WhyView(
                allocation: Wire.AllocationView(
                    id: 10000000003,
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 40000000003,
                    state: "state-é3",
                    attempt: 60000000003,
                    node: "node-é3",
                    token: Wire.Token(
                        generation: 10000000003,
                        index: 20000000003),
                    assignedAt: 90000000003,
                    runningAt: 100000000003,
                    endedAt: 110000000003,
                    end: "end-é3",
                    failover: true,
                    pendingSince: 140000000003,
                    supervisor: 150000000003,
                    history: ["history-é3", "history-é3"],
                    note: "note-é3",
                    gpus: [Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003), Wire.GpuShare(
                        index: 10000000003,
                        uuid: "uuid-é3",
                        thousandths: 30000000003)],
                    use: Wire.TaskUse(
                        millicores: 220.5,
                        memoryBytes: 221.5),
                    gpuUse: Wire.GpuUse(
                        busyRatio: 1.5,
                        memoryUsedBytes: 2.5,
                        powerWatts: 3.5,
                        temperatureCelsius: 4.5,
                        gpus: 50000000003)),
                summary: "summary-é3",
                removed: [Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3"), Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3")],
                candidates: ["candidates-é3", "candidates-é3"],
                remedy: "remedy-é3",
                notes: ["notes-é3", "notes-é3"],
                roomBy: 1710000000003,
                alike: 1720000000003)],
            pools: [Wire.PoolView(
                name: "name-é3",
                nodes: ["nodes-é3", "nodes-é3"],
                free: 3003,
                rule: Wire.PoolRuleView(
                    reserve: 1003,
                    target: "target-é3",
                    isAutomatic: true,
                    refillNs: 40000000003,
                    wanted: 50000000003,
                    servers: 60000000003,
                    losses: 70000000003,
                    serviceNs: 80000000003,
                    lossesPerYear: 9.5,
                    standbys: 100000000003,
                    coverage: 11.5,
                    refillSource: "refill_source-é3"),
                prepared: ["prepared-é3", "prepared-é3"]), Wire.PoolView(
                name: "name-é3",
                nodes: ["nodes-é3", "nodes-é3"],
                free: 3003,
                rule: Wire.PoolRuleView(
                    reserve: 1003,
                    target: "target-é3",
                    isAutomatic: true,
                    refillNs: 40000000003,
                    wanted: 50000000003,
                    servers: 60000000003,
                    losses: 70000000003,
                    serviceNs: 80000000003,
                    lossesPerYear: 9.5,
                    standbys: 100000000003,
                    coverage: 11.5,
                    refillSource: "refill_source-é3"),
                prepared: ["prepared-é3", "prepared-é3"])],
            audit: [Wire.AuditView(
                index: 10000000003,
                time: 20000000003,
                actor: "actor-é3",
                act: "act-é3",
                outcome: "outcome-é3"), Wire.AuditView(
                index: 10000000003,
                time: 20000000003,
                actor: "actor-é3",
                act: "act-é3",
                outcome: "outcome-é3")],
            command: Wire.CommandView(
                id: 10000000003,
                definition: Wire.CommandDefinition(
                    arguments: ["arguments-é3", "arguments-é3"],
                    user: "user-é3",
                    timeLimitNs: 30000000003,
                    startWithinNs: 40000000003),
                target: "target-é3",
                owner: "owner-é3",
                acceptedAt: 50000000003,
                runs: [Wire.CommandRunView(
                    node: "node-é3",
                    result: Wire.CommandResult(
                        how: .unreachable("unreachable-é3"))), Wire.CommandRunView(
                    node: "node-é3",
                    result: Wire.CommandResult(
                        how: .unreachable("unreachable-é3")))],
                isSettled: true),
            failures: [Wire.FailureView(
                subject: "subject-é3",
                count: 20000000003,
                losses: 30000000003,
                serviceNs: 40000000003,
                lossesPerYear: 5.5), Wire.FailureView(
                subject: "subject-é3",
                count: 20000000003,
                losses: 30000000003,
                serviceNs: 40000000003,
                lossesPerYear: 5.5)],
            usage: [Wire.UsageView(
                namespaceName: "namespace_name-é3",
                user: "user-é3",
                cpuMillicoreSeconds: 30000000003,
                gpuThousandthSeconds: 40000000003,
                memoryMebibyteSeconds: 50000000003,
                ended: 60000000003,
                live: 70000000003), Wire.UsageView(
                namespaceName: "namespace_name-é3",
                user: "user-é3",
                cpuMillicoreSeconds: 30000000003,
                gpuThousandthSeconds: 40000000003,
                memoryMebibyteSeconds: 50000000003,
                ended: 60000000003,
                live: 70000000003)],
            attempts: [Wire.AttemptView(
                allocation: 10000000003,
                namespaceName: "namespace_name-é3",
                job: "job-é3",
                jobNumber: 40000000003,
                index: 50000000003,
                attempt: 60000000003,
                user: "user-é3",
                type: 8003,
                state: "state-é3",
                exitCode: 100000000003,
                exitSignal: 110000000003,
                submittedAt: 120000000003,
                assignedAt: 130000000003,
                endedAt: 140000000003,
                resources: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                node: "node-é3"), Wire.AttemptView(
                allocation: 10000000003,
                namespaceName: "namespace_name-é3",
                job: "job-é3",
                jobNumber: 40000000003,
                index: 50000000003,
                attempt: 60000000003,
                user: "user-é3",
                type: 8003,
                state: "state-é3",
                exitCode: 100000000003,
                exitSignal: 110000000003,
                submittedAt: 120000000003,
                assignedAt: 130000000003,
                endedAt: 140000000003,
                resources: Wire.Resources(
                    cpuMillicores: 10000000003,
                    memoryBytes: 20000000003,
                    storageBytes: 30000000003,
                    bandwidthBits: 40000000003,
                    gpus: 50000000003,
                    gpuThousandths: 1000000000003,
                    extras: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)]),
                node: "node-é3")],
            now: 1420000000003,
            quotas: [Wire.QuotaView(
                namespaceName: "namespace_name-é3",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)],
                    burst: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)],
                    share: 30000000003),
                held: [Wire.Amount(
                    name: "name-é3",
                    amount: 20000000003), Wire.Amount(
                    name: "name-é3",
                    amount: 20000000003)],
                waiting: 40000000003,
                usedThousandths: 50000000003,
                dueThousandths: 60000000003), Wire.QuotaView(
                namespaceName: "namespace_name-é3",
                quota: Wire.QuotaTerms(
                    guaranteed: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)],
                    burst: [Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003), Wire.Amount(
                        name: "name-é3",
                        amount: 20000000003)],
                    share: 30000000003),
                held: [Wire.Amount(
                    name: "name-é3",
                    amount: 20000000003), Wire.Amount(
                    name: "name-é3",
                    amount: 20000000003)],
                waiting: 40000000003,
                usedThousandths: 50000000003,
                dueThousandths: 60000000003)],
            halfLifeNs: 1440000000003,
            plan: Wire.PlanView(
                jobs: [Wire.PlannedJobView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    refusal: "refusal-é3",
                    inVain: "in_vain-é3",
                    version: 50000000003,
                    change: Wire.PlannedChangeView(
                        kept: 10000000003,
                        stopped: 20000000003,
                        replaced: 30000000003,
                        added: 40000000003,
                        waiting: 50000000003),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é3",
                        tasks: 20000000003,
                        gpus: [30000000003, 30000000003],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é3",
                        tasks: 20000000003,
                        gpus: [30000000003, 30000000003],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000003,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000003,
                                namespaceName: "namespace_name-é3",
                                job: "job-é3",
                                index: 40000000003,
                                state: "state-é3",
                                attempt: 60000000003,
                                node: "node-é3",
                                token: Wire.Token(
                                    generation: 10000000003,
                                    index: 20000000003),
                                assignedAt: 90000000003,
                                runningAt: 100000000003,
                                endedAt: 110000000003,
                                end: "end-é3",
                                failover: true,
                                pendingSince: 140000000003,
                                supervisor: 150000000003,
                                history: ["history-é3", "history-é3"],
                                note: "note-é3",
                                gpus: [Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003), Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000003)),
                            summary: "summary-é3",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3"), Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3")],
                            candidates: ["candidates-é3", "candidates-é3"],
                            remedy: "remedy-é3",
                            notes: ["notes-é3", "notes-é3"],
                            roomBy: 1710000000003,
                            alike: 1720000000003)), Wire.PlannedWaitView(
                        tasks: 10000000003,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000003,
                                namespaceName: "namespace_name-é3",
                                job: "job-é3",
                                index: 40000000003,
                                state: "state-é3",
                                attempt: 60000000003,
                                node: "node-é3",
                                token: Wire.Token(
                                    generation: 10000000003,
                                    index: 20000000003),
                                assignedAt: 90000000003,
                                runningAt: 100000000003,
                                endedAt: 110000000003,
                                end: "end-é3",
                                failover: true,
                                pendingSince: 140000000003,
                                supervisor: 150000000003,
                                history: ["history-é3", "history-é3"],
                                note: "note-é3",
                                gpus: [Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003), Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000003)),
                            summary: "summary-é3",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3"), Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3")],
                            candidates: ["candidates-é3", "candidates-é3"],
                            remedy: "remedy-é3",
                            notes: ["notes-é3", "notes-é3"],
                            roomBy: 1710000000003,
                            alike: 1720000000003))],
                    startingNow: 90000000003,
                    startingSoon: 100000000003,
                    unlisted: 110000000003), Wire.PlannedJobView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    refusal: "refusal-é3",
                    inVain: "in_vain-é3",
                    version: 50000000003,
                    change: Wire.PlannedChangeView(
                        kept: 10000000003,
                        stopped: 20000000003,
                        replaced: 30000000003,
                        added: 40000000003,
                        waiting: 50000000003),
                    places: [Wire.PlannedPlaceView(
                        node: "node-é3",
                        tasks: 20000000003,
                        gpus: [30000000003, 30000000003],
                        waitsForEnds: true), Wire.PlannedPlaceView(
                        node: "node-é3",
                        tasks: 20000000003,
                        gpus: [30000000003, 30000000003],
                        waitsForEnds: true)],
                    waits: [Wire.PlannedWaitView(
                        tasks: 10000000003,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000003,
                                namespaceName: "namespace_name-é3",
                                job: "job-é3",
                                index: 40000000003,
                                state: "state-é3",
                                attempt: 60000000003,
                                node: "node-é3",
                                token: Wire.Token(
                                    generation: 10000000003,
                                    index: 20000000003),
                                assignedAt: 90000000003,
                                runningAt: 100000000003,
                                endedAt: 110000000003,
                                end: "end-é3",
                                failover: true,
                                pendingSince: 140000000003,
                                supervisor: 150000000003,
                                history: ["history-é3", "history-é3"],
                                note: "note-é3",
                                gpus: [Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003), Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000003)),
                            summary: "summary-é3",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3"), Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3")],
                            candidates: ["candidates-é3", "candidates-é3"],
                            remedy: "remedy-é3",
                            notes: ["notes-é3", "notes-é3"],
                            roomBy: 1710000000003,
                            alike: 1720000000003)), Wire.PlannedWaitView(
                        tasks: 10000000003,
                        why: Wire.WhyView(
                            allocation: Wire.AllocationView(
                                id: 10000000003,
                                namespaceName: "namespace_name-é3",
                                job: "job-é3",
                                index: 40000000003,
                                state: "state-é3",
                                attempt: 60000000003,
                                node: "node-é3",
                                token: Wire.Token(
                                    generation: 10000000003,
                                    index: 20000000003),
                                assignedAt: 90000000003,
                                runningAt: 100000000003,
                                endedAt: 110000000003,
                                end: "end-é3",
                                failover: true,
                                pendingSince: 140000000003,
                                supervisor: 150000000003,
                                history: ["history-é3", "history-é3"],
                                note: "note-é3",
                                gpus: [Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003), Wire.GpuShare(
                                    index: 10000000003,
                                    uuid: "uuid-é3",
                                    thousandths: 30000000003)],
                                use: Wire.TaskUse(
                                    millicores: 220.5,
                                    memoryBytes: 221.5),
                                gpuUse: Wire.GpuUse(
                                    busyRatio: 1.5,
                                    memoryUsedBytes: 2.5,
                                    powerWatts: 3.5,
                                    temperatureCelsius: 4.5,
                                    gpus: 50000000003)),
                            summary: "summary-é3",
                            removed: [Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3"), Wire.RemovedBy(
                                rule: "rule-é3",
                                nodes: 2003,
                                examples: "examples-é3",
                                detail: "detail-é3")],
                            candidates: ["candidates-é3", "candidates-é3"],
                            remedy: "remedy-é3",
                            notes: ["notes-é3", "notes-é3"],
                            roomBy: 1710000000003,
                            alike: 1720000000003))],
                    startingNow: 90000000003,
                    startingSoon: 100000000003,
                    unlisted: 110000000003)],
                victims: [Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 30000000003,
                    priority: 40000000003,
                    node: "node-é3",
                    ranNs: 60000000003,
                    savesItsWork: true,
                    graceNs: 80000000003,
                    next: "next-é3",
                    moved: true), Wire.PlannedVictimView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 30000000003,
                    priority: 40000000003,
                    node: "node-é3",
                    ranNs: 60000000003,
                    savesItsWork: true,
                    graceNs: 80000000003,
                    next: "next-é3",
                    moved: true)],
                note: "note-é3"),
            capacities: [Wire.CapacityView(
                namespaceName: "namespace_name-é3",
                job: "job-é3",
                all: Wire.CapacityGroup(
                    value: "value-é3",
                    servers: 20000000003,
                    now: 30000000003,
                    empty: 40000000003,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003), Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é3",
                    servers: 20000000003,
                    now: 30000000003,
                    empty: 40000000003,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003), Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003)]), Wire.CapacityGroup(
                    value: "value-é3",
                    servers: 20000000003,
                    now: 30000000003,
                    empty: 40000000003,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003), Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003)])],
                gangSize: 50000000003,
                quota: Wire.CapacityQuota(
                    tasks: 10000000003,
                    kind: "kind-é3",
                    held: 30000000003,
                    limit: 40000000003),
                waiting: 70000000003,
                removed: [Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3"), Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3")],
                unlisted: 90000000003), Wire.CapacityView(
                namespaceName: "namespace_name-é3",
                job: "job-é3",
                all: Wire.CapacityGroup(
                    value: "value-é3",
                    servers: 20000000003,
                    now: 30000000003,
                    empty: 40000000003,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003), Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003)]),
                groups: [Wire.CapacityGroup(
                    value: "value-é3",
                    servers: 20000000003,
                    now: 30000000003,
                    empty: 40000000003,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003), Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003)]), Wire.CapacityGroup(
                    value: "value-é3",
                    servers: 20000000003,
                    now: 30000000003,
                    empty: 40000000003,
                    limits: [Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003), Wire.CapacityLimit(
                        kind: "kind-é3",
                        servers: 20000000003)])],
                gangSize: 50000000003,
                quota: Wire.CapacityQuota(
                    tasks: 10000000003,
                    kind: "kind-é3",
                    held: 30000000003,
                    limit: 40000000003),
                waiting: 70000000003,
                removed: [Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3"), Wire.RemovedBy(
                    rule: "rule-é3",
                    nodes: 2003,
                    examples: "examples-é3",
                    detail: "detail-é3")],
                unlisted: 90000000003)],
            reservations: [Wire.ReservationView(
                name: "name-é3",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é3", "nodes-é3"],
                    start: 20000000003,
                    end: 30000000003,
                    namespaces: ["namespaces-é3", "namespaces-é3"]),
                others: 30000000003,
                tasks: [Wire.ReservedTask(
                    name: "name-é3",
                    node: "node-é3",
                    fate: "fate-é3"), Wire.ReservedTask(
                    name: "name-é3",
                    node: "node-é3",
                    fate: "fate-é3")]), Wire.ReservationView(
                name: "name-é3",
                terms: Wire.ReservationTerms(
                    nodes: ["nodes-é3", "nodes-é3"],
                    start: 20000000003,
                    end: 30000000003,
                    namespaces: ["namespaces-é3", "namespaces-é3"]),
                others: 30000000003,
                tasks: [Wire.ReservedTask(
                    name: "name-é3",
                    node: "node-é3",
                    fate: "fate-é3"), Wire.ReservedTask(
                    name: "name-é3",
                    node: "node-é3",
                    fate: "fate-é3")])],
            advices: [Wire.AdviceView(
                namespaceName: "namespace_name-é3",
                job: "job-é3",
                live: 2220000000003,
                tasks: 2230000000003,
                watchedNs: 2240000000003,
                taskTimeNs: 2250000000003,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000003,
                    limit: 2210000000003,
                    isMeasured: true,
                    median: 2230000000003,
                    ninetyFive: 2240000000003,
                    highest: 2250000000003,
                    verdict: 226003,
                    reason: 227003,
                    proposed: 2280000000003,
                    proposedLimit: 2290000000003),
                memory: Wire.AdvisedResource(
                    requested: 2200000000003,
                    limit: 2210000000003,
                    isMeasured: true,
                    median: 2230000000003,
                    ninetyFive: 2240000000003,
                    highest: 2250000000003,
                    verdict: 226003,
                    reason: 227003,
                    proposed: 2280000000003,
                    proposedLimit: 2290000000003),
                throttled: 229.5,
                memoryKills: 2300000000003), Wire.AdviceView(
                namespaceName: "namespace_name-é3",
                job: "job-é3",
                live: 2220000000003,
                tasks: 2230000000003,
                watchedNs: 2240000000003,
                taskTimeNs: 2250000000003,
                confidence: 226.5,
                cpu: Wire.AdvisedResource(
                    requested: 2200000000003,
                    limit: 2210000000003,
                    isMeasured: true,
                    median: 2230000000003,
                    ninetyFive: 2240000000003,
                    highest: 2250000000003,
                    verdict: 226003,
                    reason: 227003,
                    proposed: 2280000000003,
                    proposedLimit: 2290000000003),
                memory: Wire.AdvisedResource(
                    requested: 2200000000003,
                    limit: 2210000000003,
                    isMeasured: true,
                    median: 2230000000003,
                    ninetyFive: 2240000000003,
                    highest: 2250000000003,
                    verdict: 226003,
                    reason: 227003,
                    proposed: 2280000000003,
                    proposedLimit: 2290000000003),
                throttled: 229.5,
                memoryKills: 2300000000003)],
            namespaces: [Wire.NamespaceView(
                namespaceName: "namespace_name-é3",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000003,
                    reclaimAfterNs: 20000000003),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000003,
                    reclaimAfterNs: 20000000003),
                jobs: 40000000003,
                held: 50000000003,
                warned: 60000000003), Wire.NamespaceView(
                namespaceName: "namespace_name-é3",
                own: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000003,
                    reclaimAfterNs: 20000000003),
                idleGpus: Wire.IdleGpuTerms(
                    warnAfterNs: 10000000003,
                    reclaimAfterNs: 20000000003),
                jobs: 40000000003,
                held: 50000000003,
                warned: 60000000003)],
            balance: Wire.BalanceView(
                terms: Wire.BalanceTerms(
                    relieves: true,
                    consolidates: true,
                    movesAtOnce: 30000000003),
                moves: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 30000000003,
                    from: "from-é3",
                    to: "to-é3",
                    relieves: true,
                    why: "why-é3"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 30000000003,
                    from: "from-é3",
                    to: "to-é3",
                    relieves: true,
                    why: "why-é3")],
                underWay: [Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 30000000003,
                    from: "from-é3",
                    to: "to-é3",
                    relieves: true,
                    why: "why-é3"), Wire.BalanceMoveView(
                    namespaceName: "namespace_name-é3",
                    job: "job-é3",
                    index: 30000000003,
                    from: "from-é3",
                    to: "to-é3",
                    relieves: true,
                    why: "why-é3")],
                servers: 40000000003,
                measured: 50000000003,
                windowNs: 60000000003),
            decisions: [Wire.DecisionView(
                time: 10000000003,
                task: "task-é3",
                what: "what-é3"), Wire.DecisionView(
                time: 10000000003,
                task: "task-é3",
                what: "what-é3")],
            tokens: [Wire.TokenView(
                id: 10000000003,
                forCoordinators: true,
                uses: 30000000003,
                used: 40000000003,
                expiresAt: 50000000003,
                labels: [Wire.Pair(
                    name: "name-é3",
                    value: "value-é3"), Wire.Pair(
                    name: "name-é3",
                    value: "value-é3")],
                owner: "owner-é3",
                createdAt: 80000000003,
                refusal: "refusal-é3"), Wire.TokenView(
                id: 10000000003,
                forCoordinators: true,
                uses: 30000000003,
                used: 40000000003,
                expiresAt: 50000000003,
                labels: [Wire.Pair(
                    name: "name-é3",
                    value: "value-é3"), Wire.Pair(
                    name: "name-é3",
                    value: "value-é3")],
                owner: "owner-é3",
                createdAt: 80000000003,
                refusal: "refusal-é3")],
            keys: [Wire.KeyView(
                publicKey: "public_key-é3",
                name: "name-é3",
                role: "role-é3"), Wire.KeyView(
                publicKey: "public_key-é3",
                name: "name-é3",
                role: "role-é3")])
    }

    static func followCommand0() -> FollowCommand {
        Wire.FollowCommand(
            correlation: 10000000000,
            command: 20000000000)
    }

    static func commandEvent0() -> CommandEvent {
        Wire.CommandEvent(
            correlation: 10000000000,
            node: "node-é0",
            output: Wire.OutputChunk(
                source: .command(10000000000),
                stream: 3000,
                offset: 40000000000,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é0"),
            result: Wire.CommandResult(
                how: .exited(Wire.Exit(
                    how: .code(10000000000)))),
            isSettled: true)
    }

    static func commandEvent1() -> CommandEvent {
        Wire.CommandEvent(
            correlation: 10000000001,
            node: "node-é1",
            output: Wire.OutputChunk(
                source: .logRequest(20000000001),
                stream: 3001,
                offset: 40000000001,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é1"),
            result: Wire.CommandResult(
                how: .notStarted("not_started-é1")),
            isSettled: true)
    }

    static func commandEvent2() -> CommandEvent {
        Wire.CommandEvent(
            correlation: 10000000002,
            node: "node-é2",
            output: Wire.OutputChunk(
                source: .command(10000000002),
                stream: 3002,
                offset: 40000000002,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é2"),
            result: Wire.CommandResult(
                how: .unknown("unknown-é2")),
            isSettled: true)
    }

    static func commandEvent3() -> CommandEvent {
        Wire.CommandEvent(
            correlation: 10000000003,
            node: "node-é3",
            output: Wire.OutputChunk(
                source: .logRequest(20000000003),
                stream: 3003,
                offset: 40000000003,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é3"),
            result: Wire.CommandResult(
                how: .unreachable("unreachable-é3")),
            isSettled: true)
    }

    static func logQuery0() -> LogQuery {
        Wire.LogQuery(
            correlation: 10000000000,
            allocation: 20000000000,
            attempt: 30000000000,
            stream: 4000,
            offset: 50000000000,
            limit: 60000000000)
    }

    static func logPiece0() -> LogPiece {
        Wire.LogPiece(
            correlation: 10000000000,
            chunk: Wire.OutputChunk(
                source: .command(10000000000),
                stream: 3000,
                offset: 40000000000,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é0"),
            node: "node-é0")
    }

    static func logPiece1() -> LogPiece {
        Wire.LogPiece(
            correlation: 10000000001,
            chunk: Wire.OutputChunk(
                source: .logRequest(20000000001),
                stream: 3001,
                offset: 40000000001,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é1"),
            node: "node-é1")
    }

    static func refusal0() -> Refusal {
        Wire.Refusal(
            correlation: 10000000000,
            code: .notLeader,
            message: "message-é0",
            leader: Wire.CoordinatorAddress(
                member: 10000000000,
                host: "host-é0",
                basePort: 3000,
                publicKey: "public_key-é0"))
    }

    static func backupQuery0() -> BackupQuery {
        Wire.BackupQuery(
            correlation: 10000000000,
            backup: 20000000000,
            offset: 30000000000,
            limit: 40000000000,
            member: 50000000000)
    }

    static func backupPiece0() -> BackupPiece {
        Wire.BackupPiece(
            correlation: 10000000000,
            backup: 20000000000,
            cluster: "cluster-é0",
            index: 40000000000,
            term: 50000000000,
            generation: 60000000000,
            configuration: [0, 7, 255],
            total: 80000000000,
            offset: 90000000000,
            data: [0, 10, 255],
            takenAt: 110000000000,
            member: 120000000000)
    }

    static func raft0() -> Raft {
        Wire.Raft(
            term: 10000000000,
            body: .voteRequest(Wire.VoteRequest(
                isPreVote: true,
                lastIndex: 20000000000,
                lastTerm: 30000000000,
                leaderIsGone: true)),
            store: Wire.Store(
                high: 10000000000,
                low: 20000000000))
    }

    static func raft1() -> Raft {
        Wire.Raft(
            term: 10000000001,
            body: .voteResponse(Wire.VoteResponse(
                isPreVote: true,
                granted: true)),
            store: Wire.Store(
                high: 10000000001,
                low: 20000000001))
    }

    static func raft2() -> Raft {
        Wire.Raft(
            term: 10000000002,
            body: .append(Wire.Append(
                previousIndex: 10000000002,
                previousTerm: 20000000002,
                entries: [Wire.RaftEntry(
                    index: 10000000002,
                    term: 20000000002,
                    kind: 3002,
                    payload: [0, 4, 255]), Wire.RaftEntry(
                    index: 10000000002,
                    term: 20000000002,
                    kind: 3002,
                    payload: [0, 4, 255])],
                commit: 40000000002)),
            store: Wire.Store(
                high: 10000000002,
                low: 20000000002))
    }

    static func raft3() -> Raft {
        Wire.Raft(
            term: 10000000003,
            body: .appendResponse(Wire.AppendResponse(
                success: true,
                index: 20000000003,
                hintTerm: 30000000003)),
            store: Wire.Store(
                high: 10000000003,
                low: 20000000003))
    }

    static func raft4() -> Raft {
        Wire.Raft(
            term: 10000000004,
            body: .heartbeat(Wire.Heartbeat(
                round: 10000000004,
                commit: 20000000004,
                commitTerm: 30000000004)),
            store: Wire.Store(
                high: 10000000004,
                low: 20000000004))
    }

    static func raft5() -> Raft {
        Wire.Raft(
            term: 10000000005,
            body: .heartbeatResponse(Wire.HeartbeatResponse(
                round: 10000000005,
                lastIndex: 20000000005,
                isSpaceLow: true)),
            store: Wire.Store(
                high: 10000000005,
                low: 20000000005))
    }

    static func raft6() -> Raft {
        Wire.Raft(
            term: 10000000006,
            body: .snapshot(Wire.SnapshotChunk(
                lastIndex: 10000000006,
                lastTerm: 20000000006,
                configuration: Wire.RaftConfiguration(
                    voters: [Wire.RaftPeer(
                        id: 10000000006,
                        store: Wire.Store(
                            high: 10000000006,
                            low: 20000000006),
                        address: "address-é6",
                        publicKey: "public_key-é6"), Wire.RaftPeer(
                        id: 10000000006,
                        store: Wire.Store(
                            high: 10000000006,
                            low: 20000000006),
                        address: "address-é6",
                        publicKey: "public_key-é6")],
                    outgoing: [Wire.RaftPeer(
                        id: 10000000006,
                        store: Wire.Store(
                            high: 10000000006,
                            low: 20000000006),
                        address: "address-é6",
                        publicKey: "public_key-é6"), Wire.RaftPeer(
                        id: 10000000006,
                        store: Wire.Store(
                            high: 10000000006,
                            low: 20000000006),
                        address: "address-é6",
                        publicKey: "public_key-é6")],
                    learners: [Wire.RaftPeer(
                        id: 10000000006,
                        store: Wire.Store(
                            high: 10000000006,
                            low: 20000000006),
                        address: "address-é6",
                        publicKey: "public_key-é6"), Wire.RaftPeer(
                        id: 10000000006,
                        store: Wire.Store(
                            high: 10000000006,
                            low: 20000000006),
                        address: "address-é6",
                        publicKey: "public_key-é6")],
                    joining: [40000000006, 40000000006]),
                offset: 40000000006,
                total: 50000000006,
                data: [0, 6, 255])),
            store: Wire.Store(
                high: 10000000006,
                low: 20000000006))
    }

    static func raft7() -> Raft {
        Wire.Raft(
            term: 10000000007,
            body: .snapshotResponse(Wire.SnapshotResponse(
                lastIndex: 10000000007,
                offset: 20000000007,
                isComplete: true)),
            store: Wire.Store(
                high: 10000000007,
                low: 20000000007))
    }

    static func raft8() -> Raft {
        Wire.Raft(
            term: 10000000008,
            body: .timeoutNow(Wire.TimeoutNow(
                now: true)),
            store: Wire.Store(
                high: 10000000008,
                low: 20000000008))
    }

    static func relay0() -> Relay {
        Wire.Relay(
            heard: [Wire.RelayedAgent(
                node: "node-é0",
                heard: .hello(Wire.Hello(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    sequence: 20000000000,
                    facts: Wire.NodeFacts(
                        capacity: Wire.Resources(
                            cpuMillicores: 10000000000,
                            memoryBytes: 20000000000,
                            storageBytes: 30000000000,
                            bandwidthBits: 40000000000,
                            gpus: 50000000000,
                            gpuThousandths: 1000000000000,
                            extras: [Wire.Amount(
                                name: "name-é0",
                                amount: 20000000000), Wire.Amount(
                                name: "name-é0",
                                amount: 20000000000)]),
                        labels: [Wire.Pair(
                            name: "name-é0",
                            value: "value-é0"), Wire.Pair(
                            name: "name-é0",
                            value: "value-é0")],
                        agentVersion: "agent_version-é0",
                        gpus: [Wire.GpuDevice(
                            index: 10000000000,
                            model: "model-é0",
                            memoryBytes: 30000000000,
                            uuid: "uuid-é0"), Wire.GpuDevice(
                            index: 10000000000,
                            model: "model-é0",
                            memoryBytes: 30000000000,
                            uuid: "uuid-é0")]),
                    adopted: [Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000), Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000)]))), Wire.RelayedAgent(
                node: "node-é0",
                heard: .hello(Wire.Hello(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    sequence: 20000000000,
                    facts: Wire.NodeFacts(
                        capacity: Wire.Resources(
                            cpuMillicores: 10000000000,
                            memoryBytes: 20000000000,
                            storageBytes: 30000000000,
                            bandwidthBits: 40000000000,
                            gpus: 50000000000,
                            gpuThousandths: 1000000000000,
                            extras: [Wire.Amount(
                                name: "name-é0",
                                amount: 20000000000), Wire.Amount(
                                name: "name-é0",
                                amount: 20000000000)]),
                        labels: [Wire.Pair(
                            name: "name-é0",
                            value: "value-é0"), Wire.Pair(
                            name: "name-é0",
                            value: "value-é0")],
                        agentVersion: "agent_version-é0",
                        gpus: [Wire.GpuDevice(
                            index: 10000000000,
                            model: "model-é0",
                            memoryBytes: 30000000000,
                            uuid: "uuid-é0"), Wire.GpuDevice(
                            index: 10000000000,
                            model: "model-é0",
                            memoryBytes: 30000000000,
                            uuid: "uuid-é0")]),
                    adopted: [Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000), Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000)])))])
    }

    static func relay1() -> Relay {
        Wire.Relay(
            heard: [Wire.RelayedAgent(
                node: "node-é1",
                heard: .beat(Wire.Beat(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    sequence: 20000000001,
                    acknowledged: 30000000001,
                    tasks: [Wire.TaskReport(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        state: .running,
                        supervisor: 30000000001,
                        end: Wire.AttemptEnd(
                            cause: 1001,
                            exit: Wire.Exit(
                                how: .signal(20000000001)),
                            message: "message-é1")), Wire.TaskReport(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        state: .running,
                        supervisor: 30000000001,
                        end: Wire.AttemptEnd(
                            cause: 1001,
                            exit: Wire.Exit(
                                how: .signal(20000000001)),
                            message: "message-é1"))],
                    commands: [Wire.CommandReport(
                        command: 10000000001,
                        result: Wire.CommandResult(
                            how: .notStarted("not_started-é1"))), Wire.CommandReport(
                        command: 10000000001,
                        result: Wire.CommandResult(
                            how: .notStarted("not_started-é1")))],
                    timerLateNs: 400000000001))), Wire.RelayedAgent(
                node: "node-é1",
                heard: .beat(Wire.Beat(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    sequence: 20000000001,
                    acknowledged: 30000000001,
                    tasks: [Wire.TaskReport(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        state: .running,
                        supervisor: 30000000001,
                        end: Wire.AttemptEnd(
                            cause: 1001,
                            exit: Wire.Exit(
                                how: .signal(20000000001)),
                            message: "message-é1")), Wire.TaskReport(
                        attempt: Wire.AttemptRef(
                            allocation: 10000000001,
                            number: 20000000001),
                        state: .running,
                        supervisor: 30000000001,
                        end: Wire.AttemptEnd(
                            cause: 1001,
                            exit: Wire.Exit(
                                how: .signal(20000000001)),
                            message: "message-é1"))],
                    commands: [Wire.CommandReport(
                        command: 10000000001,
                        result: Wire.CommandResult(
                            how: .notStarted("not_started-é1"))), Wire.CommandReport(
                        command: 10000000001,
                        result: Wire.CommandResult(
                            how: .notStarted("not_started-é1")))],
                    timerLateNs: 400000000001)))])
    }

    static func relay2() -> Relay {
        Wire.Relay(
            heard: [Wire.RelayedAgent(
                node: "node-é2",
                heard: .goodbye(Wire.Goodbye(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    isEmpty: true))), Wire.RelayedAgent(
                node: "node-é2",
                heard: .goodbye(Wire.Goodbye(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    isEmpty: true)))])
    }

    static func relay3() -> Relay {
        Wire.Relay(
            heard: [Wire.RelayedAgent(
                node: "node-é3",
                heard: .output(Wire.AgentOutput(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    chunk: Wire.OutputChunk(
                        source: .logRequest(20000000003),
                        stream: 3003,
                        offset: 40000000003,
                        data: [0, 5, 255],
                        isLast: true,
                        failure: "failure-é3")))), Wire.RelayedAgent(
                node: "node-é3",
                heard: .output(Wire.AgentOutput(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    chunk: Wire.OutputChunk(
                        source: .logRequest(20000000003),
                        stream: 3003,
                        offset: 40000000003,
                        data: [0, 5, 255],
                        isLast: true,
                        failure: "failure-é3"))))])
    }

    static func relay4() -> Relay {
        Wire.Relay(
            heard: [Wire.RelayedAgent(
                node: "node-é4",
                heard: .disconnected(true)), Wire.RelayedAgent(
                node: "node-é4",
                heard: .disconnected(true))])
    }

    static func forward0() -> Forward {
        Wire.Forward(
            node: "node-é0",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000000,
                    term: 20000000000),
                order: .acknowledge(Wire.Acknowledgement(
                    session: Wire.Session(
                        node: "node-é0",
                        boot: "boot-é0",
                        nonce: 30000000000),
                    sequence: 20000000000,
                    end: [Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000), Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000)],
                    settledTasks: [Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000), Wire.AttemptRef(
                        allocation: 10000000000,
                        number: 20000000000)],
                    settledCommands: [50000000000, 50000000000],
                    commandsSettledThrough: 60000000000,
                    beatIntervalNs: 400000000000))))
    }

    static func forward1() -> Forward {
        Wire.Forward(
            node: "node-é1",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000001,
                    term: 20000000001),
                order: .openNewSession(Wire.OpenNewSession(
                    session: Wire.Session(
                        node: "node-é1",
                        boot: "boot-é1",
                        nonce: 30000000001),
                    end: [Wire.AttemptRef(
                        allocation: 10000000001,
                        number: 20000000001), Wire.AttemptRef(
                        allocation: 10000000001,
                        number: 20000000001)]))))
    }

    static func forward2() -> Forward {
        Wire.Forward(
            node: "node-é2",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000002,
                    term: 20000000002),
                order: .assign(Wire.Assignment(
                    session: Wire.Session(
                        node: "node-é2",
                        boot: "boot-é2",
                        nonce: 30000000002),
                    attempt: Wire.AttemptRef(
                        allocation: 10000000002,
                        number: 20000000002),
                    token: Wire.Token(
                        generation: 10000000002,
                        index: 20000000002),
                    leaseSequence: 40000000002,
                    index: 50000000002,
                    definition: Wire.JobDefinition(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2",
                        type: 3002,
                        priority: 40000000002,
                        count: 50000000002,
                        command: ["command-é2", "command-é2"],
                        environment: [Wire.Pair(
                            name: "name-é2",
                            value: "value-é2"), Wire.Pair(
                            name: "name-é2",
                            value: "value-é2")],
                        directory: "directory-é2",
                        user: "user-é2",
                        resources: Wire.Resources(
                            cpuMillicores: 10000000002,
                            memoryBytes: 20000000002,
                            storageBytes: 30000000002,
                            bandwidthBits: 40000000002,
                            gpus: 50000000002,
                            gpuThousandths: 1000000000002,
                            extras: [Wire.Amount(
                                name: "name-é2",
                                amount: 20000000002), Wire.Amount(
                                name: "name-é2",
                                amount: 20000000002)]),
                        constraints: [Wire.Pair(
                            name: "name-é2",
                            value: "value-é2"), Wire.Pair(
                            name: "name-é2",
                            value: "value-é2")],
                        leaseNs: 120000000002,
                        duplicatesAllowed: true,
                        gang: true,
                        restart: Wire.Restart(
                            condition: 1002,
                            attempts: 20000000002,
                            windowNs: 30000000002,
                            delayNs: 40000000002),
                        stop: Wire.Stop(
                            signal: 10000000002,
                            graceNs: 20000000002),
                        checkpoint: Wire.Checkpoint(
                            signal: 10000000002,
                            graceNs: 20000000002,
                            path: "path-é2"),
                        disruption: Wire.Disruption(
                            unit: 1002,
                            amount: 20000000002),
                        gpuTerms: Wire.GpuTerms(
                            thousandths: 10000000002,
                            models: ["models-é2", "models-é2"],
                            memoryBytes: 30000000002),
                        limits: Wire.ResourceLimits(
                            cpuMillicores: 10000000002,
                            memoryBytes: 20000000002),
                        after: [Wire.Dependency(
                            condition: 1002,
                            namespaceName: "namespace_name-é2",
                            name: "name-é2"), Wire.Dependency(
                            condition: 1002,
                            namespaceName: "namespace_name-é2",
                            name: "name-é2")],
                        deadlineAt: 1210000000002,
                        deadlineWithinNs: 1220000000002,
                        timeLimitNs: 1230000000002,
                        atMost: 1240000000002,
                        conditions: [Wire.LabelCondition(
                            label: "label-é2",
                            test: 2002,
                            values: ["values-é2", "values-é2"],
                            bound: 40000000002), Wire.LabelCondition(
                            label: "label-é2",
                            test: 2002,
                            values: ["values-é2", "values-é2"],
                            bound: 40000000002)],
                        topology: Wire.GangTopology(
                            within: 1002,
                            prefer: 2002),
                        spread: Wire.Spread(
                            over: 1002,
                            atMost: 20000000002),
                        apartFrom: [Wire.JobName(
                            namespaceName: "namespace_name-é2",
                            name: "name-é2"), Wire.JobName(
                            namespaceName: "namespace_name-é2",
                            name: "name-é2")],
                        near: [Wire.JobName(
                            namespaceName: "namespace_name-é2",
                            name: "name-é2"), Wire.JobName(
                            namespaceName: "namespace_name-é2",
                            name: "name-é2")],
                        scaling: Wire.Scaling(
                            least: 10000000002,
                            most: 20000000002,
                            cpuPercent: 30000000002,
                            downAfterNs: 40000000002,
                            schedule: [Wire.ScalingWindow(
                                days: 1002,
                                from: 20000000002,
                                to: 30000000002,
                                least: 40000000002,
                                most: 50000000002), Wire.ScalingWindow(
                                days: 1002,
                                from: 20000000002,
                                to: 30000000002,
                                least: 40000000002,
                                most: 50000000002)])),
                    gpus: [Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002), Wire.GpuShare(
                        index: 10000000002,
                        uuid: "uuid-é2",
                        thousandths: 30000000002)]))))
    }

    static func forward3() -> Forward {
        Wire.Forward(
            node: "node-é3",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000003,
                    term: 20000000003),
                order: .stop(Wire.StopTask(
                    session: Wire.Session(
                        node: "node-é3",
                        boot: "boot-é3",
                        nonce: 30000000003),
                    attempt: Wire.AttemptRef(
                        allocation: 10000000003,
                        number: 20000000003),
                    reason: 3003))))
    }

    static func forward4() -> Forward {
        Wire.Forward(
            node: "node-é4",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000004,
                    term: 20000000004),
                order: .run(Wire.RunCommand(
                    session: Wire.Session(
                        node: "node-é4",
                        boot: "boot-é4",
                        nonce: 30000000004),
                    command: 20000000004,
                    definition: Wire.CommandDefinition(
                        arguments: ["arguments-é4", "arguments-é4"],
                        user: "user-é4",
                        timeLimitNs: 30000000004,
                        startWithinNs: 40000000004),
                    leaseSequence: 40000000004))))
    }

    static func forward5() -> Forward {
        Wire.Forward(
            node: "node-é5",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000005,
                    term: 20000000005),
                order: .readLog(Wire.ReadLog(
                    session: Wire.Session(
                        node: "node-é5",
                        boot: "boot-é5",
                        nonce: 30000000005),
                    request: 20000000005,
                    attempt: Wire.AttemptRef(
                        allocation: 10000000005,
                        number: 20000000005),
                    stream: 4005,
                    offset: 50000000005,
                    limit: 60000000005))))
    }

    static func forward6() -> Forward {
        Wire.Forward(
            node: "node-é6",
            order: Wire.LeaderOrder(
                stamp: Wire.LeaderStamp(
                    generation: 10000000006,
                    term: 20000000006),
                order: .coordinators(Wire.CoordinatorList(
                    members: [Wire.CoordinatorAddress(
                        member: 10000000006,
                        host: "host-é6",
                        basePort: 3006,
                        publicKey: "public_key-é6"), Wire.CoordinatorAddress(
                        member: 10000000006,
                        host: "host-é6",
                        basePort: 3006,
                        publicKey: "public_key-é6")]))))
    }

    static func memberStatus0() -> MemberStatus {
        Wire.MemberStatus(
            schema: 10000000000,
            appliedIndex: 20000000000,
            stateHash: 30000000000,
            agentsHeard: 40000000000,
            version: "version-é0",
            host: "host-é0",
            basePort: 7000)
    }

    static func join0() -> Join {
        Wire.Join(
            peer: Wire.RaftPeer(
                id: 10000000000,
                store: Wire.Store(
                    high: 10000000000,
                    low: 20000000000),
                address: "address-é0",
                publicKey: "public_key-é0"))
    }

    static func storeRefused0() -> StoreRefused {
        Wire.StoreRefused(
            store: Wire.Store(
                high: 10000000000,
                low: 20000000000))
    }

    static func memberNews0() -> MemberNews {
        Wire.MemberNews(
            members: [Wire.CoordinatorAddress(
                member: 10000000000,
                host: "host-é0",
                basePort: 3000,
                publicKey: "public_key-é0"), Wire.CoordinatorAddress(
                member: 10000000000,
                host: "host-é0",
                basePort: 3000,
                publicKey: "public_key-é0")],
            appliedIndex: 20000000000,
            storedIndex: 30000000000,
            version: "version-é0",
            disk: "disk-é0",
            residentBytes: 60000000000)
    }

    static func hello0() -> Hello {
        Wire.Hello(
            session: Wire.Session(
                node: "node-é0",
                boot: "boot-é0",
                nonce: 30000000000),
            sequence: 20000000000,
            facts: Wire.NodeFacts(
                capacity: Wire.Resources(
                    cpuMillicores: 10000000000,
                    memoryBytes: 20000000000,
                    storageBytes: 30000000000,
                    bandwidthBits: 40000000000,
                    gpus: 50000000000,
                    gpuThousandths: 1000000000000,
                    extras: [Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000), Wire.Amount(
                        name: "name-é0",
                        amount: 20000000000)]),
                labels: [Wire.Pair(
                    name: "name-é0",
                    value: "value-é0"), Wire.Pair(
                    name: "name-é0",
                    value: "value-é0")],
                agentVersion: "agent_version-é0",
                gpus: [Wire.GpuDevice(
                    index: 10000000000,
                    model: "model-é0",
                    memoryBytes: 30000000000,
                    uuid: "uuid-é0"), Wire.GpuDevice(
                    index: 10000000000,
                    model: "model-é0",
                    memoryBytes: 30000000000,
                    uuid: "uuid-é0")]),
            adopted: [Wire.AttemptRef(
                allocation: 10000000000,
                number: 20000000000), Wire.AttemptRef(
                allocation: 10000000000,
                number: 20000000000)])
    }

    static func beat0() -> Beat {
        Wire.Beat(
            session: Wire.Session(
                node: "node-é0",
                boot: "boot-é0",
                nonce: 30000000000),
            sequence: 20000000000,
            acknowledged: 30000000000,
            tasks: [Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000000,
                    number: 20000000000),
                state: .starting,
                supervisor: 30000000000,
                end: Wire.AttemptEnd(
                    cause: 1000,
                    exit: Wire.Exit(
                        how: .code(10000000000)),
                    message: "message-é0")), Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000000,
                    number: 20000000000),
                state: .starting,
                supervisor: 30000000000,
                end: Wire.AttemptEnd(
                    cause: 1000,
                    exit: Wire.Exit(
                        how: .code(10000000000)),
                    message: "message-é0"))],
            commands: [Wire.CommandReport(
                command: 10000000000,
                result: Wire.CommandResult(
                    how: .exited(Wire.Exit(
                        how: .code(10000000000))))), Wire.CommandReport(
                command: 10000000000,
                result: Wire.CommandResult(
                    how: .exited(Wire.Exit(
                        how: .code(10000000000)))))],
            timerLateNs: 400000000000)
    }

    static func beat1() -> Beat {
        Wire.Beat(
            session: Wire.Session(
                node: "node-é1",
                boot: "boot-é1",
                nonce: 30000000001),
            sequence: 20000000001,
            acknowledged: 30000000001,
            tasks: [Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000001,
                    number: 20000000001),
                state: .running,
                supervisor: 30000000001,
                end: Wire.AttemptEnd(
                    cause: 1001,
                    exit: Wire.Exit(
                        how: .signal(20000000001)),
                    message: "message-é1")), Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000001,
                    number: 20000000001),
                state: .running,
                supervisor: 30000000001,
                end: Wire.AttemptEnd(
                    cause: 1001,
                    exit: Wire.Exit(
                        how: .signal(20000000001)),
                    message: "message-é1"))],
            commands: [Wire.CommandReport(
                command: 10000000001,
                result: Wire.CommandResult(
                    how: .notStarted("not_started-é1"))), Wire.CommandReport(
                command: 10000000001,
                result: Wire.CommandResult(
                    how: .notStarted("not_started-é1")))],
            timerLateNs: 400000000001)
    }

    static func beat2() -> Beat {
        Wire.Beat(
            session: Wire.Session(
                node: "node-é2",
                boot: "boot-é2",
                nonce: 30000000002),
            sequence: 20000000002,
            acknowledged: 30000000002,
            tasks: [Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000002,
                    number: 20000000002),
                state: .stopping,
                supervisor: 30000000002,
                end: Wire.AttemptEnd(
                    cause: 1002,
                    exit: Wire.Exit(
                        how: .code(10000000002)),
                    message: "message-é2")), Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000002,
                    number: 20000000002),
                state: .stopping,
                supervisor: 30000000002,
                end: Wire.AttemptEnd(
                    cause: 1002,
                    exit: Wire.Exit(
                        how: .code(10000000002)),
                    message: "message-é2"))],
            commands: [Wire.CommandReport(
                command: 10000000002,
                result: Wire.CommandResult(
                    how: .unknown("unknown-é2"))), Wire.CommandReport(
                command: 10000000002,
                result: Wire.CommandResult(
                    how: .unknown("unknown-é2")))],
            timerLateNs: 400000000002)
    }

    static func beat3() -> Beat {
        Wire.Beat(
            session: Wire.Session(
                node: "node-é3",
                boot: "boot-é3",
                nonce: 30000000003),
            sequence: 20000000003,
            acknowledged: 30000000003,
            tasks: [Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000003,
                    number: 20000000003),
                state: .notDead,
                supervisor: 30000000003,
                end: Wire.AttemptEnd(
                    cause: 1003,
                    exit: Wire.Exit(
                        how: .signal(20000000003)),
                    message: "message-é3")), Wire.TaskReport(
                attempt: Wire.AttemptRef(
                    allocation: 10000000003,
                    number: 20000000003),
                state: .notDead,
                supervisor: 30000000003,
                end: Wire.AttemptEnd(
                    cause: 1003,
                    exit: Wire.Exit(
                        how: .signal(20000000003)),
                    message: "message-é3"))],
            commands: [Wire.CommandReport(
                command: 10000000003,
                result: Wire.CommandResult(
                    how: .unreachable("unreachable-é3"))), Wire.CommandReport(
                command: 10000000003,
                result: Wire.CommandResult(
                    how: .unreachable("unreachable-é3")))],
            timerLateNs: 400000000003)
    }

    static func goodbye0() -> Goodbye {
        Wire.Goodbye(
            session: Wire.Session(
                node: "node-é0",
                boot: "boot-é0",
                nonce: 30000000000),
            isEmpty: true)
    }

    static func agentOutput0() -> AgentOutput {
        Wire.AgentOutput(
            session: Wire.Session(
                node: "node-é0",
                boot: "boot-é0",
                nonce: 30000000000),
            chunk: Wire.OutputChunk(
                source: .command(10000000000),
                stream: 3000,
                offset: 40000000000,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é0"))
    }

    static func agentOutput1() -> AgentOutput {
        Wire.AgentOutput(
            session: Wire.Session(
                node: "node-é1",
                boot: "boot-é1",
                nonce: 30000000001),
            chunk: Wire.OutputChunk(
                source: .logRequest(20000000001),
                stream: 3001,
                offset: 40000000001,
                data: [0, 5, 255],
                isLast: true,
                failure: "failure-é1"))
    }

    static func leaderOrder0() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000000,
                term: 20000000000),
            order: .acknowledge(Wire.Acknowledgement(
                session: Wire.Session(
                    node: "node-é0",
                    boot: "boot-é0",
                    nonce: 30000000000),
                sequence: 20000000000,
                end: [Wire.AttemptRef(
                    allocation: 10000000000,
                    number: 20000000000), Wire.AttemptRef(
                    allocation: 10000000000,
                    number: 20000000000)],
                settledTasks: [Wire.AttemptRef(
                    allocation: 10000000000,
                    number: 20000000000), Wire.AttemptRef(
                    allocation: 10000000000,
                    number: 20000000000)],
                settledCommands: [50000000000, 50000000000],
                commandsSettledThrough: 60000000000,
                beatIntervalNs: 400000000000)))
    }

    static func leaderOrder1() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000001,
                term: 20000000001),
            order: .openNewSession(Wire.OpenNewSession(
                session: Wire.Session(
                    node: "node-é1",
                    boot: "boot-é1",
                    nonce: 30000000001),
                end: [Wire.AttemptRef(
                    allocation: 10000000001,
                    number: 20000000001), Wire.AttemptRef(
                    allocation: 10000000001,
                    number: 20000000001)])))
    }

    static func leaderOrder2() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000002,
                term: 20000000002),
            order: .assign(Wire.Assignment(
                session: Wire.Session(
                    node: "node-é2",
                    boot: "boot-é2",
                    nonce: 30000000002),
                attempt: Wire.AttemptRef(
                    allocation: 10000000002,
                    number: 20000000002),
                token: Wire.Token(
                    generation: 10000000002,
                    index: 20000000002),
                leaseSequence: 40000000002,
                index: 50000000002,
                definition: Wire.JobDefinition(
                    namespaceName: "namespace_name-é2",
                    name: "name-é2",
                    type: 3002,
                    priority: 40000000002,
                    count: 50000000002,
                    command: ["command-é2", "command-é2"],
                    environment: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    directory: "directory-é2",
                    user: "user-é2",
                    resources: Wire.Resources(
                        cpuMillicores: 10000000002,
                        memoryBytes: 20000000002,
                        storageBytes: 30000000002,
                        bandwidthBits: 40000000002,
                        gpus: 50000000002,
                        gpuThousandths: 1000000000002,
                        extras: [Wire.Amount(
                            name: "name-é2",
                            amount: 20000000002), Wire.Amount(
                            name: "name-é2",
                            amount: 20000000002)]),
                    constraints: [Wire.Pair(
                        name: "name-é2",
                        value: "value-é2"), Wire.Pair(
                        name: "name-é2",
                        value: "value-é2")],
                    leaseNs: 120000000002,
                    duplicatesAllowed: true,
                    gang: true,
                    restart: Wire.Restart(
                        condition: 1002,
                        attempts: 20000000002,
                        windowNs: 30000000002,
                        delayNs: 40000000002),
                    stop: Wire.Stop(
                        signal: 10000000002,
                        graceNs: 20000000002),
                    checkpoint: Wire.Checkpoint(
                        signal: 10000000002,
                        graceNs: 20000000002,
                        path: "path-é2"),
                    disruption: Wire.Disruption(
                        unit: 1002,
                        amount: 20000000002),
                    gpuTerms: Wire.GpuTerms(
                        thousandths: 10000000002,
                        models: ["models-é2", "models-é2"],
                        memoryBytes: 30000000002),
                    limits: Wire.ResourceLimits(
                        cpuMillicores: 10000000002,
                        memoryBytes: 20000000002),
                    after: [Wire.Dependency(
                        condition: 1002,
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.Dependency(
                        condition: 1002,
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    deadlineAt: 1210000000002,
                    deadlineWithinNs: 1220000000002,
                    timeLimitNs: 1230000000002,
                    atMost: 1240000000002,
                    conditions: [Wire.LabelCondition(
                        label: "label-é2",
                        test: 2002,
                        values: ["values-é2", "values-é2"],
                        bound: 40000000002), Wire.LabelCondition(
                        label: "label-é2",
                        test: 2002,
                        values: ["values-é2", "values-é2"],
                        bound: 40000000002)],
                    topology: Wire.GangTopology(
                        within: 1002,
                        prefer: 2002),
                    spread: Wire.Spread(
                        over: 1002,
                        atMost: 20000000002),
                    apartFrom: [Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    near: [Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2"), Wire.JobName(
                        namespaceName: "namespace_name-é2",
                        name: "name-é2")],
                    scaling: Wire.Scaling(
                        least: 10000000002,
                        most: 20000000002,
                        cpuPercent: 30000000002,
                        downAfterNs: 40000000002,
                        schedule: [Wire.ScalingWindow(
                            days: 1002,
                            from: 20000000002,
                            to: 30000000002,
                            least: 40000000002,
                            most: 50000000002), Wire.ScalingWindow(
                            days: 1002,
                            from: 20000000002,
                            to: 30000000002,
                            least: 40000000002,
                            most: 50000000002)])),
                gpus: [Wire.GpuShare(
                    index: 10000000002,
                    uuid: "uuid-é2",
                    thousandths: 30000000002), Wire.GpuShare(
                    index: 10000000002,
                    uuid: "uuid-é2",
                    thousandths: 30000000002)])))
    }

    static func leaderOrder3() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000003,
                term: 20000000003),
            order: .stop(Wire.StopTask(
                session: Wire.Session(
                    node: "node-é3",
                    boot: "boot-é3",
                    nonce: 30000000003),
                attempt: Wire.AttemptRef(
                    allocation: 10000000003,
                    number: 20000000003),
                reason: 3003)))
    }

    static func leaderOrder4() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000004,
                term: 20000000004),
            order: .run(Wire.RunCommand(
                session: Wire.Session(
                    node: "node-é4",
                    boot: "boot-é4",
                    nonce: 30000000004),
                command: 20000000004,
                definition: Wire.CommandDefinition(
                    arguments: ["arguments-é4", "arguments-é4"],
                    user: "user-é4",
                    timeLimitNs: 30000000004,
                    startWithinNs: 40000000004),
                leaseSequence: 40000000004)))
    }

    static func leaderOrder5() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000005,
                term: 20000000005),
            order: .readLog(Wire.ReadLog(
                session: Wire.Session(
                    node: "node-é5",
                    boot: "boot-é5",
                    nonce: 30000000005),
                request: 20000000005,
                attempt: Wire.AttemptRef(
                    allocation: 10000000005,
                    number: 20000000005),
                stream: 4005,
                offset: 50000000005,
                limit: 60000000005)))
    }

    static func leaderOrder6() -> LeaderOrder {
        Wire.LeaderOrder(
            stamp: Wire.LeaderStamp(
                generation: 10000000006,
                term: 20000000006),
            order: .coordinators(Wire.CoordinatorList(
                members: [Wire.CoordinatorAddress(
                    member: 10000000006,
                    host: "host-é6",
                    basePort: 3006,
                    publicKey: "public_key-é6"), Wire.CoordinatorAddress(
                    member: 10000000006,
                    host: "host-é6",
                    basePort: 3006,
                    publicKey: "public_key-é6")])))
    }

    static func overloaded0() -> Overloaded {
        Wire.Overloaded(
            retryAfterNs: 10000000000)
    }

    static func joinRequest0() -> JoinRequest {
        Wire.JoinRequest(
            correlation: 10000000000,
            version: "version-é0",
            who: .agent(Wire.AgentJoin(
                name: "name-é0",
                publicKey: "public_key-é0")))
    }

    static func joinRequest1() -> JoinRequest {
        Wire.JoinRequest(
            correlation: 10000000001,
            version: "version-é1",
            who: .coordinator(Wire.CoordinatorJoin(
                peer: Wire.CoordinatorPeer(
                    member: 10000000001,
                    host: "host-é1",
                    basePort: 3001,
                    publicKey: "public_key-é1",
                    store: "store-é1"),
                learnsOnly: true)))
    }

    static func joinAnswer0() -> JoinAnswer {
        Wire.JoinAnswer(
            correlation: 10000000000,
            isDone: true,
            message: "message-é0",
            mayRetry: true,
            leader: Wire.CoordinatorAddress(
                member: 10000000000,
                host: "host-é0",
                basePort: 3000,
                publicKey: "public_key-é0"),
            cluster: "cluster-é0",
            labels: [Wire.Pair(
                name: "name-é0",
                value: "value-é0"), Wire.Pair(
                name: "name-é0",
                value: "value-é0")],
            coordinators: [Wire.CoordinatorPeer(
                member: 10000000000,
                host: "host-é0",
                basePort: 3000,
                publicKey: "public_key-é0",
                store: "store-é0"), Wire.CoordinatorPeer(
                member: 10000000000,
                host: "host-é0",
                basePort: 3000,
                publicKey: "public_key-é0",
                store: "store-é0")],
            member: 90000000000)
    }

    static func telemetry0() -> Telemetry {
        Wire.Telemetry(
            node: "node-é0",
            takenAt: 20000000000,
            round: 30000000000,
            samples: [Wire.Sample(
                name: "name-é0",
                label: "label-é0",
                value: 3.5), Wire.Sample(
                name: "name-é0",
                label: "label-é0",
                value: 3.5)])
    }
}
