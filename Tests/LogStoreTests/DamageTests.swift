import Consensus
import Testing

@testable import LogStore

/// What a crash leaves is removed; what a disk has spoilt is reported.
@Suite struct DamageTests {
    /// Three records in one segment: its name and where each begins and ends.
    private func threeRecords(_ place: TemporaryStore, lastSize: Int = 40) throws -> (name: String, places: [Int]) {
        let (store, _) = try place.open()
        try store.write(save(1, [entry(1)], hardState: HardState(term: Term(4), vote: MemberID(3))))
        try store.write(save(2, [entry(2, size: 600)]))
        try store.write(save(3, [entry(3, size: lastSize)]))
        store.close()
        let name = try #require(try place.names("segment-").last)
        let bytes = try place.bytes(name)
        let number = try #require(Segment.number(ofName: name))
        let frame = RecordFrame(store: TemporaryStore.id, segment: number)
        var places = [Segment.headerSize]
        while let last = places.last, case .record(_, _, let end) = frame.read(bytes, at: last) { places.append(end) }
        return (name, places)
    }

    private func isDamaged(_ error: any Error) -> Bool {
        if case .damaged = error as? LogStoreError { true } else { false }
    }

    @Test func `a last record cut off at any sector is removed, and the log goes on`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place, lastSize: 1_500)
        #expect(places.count == 5)
        let whole = try place.bytes(name)
        for sector in places[3] / 512...places[4] / 512 {
            let cut = max(places[3], sector * 512)
            try place.replace(name, by: Array(whole[..<cut]) + [UInt8](repeating: 0, count: whole.count - cut))
            let (store, recovered) = try place.open()
            #expect(recovered.entries == [entry(1), entry(2, size: 600)], "cut at \(cut)")
            try store.write(save(4, [entry(3, term: 9)]))
            store.close()
            #expect(try place.recovered().entries.last == entry(3, term: 9), "cut at \(cut)")
        }
    }

    @Test func `a last record cut off inside its last sector is reported, since no disk does that`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place, lastSize: 1_500)
        let whole = try place.bytes(name)
        let end = try #require(whole.lastIndex { $0 != 0 })
        for cut in (places[4] - 1) / 512 * 512 + 1...end {
            try place.replace(name, by: Array(whole[..<cut]) + [UInt8](repeating: 0, count: whole.count - cut))
            #expect("cut at \(cut)") { try place.open() } throws: { isDamaged($0) }
        }
    }

    @Test func `a payload of zeros does not look like sectors that were not written`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        try store.write(save(1, [entry(1)]))
        try store.write(
            save(
                2,
                [
                    LogEntry(
                        index: LogIndex(2), term: Term(1), kind: .command, payload: [UInt8](repeating: 0, count: 1_500))
                ]))
        store.close()
        let name = try #require(try place.names("segment-").last)
        let whole = try place.bytes(name)
        let end = try #require(whole.lastIndex { $0 != 0 })
        for offset in end - 1_500...end {
            var spoilt = whole
            spoilt[offset] ^= 0xA5
            try place.replace(name, by: spoilt)
            #expect("byte \(offset)") { try place.open() } throws: { isDamaged($0) }
        }
    }

    @Test func `a torn record is not believed where anything stands behind it`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place, lastSize: 1_500)
        var torn = try place.bytes(name)
        for offset in places[4] / 512 * 512..<torn.count { torn[offset] = 0 }
        torn[places[4] + 600] = 1
        try place.replace(name, by: torn)
        #expect { try place.open() } throws: { isDamaged($0) }
    }

    @Test func `a last record of which any sectors were not written is removed`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place, lastSize: 1_500)
        let whole = try place.bytes(name)
        let sectors = places[3] / 512...(places[4] - 1) / 512
        for missing in 1..<(1 << sectors.count) {
            var torn = whole
            for (bit, sector) in sectors.enumerated() where missing >> bit & 1 == 1 {
                for offset in max(places[3], sector * 512)..<min(places[4], sector * 512 + 512) { torn[offset] = 0 }
            }
            try place.replace(name, by: torn)
            #expect(try place.recovered().entries.count == 2, "sectors \(String(missing, radix: 2)) missing")
        }
    }

    @Test func `a flipped bit in a record before others is reported`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place)
        let whole = try place.bytes(name)
        for offset in stride(from: places[0], to: places[2], by: 3) {
            var spoilt = whole
            spoilt[offset] ^= 1 << UInt8(offset % 8)
            try place.replace(name, by: spoilt)
            #expect("bit at \(offset)") { try place.open() } throws: { isDamaged($0) }
        }
    }

    @Test func `a flipped bit in the last record is reported, since a torn write looks otherwise`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place)
        let whole = try place.bytes(name)
        let end = try #require(whole.lastIndex { $0 != 0 })
        for offset in places[3]...end {
            for bit in 0..<8 {
                var spoilt = whole
                spoilt[offset] ^= 1 << UInt8(bit)
                try place.replace(name, by: spoilt)
                #expect("bit \(bit) at \(offset)") { try place.open() } throws: { isDamaged($0) }
            }
        }
    }

    @Test func `a record that vanished before others is reported`() throws {
        let place = try TemporaryStore()
        let (name, places) = try threeRecords(place)
        var spoilt = try place.bytes(name)
        for offset in places[1]..<places[2] { spoilt[offset] = 0 }
        try place.replace(name, by: spoilt)
        #expect { try place.open() } throws: { isDamaged($0) }
    }

    @Test func `in a segment before the last no record may be missing, even the last`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        for index in 1...60 as ClosedRange<UInt64> { try store.write(save(index, [entry(index, size: 200)])) }
        store.close()
        let names = try place.names("segment-")
        let name = names[1]
        let whole = try place.bytes(name)
        let end = try #require(whole.lastIndex { $0 != 0 })
        var spoilt = whole
        for offset in end - 240...end { spoilt[offset] = 0 }
        try place.replace(name, by: spoilt)
        #expect { try place.open() } throws: { isDamaged($0) }
        try place.replace(name, by: Array(whole.dropLast(512)))
        #expect { try place.open() } throws: { isDamaged($0) }
        try place.replace(name, by: whole)
        #expect(try place.recovered().entries.count == 60)
    }

    @Test func `a spoilt or missing snapshot is reported`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        try store.write(save(1, [entry(1), entry(2)]))
        try place.mark(snapshot(1), 2, in: store)
        store.close()
        let name = try #require(try place.names("snapshot-").first)
        let whole = try place.bytes(name)
        for offset in stride(from: 0, to: whole.count, by: 5) {
            var spoilt = whole
            spoilt[offset] ^= 0x10
            try place.replace(name, by: spoilt)
            #expect("byte \(offset)") { try place.open() } throws: { isDamaged($0) }
        }
        try place.replace(name, by: Array(whole.dropLast()))
        #expect { try place.open() } throws: { isDamaged($0) }
        try place.replace(name, by: whole)
        #expect(try place.recovered().snapshot == snapshot(1))
    }
}
