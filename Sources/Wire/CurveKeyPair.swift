import CZMQ
import Glibc

/// A CURVE key pair in Z85, 40 characters each. The secret half is never printed: `description` shows the public one.
public struct CurveKeyPair: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// The public key.
    public let publicKey: String
    /// The secret key. Not to be logged or put into arguments.
    public let secretKey: String

    /// A new pair from the system's randomness.
    public static func generate() throws(SocketError) -> CurveKeyPair {
        var publicKey = [CChar](repeating: 0, count: 41)
        var secretKey = [CChar](repeating: 0, count: 41)
        guard zmq_curve_keypair(&publicKey, &secretKey) == 0 else { throw .last("making a CURVE key pair") }
        return CurveKeyPair(publicKey: text(publicKey), secretKey: text(secretKey))
    }

    /// The pair of a secret key; nil if it is not one.
    public init?(secretKey: String) {
        var derived = [CChar](repeating: 0, count: 41)
        guard secretKey.utf8.count == 40, zmq_curve_public(&derived, secretKey) == 0 else { return nil }
        self.init(publicKey: CurveKeyPair.text(derived), secretKey: secretKey)
    }

    private init(publicKey: String, secretKey: String) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    /// Reads the pair of a file that `store` wrote. Refuses a file that others than its owner can read.
    public static func load(_ path: String) throws(KeyFileError) -> CurveKeyPair {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw KeyFileError("\(path): \(String(cString: strerror(errno))); name the file with the key pair.")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw KeyFileError("\(path): others than its owner can read this secret; run `chmod 600 \(path)`.")
        }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(descriptor, &bytes, bytes.count)
        let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let pair = CurveKeyPair(secretKey: String(words[1])), pair.publicKey == words[0] else {
            throw KeyFileError("\(path): this is not a key pair (public and secret key, a line each).")
        }
        return pair
    }

    /// Writes the pair to a new file of mode 0600.
    public func store(_ path: String) throws(KeyFileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw KeyFileError("\(path): \(String(cString: strerror(errno))); choose a path that is not there yet.")
        }
        defer { close(descriptor) }
        let text = Array("\(publicKey)\n\(secretKey)\n".utf8)
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw KeyFileError("\(path): \(String(cString: strerror(errno))).")
        }
    }

    /// The public key alone.
    public var description: String { publicKey }

    /// The public key alone: neither `dump` nor a debugger's description of what holds a pair shows the secret.
    public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey]) }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix(40).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Why a key file cannot be used, in one sentence.
public struct KeyFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The sentence.
    public var description: String
    init(_ description: String) { self.description = description }
}
