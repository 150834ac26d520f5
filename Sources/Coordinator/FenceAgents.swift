import CoordinatorCore
import Glibc
import Wire

/// Carries out a member's requests to fence agents, each on a thread of its own, which lives as long as the agent: the loop
/// never waits for a BMC. The member bounds how many there are.
///
/// Thread rules: used by the loop's thread.
final class FenceAgents {
    private final class Errand: @unchecked Sendable {
        let agent: FenceAgent
        let request: PowerRequest
        let mailbox: Mailbox<PowerAnswer>
        init(_ agent: FenceAgent, _ request: PowerRequest, _ mailbox: Mailbox<PowerAnswer>) {
            self.agent = agent
            self.request = request
            self.mailbox = mailbox
        }
    }

    private let agent: FenceAgent
    private let mailbox: Mailbox<PowerAnswer>

    /// Fence agents in that directory, passwords in that one.
    init(agents: String, secrets: String) throws {
        agent = FenceAgent(directory: agents, secrets: secrets)
        mailbox = try Mailbox()
    }

    /// Readable when there are answers.
    var descriptor: Int32 { mailbox.descriptor }

    /// The answers that have come.
    func take() -> [PowerAnswer] { mailbox.take() }

    /// Begins a request; its answer comes to `take`.
    func carryOut(_ request: PowerRequest) {
        let errand = Unmanaged.passRetained(Errand(agent, request, mailbox))
        var thread = pthread_t()
        let outcome = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let errand = Unmanaged<Errand>.fromOpaque(argument).takeRetainedValue()
                errand.mailbox.post(errand.agent.carryOut(errand.request))
                return nil
            }, errand.toOpaque())
        guard outcome == 0 else {
            errand.release()
            mailbox.post(
                PowerAnswer(
                    number: request.number, beganAt: .origin,
                    result: .failed("no thread can be made: \(String(cString: strerror(outcome)))")))
            return
        }
        pthread_detach(thread)
    }
}
