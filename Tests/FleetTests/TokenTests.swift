import Determinism
import Fleet
import Testing

@Suite("Tokens by which machines join") struct TokenTests {
    private static let key = String(repeating: "t", count: 40)

    private func terms(
        _ key: String = TokenTests.key, _ purpose: TokenTerms.Purpose = .agent, uses: UInt64 = 1,
        lifetime: Span = .seconds(3_600)
    ) -> TokenTerms {
        var labels = SortedMap<String, String>()
        if purpose == .agent { labels["rack"] = "r1" }
        return TokenTerms(publicKey: key, purpose: purpose, uses: uses, lifetime: lifetime, labels: labels)
    }

    private func join(_ site: inout Site, _ node: String, key: String, token: String = TokenTests.key) -> Outcome {
        site.apply(.enrol(.agent(NodeID(node), publicKey: key), token: token), actor: "token").outcome
    }

    @Test("A token lets as many servers in as it says, each once however often it asks, and then nobody")
    func uses() throws {
        var site = Site()
        let made = site.apply(.createToken(terms(uses: 2)), actor: "root").outcome
        #expect(made.code == .done && made.identifier == made.index)
        let (first, again) = (join(&site, "n8", key: "key-8"), join(&site, "n8", key: "key-8"))
        #expect(first.code == .done && again.code == .done)
        #expect(site.state.tokens[made.identifier]?.used == 1)
        #expect(site.state.keys["key-8"]?.role == .agent(NodeID("n8")) && site.state.nodes[NodeID("n8")] != nil)
        let second = join(&site, "n9", key: "key-9")
        #expect(second.code == .done)
        let third = join(&site, "n10", key: "key-10")
        #expect(third.code == .conflict && third.message.contains("was used 2 times already"), "\(third.message)")
        #expect(site.state.keys["key-10"] == nil && site.state.nodes[NodeID("n10")] == nil)
        // Who has joined and lost the answer is answered although the token is used up.
        let late = join(&site, "n9", key: "key-9")
        #expect(late.code == .done)
        #expect(try FleetState(canonicalBytes: site.state.canonicalBytes).stateHash == site.state.stateHash)
    }

    @Test("Nobody joins with a token that is revoked, expired, unknown, or meant for others")
    func refusals() {
        var site = Site()
        let revoked = site.apply(.createToken(terms()), actor: "root").outcome.identifier
        site.apply(.revokeToken(revoked), actor: "root")
        let late = join(&site, "n8", key: "key-8")
        #expect(late.code == .conflict && late.message.contains("was revoked"))
        let short = String(repeating: "s", count: 40)
        site.apply(.createToken(terms(short, lifetime: .seconds(60))), actor: "root")
        for _ in 0..<60 { site.apply(.recordAct("time passes"), actor: "root") }
        let expired = join(&site, "n8", key: "key-8", token: short)
        #expect(expired.code == .conflict && expired.message.contains("was good until"), "\(expired.message)")
        let guessed = join(&site, "n8", key: "key-8", token: String(repeating: "g", count: 40))
        #expect(guessed.code == .notFound)
        let members = String(repeating: "m", count: 40)
        site.apply(.createToken(terms(members, .coordinator)), actor: "root")
        let wrong = join(&site, "n8", key: "key-8", token: members)
        #expect(wrong.code == .conflict && wrong.message.contains("is not for servers"))
        #expect(site.state.nodes[NodeID("n8")] == nil)
    }

    @Test("A coordinator's use is counted once, too, and leaves no key behind that only the members' list may admit")
    func coordinators() {
        var site = Site()
        let made = site.apply(.createToken(terms(TokenTests.key, .coordinator)), actor: "root").outcome.identifier
        for _ in 0..<2 {
            let outcome = site.apply(
                .enrol(.coordinator(publicKey: "key-c", place: "10.0.0.4:7400"), token: TokenTests.key), actor: "token"
            ).outcome
            #expect(outcome.code == .done)
        }
        #expect(site.state.tokens[made]?.used == 1 && site.state.keys["key-c"] == nil)
    }

    @Test(
        "A name whose server is there is nobody else's; once its session is over, who joins anew takes the old key's place"
    )
    func rejoining() {
        var site = Site()
        site.apply(.createToken(terms(uses: 5)), actor: "root")
        let clone = join(&site, "n1", key: "key-clone")
        #expect(clone.code == .conflict && clone.message.contains("its session 1 is open"), "\(clone.message)")
        #expect(site.state.keys["key-n1"] != nil && site.state.keys["key-clone"] == nil)
        site.apply(.declareLost(session: Site.session("n1"), lost: [], sessionIsOver: true, reason: "silent"))
        let again = join(&site, "n1", key: "key-anew")
        #expect(again.code == .done)
        #expect(site.state.keys["key-n1"] == nil && site.state.keys["key-anew"]?.role == .agent(NodeID("n1")))
        // The old session is not opened again, whatever its disk was copied to.
        let old = site.connect("n1", 1).outcome
        #expect(old.code == .conflict)
        let stolen = join(&site, "n9", key: "key-n2")
        #expect(stolen.code == .conflict && stolen.message.contains("in use already"))
    }

    @Test("What makes no sense about a token is refused and changes nothing")
    func nonsense() {
        var site = Site()
        var labels = SortedMap<String, String>()
        labels["No Label"] = "x"
        for (bad, words) in [
            (terms(uses: 0), "it may be used 1 to"), (terms(lifetime: .seconds(59)), "a minute to 30 days"),
            (terms("short"), "40 characters"),
            (TokenTerms(publicKey: TokenTests.key, labels: labels), "a name is 1 to 63"),
        ] {
            let outcome = site.apply(.createToken(bad), actor: "root").outcome
            #expect(outcome.code == .invalid && outcome.message.contains(words), "\(outcome.message)")
        }
        #expect(site.state.tokens.isEmpty)
        let unknown = site.apply(.revokeToken(7), actor: "root").outcome
        #expect(unknown.code == .notFound)
    }

    @Test("Tokens that are over are collected, and those that are good stay")
    func garbage() {
        var site = Site()
        site.apply(.createToken(terms(lifetime: .seconds(60))), actor: "root")
        let good = String(repeating: "l", count: 40)
        let kept = site.apply(.createToken(terms(good, lifetime: .seconds(86_400))), actor: "root").outcome.identifier
        for _ in 0..<70 { site.apply(.recordAct("time passes"), actor: "root") }
        site.apply(.collectGarbage(before: site.now))
        #expect(site.state.tokens.keys == [kept])
    }

    @Test("Entries of tokens come back from their bytes, and their codes are fixed")
    func codes() throws {
        let operations: [(UInt8, Operation)] = [
            (63, .createToken(terms())), (64, .revokeToken(7)),
            (65, .enrol(.agent(NodeID("n1"), publicKey: "k"), token: "t")),
            (65, .enrol(.coordinator(publicKey: "k", place: "h:1"), token: "t")),
            (66, .removeNode(NodeID("n1"), force: true)),
        ]
        for (code, operation) in operations {
            let entry = FleetEntry(time: WallTime(nanoseconds: 5), actor: "root", operation: operation)
            let bytes = entry.canonicalBytes
            #expect(try FleetEntry.decode(bytes) == entry)
            #expect(bytes[0] == 4 && bytes[1] == code)
            for length in bytes.indices.dropFirst(2) {
                #expect(throws: ByteReader.Malformed.self) { try FleetEntry.decode(Array(bytes[..<length])) }
            }
        }
    }
}
