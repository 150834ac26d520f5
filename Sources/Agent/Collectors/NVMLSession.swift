import CLinux
import Fleet

/// What one GPU does.
public struct GPUReading: Hashable, Sendable {
    /// Its number on the server, as `GPU.index`.
    public var index: UInt64
    /// Its UUID; empty where it has none.
    public var uuid: String
    /// In how much of the newest sample period something ran on it, 0 to 1; nil where it does not tell.
    public var busyRatio: Double?
    /// Bytes of its memory in use; nil where it does not tell.
    public var memoryUsedBytes: Double?
    /// What the board takes now, in watts; nil where it does not tell.
    public var powerWatts: Double?
    /// In degrees Celsius; nil where it does not tell.
    public var temperatureCelsius: Double?
}

/// A session with NVIDIA's management library, which is opened when it is first read and anew some time after it has failed: a
/// driver that is reset or exchanged makes every session useless. Any call may hang with the driver; one thread at a time.
struct NVMLSession {
    /// What came of a reading.
    enum Outcome: Hashable, Sendable {
        /// The GPUs that answered, and a sentence about those that did not.
        case readings([GPUReading], trouble: String?)
        /// There is no such library.
        case absent
        /// Nothing can be read; one sentence.
        case failed(String)
    }

    /// How long it is left alone once nothing could be read, in seconds.
    static let retryAfter: UInt64 = 60
    /// After how long of some GPUs that do not answer the session is opened anew, in seconds.
    static let renewAfter: UInt64 = 600

    private let library: String
    private var session: OpaquePointer?
    /// Not to be opened before that second; a clock that never goes back.
    private var notBefore: UInt64 = 0
    /// Since when some GPUs do not answer.
    private var troubleSince: UInt64?
    private var last = Outcome.absent

    init(library: String) { self.library = library }

    /// Reads all GPUs. `now` in seconds; what has failed is not tried anew until it is time.
    mutating func read(now: UInt64) -> Outcome {
        if session == nil, now < notBefore { return last }
        last = open() ?? readOpen(now: now)
        switch last {
        case .readings(_, nil): troubleSince = nil
        case .readings:
            let since = troubleSince ?? now
            troubleSince = since
            // A GPU that was reset or exchanged is seen by new sessions only; one that is lost is lost to those, too.
            if now - min(now, since) >= NVMLSession.renewAfter { close() }
        case .absent, .failed:
            close()
            notBefore = now + NVMLSession.retryAfter
        }
        return last
    }

    /// Ends the session.
    mutating func close() {
        if let session { muster_nvml_close(session) }
        session = nil
        troubleSince = nil
    }

    /// Opens the session where it is not; what came of it where that failed.
    private mutating func open() -> Outcome? {
        guard session == nil else { return nil }
        var code: Int32 = 0
        switch muster_nvml_open(library, &session, &code) {
        case MUSTER_NVML_OPEN: return nil
        case MUSTER_NVML_ABSENT: return .absent
        default:
            return .failed(
                code == 0
                    ? "\(library) lacks functions that every driver's has"
                    : "\(library) does not start (NVML error \(code)); `nvidia-smi` says why")
        }
    }

    private func readOpen(now: UInt64) -> Outcome {
        guard let session else { return .absent }
        var space = [muster_gpu_reading](repeating: muster_gpu_reading(), count: Int(GPU.atMost))
        var failures: Int32 = 0
        var code: Int32 = 0
        let count = muster_nvml_read(session, &space, Int32(space.count), &failures, &code)
        guard count >= 0 else {
            return .failed(
                "the GPUs do not answer (NVML error \(code)); `nvidia-smi` says why, and they are asked again from time to time"
            )
        }
        let trouble = failures == 0 ? nil : "\(failures) GPUs do not answer (NVML error \(code)); `nvidia-smi` says why"
        return .readings(space.prefix(Int(count)).map(GPUReading.init), trouble: trouble)
    }
}

extension GPUReading {
    fileprivate init(_ reading: muster_gpu_reading) {
        func told(_ value: Double) -> Double? { value >= 0 ? value : nil }
        index = UInt64(reading.index)
        let name = withUnsafeBytes(of: reading.uuid) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        uuid = Names.isPlainText(name, atMost: GPU.nameBytes) ? name : ""
        busyRatio = told(reading.busy_percent).map { min($0, 100) / 100 }
        memoryUsedBytes = told(reading.memory_used_bytes)
        powerWatts = told(reading.power_watts)
        temperatureCelsius = told(reading.temperature_celsius)
    }
}
