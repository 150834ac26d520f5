import Determinism
import Fleet
import Testing

/// What the state knows of servers' power, and whom an order is meant for.
struct PowerTests {
    private static let n1 = NodeID("n1")

    private func redfish(_ options: [(String, String)] = [("ip", "10.0.0.7")]) -> BMC {
        var bmc = BMC(agent: "fence_redfish", secret: "rack-7")
        for (name, value) in options { bmc.options[name] = value }
        return bmc
    }

    @Test func aBMCIsSetAndForgottenAndASnapshotHoldsIt() throws {
        var site = Site()
        let unknown = site.apply(.setBMC(NodeID("nobody"), redfish())).outcome
        #expect(unknown.code == .notFound)
        let set = site.apply(.setBMC(Self.n1, redfish())).outcome
        #expect(set.code == .done)
        let ordered = site.apply(.orderPower(Self.n1, session: Site.session("n1"), .off, isAutomatic: false)).outcome
        #expect(ordered.code == .done)
        let restored = try FleetState(canonicalBytes: site.state.canonicalBytes)
        #expect(restored.power == site.state.power && restored.power[Self.n1]?.bmc == redfish())
        #expect(restored.stateHash == site.state.stateHash)
        let removed = site.apply(.setBMC(Self.n1, nil)).outcome
        #expect(removed.code == .done)
        #expect(site.state.power[Self.n1] == nil && site.state.stateHash != restored.stateHash)
    }

    /// Whoever sets a BMC must not be able to run a program or write a file on a coordinator, nor to let a secret into the
    /// state, nor to let an agent make up that there is no power.
    @Test(
        arguments: [
            "action", "password", "passwd", "snmp_priv_passwd", "community", "hexadecimal_kg", "password_script",
            "passwd_script", "debug", "debug_file", "verbose", "verbose_level", "ssh_options", "ssh_path", "sudo_path",
            "use_sudo", "ipmitool_path", "identity_file", "missing_as_off", "method", "", "a b", "ip\naction",
        ])
    func anOptionThatReachesFurtherIsRefused(name: String) {
        #expect(redfish([(name, "x")]).problem != nil)
    }

    @Test func theUsualOptionsAreTaken() {
        let usual = [
            ("ip", "10.0.0.7"), ("ipport", "443"), ("username", "admin"), ("ssl_insecure", "1"), ("lanplus", "1"),
            ("cipher", "3"), ("privlvl", "operator"), ("plug", "3"), ("systems_uri", "/redfish/v1/Systems/1"),
            ("api_path", "/nova"), ("power_timeout", "20"),
        ]
        #expect(redfish(usual).problem == nil)
        #expect(redfish([("ip", "10.0.0.7\naction=off")]).problem != nil)
        for agent in ["/bin/sh", "sh", "fence_../x", "fence_redfish --x", ""] {
            #expect(BMC(agent: agent).problem != nil, "\(agent)")
        }
        for secret in ["../key", "/etc/shadow", "", ".hidden"] {
            #expect(BMC(agent: "fence_redfish", secret: secret).problem != nil, "\(secret)")
        }
        #expect(BMC(agent: "fence_redfish", fenceAfter: .milliseconds(10)).problem != nil)
    }

    @Test func anOrderIsMeantForTheSessionThatItNamesAlone() {
        var site = Site()
        site.apply(.setBMC(Self.n1, redfish()))
        let order = Operation.orderPower(Self.n1, session: Site.session("n1"), .off, isAutomatic: false)
        let sessionless = site.apply(.orderPower(Self.n1, session: nil, .off, isAutomatic: false)).outcome
        #expect(
            sessionless.code == .conflict,
            "it has a session")
        let first = site.apply(order).outcome
        #expect(first.code == .done)
        let opposite = site.apply(.orderPower(Self.n1, session: Site.session("n1"), .on, isAutomatic: false)).outcome
        #expect(opposite.code == .conflict)
        // Its agent says hello again.
        let later = SessionID(node: Self.n1, boot: "other", nonce: 99)
        site.apply(.openSession(session: later, facts: NodeFacts(capacity: Site.capacity), adopted: []))
        #expect(site.state.power[Self.n1]?.order == nil)
        let stale = site.apply(order).outcome
        #expect(stale.code == .conflict)
        #expect(site.state.power[Self.n1]?.order == nil)
    }

    @Test func onlyTheOrderThatWasMeantIsSettled() {
        var site = Site()
        site.apply(.setBMC(Self.n1, redfish()))
        let applied = site.apply(.orderPower(Self.n1, session: Site.session("n1"), .off, isAutomatic: false))
        let index = applied.outcome.index
        site.apply(.settlePower(Self.n1, order: index + 1, outcome: "x"))
        #expect(site.state.power[Self.n1]?.order?.index == index)
        site.apply(.settlePower(Self.n1, order: index, outcome: "power off: done"))
        #expect(site.state.power[Self.n1]?.order == nil)
        #expect(site.state.power[Self.n1]?.lastOutcome == "power off: done")
    }

    @Test func fencingNeedsLeaveAndCountsInTheBrakesWindow() {
        var site = Site()
        let order = Operation.orderPower(Self.n1, session: Site.session("n1"), .off, isAutomatic: true)
        site.apply(.setBMC(Self.n1, redfish()))
        let withoutLeave = site.apply(order).outcome
        #expect(withoutLeave.code == .conflict)
        var bmc = redfish()
        bmc.fenceAfter = .seconds(60)
        site.apply(.setBMC(Self.n1, bmc))
        site.apply(.setBrake(isOnHold: true, released: []))
        let held = site.apply(order).outcome
        #expect(held.code == .conflict)
        site.apply(.setBrake(isOnHold: false, released: []))
        let allowed = site.apply(order).outcome
        #expect(allowed.code == .done)
        #expect(site.state.brake.taken.map(\.node) == [Self.n1])
    }

    @Test func theAuditLogNamesTheActAndNoOption() {
        var site = Site()
        var bmc = redfish()
        bmc.options["username"] = "hidden-name"
        site.apply(.setBMC(Self.n1, bmc), actor: "root")
        #expect(site.state.audit.last?.act == "node bmc set n1")
    }

    @Test func aRecoveryCarriesNoOldOrderOut() {
        var site = Site()
        site.apply(.setBMC(Self.n1, redfish()))
        site.apply(.orderPower(Self.n1, session: Site.session("n1"), .off, isAutomatic: false))
        _ = site.state.beginRecovery(hold: .seconds(60), act: "cluster recover")
        #expect(site.state.power[Self.n1]?.order == nil && site.state.power[Self.n1]?.bmc == redfish())
    }
}
