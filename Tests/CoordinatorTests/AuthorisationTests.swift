import Consensus
import Fleet
import Testing
import Wire

@testable import Coordinator

/// The whole table: every kind of message for every role. A kind that is added fails to compile here until it is decided.
@Suite struct AuthorisationTests {
    private static let roles: [Role] = [
        .admin, .operatorRole, .viewer, .agent(NodeID("a")), .coordinator(1),
    ]

    private static let changes: [Mutation.Change?] = [
        .putKey(.init()), .removeKey(.init()), .submitJob(.init()), .stopJob(.init()), .setEligibility(.init()),
        .setPool(.init()), .acceptCommand(.init()), .confirmDead(.init()), .releaseBrake(.init()),
        .addCoordinator(.init()), .removeCoordinator(.init()), .transferLeadership(.init()), .setProfile(.init()),
        .holdBrake(.init()), .undamp(.init()), .setPoolRule(.init()), .setBmc(.init()), .orderPower(.init()),
        .testPower(.init()), .setQuota(.init()), .setHalfLife(.init()), .setReservation(.init()), .scaleJob(.init()),
        .holdJob(.init()), .releaseJob(.init()), .setIdleGpuPolicy(.init()), .setBalancing(.init()),
        .createToken(.init()), .revokeToken(1), .removeNode(.init()),
        nil,
    ]

    private static let messages: [AdministrationMessage] =
        changes.map { .mutation(Mutation(correlation: 1, id: MutationID(high: 1, low: 1), change: $0)) } + [
            .query(.init()), .followCommand(.init()), .logQuery(.init()), .mutationOutcome(.init()), .view(.init()),
            .commandEvent(.init()), .logPiece(.init()), .refusal(.init()), .backupQuery(.init()), .backupPiece(.init()),
        ]

    /// Who may say it, written down a second time and without a default.
    private func mayBeSaid(by message: AdministrationMessage) -> Set<Role> {
        switch message {
        case .query, .followCommand, .logQuery: [.admin, .operatorRole, .viewer]
        case .mutation(let mutation):
            switch mutation.change {
            case .putKey, .removeKey, .addCoordinator, .removeCoordinator, .transferLeadership, .setProfile, .setBmc,
                .setQuota, .setHalfLife, .setReservation, .setIdleGpuPolicy, .setBalancing,
                .createToken, .revokeToken, .removeNode:
                [.admin]
            case .submitJob, .stopJob, .scaleJob, .holdJob, .releaseJob, .setEligibility, .setPool, .setPoolRule,
                .acceptCommand, .confirmDead,
                .releaseBrake, .holdBrake, .undamp, .orderPower, .testPower, nil:
                [.admin, .operatorRole]
            }
        case .backupQuery: [.admin]
        case .mutationOutcome, .view, .commandEvent, .logPiece, .refusal, .backupPiece: []
        }
    }

    @Test(arguments: messages, roles) func onlyTheNamedRolesMaySayIt(_ message: AdministrationMessage, _ role: Role) {
        let isAllowed = Authorisation.need(for: message).map { Authorisation.allows(role, $0) } ?? false
        #expect(isAllowed == mayBeSaid(by: message).contains(role))
    }

    @Test(arguments: roles) func onlyAnAgentsKeySpeaksForAServer(_ role: Role) {
        #expect(Authorisation.node(of: role) == (role == .agent(NodeID("a")) ? NodeID("a") : nil))
    }
}
