import CWire
import Glibc

/// Copies the C form of a message into Swift values, and checks what protobuf-c does not: UTF-8, NUL, counts.
struct WireReader {
    let limits: WireLimits

    private func check(_ count: Int) throws(WireError) {
        guard count <= limits.maximumElements else {
            throw .tooManyElements(count: count, limit: limits.maximumElements)
        }
    }

    func string(_ pointer: UnsafeMutablePointer<CChar>?) throws(WireError) -> String {
        guard let pointer else { return "" }
        let plain = UnsafeRawBufferPointer(start: pointer, count: strlen(pointer))
        if wire_string_is_cut(pointer) == 0, plain.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: plain, as: UTF8.self)
        }
        guard wire_string_is_cut(pointer) == 0, let text = String(validatingCString: pointer) else {
            throw .invalidString
        }
        return text
    }

    func bytes(_ data: ProtobufCBinaryData) throws(WireError) -> [UInt8] {
        [UInt8](UnsafeBufferPointer(start: data.data, count: data.data == nil ? 0 : data.len))
    }

    func array<T>(_ pointer: UnsafeMutablePointer<T>?, _ count: Int) throws(WireError) -> [T] {
        try check(count)
        return [T](UnsafeBufferPointer(start: pointer, count: pointer == nil ? 0 : count))
    }

    func strings(
        _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int
    ) throws(WireError) -> [String] {
        var result: [String] = []
        for element in try array(pointer, count) { result.append(try string(element)) }
        return result
    }

    func byteArrays(_ pointer: UnsafeMutablePointer<ProtobufCBinaryData>?, _ count: Int) throws(WireError) -> [[UInt8]]
    {
        var result: [[UInt8]] = []
        for element in try array(pointer, count) { result.append(try bytes(element)) }
        return result
    }

    func optional<M: CRepresented>(_ pointer: UnsafeMutablePointer<M.C>?) throws(WireError) -> M? {
        guard let pointer else { return nil }
        return try M(reading: UnsafePointer(pointer), self)
    }

    /// A member of a oneof that is set always has a value.
    func required<M: CRepresented>(_ pointer: UnsafeMutablePointer<M.C>?) throws(WireError) -> M {
        guard let pointer else { throw .malformedBody }
        return try M(reading: UnsafePointer(pointer), self)
    }

    func messages<M: CRepresented>(
        _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<M.C>?>?, _ count: Int
    ) throws(WireError) -> [M] {
        var result: [M] = []
        result.reserveCapacity(min(count, limits.maximumElements))
        for element in try array(pointer, count) { result.append(try required(element)) }
        return result
    }
}
