import Fleet
import Testing

@testable import Coordinator
@testable import Wire

@Suite struct OutputBuffersTests {
    private let node = NodeID("a")
    private let command = CommandID(7)

    private func chunk(
        _ data: [UInt8], at offset: UInt64, of command: CommandID = CommandID(7), isLast: Bool = false
    ) -> Fleet.OutputChunk {
        Fleet.OutputChunk(source: .command(command), stream: .output, offset: offset, data: data, isLast: isLast)
    }

    private func grew(_ buffers: inout OutputBuffers, _ chunk: Fleet.OutputChunk) -> Bool {
        buffers.record(node, command, chunk)
    }

    private func expect(_ wanted: Bool, _ grew: Bool, at place: SourceLocation = #_sourceLocation) {
        #expect(grew == wanted, sourceLocation: place)
    }

    private func bytes(_ buffers: OutputBuffers, _ command: CommandID = CommandID(7)) -> [UInt8] {
        buffers.streams(of: command).values.flatMap(\.bytes)
    }

    @Test func piecesJoinInWhateverOrderAndNumberTheyCome() {
        var buffers = OutputBuffers()
        expect(false, grew(&buffers, chunk([3, 4], at: 2)))
        expect(true, grew(&buffers, chunk([1, 2], at: 0)))
        expect(false, grew(&buffers, chunk([1, 2], at: 0)))
        expect(true, grew(&buffers, chunk([4, 5], at: 3)))
        #expect(bytes(buffers) == [1, 2, 3, 4, 5])
    }

    @Test func aStreamEndsOnce() {
        var buffers = OutputBuffers()
        expect(true, grew(&buffers, chunk([], at: 0, isLast: true)))
        expect(false, grew(&buffers, chunk([], at: 0, isLast: true)))
    }

    @Test func aPlaceAtTheEndOfAllNumbersIsIgnored() {
        var buffers = OutputBuffers()
        expect(false, grew(&buffers, chunk([1, 2], at: .max)))
        expect(false, grew(&buffers, chunk([1, 2], at: .max - 1)))
        expect(true, grew(&buffers, chunk([9], at: 0)))
        #expect(bytes(buffers) == [9])
    }

    @Test func ofAStreamItsBeginningIsKept() {
        var buffers = OutputBuffers()
        let piece = [UInt8](repeating: 1, count: 60_000)
        for number in 0..<10 { _ = buffers.record(node, command, chunk(piece, at: UInt64(number * piece.count))) }
        #expect(bytes(buffers).count == OutputBuffers.bytesAtMost)
    }

    @Test func theOldestCommandsMakeRoom() {
        var buffers = OutputBuffers(bytesOfAllAtMost: 100)
        let piece = [UInt8](repeating: 1, count: 40)
        for number in 1...3 {
            _ = buffers.record(node, CommandID(UInt64(number)), chunk(piece, at: 0, of: CommandID(UInt64(number))))
        }
        #expect(bytes(buffers, CommandID(1)).isEmpty)
        #expect(bytes(buffers, CommandID(2)).count == 40)
        #expect(bytes(buffers, CommandID(3)).count == 40)
    }

    @Test func oneCommandOnManyServersTakesNoMoreThanAllMayTake() {
        var buffers = OutputBuffers(bytesOfAllAtMost: 1_000)
        for number in 0..<100 {
            // Early pieces count, too.
            for offset in [0, 100] as [UInt64] {
                _ = buffers.record(
                    NodeID("n\(number)"), command, chunk([UInt8](repeating: 1, count: 40), at: offset))
            }
        }
        let kept = buffers.streams(of: command).values.reduce(0) { sum, stream in
            sum + stream.bytes.count + stream.early.values.reduce(0) { $0 + $1.count }
        }
        #expect(kept <= 1_000 && kept >= 900)
    }

    @Test func onlySoManyCommandsAreKept() {
        var buffers = OutputBuffers()
        for number in 1...UInt64(OutputBuffers.commandsAtMost) + 1 {
            _ = buffers.record(node, CommandID(number), chunk([1], at: 0, of: CommandID(number)))
        }
        #expect(bytes(buffers, CommandID(1)).isEmpty)
        #expect(bytes(buffers, CommandID(2)) == [1])
    }

    @Test func aFollowerIsSentWhatItLacks() {
        var buffers = OutputBuffers()
        _ = buffers.record(node, command, chunk([1, 2, 3], at: 0))
        guard let key = buffers.streams(of: command).keys.first, let stream = buffers.streams(of: command)[key] else {
            Issue.record("nothing was kept")
            return
        }
        var follower = Clients.Follower(
            peer: .init(key: "k", routingID: [1]), correlation: 1, command: command)
        #expect(follower.next(of: key, in: stream) == 0)
        follower.sentBytes[key] = 2
        #expect(follower.next(of: key, in: stream) == 2)
        follower.sentBytes[key] = 3
        #expect(follower.next(of: key, in: stream) == nil)
        follower.sentBytes[key] = 9
        #expect(follower.next(of: key, in: stream) == nil)
    }
}
