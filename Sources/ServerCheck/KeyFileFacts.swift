import CLinux
import Glibc
import Wire

/// A file with a key pair.
public struct KeyFileFacts: Hashable, Sendable {
    /// What came of reading it.
    public enum Outcome: Hashable, Sendable {
        /// It is a key pair with this public key.
        case pair(publicKey: String)
        /// It cannot be opened: the errno.
        case closed(Int32)
        /// It is not to be used: a sentence.
        case refused(String)
    }

    /// The file.
    public var path: String
    /// What came of reading it.
    public var outcome: Outcome
    /// Its owner; nil where that cannot be seen.
    public var owner: FileOwner?
    /// Its mode; nil where that cannot be seen.
    public var mode: UInt32?

    /// Facts with their parts.
    public init(path: String, outcome: Outcome, owner: FileOwner? = .root, mode: UInt32? = 0o600) {
        self.path = path
        self.outcome = outcome
        self.owner = owner
        self.mode = mode
    }

    /// What is to be said of it. `expected` is the public key that it should have, where that is known, and `whose` says of
    /// what.
    public func findings(_ viewer: Viewer, expected: String? = nil, whose: String = "") -> [Finding] {
        switch outcome {
        case .closed(let code) where viewer.isBarred(by: code):
            return [.unseen("key", "\(path) cannot be read by \(viewer.name)")]
        case .closed(let code):
            return [
                .error(
                    "key", "\(path): \(Words.error(code))",
                    "put the key pair there that was made for this server, or name it by `key_file`")
            ]
        case .refused(let sentence):
            // The sentence says what to do.
            return [Finding(.error, "key", sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence)]
        case .pair(let publicKey):
            if let expected, expected != publicKey {
                return [
                    .error(
                        "key", "\(path) has the public key \(publicKey), and \(whose) has \(expected)",
                        "put the pair of that key there, or correct the line: the others would refuse this one")
                ]
            }
            let rights = [mode.map { "mode \(String($0, radix: 8))" }, owner.map { "of \($0.name)" }].compactMap { $0 }
            return [.ok("key", "\(path) is a key pair (\(rights.joined(separator: ", "))), public key \(publicKey)")]
        }
    }

    /// Looks at a file.
    public static func gather(_ path: String) -> KeyFileFacts {
        var info = stat()
        let isSeen = stat(path, &info) == 0
        var facts = KeyFileFacts(
            path: path, outcome: .closed(0), owner: isSeen ? .named(info.st_uid) : nil,
            mode: isSeen ? UInt32(info.st_mode & 0o7777) : nil)
        let descriptor = muster_open(path, O_RDONLY, 0)
        guard descriptor >= 0 else {
            facts.outcome = .closed(errno)
            return facts
        }
        close(descriptor)
        do throws(KeyFileError) {
            facts.outcome = .pair(publicKey: try CurveKeyPair.load(path).publicKey)
        } catch {
            facts.outcome = .refused(error.description)
        }
        return facts
    }
}
