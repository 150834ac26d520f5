/// What stands behind `check` on a command line.
public enum CheckArguments: Hashable, Sendable {
    /// To check with this configuration file, and to print for people or for programs.
    case check(configuration: String, json: Bool)
    /// To say how it is used.
    case help
    /// What cannot be understood; a sentence.
    case wrong(String)

    /// Reads the arguments behind `check`.
    public init(_ arguments: some Sequence<String>, configuration: String) {
        var (path, json) = (String?.none, false)
        var rest = Array(arguments)
        while !rest.isEmpty {
            let argument = rest.removeFirst()
            switch argument {
            case "--help", "-h":
                self = .help
                return
            case "--json": json = true
            case "--config":
                guard path == nil, let next = rest.first else {
                    self = .wrong("`--config` takes one file, and comes once.")
                    return
                }
                path = next
                rest.removeFirst()
            default:
                self = .wrong("`check` has no argument `\(argument)`.")
                return
            }
        }
        self = .check(configuration: path ?? configuration, json: json)
    }
}
