import CWire

/// Memory for the C form of one message, freed whole at the end. Used on one thread.
final class WireArena {
    let cap: Int
    private let arena: OpaquePointer

    init(cap: Int) throws(WireError) {
        guard let arena = wire_arena_create(cap) else { throw .tooMuchMemory(cap: cap) }
        self.cap = cap
        self.arena = arena
    }

    deinit { wire_arena_destroy(arena) }

    var allocator: UnsafeMutablePointer<ProtobufCAllocator> { wire_arena_allocator(arena) }
    var isExhausted: Bool { wire_arena_exhausted(arena) != 0 }

    private func raw(_ size: Int) throws(WireError) -> UnsafeMutableRawPointer {
        guard let pointer = wire_arena_allocate(arena, size) else { throw .tooMuchMemory(cap: cap) }
        return pointer
    }

    /// Uninitialised room for one value.
    func one<T>() throws(WireError) -> UnsafeMutablePointer<T> {
        try raw(MemoryLayout<T>.stride).bindMemory(to: T.self, capacity: 1)
    }

    func string(_ text: String) throws(WireError) -> UnsafeMutablePointer<CChar> {
        var text = text
        let count = text.utf8.count
        let pointer = try raw(count + 1).bindMemory(to: CChar.self, capacity: count + 1)
        let hasNUL = text.withUTF8 { bytes in
            var hasNUL = false
            for (index, byte) in bytes.enumerated() {
                pointer[index] = CChar(bitPattern: byte)
                if byte == 0 { hasNUL = true }
            }
            return hasNUL
        }
        pointer[count] = 0
        if hasNUL { throw .invalidString }
        return pointer
    }

    func bytes(_ bytes: [UInt8]) throws(WireError) -> ProtobufCBinaryData {
        if bytes.isEmpty { return ProtobufCBinaryData(len: 0, data: nil) }
        let pointer = try raw(bytes.count).bindMemory(to: UInt8.self, capacity: bytes.count)
        bytes.withUnsafeBufferPointer { source in
            if let base = source.baseAddress { pointer.initialize(from: base, count: source.count) }
        }
        return ProtobufCBinaryData(len: bytes.count, data: pointer)
    }

    func array<T: BitwiseCopyable>(_ values: [T]) throws(WireError) -> (UnsafeMutablePointer<T>?, Int) {
        if values.isEmpty { return (nil, 0) }
        let pointer = try raw(values.count * MemoryLayout<T>.stride).bindMemory(to: T.self, capacity: values.count)
        for (index, value) in values.enumerated() { (pointer + index).initialize(to: value) }
        return (pointer, values.count)
    }

    func strings(
        _ values: [String]
    ) throws(WireError) -> (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, Int) {
        var pointers: [UnsafeMutablePointer<CChar>?] = []
        pointers.reserveCapacity(values.count)
        for value in values { pointers.append(try string(value)) }
        return try array(pointers)
    }

    func byteArrays(_ values: [[UInt8]]) throws(WireError) -> (UnsafeMutablePointer<ProtobufCBinaryData>?, Int) {
        var data: [ProtobufCBinaryData] = []
        data.reserveCapacity(values.count)
        for value in values { data.append(try bytes(value)) }
        return try array(data)
    }

    func message<M: CRepresented>(_ message: M) throws(WireError) -> UnsafeMutablePointer<M.C> {
        let pointer: UnsafeMutablePointer<M.C> = try one()
        try message.write(to: pointer, self)
        return pointer
    }

    func optional<M: CRepresented>(_ message: M?) throws(WireError) -> UnsafeMutablePointer<M.C>? {
        guard let message else { return nil }
        return try self.message(message)
    }

    func messages<M: CRepresented>(
        _ values: [M]
    ) throws(WireError) -> (UnsafeMutablePointer<UnsafeMutablePointer<M.C>?>?, Int) {
        var pointers: [UnsafeMutablePointer<M.C>?] = []
        pointers.reserveCapacity(values.count)
        for value in values { pointers.append(try message(value)) }
        return try array(pointers)
    }
}
