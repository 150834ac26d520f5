import Testing

@testable import CLI

@Suite("Output that is followed from one leader to the next")
struct FollowedOutputTests {
    private func check(_ holds: Bool, at place: SourceLocation = #_sourceLocation) {
        #expect(holds, sourceLocation: place)
    }

    @Test("pieces that are cut otherwise lose nothing and repeat nothing")
    func pieces() {
        var output = FollowedOutput()
        var told: [UInt8] = []
        for (offset, data) in [
            (0, [1, 2, 3]), (3, [4]), (0, [1, 2, 3, 4, 5, 6]), (0, [1, 2]), (6, [7]), (5, [6, 7, 8]),
        ] as [(UInt64, [UInt8])] {
            if let news = output.news(node: "a", stream: 0, offset: offset, data: data) {
                #expect(news.offset == UInt64(told.count))
                told += news.data
            }
        }
        #expect(told == [1, 2, 3, 4, 5, 6, 7, 8])
    }

    @Test("streams and servers are apart")
    func streams() {
        var output = FollowedOutput()
        for (node, stream) in [("a", 0), ("a", 1), ("b", 0)] as [(String, UInt32)] {
            check(output.news(node: node, stream: stream, offset: 0, data: [1]) != nil)
        }
    }

    @Test("a place at the end of all numbers is ignored")
    func farAway() {
        var output = FollowedOutput()
        check(output.news(node: "a", stream: 0, offset: .max, data: [1]) == nil)
        check(output.news(node: "a", stream: 0, offset: 0, data: [1]) != nil)
    }
}
