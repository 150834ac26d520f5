import Glibc
import Testing

@testable import ServiceNotification

@Suite("What the service manager is told")
struct ServiceNotifierTests {
    private static let second: UInt64 = 1_000_000_000

    @Test("at the first turn that the program is ready, and then each status that is new", arguments: [false, true])
    func readyAndStatus(isAbstract: Bool) throws {
        let manager = try NotifySocket(isAbstract: isAbstract)
        let notifier = ServiceNotifier(socket: manager.name)
        #expect(notifier.problem == nil)
        #expect(notifier.nextTurn == 0)
        #expect(manager.heard().isEmpty)
        notifier.turn(now: 5 * Self.second, status: "Leads term 3.")
        #expect(manager.heard() == [["READY=1", "STATUS=Leads term 3."]])
        #expect(notifier.nextTurn == 6 * Self.second)
        notifier.turn(now: 6 * Self.second, status: "Leads term 3.")
        #expect(manager.heard().isEmpty)
        notifier.turn(now: 7 * Self.second, status: "Follows\nmember 2.")
        #expect(manager.heard() == [["STATUS=Follows member 2."]])
        notifier.stopping()
        #expect(manager.heard() == [["STOPPING=1", "STATUS=Stopping."]])
        #expect(notifier.nextTurn == .max)
    }

    @Test("the sign of life comes at half of what the watchdog bears, and not between")
    func signsOfLife() throws {
        let manager = try NotifySocket()
        let notifier = ServiceNotifier(
            socket: manager.name, watchdogMicroseconds: "4000000", watchdogProcess: "\(getpid())")
        for tenth in 0...60 where UInt64(tenth) * Self.second / 10 >= notifier.nextTurn {
            notifier.turn(now: UInt64(tenth) * Self.second / 10, status: "")
        }
        let heard = manager.heard()
        #expect(heard.first == ["READY=1", "WATCHDOG=1", "STATUS="])
        #expect(heard.dropFirst().allSatisfy { $0 == ["WATCHDOG=1"] })
        // At 0, 2, 4 and 6 seconds.
        #expect(heard.count == 4)
    }

    @Test("a quick watchdog is answered in its time, although the status is looked at once a second only")
    func quickWatchdog() throws {
        let manager = try NotifySocket()
        let notifier = ServiceNotifier(socket: manager.name, watchdogMicroseconds: "200000")
        notifier.turn(now: 0, status: "")
        #expect(notifier.nextTurn == Self.second / 10)
        notifier.turn(now: Self.second / 10, status: "")
        #expect(manager.heard().count { $0.contains("WATCHDOG=1") } == 2)
    }

    @Test("no sign of life is given where the watchdog is for another process, or for none", arguments: ["1", "", "x"])
    func otherProcess(process: String) throws {
        let manager = try NotifySocket()
        let notifier = ServiceNotifier(
            socket: manager.name, watchdogMicroseconds: "2000000", watchdogProcess: process)
        notifier.turn(now: 0, status: "s")
        #expect(manager.heard() == [["READY=1", "STATUS=s"]])
    }

    @Test("what is not taken at once is told again, and nobody waits for it")
    func fullSocket() throws {
        let manager = try NotifySocket()
        let other = ServiceNotifier(socket: manager.name)
        // Until the queue is full.
        for number in 0..<4_096 { other.turn(now: 0, status: "filling \(number)") }
        let notifier = ServiceNotifier(socket: manager.name, watchdogMicroseconds: "20000000")
        notifier.turn(now: 0, status: "s")
        let before = manager.heard()
        #expect(before.count < 4_096)
        #expect(!before.contains(["READY=1", "WATCHDOG=1", "STATUS=s"]))
        notifier.turn(now: Self.second, status: "s")
        #expect(manager.heard() == [["READY=1", "WATCHDOG=1", "STATUS=s"]])
        notifier.turn(now: 2 * Self.second, status: "s")
        #expect(manager.heard().isEmpty)
    }

    @Test("a service manager that is away for a moment is told when it is back")
    func absent() throws {
        let name: String
        do { name = try NotifySocket().name }
        let notifier = ServiceNotifier(socket: name)
        notifier.turn(now: 0, status: "s")
        #expect(notifier.problem == nil)
        #expect(notifier.nextTurn == Self.second)
    }

    @Test("where nobody asked nothing is due, and what is no address is a sentence")
    func noSocket() {
        for name in [nil, ""] as [String?] {
            let notifier = ServiceNotifier(socket: name, watchdogMicroseconds: "1000000")
            #expect(notifier.nextTurn == .max)
            #expect(notifier.problem == nil)
            notifier.turn(now: 0, status: "s")
            notifier.stopping()
        }
        let long = "/" + String(repeating: "x", count: 107)
        for name in ["vsock:2:1234", "relative/path", "@", "/", long] {
            let notifier = ServiceNotifier(socket: name)
            #expect(notifier.problem?.contains(name) == true)
            #expect(notifier.nextTurn == .max)
        }
        #expect(NotifyAddress(String(long.dropLast())) != nil)
    }

    @Test("the variables are for this process alone: nothing that it starts inherits them")
    func environment() throws {
        let manager = try NotifySocket()
        setenv("NOTIFY_SOCKET", manager.name, 1)
        setenv("WATCHDOG_USEC", "30000000", 1)
        setenv("WATCHDOG_PID", "\(getpid())", 1)
        let notifier = ServiceNotifier.ofEnvironment()
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"] { #expect(getenv(name) == nil) }
        notifier.turn(now: 0, status: "s")
        #expect(manager.heard() == [["READY=1", "WATCHDOG=1", "STATUS=s"]])
        #expect(ServiceNotifier.ofEnvironment().nextTurn == .max)
    }
}
