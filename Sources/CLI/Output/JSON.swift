import Foundation
import Wire

/// Views as JSON objects, for programs. Names are snake case and fixed; amounts are in the unit that the name says.
enum JSON {
    /// A document with sorted keys.
    static func text(_ object: [String: Any]) throws -> String {
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    static func resources(_ resources: Resources?) -> [String: Any] {
        [
            "cpu_millicores": resources?.cpuMillicores ?? 0, "memory_bytes": resources?.memoryBytes ?? 0,
            "storage_bytes": resources?.storageBytes ?? 0, "bandwidth_bits": resources?.bandwidthBits ?? 0,
            "gpus": resources?.gpus ?? 0, "gpu_thousandths": resources?.gpuThousandths ?? 0,
            "extras": Dictionary(
                (resources?.extras ?? []).map { ($0.name, $0.amount) }, uniquingKeysWith: { _, last in last }),
        ]
    }

    /// A server's GPU with who has it.
    static func gpu(_ view: GpuView) -> [String: Any] {
        [
            "index": view.device?.index ?? 0, "model": view.device?.model ?? "",
            "memory_bytes": view.device?.memoryBytes ?? 0, "uuid": view.device?.uuid ?? "",
            "free_thousandths": view.freeThousandths,
            "holders": view.holders.map {
                ["allocation": $0.allocation, "thousandths": $0.thousandths] as [String: Any]
            },
            "use": gpuUse(view.use),
        ]
    }

    /// What a GPU does, or several together; null where it is not measured.
    static func gpuUse(_ use: GpuUse?) -> Any {
        guard let use else { return NSNull() }
        return [
            "gpus": use.gpus, "busy_ratio": number(use.busyRatio), "memory_used_bytes": number(use.memoryUsedBytes),
            "power_watts": number(use.powerWatts), "temperature_celsius": number(use.temperatureCelsius),
        ] as [String: Any]
    }

    /// What an attempt has of a GPU.
    static func share(_ share: GpuShare) -> [String: Any] {
        ["index": share.index, "uuid": share.uuid, "thousandths": share.thousandths]
    }

    /// What a job asks of GPUs.
    static func gpuRequest(_ definition: JobDefinition?) -> [String: Any] {
        [
            "count": definition?.resources?.gpus ?? 0, "thousandths": definition?.gpuTerms?.thousandths ?? 1_000,
            "models": definition?.gpuTerms?.models ?? [], "memory_bytes": definition?.gpuTerms?.memoryBytes ?? 0,
        ]
    }

    /// What a job's tasks may use; null for what it asks for.
    static func limits(_ limits: ResourceLimits?) -> [String: Any] {
        func amount(_ amount: UInt64?) -> Any { amount.map { $0 > 0 ? $0 as Any : NSNull() } ?? NSNull() }
        return ["cpu_millicores": amount(limits?.cpuMillicores), "memory_bytes": amount(limits?.memoryBytes)]
    }

    static func brake(_ brake: BrakeView?) -> [String: Any] {
        let reopens = brake?.reopensInNs ?? 0
        return [
            "is_on_hold": brake?.isOnHold ?? false, "limit": brake?.limit ?? 0, "window_ns": brake?.windowNs ?? 0,
            "taken": brake?.taken ?? [], "held": brake?.held ?? [],
            "reopens_in_ns": reopens == .max ? NSNull() : reopens as Any,
        ]
    }

    static func settings(_ settings: SettingsView?) -> [String: Any] {
        [
            "profile": settings?.profile ?? "", "beat_interval_ns": settings?.beatIntervalNs ?? 0,
            "suspect_after_beats": settings?.suspectAfterBeats ?? 0, "leader_grace_ns": settings?.leaderGraceNs ?? 0,
            "shortest_lease_ns": settings?.shortestLeaseNs ?? 0,
        ]
    }

    static func status(_ status: StatusView) -> [String: Any] {
        [
            "cluster": status.cluster, "leader": status.leader, "term": status.term, "generation": status.generation,
            "commit_index": status.commitIndex,
            "state_hash": status.stateHash == 0 ? "" : String(status.stateHash, radix: 16),
            "members": status.members.map(member),
            "nodes": [
                "ready": status.nodesReady, "suspect": status.nodesSuspect, "down": status.nodesDown,
                "cordoned": status.nodesCordoned, "standby": status.nodesStandby,
            ],
            "jobs_running": status.jobsRunning, "jobs_held": status.jobsHeld, "idle_gpus": status.idleGpus,
            "allocations": ["active": status.allocationsActive, "pending": status.allocationsPending],
            "capacity": resources(status.capacity), "used": resources(status.used), "brake_held": status.brakeHeld,
            "brake": brake(status.brake), "pools_short": status.poolsShort,
            "settings": settings(status.settings),
            "counters": Dictionary(status.counters.map { ($0.name, $0.value) }, uniquingKeysWith: { a, _ in a }),
        ]
    }

    /// A reading; null for one that is not known. JSON has no word for what is not finite.
    static func number(_ reading: Double) -> Any {
        reading >= 0 && reading.isFinite ? reading : NSNull()
    }

    static func member(_ member: MemberView) -> [String: Any] {
        [
            "id": member.id, "host": member.host, "base_port": member.basePort, "role": member.role,
            "version": member.version, "resident_bytes": member.residentBytes, "standing": member.standing,
            "applied_index": member.appliedIndex, "stored_index": member.storedIndex, "disk": member.disk,
            "public_key": member.publicKey, "store": member.store,
            "silent_ns": member.silentNs == .max ? NSNull() : member.silentNs as Any,
        ]
    }

    static func node(_ node: NodeView) -> [String: Any] {
        [
            "name": node.name, "state": node.state, "eligibility": node.eligibility, "pool": node.pool,
            "reserved_by": node.reservedBy, "reservations": node.reservations,
            "capacity": resources(node.capacity), "used": resources(node.used),
            "labels": Dictionary(node.labels.map { ($0.name, $0.value) }, uniquingKeysWith: { _, b in b }),
            "agent_version": node.agentVersion, "session": String(node.sessionNonce),
            "silent_ns": node.silentNs == .max ? NSNull() : node.silentNs as Any,
            "reason": node.reason, "reason_words": node.reasonWords,
            "reason_ns": node.reasonNs == .max ? NSNull() : node.reasonNs as Any,
            "recent_losses": node.recentLosses,
            "cpu_busy_ratio": number(node.cpuBusy), "memory_used_bytes": node.memoryUsed,
            "load_1m": number(node.load), "network_bytes_per_second": number(node.networkBytesPerSecond),
            "series": node.series,
            "agent_resident_bytes": node.agentResidentBytes, "agent_anonymous_bytes": node.agentAnonymousBytes,
            "allocations": node.allocations.map(allocation), "notes": node.notes,
            "gpus": node.gpus.map(gpu),
            "bmc": node.bmc == nil ? NSNull() : bmc(node.bmc) as Any,
        ]
    }

    static func bmc(_ bmc: BmcView?) -> [String: Any] {
        [
            "agent": bmc?.agent ?? "",
            "options": Dictionary((bmc?.options ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { _, b in b }),
            "password_file": bmc?.secret ?? "", "fence_after_ns": bmc?.fenceAfterNs ?? 0,
            "reading": bmc?.reading ?? "", "reading_age_ns": bmc?.readingAgeNs ?? 0, "order": bmc?.order ?? "",
            "outcome": bmc?.outcome ?? "",
        ]
    }

    static func allocation(_ view: AllocationView) -> [String: Any] {
        [
            "id": view.id, "namespace": view.namespaceName, "job": view.job, "index": view.index, "state": view.state,
            "attempt": view.attempt, "node": view.node,
            "token": "\(view.token?.generation ?? 0).\(view.token?.index ?? 0)", "assigned_at_ns": view.assignedAt,
            "running_at_ns": view.runningAt, "ended_at_ns": view.endedAt, "end": view.end, "failover": view.failover,
            "pending_since_ns": view.pendingSince, "supervisor_pid": view.supervisor, "history": view.history,
            "note": view.note, "gpus": view.gpus.map(share), "cpu_millicores_used": number(view.use?.millicores ?? -1),
            "memory_bytes_used": number(view.use?.memoryBytes ?? -1), "gpu_use": gpuUse(view.gpuUse),
        ]
    }

    static func job(_ view: JobView) -> [String: Any] {
        let definition = view.definition
        return [
            "name": definition?.name ?? "", "namespace": definition?.namespaceName ?? "",
            "type": JobWords.type(definition?.type ?? 0), "priority": definition?.priority ?? 0,
            "count": definition?.count ?? 0, "command": definition?.command ?? [],
            "resources": resources(definition?.resources), "gpu_request": gpuRequest(definition),
            "limits": limits(definition?.limits), "order": order(definition), "rules": rules(definition),
            "lease_ns": definition?.leaseNs == .max ? "unlimited" : (definition?.leaseNs ?? 0) as Any,
            "version": view.version, "owner": view.owner, "state": view.state, "submitted_at_ns": view.submittedAt,
            "running": view.running, "pending": view.pending, "finished": view.finished, "note": view.note,
            "unlisted": view.unlisted, "allocations": view.allocations.map(allocation),
            "scale": scaling(definition?.scaling), "scaled": scaled(view.scaled), "hold": hold(view.hold),
            "idle_warning": idleWarning(view.idleWarning),
            "made_room": view.displaced.map { displaced in
                [
                    "namespace": displaced.namespaceName, "job": displaced.job, "index": displaced.index,
                    "attempt": displaced.attempt, "node": displaced.node, "moved": displaced.moved,
                    "state": displaced.state, "now_on": displaced.nowOn,
                ] as [String: Any]
            },
        ]
    }

    /// Between which bounds a job's tasks are kept; null where their number is its spec's.
    static func scaling(_ scaling: Scaling?) -> Any {
        guard let scaling else { return NSNull() }
        func bound(_ value: UInt64) -> Any { value == 0 ? NSNull() : value as Any }
        return [
            "min": scaling.least, "max": scaling.most, "cpu_percent": bound(scaling.cpuPercent),
            "down_after_ns": scaling.downAfterNs,
            "schedule": scaling.schedule.map { window in
                [
                    "days": window.days, "from_minute": window.from, "to_minute": window.to,
                    "min": bound(window.least), "max": bound(window.most),
                ]
            },
        ] as [String: Any]
    }

    /// When and why a job last got another number of tasks; null for never.
    static func scaled(_ view: ScalingView?) -> Any {
        guard let view else { return NSNull() }
        return [
            "at_ns": view.at, "from": view.from, "to": view.to, "actor": view.actor, "reason": view.reason,
        ] as [String: Any]
    }

    /// That a job's GPUs do nothing; null where they do, or nobody knows.
    static func idleWarning(_ view: IdleWarningView?) -> Any {
        guard let view else { return NSNull() }
        return [
            "gpus": view.gpus, "since_ns": view.since,
            "reclaim_at_ns": view.reclaimAt == 0 ? NSNull() : view.reclaimAt as Any,
        ] as [String: Any]
    }

    /// Since when, by whom and why a job is held; null for one that is not.
    static func hold(_ view: HoldView?) -> Any {
        guard let view else { return NSNull() }
        return ["since_ns": view.since, "actor": view.actor, "reason": view.reason] as [String: Any]
    }

    /// What a job waits for, how much time it has, and how many of its tasks may be live; null where it has no such bound.
    static func order(_ definition: JobDefinition?) -> [String: Any] {
        func bound(_ value: UInt64?) -> Any { value.map { $0 == 0 ? NSNull() : $0 as Any } ?? NSNull() }
        return [
            "after": (definition?.after ?? []).map { dependency in
                [
                    "condition": JobWords.condition(dependency.condition), "namespace": dependency.namespaceName,
                    "job": dependency.name,
                ]
            },
            "deadline_ns": bound(definition?.deadlineAt), "deadline_within_ns": bound(definition?.deadlineWithinNs),
            "time_limit_ns": bound(definition?.timeLimitNs), "at_most": bound(definition?.atMost),
        ]
    }

    static func pool(_ view: PoolView) -> [String: Any] {
        var object: [String: Any] = [
            "name": view.name, "nodes": view.nodes, "free": view.free, "prepared": view.prepared,
        ]
        guard let rule = view.rule else { return object }
        object["rule"] =
            [
                "reserve": rule.reserve == 1 ? "headroom" : "servers", "target": rule.target,
                "is_automatic": rule.isAutomatic, "refill_ns": rule.refillNs, "wanted": rule.wanted,
                "servers": rule.servers, "losses": rule.losses, "service_ns": rule.serviceNs,
                "losses_per_year": number(rule.lossesPerYear), "standbys": rule.standbys,
                "coverage": number(rule.coverage), "refill_source": rule.refillSource,
            ] as [String: Any]
        return object
    }

    static func failure(_ view: FailureView) -> [String: Any] {
        [
            "subject": view.subject, "count": view.count, "losses": view.losses, "service_ns": view.serviceNs,
            "losses_per_year": number(view.lossesPerYear),
        ]
    }

    static func usage(_ view: UsageView) -> [String: Any] {
        [
            "namespace": view.namespaceName, "user": view.user, "cpu_millicore_seconds": view.cpuMillicoreSeconds,
            "gpu_thousandth_seconds": view.gpuThousandthSeconds,
            "memory_mebibyte_seconds": view.memoryMebibyteSeconds, "ended": view.ended, "live": view.live,
        ]
    }

    /// What a namespace holds and may hold; null where nothing is said.
    /// A namespace with its settings; null for never.
    static func namespace(_ view: NamespaceView) -> [String: Any] {
        func terms(_ terms: IdleGpuTerms?) -> Any {
            guard let terms else { return NSNull() }
            func span(_ value: UInt64) -> Any { value == 0 ? NSNull() : value as Any }
            return ["warn_after_ns": span(terms.warnAfterNs), "reclaim_after_ns": span(terms.reclaimAfterNs)]
                as [String: Any]
        }
        return [
            "namespace": view.namespaceName, "jobs": view.jobs, "held": view.held, "warned": view.warned,
            "idle_gpus": terms(view.idleGpus), "own_idle_gpus": terms(view.own),
        ]
    }

    static func quota(_ view: QuotaView) -> [String: Any] {
        func amounts(_ amounts: [Amount]?) -> [String: Any] {
            func amount(_ kind: String) -> Any {
                amounts?.first { $0.name == kind }.map { $0.amount as Any } ?? NSNull()
            }
            return [
                "cpu_millicores": amount("cpu"), "memory_bytes": amount("memory"), "gpu_thousandths": amount("gpus"),
                "tasks": amount("tasks"),
            ]
        }
        return [
            "namespace": view.namespaceName, "held": amounts(view.held), "guaranteed": amounts(view.quota?.guaranteed),
            "burst": amounts(view.quota?.burst), "share": view.quota?.share ?? 1, "waiting": view.waiting,
            "used_thousandths": view.usedThousandths, "due_thousandths": view.dueThousandths,
        ]
    }

    static func audit(_ view: AuditView) -> [String: Any] {
        ["index": view.index, "time_ns": view.time, "actor": view.actor, "act": view.act, "outcome": view.outcome]
    }

    static func command(_ view: CommandView) -> [String: Any] {
        [
            "command": view.id, "arguments": view.definition?.arguments ?? [], "target": view.target,
            "owner": view.owner, "accepted_at_ns": view.acceptedAt, "is_settled": view.isSettled,
            "runs": view.runs.map { run in result(run.result).merging(["node": run.node]) { a, _ in a } },
        ]
    }

    static func decisions(_ rows: [DecisionView]) -> [String: Any] {
        [
            "history": rows.map { row in
                var object: [String: Any] = ["time": row.time, "what": row.what]
                if !row.task.isEmpty { object["task"] = row.task }
                return object
            }
        ]
    }

    static func why(_ view: WhyView) -> [String: Any] {
        [
            "allocation": view.allocation.map(allocation) ?? [:], "summary": view.summary,
            "removed": view.removed.map(removed),
            "candidates": view.candidates, "remedy": view.remedy, "notes": view.notes,
            "room_by_ns": view.roomBy == 0 ? NSNull() : view.roomBy as Any, "alike": view.alike,
        ]
    }

    static func result(_ result: CommandResult?) -> [String: Any] {
        switch result?.how {
        case .exited(let exit)?:
            switch exit.how {
            case .code(let code)?: ["state": "exited", "code": code]
            case .signal(let signal)?: ["state": "exited", "signal": signal]
            case nil: ["state": "exited"]
            }
        case .notStarted(let why)?: ["state": "not_started", "reason": why]
        case .unknown(let why)?: ["state": "unknown", "reason": why]
        case .unreachable(let why)?: ["state": "unreachable", "reason": why]
        case nil: ["state": "running"]
        }
    }
}

/// Words for codes of jobs.
enum JobWords {
    static func type(_ code: UInt32) -> String {
        switch code {
        case 0: "service"
        case 1: "batch"
        case 2: "system"
        default: "unknown"
        }
    }

    /// The key of a job's spec under which what it waits for stands.
    static func condition(_ code: UInt32) -> String {
        switch code {
        case 0: "ok"
        case 1: "any"
        case 2: "failed"
        default: "unknown"
        }
    }

    /// What each task asks of GPUs: `2`, `250m`, `2 of H100 or A100`.
    static func gpus(_ definition: JobDefinition) -> String {
        let count = definition.resources?.gpus ?? 0
        guard let terms = definition.gpuTerms else { return "\(count)" }
        return (terms.thousandths < 1_000 ? "\(terms.thousandths)m" : "\(count)")
            + (terms.models.isEmpty ? "" : " of \(terms.models.joined(separator: " or "))")
            + (terms.memoryBytes == 0 ? "" : " with \(Units.bytes(terms.memoryBytes))")
    }
}
