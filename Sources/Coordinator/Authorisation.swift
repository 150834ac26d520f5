import Fleet
import Wire

/// The one table of who may say what: by the role of the key and the kind of the message. What is not listed is refused.
enum Authorisation {
    /// What a request needs.
    enum Need: Hashable, Sendable {
        /// Reads only.
        case read
        /// Runs jobs and commands, cordons and drains.
        case operate
        /// Changes keys, members and settings, and copies everything.
        case administer
    }

    /// Whether a key of that role may do what is needed on the administration socket.
    static func allows(_ role: Role, _ need: Need) -> Bool {
        switch (role, need) {
        case (.admin, _): true
        case (.operatorRole, .read), (.operatorRole, .operate): true
        case (.viewer, .read): true
        default: false
        }
    }

    /// What a message of the administration conversation needs; nil for those that only coordinators send.
    static func need(for message: AdministrationMessage) -> Need? {
        switch message {
        case .query, .followCommand, .logQuery: .read
        case .mutation(let mutation):
            switch mutation.change {
            case .putKey, .removeKey, .addCoordinator, .removeCoordinator, .transferLeadership, .setProfile, .setBmc,
                .setQuota, .setHalfLife, .setReservation, .setIdleGpuPolicy, .setBalancing,
                .createToken, .revokeToken, .removeNode:
                .administer
            case .submitJob, .stopJob, .scaleJob, .holdJob, .releaseJob, .setEligibility, .setPool, .setPoolRule,
                .acceptCommand, .confirmDead,
                .releaseBrake, .holdBrake, .undamp, .orderPower, .testPower:
                .operate
            case nil: .operate
            }
        // It holds everything.
        case .backupQuery: .administer
        case .mutationOutcome, .view, .commandEvent, .logPiece, .refusal, .backupPiece: nil
        }
    }

    /// Whose server a key speaks for on the control and telemetry sockets; nil for keys of other roles.
    static func node(of role: Role) -> NodeID? {
        if case .agent(let node) = role { return node }
        return nil
    }
}
