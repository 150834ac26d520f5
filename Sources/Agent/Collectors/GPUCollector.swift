import Fleet

/// What the server's GPUs do: NVIDIA's by the driver's library, AMD's by what their driver tells in /sys. Each is read every few
/// seconds, and told in the round in which it was. A sample's label is `NUMBER:UUID`, as the server's facts have them, or the
/// number alone.
public struct GPUCollector: Collector {
    /// `gpu`.
    public let name = "gpu"
    /// Seconds from one reading to the next.
    public static let interval: UInt64 = 5
    /// The library's name for the dynamic linker.
    public static let usualLibrary = "libnvidia-ml.so.1"
    /// Seconds that a reading may take before it is said that the driver hangs.
    static let patience: UInt64 = 30

    private static let driver = "/proc/driver/nvidia/gpus"
    private static let cards = "/sys/class/drm"

    private let library: String
    private let interval: UInt64
    private let clock: @Sendable () -> UInt64
    private var reader: NVMLReader?
    /// When the reading that is under way was asked for.
    private var askedAt: UInt64?
    private var nextAt: UInt64 = 0
    /// GPUs that NVIDIA's driver has.
    private var nvidia: UInt64 = 0
    private var outcome = CollectorOutcome.ok

    /// A collector.
    ///
    /// - Parameters:
    ///   - library: NVIDIA's management library.
    ///   - interval: seconds from one reading to the next.
    public init(library: String = GPUCollector.usualLibrary, interval: UInt64 = GPUCollector.interval) {
        self.init(library: library, interval: interval, clock: { NVMLReader.seconds() })
    }

    init(library: String, interval: UInt64, clock: @escaping @Sendable () -> UInt64) {
        self.library = library
        self.interval = interval
        self.clock = clock
    }

    /// See `Collector`.
    public mutating func collect(root: RootDirectory, into samples: inout SampleBuffer) -> CollectorOutcome {
        let now = clock()
        let isDue = now >= nextAt
        if isDue {
            nextAt = now + interval
            nvidia = UInt64(root.names(in: Self.driver).count)
            let cards = Self.amdCards(root)
            for (place, card) in cards.enumerated() {
                Self.add(Self.reading(of: card, index: nvidia + UInt64(place), root), to: &samples)
            }
            if nvidia == 0 { outcome = cards.isEmpty ? .noData("there is no GPU that can be measured") : .ok }
        }
        if nvidia > 0 { outcome = readNVIDIA(isDue: isDue, now: now, into: &samples) }
        return outcome
    }

    private static func add(_ reading: GPUReading, to samples: inout SampleBuffer) {
        let label = reading.uuid.isEmpty ? "\(reading.index)" : "\(reading.index):\(reading.uuid)"
        if let value = reading.busyRatio { samples.add("gpu_busy_ratio", value, label: label) }
        if let value = reading.memoryUsedBytes { samples.add("gpu_memory_used_bytes", value, label: label) }
        if let value = reading.powerWatts { samples.add("gpu_power_watts", value, label: label) }
        if let value = reading.temperatureCelsius { samples.add("gpu_temperature_celsius", value, label: label) }
    }

    // MARK: NVIDIA

    /// Tells the reading that has come meanwhile, and asks for the next.
    private mutating func readNVIDIA(
        isDue: Bool, now: UInt64, into samples: inout SampleBuffer
    ) -> CollectorOutcome {
        if reader == nil { reader = NVMLReader(library: library) }
        guard let reader else { return .failed("there is no thread on which the GPUs could be read") }
        var outcome = outcome
        if let finished = reader.take() {
            askedAt = nil
            switch finished {
            case .readings(let readings, let trouble):
                for reading in readings { Self.add(reading, to: &samples) }
                outcome = trouble.map { .failed($0) } ?? .ok
            case .absent: outcome = .noData("\(library) is not there")
            case .failed(let sentence): outcome = .failed(sentence)
            }
        }
        if let askedAt {
            return now - min(now, askedAt) > Self.patience
                ? .failed("the NVIDIA driver has not answered for \(Self.patience) s; the use of the GPUs is not known")
                : outcome
        }
        if isDue {
            askedAt = now
            reader.ask()
        }
        return outcome
    }

    // MARK: AMD (Documentation/gpu/amdgpu/driver-misc.rst and thermal.rst of the kernel)

    /// The directories of the cards that `GPUInventory` counts, in its order.
    private static func amdCards(_ root: RootDirectory) -> [String] {
        let numbers = root.names(in: cards).compactMap { name in
            name.hasPrefix("card") ? UInt64(name.dropFirst(4)) : nil
        }
        return numbers.sorted().map { "\(cards)/card\($0)/device" }.filter { device in
            root.word(device + "/vendor") == "0x1002" && root.has(device + "/unique_id")
                && root.has(device + "/mem_info_vram_total")
        }
    }

    private static func reading(of device: String, index: UInt64, _ root: RootDirectory) -> GPUReading {
        let sensors = root.names(in: device + "/hwmon").first.map { "\(device)/hwmon/\($0)" }
        func sensor(_ names: [String], _ unit: Double) -> Double? {
            names.lazy.compactMap { name in sensors.flatMap { root.number("\($0)/\(name)") } }.first
                .map { Double($0) / unit }
        }
        let id = root.word(device + "/unique_id").map { "GPU-" + $0 } ?? ""
        return GPUReading(
            index: index, uuid: Names.isPlainText(id, atMost: GPU.nameBytes) ? id : "",
            busyRatio: root.number(device + "/gpu_busy_percent").map { Double(min($0, 100)) / 100 },
            memoryUsedBytes: root.number(device + "/mem_info_vram_used").map { Double($0) },
            powerWatts: sensor(["power1_average", "power1_input"], 1e6),
            temperatureCelsius: sensor(["temp1_input"], 1e3))
    }
}
