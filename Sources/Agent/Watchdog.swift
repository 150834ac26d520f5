import Determinism
import Fleet
import Glibc

/// The machine's watchdog: a device that resets the machine unless it is written to again and again (Linux, "The Linux Watchdog
/// driver API"). It is armed by being opened, and disarmed only by the letter `V` before it is closed: a process that ends
/// otherwise leaves it armed, and the machine is reset unless another one goes on in time.
final class Watchdog {
    /// The sentence says what was wrong and what to do.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// _IOWR('W', 6, int): how many seconds until the reset.
    private static let setTimeout: UInt = 0xC004_5706

    private let descriptor: Descriptor
    private let path: String
    /// How long it bears without a word, in nanoseconds: what the device took, which may not be what it was asked for.
    let timeout: UInt64

    /// Opens and arms it.
    init(path: String, timeout: UInt64) throws {
        self.path = path
        do {
            descriptor = try Descriptor(open: path, O_WRONLY)
        } catch {
            throw Failure(
                description: error.code == EBUSY
                    ? "the watchdog \(path) is in use by another program, perhaps the system's own (RuntimeWatchdogSec): leave it "
                        + "to one of them"
                    : "the watchdog \(path) cannot be opened: \(SystemError.text(error.code)); load its driver, or take "
                        + "`watchdog` out of the agent's file")
        }
        var seconds = Int32(clamping: max(timeout / 1_000_000_000, 1))
        // A device that does not know how keeps its own time.
        let isTaken = ioctl(descriptor.number, Watchdog.setTimeout, &seconds) == 0
        self.timeout = isTaken ? UInt64(max(seconds, 1)) * 1_000_000_000 : timeout
    }

    /// Tells it that all is well. Returns whether it took the word.
    func pet() -> Bool { write(0) }

    /// Disarms it, where its driver allows that.
    func disarm() { _ = write(UInt8(ascii: "V")) }

    private func write(_ byte: UInt8) -> Bool {
        var byte = byte
        return Glibc.write(descriptor.number, &byte, 1) == 1
    }
}
