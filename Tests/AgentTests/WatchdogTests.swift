import Foundation
import Testing

@testable import Agent

/// The watchdog's device, played by a file.
@Suite struct WatchdogTests {
    private func file() throws -> String {
        let path = NSTemporaryDirectory() + "watchdog-\(UUID().uuidString)"
        try Data().write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test func itIsToldThatAllIsWellAndIsDisarmedByItsLetterAlone() throws {
        let path = try file()
        defer { try? FileManager.default.removeItem(atPath: path) }
        var watchdog: Watchdog? = try Watchdog(path: path, timeout: 3_000_000_000)
        // What is no device keeps the time that was asked for.
        #expect(watchdog?.timeout == 3_000_000_000)
        #expect(watchdog?.pet() == true && watchdog?.pet() == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([0, 0]))
        watchdog?.disarm()
        watchdog = nil
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data([0, 0, UInt8(ascii: "V")]))
    }

    @Test func aDeviceThatIsNotThereIsAnErrorThatSaysWhatToDo() {
        #expect {
            try Watchdog(path: "/nonexistent/watchdog", timeout: 1_000_000_000)
        } throws: { error in
            "\(error)".contains("/nonexistent/watchdog cannot be opened") && "\(error)".contains("driver")
        }
    }
}
