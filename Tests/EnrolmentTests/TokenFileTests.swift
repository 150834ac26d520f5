import Enrolment
import Settings
import Testing
import Wire

@Suite("The token's file") struct TokenFileTests {
    private static let key = String(repeating: "k", count: 40)
    private static let places = [
        Endpoint(member: 1, host: "10.0.0.1", basePort: 7_400, publicKey: key),
        Endpoint(member: 2, host: "fd00::2", basePort: 7_500, publicKey: String(repeating: "l", count: 40)),
    ]

    private func token() throws -> TokenFile {
        TokenFile(id: 42, keys: try CurveKeyPair.generate(), coordinators: TokenFileTests.places)
    }

    @Test("It is read as it was written, and says its secret nowhere but in its text")
    func roundTrip() throws {
        let token = try token()
        let read = try TokenFile(SettingsFile(name: "t", text: token.text))
        #expect(read.id == 42 && read.keys == token.keys && read.coordinators == TokenFileTests.places)
        var dumped = ""
        dump(token, to: &dumped)
        for text in ["\(token)", String(reflecting: token), dumped] { #expect(!text.contains(token.keys.secretKey)) }
    }

    @Test("A damaged file is told with its place and without the secret")
    func damage() throws {
        let token = try token()
        let secret = token.keys.secretKey
        for (text, words) in [
            (token.text.replacing(secret, with: String(secret.dropLast())), "not a secret key of 40"),
            (token.text.replacing("token = 42", with: "token = x"), "t:2:9: token"),
            (
                token.text.split(separator: "\n").filter { !$0.hasPrefix("coordinator") }.joined(separator: "\n"),
                "no `coordinator` line"
            ),
            (token.text + "port = 3\n", "there is no key `port`"),
        ] {
            do {
                _ = try TokenFile(SettingsFile(name: "t", text: text))
                Issue.record("it was read: \(words)")
            } catch {
                #expect("\(error)".contains(words) && !"\(error)".contains(secret), "\(error)")
            }
        }
    }

    @Test("A host that the token names has the key that it has there; any other is tried with each")
    func places() throws {
        let token = try token()
        #expect(try JoinPlaces.places([], of: token) == TokenFileTests.places)
        #expect(try JoinPlaces.places(["10.0.0.1"], of: token) == [TokenFileTests.places[0]])
        #expect(try JoinPlaces.places(["fd00::2", "10.0.0.1:7400"], of: token) == TokenFileTests.places.reversed())
        let named = try JoinPlaces.places(["c1.example:7600"], of: token)
        #expect(named.map(\.publicKey) == TokenFileTests.places.map(\.publicKey))
        #expect(named.allSatisfy { $0.host == "c1.example" && $0.basePort == 7_600 })
        let plain = try JoinPlaces.places(["c1.example"], of: token)
        #expect(plain.allSatisfy { $0.basePort == 7_400 })
    }

    @Test("Hosts are read with and without ports, and nonsense is told")
    func hosts() throws {
        for (text, host, port) in [
            ("a", "a", nil), ("a:1", "a", 1), ("fd00::1", "fd00::1", nil), ("[fd00::1]:7400", "fd00::1", 7_400),
            ("[fd00::1]", "fd00::1", nil),
        ] as [(String, String, UInt64?)] {
            let parsed = try JoinPlaces.parse(text)
            #expect(parsed.host == host && parsed.port == port, "\(text)")
        }
        for text in ["", "a:", "a:0", "a:70000", ":7400", "a b", "tcp://a", "[fd00::1", "[a]7400", "--name"] {
            #expect(throws: SettingsError.self, "\(text)") { try JoinPlaces.parse(text) }
        }
    }

    @Test("Options are read with their values, and mistakes are told with the nearest option")
    func arguments() throws {
        let valued = ["--token-file", "--name", "--timeout"]
        let arguments = try JoinArguments(
            ["h1", "--name=n1", "h2", "--token-file", "f", "--learner"], valued: valued, flags: ["--learner"])
        #expect(arguments.hosts == ["h1", "h2"] && arguments.has("--learner"))
        #expect(try arguments.one("--name") == "n1" && arguments.timeout(default: 60) == 60_000_000_000)
        for (words, sentence) in [
            (["--nme", "x"], "did you mean --name?"), (["--name"], "--name needs a value"),
            (["--timeout", "soon"], "a number of seconds"), (["--name", "a", "--name", "b"], "--name is given twice"),
            (["--learner=yes"], "there is no option --learner"),
        ] {
            do {
                let read = try JoinArguments(words, valued: valued, flags: ["--learner"])
                _ = try read.one("--name")
                _ = try read.timeout(default: 1)
                Issue.record("\(words) was read")
            } catch {
                #expect("\(error)".contains(sentence), "\(error)")
            }
        }
    }
}
