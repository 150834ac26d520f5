import Determinism

/// How a server's power is reached beside the server: its baseboard management controller, or the outlet that feeds it. It is
/// spoken with by a fence agent of ClusterLabs, a program that a coordinator runs; nothing here is secret.
public struct BMC: Hashable, Sendable {
    /// The fence agent: `fence_redfish`, `fence_ipmilan`, ... Only its name: each coordinator knows the directory.
    public var agent: String
    /// What the agent is told, by the names of its own options (`ip`, `username`, ...).
    public var options: SortedMap<String, String>
    /// The name of a file in each coordinator's directory of secrets, which holds the password; nil for none.
    public var secret: String?
    /// How long something on the server must have been not dead until the server is switched off without a person's word;
    /// nil for never.
    public var fenceAfter: Span?

    /// Access with its parts.
    public init(
        agent: String, options: SortedMap<String, String> = SortedMap(), secret: String? = nil,
        fenceAfter: Span? = nil
    ) {
        self.agent = agent
        self.options = options
        self.secret = secret
        self.fenceAfter = fenceAfter
    }

    /// The shortest time after which a server may be fenced: what only hung for a moment is not switched off.
    public static let shortestFenceAfter = Span.seconds(1)

    /// Options at the most.
    static let optionsAtMost = 32

    /// What is wrong with it, in a sentence; nil for nothing. Options are refused that would let whoever sets them run programs
    /// or write files on the coordinators, and those that carry a secret.
    public var problem: String? {
        guard agent.hasPrefix("fence_"), agent.utf8.count <= 63, agent.utf8.allSatisfy(BMC.isWordByte) else {
            return "the fence agent `\(agent.limited(toBytes: 64))` is no name like fence_redfish or fence_ipmilan"
        }
        guard options.count <= BMC.optionsAtMost else { return "more than \(BMC.optionsAtMost) options" }
        for (name, value) in options {
            guard !name.isEmpty, name.utf8.count <= 63, name.utf8.allSatisfy(BMC.isWordByte) else {
                return "the option `\(name.limited(toBytes: 64))` is no name of a fence agent's option"
            }
            if BMC.isSecret(name) {
                return
                    "the option `\(name)` is a secret: put it into a file on each coordinator, and name the file with "
                    + "--password-file"
            }
            if BMC.isRefused(name) {
                return
                    "the option `\(name)` is not taken: it would choose the action, make up a state, or let a fence agent run programs or "
                    + "write files on the coordinators"
            }
            guard Names.isPlainText(value, atMost: 255) else {
                return "the option `\(name)` has a value with control characters, or of more than 255 bytes"
            }
        }
        if let secret, !Names.isFile(secret) {
            return
                "the password file `\(secret.limited(toBytes: 64))` is no name of a file: give the name alone, of a file in "
                + "each coordinator's directory of secrets"
        }
        if let fenceAfter, fenceAfter < BMC.shortestFenceAfter {
            return "a server is fenced after \(BMC.shortestFenceAfter.inSeconds) at the earliest"
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        if name.hasSuffix("_script") { return false }
        return name.contains("passw") || name == "community" || name == "hexadecimal_kg" || name.contains("token")
            || name.contains("secret")
    }

    private static func isRefused(_ name: String) -> Bool {
        let name = name.lowercased()
        if ["api_path", "systems_uri", "redfish_uri"].contains(name) { return false }
        return ["action", "option", "method", "missing_as_off", "verbose", "quiet", "ssh_options", "identity_file"]
            .contains(name)
            || name.contains("debug") || name.contains("verbose") || name.hasSuffix("_script")
            || name.hasSuffix("_path")
            || name.hasSuffix("_file") || name.hasPrefix("sudo") || name.hasPrefix("use_sudo")
    }
}

/// What power is asked to do.
public enum PowerAction: UInt8, Sendable, CaseIterable {
    /// No power for the server, at once and without asking its system.
    case off = 0
    /// Power for the server.
    case on = 1
}

/// A power action that was decided and of which it is not yet known that it is done.
public struct PowerOrder: Hashable, Sendable {
    /// What.
    public var action: PowerAction
    /// The session that the server had when it was decided; nil for none. A server that has come back in another one is not
    /// meant.
    public var session: SessionID?
    /// Whether no person asked for it.
    public var isAutomatic: Bool
    /// The log index of the decision.
    public var index: UInt64
    /// When it was decided.
    public var at: WallTime
}

/// What the state knows of a server's power.
public struct PowerControl: Hashable, Sendable {
    /// How it is reached.
    public var bmc: BMC
    /// What is to be done; nil for nothing.
    public var order: PowerOrder?
    /// What became of the last order, in words; empty for none.
    public var lastOutcome: String

    /// Power that nobody has asked anything of.
    public init(bmc: BMC) {
        self.bmc = bmc
        order = nil
        lastOutcome = ""
    }
}
