/// Why a command did not succeed: the sentence goes to standard error, the code to the shell.
struct CLIError: Error, CustomStringConvertible {
    /// What the shell is told.
    enum Code: Int32 {
        /// The request was refused or failed.
        case failed = 1
        /// The command line makes no sense.
        case usage = 2
        /// Some servers did not answer, or it is not known what happened there.
        case unreachable = 3
        /// No coordinator can be reached, or they have no quorum.
        case unavailable = 4
        /// Of what a plan shows, something would wait.
        case wouldWait = 5
        /// Of what a plan shows, something would be refused, or could never start.
        case wouldBeRefused = 6
    }

    var code: Code
    var description: String

    init(_ code: Code, _ sentence: String) {
        self.code = code
        description = sentence
    }

    /// An error in words of the cluster, which may or may not end with a full stop.
    init(_ code: Code, sentence: String) {
        let isEnded = [".", "?", "!"].contains { sentence.hasSuffix($0) }
        self.init(code, sentence.isEmpty ? "the cluster refused it." : isEnded ? sentence : sentence + ".")
    }
}
