import Determinism
import Fleet
import Testing

struct QuotaTests {
    private func job(
        _ name: String, in namespace: String = "research", cpu: UInt64 = 2_000, gpus: UInt64 = 0, count: UInt64 = 1,
        gang: Bool = false
    )
        -> JobDefinition
    {
        var job = Site.job(name, count: count, cpu: cpu, gpus: GPURequest(count: gpus), gang: gang)
        job.id = JobID(namespace: namespace, name: name)
        return job
    }

    private func allocations(_ name: String, _ site: Site, in namespace: String = "research") -> [Allocation] {
        (site.state.jobs[JobID(namespace: namespace, name: name)]?.allocations ?? []).compactMap {
            site.state.allocations[$0]
        }
    }

    private func burst(_ kind: QuotaKind, _ amount: UInt64) -> Quota {
        var quota = Quota()
        quota.burst[kind] = amount
        return quota
    }

    private func expect(_ isTrue: Bool, at location: SourceLocation = #_sourceLocation) {
        #expect(isTrue, sourceLocation: location)
    }

    @discardableResult
    private func set(_ quota: Quota?, _ namespace: String = "research", in site: inout Site) -> Outcome {
        site.apply(.setQuota(namespace: namespace, quota), actor: "root").outcome
    }

    @Test(
        arguments: [(QuotaKind.cpu, 2_000), (.memory, 1 << 30), (.gpus, 1_000), (.tasks, 1)] as [(QuotaKind, UInt64)])
    func aPlanThatTakesANamespaceAboveItsQuotaDoesNotHold(_ kind: QuotaKind, _ one: UInt64) {
        var site = Site()
        var wanted = job("j", gpus: 1, count: 3)
        wanted.resources.memoryBytes = 1 << 30
        site.submit(wanted)
        set(burst(kind, 2 * one), in: &site)
        expect(site.place(allocations("j", site)[0], on: "n1"))
        expect(site.place(allocations("j", site)[1], on: "n2"))
        expect(!site.place(allocations("j", site)[2], on: "n3"))
        #expect(site.state.held(by: "research")[kind] == 2 * one)
        site.end(site.state.liveAttempts(on: NodeID("n1"))[0], .completed)
        #expect(site.state.held(by: "research")[kind] == one)
        expect(site.place(allocations("j", site)[2], on: "n3"))
    }

    @Test func thePlacementsOfOnePlanCountTogether() {
        var site = Site()
        site.submit(job("g", count: 3, gang: true))
        set(burst(.tasks, 2), in: &site)
        let plan = Plan(
            placements: zip(allocations("g", site), ["n1", "n2", "n3"]).map {
                Placement(allocation: $0.id, session: Site.session($1))
            })
        expect(!site.commit(plan))
        set(burst(.tasks, 3), in: &site)
        expect(site.commit(plan))
    }

    @Test func aQuotaBindsItsNamespaceAloneAndOnlyInWhatItNames() {
        var site = Site()
        set(burst(.gpus, 0), in: &site)
        site.submit(job("other", in: "web", gpus: 1))
        site.submit(job("none", cpu: 8_000))
        site.submit(job("one", gpus: 1))
        expect(site.place(allocations("other", site, in: "web")[0], on: "n1"))
        expect(site.place(allocations("none", site)[0], on: "n2"))
        expect(!site.place(allocations("one", site)[0], on: "n3"))
        let excess = site.state.quotaExcess(of: job("one", gpus: 1))
        #expect(excess?.isForEver == true)
        #expect("\(excess.map { "\($0)" } ?? "")" == "it asks for 1 GPU, and namespace research may hold 0 at the most")
    }

    @Test func whatRunsAboveALoweredQuotaRunsOn() throws {
        var site = Site()
        site.submit(job("j", count: 2))
        site.place(allocations("j", site)[0], on: "n1")
        site.place(allocations("j", site)[1], on: "n2")
        set(burst(.cpu, 1_000), in: &site)
        #expect(site.state.held(by: "research")[.cpu] == 4_000)
        #expect(allocations("j", site).allSatisfy { $0.state == .active })
        site.submit(job("k"))
        expect(!site.place(allocations("k", site)[0], on: "n3"))
        set(nil, in: &site)
        expect(site.place(allocations("k", site)[0], on: "n3"))
    }

    @Test func aQuotaThatMakesNoSenseIsRefused() {
        var site = Site()
        expect(set(Quota(), in: &site).code == .invalid)
        expect(set(Quota(share: 0), in: &site).code == .invalid)
        expect(set(burst(.cpu, 1), "Not A Name", in: &site).code == .invalid)
        var inverted = burst(.cpu, 1_000)
        inverted.guaranteed[.cpu] = 2_000
        expect(set(inverted, in: &site).message.contains("more cpu are guaranteed than the burst allows"))
        expect(set(nil, in: &site).code == .notFound)
        expect(set(Quota(share: 3), in: &site).code == .done)
        #expect(site.state.quotas["research"]?.share == 3)
    }

    @Test func quotasAndWhatIsHeldComeBackFromASnapshot() throws {
        var site = Site()
        var quota = burst(.gpus, 2_000)
        quota.guaranteed[.gpus] = 500
        set(quota, in: &site)
        site.submit(job("j", gpus: 1, count: 2))
        site.place(allocations("j", site)[0], on: "n1")
        for _ in 0..<100 { site.apply(.recordAct("nothing")) }
        let read = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(read.quotas["research"] == quota && read.held(by: "research") == site.state.held(by: "research"))
        let now = site.now + .seconds(86_400)
        #expect(read.recentUsage(of: "research", now: now) == site.state.recentUsage(of: "research", now: now))
        #expect(read.recentUsage(of: "research", now: now).gpus > 0)
    }

    @Test func theSentencesSayTheNumbers() {
        let full = QuotaExcess(namespace: "research", kind: .gpus, held: 32_000, limit: 32_000, asked: 4_000)
        #expect(full.description == "namespace research is at its quota: 32 of 32 GPUs")
        let near = QuotaExcess(namespace: "research", kind: .cpu, held: 31_500, limit: 32_000, asked: 1_250)
        #expect(near.description == "namespace research is at its quota: 31.5 of 32 cores, and it asks for 1.25")
        let memory = QuotaExcess(namespace: "r", kind: .memory, held: 3 << 29, limit: 2 << 30, asked: 1 << 30)
        #expect(memory.description == "namespace r is at its quota: 1.5 of 2 GiB of memory, and it asks for 1")
        let tasks = QuotaExcess(namespace: "r", kind: .tasks, held: 1, limit: 1, asked: 1)
        #expect(tasks.description == "namespace r is at its quota: 1 of 1 task")
    }

    @Test func quotasAreOfTheFourthFormAndTheirCodesAreFixed() throws {
        var quota = burst(.memory, 1 << 40)
        quota.guaranteed[.cpu] = 1
        for (code, operation) in [
            (50, .setQuota(namespace: "research", quota)), (50, .setQuota(namespace: "research", nil)),
            (51, .setHalfLife(.seconds(86_400))),
        ] as [(UInt8, Operation)] {
            let entry = FleetEntry(time: .epoch, actor: "root", operation: operation)
            #expect(try FleetEntry.decode(entry.canonicalBytes) == entry)
            #expect(entry.canonicalBytes.prefix(2) == [4, code])
        }
    }
}
