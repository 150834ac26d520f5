import Determinism
import Fleet
import Testing

@Suite("Policies for idle GPUs") struct IdleGPUPolicyTests {
    private let policy = IdleGPUPolicy(warnAfter: .seconds(1_800), reclaimAfter: .seconds(7_200))

    private func set(_ policy: IdleGPUPolicy?, _ namespace: String, in site: inout Site) -> Outcome {
        site.apply(.setIdleGPUPolicy(namespace: namespace, policy), actor: "root").outcome
    }

    @Test("A namespace's own policy prevails over that of all, and without any whoever has GPUs keeps them")
    func precedence() throws {
        var site = Site()
        #expect(site.state.idleGPUPolicy(of: "ml") == .keep)
        for (namespace, own) in [("*", policy), ("web", .keep)] as [(String, IdleGPUPolicy)] {
            let outcome = set(own, namespace, in: &site)
            #expect(outcome.code == .done)
        }
        #expect(site.state.idleGPUPolicy(of: "ml") == policy)
        #expect(site.state.idleGPUPolicy(of: "web") == .keep)
        let restored = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(restored.stateHash == site.state.stateHash)
        #expect(restored.idleGPUPolicies == site.state.idleGPUPolicies)
        let before = site.state.stateHash
        let gone = set(nil, "web", in: &site)
        #expect(gone.code == .done && site.state.idleGPUPolicy(of: "web") == policy)
        #expect(site.state.stateHash != before)
    }

    @Test("What makes no sense is refused in a sentence that says why, and changes nothing")
    func nonsense() {
        var site = Site()
        let minute = Span.seconds(60)
        for (policy, namespace, words) in [
            (IdleGPUPolicy(warnAfter: minute), "No Name", "must be `*`"),
            (IdleGPUPolicy(warnAfter: .seconds(59)), "ml", "the time after which to warn lies between"),
            (IdleGPUPolicy(warnAfter: .unlimited), "ml", "the time after which to warn lies between"),
            (
                IdleGPUPolicy(warnAfter: minute, reclaimAfter: .seconds(40 * 86_400)), "ml",
                "the time after which to reclaim"
            ),
            (IdleGPUPolicy(reclaimAfter: minute), "ml", "nothing is reclaimed without a warning"),
            (IdleGPUPolicy(warnAfter: minute, reclaimAfter: minute), "*", "the warning must come before"),
        ] {
            let outcome = set(policy, namespace, in: &site)
            #expect(outcome.code == .invalid && outcome.message.contains(words), "\(outcome.message)")
        }
        #expect(site.state.idleGPUPolicies.isEmpty)
    }

    @Test(
        "The order is read as it was written, in the newest form; of a leader's acts those about people's work are audited"
    )
    func encoding() throws {
        for operation in [
            Operation.setIdleGPUPolicy(namespace: "*", policy), .setIdleGPUPolicy(namespace: "ml", .keep),
            .setIdleGPUPolicy(namespace: "ml", nil),
        ] {
            #expect(try Operation(canonicalBytes: operation.canonicalBytes) == operation)
            #expect(FleetEntry.schema(of: operation) == 4)
        }
        var site = Site()
        site.submit(Site.job())
        let rows = site.state.audit.count
        site.apply(.recordAct("job warn job"))
        site.apply(.holdJob(JobID(name: "job"), reason: "its GPU was idle for 2 h"))
        site.apply(.endOverdue)
        #expect(
            site.state.audit.dropFirst(rows).map { "\($0.actor): \($0.act)" } == [
                "leader: job warn job", "leader: job hold job because its GPU was idle for 2 h",
            ])
    }
}
