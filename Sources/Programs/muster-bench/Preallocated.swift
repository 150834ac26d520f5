import Glibc

/// A file of zeros whose blocks are there before the first measured write.
final class Preallocated {
    private let descriptor: Int32

    init(path: String, bytes: Int) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        let zeros = [UInt8](repeating: 0, count: bytes)
        guard descriptor >= 0, pwrite(descriptor, zeros, bytes, 0) == bytes, fsync(descriptor) == 0 else {
            throw BenchError(sentence: "the file to compare with cannot be written at \(path)")
        }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8], at offset: Int) throws {
        guard pwrite(descriptor, bytes, bytes.count, off_t(offset)) == bytes.count, fdatasync(descriptor) == 0 else {
            throw BenchError(sentence: "writing the file to compare with failed; check the disk")
        }
    }
}
