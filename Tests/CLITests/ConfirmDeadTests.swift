import Testing
import Wire

@testable import CLI

/// What `muster node confirm-dead` declares.
@Suite struct ConfirmDeadTests {
    private let present = Session(node: "n1", boot: "b", nonce: 2)
    private let former = Session(node: "n1", boot: "a", nonce: 1)
    private let stuck = LiveAttempt(attempt: AttemptRef(allocation: 3, number: 1), name: "train[0]", notDead: true)
    private let well = LiveAttempt(attempt: AttemptRef(allocation: 4, number: 1), name: "team/web[1]", notDead: false)

    private func view(_ state: String, formerAttempts: [LiveAttempt] = []) -> NodeView {
        var view = NodeView(name: "n1", state: state, silentNs: 5_000_000_000)
        view.sessions = [SessionView(session: present, isPresent: true, attempts: [stuck, well])]
        if !formerAttempts.isEmpty {
            view.sessions.append(SessionView(session: former, isPresent: false, attempts: formerAttempts))
        }
        return view
    }

    @Test func aSilentServersSessionIsDeclaredWhole() throws {
        let deaths = try ConfirmDeadCommand.deaths(on: view("suspect"), only: [])
        #expect(deaths == [ConfirmDead(session: present)])
        let sentence = ConfirmDeadCommand.sentence(deaths[0], on: view("suspect"))
        #expect(
            sentence.contains("session 2") && sentence.contains("train[0] attempt 1 (not dead), team/web[1] attempt 1"))
    }

    @Test func ofALivingServerOnlyWhatCannotBeKilledAndFormerLivesAreDeclared() throws {
        let deaths = try ConfirmDeadCommand.deaths(on: view("ready", formerAttempts: [well]), only: [])
        #expect(
            deaths == [
                ConfirmDead(session: present, attempts: [AttemptRef(allocation: 3, number: 1)]),
                ConfirmDead(session: former),
            ])
        #expect(ConfirmDeadCommand.sentence(deaths[0], on: view("ready")).contains("goes on"))
    }

    @Test func oneTaskCanBeNamed() throws {
        let deaths = try ConfirmDeadCommand.deaths(on: view("suspect"), only: ["train[0]"])
        #expect(deaths == [ConfirmDead(session: present, attempts: [AttemptRef(allocation: 3, number: 1)])])
        #expect(throws: (any Error).self) { try ConfirmDeadCommand.deaths(on: view("ready"), only: ["team/web[1]"]) }
    }

    @Test func aLivingServerWithNothingStuckIsRefused() {
        var healthy = view("ready")
        healthy.sessions = [SessionView(session: present, isPresent: true, attempts: [well])]
        #expect(throws: (any Error).self) { try ConfirmDeadCommand.deaths(on: healthy, only: []) }
    }
}
