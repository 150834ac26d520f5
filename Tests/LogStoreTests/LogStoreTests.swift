import Consensus
import Glibc
import Testing

@testable import LogStore

@Suite struct LogStoreTests {
    @Test func `an empty store holds nothing but its name`() throws {
        let place = try TemporaryStore()
        #expect(try place.recovered() == Recovered(store: TemporaryStore.id))
        #expect(try place.recovered() == Recovered(store: TemporaryStore.id))
    }

    @Test func `what was written is there after reopening`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        let state = HardState(term: Term(3), vote: MemberID(2))
        try store.write(save(1, [entry(1), entry(2)], hardState: HardState(term: Term(2))))
        try store.write([save(2, [entry(3)]), save(3, hardState: state), save(4, [entry(4, size: 0)])])
        store.close()
        let recovered = try place.recovered()
        #expect(recovered.hardState == state)
        #expect(recovered.entries == [entry(1), entry(2), entry(3), entry(4, size: 0)])
        #expect(recovered.snapshot == nil)
    }

    @Test func `an entry replaces those at and behind its index`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        try store.write(save(1, (1...6).map { entry($0) }))
        try store.write(save(2, [entry(4, term: 2)]))
        store.close()
        #expect(try place.recovered().entries == [entry(1), entry(2), entry(3), entry(4, term: 2)])
    }

    @Test func `a log over many segments is read back whole, and goes on after each reopening`() throws {
        let place = try TemporaryStore()
        var expected: [LogEntry] = []
        for round in 0..<5 as Range<UInt64> {
            let (store, recovered) = try place.open()
            #expect(recovered.entries == expected)
            for index in round * 40 + 1...round * 40 + 40 {
                try store.write(save(index, [entry(index, size: 200)], hardState: HardState(term: Term(index))))
                expected.append(entry(index, size: 200))
            }
            store.close()
        }
        #expect(try place.names("segment-").count > 8)
        #expect(try place.recovered().hardState == HardState(term: Term(200)))
    }

    @Test func `a write larger than a segment gets one of its own`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        try store.write(save(1, [entry(1, size: 50_000), entry(2)]))
        try store.write(save(2, [entry(3)]))
        store.close()
        #expect(try place.recovered().entries == [entry(1, size: 50_000), entry(2), entry(3)])
    }

    @Test func `a snapshot of one's own log keeps what lies behind it and removes covered segments`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        for index in 1...100 as ClosedRange<UInt64> { try store.write(save(index, [entry(index, size: 200)])) }
        let before = store.segmentCount
        try store.write(save(101, hardState: HardState(term: Term(5), vote: MemberID(1))))
        try place.mark(snapshot(60), 102, in: store)
        try place.mark(snapshot(90), 103, in: store)
        #expect(store.segmentCount < before / 2)
        try store.write(save(104, [entry(101)]))
        store.close()
        let recovered = try place.recovered()
        #expect(recovered.snapshot == snapshot(90))
        #expect(recovered.entries.map(\.index.rawValue) == Array(91...101))
        #expect(recovered.hardState == HardState(term: Term(5), vote: MemberID(1)))
        #expect(try place.names("snapshot-").count == 1)
    }

    @Test func `a snapshot from the leader replaces the log`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        for index in 1...100 as ClosedRange<UInt64> { try store.write(save(index, [entry(index, size: 200)])) }
        try place.mark(snapshot(50, term: 3), 101, [entry(51, term: 4)], replaces: true, in: store)
        #expect(store.segmentCount == 1)
        store.close()
        let recovered = try place.recovered()
        #expect(recovered.snapshot == snapshot(50, term: 3))
        #expect(recovered.entries == [entry(51, term: 4)])
    }

    @Test func `a snapshot whose record was never written does not count`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        try store.write(save(1, [entry(1)]))
        store.close()
        try SnapshotFile.write(
            snapshot(1), store: TemporaryStore.id,
            in: StoreDirectory(volume: DiskVolume(), path: place.directory))
        let recovered = try place.recovered()
        #expect(recovered.snapshot == nil)
        #expect(recovered.entries == [entry(1)])
    }

    @Test func `a store that is open cannot be opened again`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        #expect(throws: LogStoreError.locked(directory: place.directory)) { try place.open() }
        withExtendedLifetime(store) {}
    }

    @Test func `a store is not made where there is one, nor opened where there is none`() throws {
        let place = try TemporaryStore()
        #expect(throws: LogStoreError.alreadyExists(directory: place.directory)) {
            try LogStore.create(directory: place.directory, store: TemporaryStore.id)
        }
        #expect(throws: LogStoreError.notFound(directory: "/nonexistent")) {
            try LogStore.open(directory: "/nonexistent")
        }
    }

    @Test func `a newer format is refused and names itself`() throws {
        let place = try TemporaryStore()
        let newer = StoreHeader(version: 7, store: TemporaryStore.id, origin: TemporaryStore.id)
        try place.replace("store", by: newer.encode())
        #expect(throws: LogStoreError.otherFormat(path: place.directory + "/store", version: 7)) { try place.open() }
        #expect(LogStoreError.otherFormat(path: "p", version: 7).description.contains("format 7"))
    }

    @Test func `any flipped byte of the header is reported`() throws {
        let place = try TemporaryStore()
        let header = try place.bytes("store")
        for offset in header.indices {
            var spoilt = header
            spoilt[offset] ^= 0x11
            try place.replace("store", by: spoilt)
            #expect("byte \(offset)") { try place.open() } throws: {
                if case .damaged = $0 as? LogStoreError { true } else { false }
            }
        }
    }

    @Test func `a store of another member is refused where the member is named`() throws {
        let place = try TemporaryStore()
        let other = StoreID(high: 5, low: 5)
        #expect { try LogStore.open(directory: place.directory, origin: other) } throws: {
            if case .foreign = $0 as? LogStoreError { true } else { false }
        }
        let (store, _) = try LogStore.open(
            directory: place.directory, settings: place.settings, origin: TemporaryStore.id)
        #expect(store.origin == TemporaryStore.id)
    }

    @Test func `a segment of another store is refused`() throws {
        let place = try TemporaryStore()
        _ = try place.recovered()
        try place.replace("store", by: StoreHeader(store: StoreID(high: 9, low: 9), origin: TemporaryStore.id).encode())
        #expect { try place.open() } throws: {
            if case .foreign = $0 as? LogStoreError { true } else { false }
        }
    }

    @Test func `after a failed write the store takes no more`() throws {
        let place = try TemporaryStore()
        let (store, _) = try place.open()
        // A mark of a snapshot that nobody has stored.
        #expect(throws: LogStoreError.self) { try store.write(save(1, mark: snapshot(1).mark)) }
        #expect(throws: LogStoreError.refusesWrites(directory: place.directory)) {
            try store.write(save(2, [entry(1)]))
        }
    }

    @Test(arguments: [("", 0 as UInt32), ("123456789", 0xE306_9283), ("a", 0xC1D0_4330)])
    func `checksums are CRC-32C`(text: String, expected: UInt32) {
        var checksum = CRC32C()
        Array(text.utf8).withUnsafeBytes { checksum.combine($0) }
        #expect(checksum.value == expected)
    }
}
