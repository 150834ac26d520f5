import CZMQ
import Glibc
import Testing

@testable import Wire

@Suite struct EventLoopTests {
    @Test func timersFireInTheirTimeAndOnce() throws {
        let loop = EventLoop()
        var order: [String] = []
        let late = loop.timer { order.append("late") }
        let early = loop.timer { order.append("early") }
        let never = loop.timer { order.append("never") }
        early.deadline = loop.now + 1_000_000
        late.deadline = loop.now + 30_000_000
        never.deadline = loop.now + 1_000_000
        loop.remove(never)
        try loop.run(until: loop.now + 10_000_000_000, while: { order.count < 2 })
        #expect(order == ["early", "late"])
        #expect(early.deadline == .max)
    }

    @Test func aTimerMaySetItselfAnewAndStopTheLoop() throws {
        let loop = EventLoop()
        var count = 0
        var timer: EventLoop.Timer?
        timer = loop.timer(deadline: 0) {
            count += 1
            if count == 5 { loop.stop() } else { timer?.deadline = loop.now }
        }
        try loop.run()
        #expect(count == 5)
    }

    @Test func lettersOfAnotherThreadWakeTheLoopAndKeepTheirOrder() throws {
        let loop = EventLoop()
        let mailbox = try Mailbox<Int>()
        var received: [Int] = []
        loop.watch(descriptor: mailbox.descriptor) {
            received += mailbox.take()
            if received.count == 1_000 { loop.stop() }
        }
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let mailbox = Unmanaged<Mailbox<Int>>.fromOpaque(argument).takeUnretainedValue()
                for number in 0..<1_000 { mailbox.post(number) }
                return nil
            }, Unmanaged.passUnretained(mailbox).toOpaque())
        try loop.run()
        pthread_join(thread, nil)
        #expect(received == Array(0..<1_000))
    }

    @Test func anIdleLoopSleeps() throws {
        let loop = EventLoop()
        var turns = 0
        loop.endOfTurn = { turns += 1 }
        try loop.run(until: loop.now + 100_000_000, while: { true })
        #expect(turns <= 5)
    }

    @Test func aWatchThatIsEndedInATurnIsNotCalledInIt() throws {
        let loop = EventLoop()
        let first = try Mailbox<Int>()
        let second = try Mailbox<Int>()
        var calls: [String] = []
        var watches: [UInt64] = []
        watches.append(
            loop.watch(descriptor: first.descriptor) {
                calls.append("first")
                _ = first.take()
                loop.unwatch(watches[1])
                loop.stop()
            })
        watches.append(loop.watch(descriptor: second.descriptor) { calls.append("second") })
        first.post(1)
        second.post(2)
        try loop.run()
        #expect(calls == ["first"])
    }

    @Test func theClockNeverGoesBack() {
        var last = MonotonicClock.now()
        var backwards = 0
        for _ in 0..<100_000 {
            let now = MonotonicClock.now()
            if now < last { backwards += 1 }
            last = now
        }
        #expect(backwards == 0)
    }
}
