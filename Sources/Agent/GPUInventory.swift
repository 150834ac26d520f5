import Determinism
import Fleet
import Glibc

/// Finds a server's GPUs: what NVIDIA's driver tells in /proc, what only `nvidia-smi` knows (their memory), and what AMD's
/// driver tells in /sys. Nothing is linked, so the agent runs with and without either.
///
/// Used before the agent's loop begins. `nvidia-smi` can take seconds, and hangs where the driver does: it is asked only when
/// the driver's GPUs are others than at the last start, and is killed at its time limit.
public struct GPUInventory {
    /// What could not be had; sentences for people.
    public private(set) var notes: [String] = []
    private let root: RootDirectory
    private let memory: String
    private let search: String
    private let timeLimit: UInt64
    private let keeps: Bool

    /// Where programs are looked for.
    public static let usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    private static let driver = "/proc/driver/nvidia/gpus"
    private static let cards = "/sys/class/drm"

    /// An inventory.
    ///
    /// - Parameters:
    ///   - root: where /proc and /sys are.
    ///   - memory: the file that keeps what was found, for the next start.
    ///   - search: the directories in which `nvidia-smi` is looked for.
    ///   - timeLimit: nanoseconds that it may take.
    ///   - keeps: whether what was found is kept in that file.
    public init(
        root: RootDirectory, memory: String, search: String = GPUInventory.usualPath,
        timeLimit: UInt64 = 10_000_000_000, keeps: Bool = true
    ) {
        self.root = root
        self.memory = memory
        self.search = search
        self.timeLimit = timeLimit
        self.keeps = keeps
    }

    /// What there is, numbered from 0: NVIDIA's by their place on the bus, then AMD's.
    public mutating func take() -> [GPU] {
        var found = takeNVIDIA()
        for gpu in takeAMD() {
            found.append(
                GPU(index: UInt64(found.count), model: gpu.model, memoryBytes: gpu.memoryBytes, uuid: gpu.uuid))
        }
        return Array(found.prefix(Int(GPU.atMost)))
    }

    // MARK: NVIDIA

    private mutating func takeNVIDIA() -> [GPU] {
        let told = driverGPUs()
        guard !told.isEmpty else { return [] }
        if let known = remembered(), known.map(\.uuid) == told.map(\.uuid), !told.contains(where: \.uuid.isEmpty) {
            return known
        }
        let asked = askProgram()
        guard asked.count == told.count else {
            if !asked.isEmpty {
                notes.append("nvidia-smi tells of \(asked.count) GPUs, and the driver of \(told.count).")
            }
            notes.append("The memory of the GPUs is not known: what asks for a GPU with memory is not placed here.")
            return told
        }
        remember(asked)
        return asked
    }

    /// What the driver tells in /proc: models and UUIDs, by place on the bus.
    private func driverGPUs() -> [GPU] {
        let names = (try? DurableFile.names(in: root.prefix + GPUInventory.driver)) ?? []
        var gpus: [GPU] = []
        for name in names.sorted() {
            let gpu = root.read("\(GPUInventory.driver)/\(name)/information") { text -> GPU in
                var gpu = GPU(index: UInt64(gpus.count))
                while let line = text.nextLine() {
                    guard let (key, value) = GPUInventory.pair(line.text) else { continue }
                    if key == "Model" { gpu.model = GPUInventory.model(value) }
                    // A GPU that nothing has opened yet has a UUID of question marks.
                    if key == "GPU UUID", !value.contains("?") { gpu.uuid = value }
                }
                return gpu
            }
            if let gpu { gpus.append(gpu) }
        }
        return gpus
    }

    private mutating func askProgram() -> [GPU] {
        guard let program = ProgramSearch.locate("nvidia-smi", in: search) else {
            notes.append("There is no nvidia-smi in \(search).")
            return []
        }
        let query = ["--query-gpu=index,name,memory.total,uuid", "--format=csv,noheader,nounits"]
        do {
            let text = try TimedProgram(path: program, arguments: query, timeLimit: timeLimit).run()
            return GPUInventory.parse(text)
        } catch {
            notes.append("nvidia-smi tells nothing: \(error)")
            return []
        }
    }

    /// Reads `0, NVIDIA H100 80GB HBM3, 81559, GPU-…` line by line; memory is in MiB, and `[N/A]` where there is none of its own.
    public static func parse(_ text: String) -> [GPU] {
        var gpus: [GPU] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
            guard parts.count == 4, let index = UInt64(parts[0]) else { continue }
            let (bytes, overflow) = (UInt64(parts[2]) ?? 0).multipliedReportingOverflow(by: 1 << 20)
            gpus.append(
                GPU(
                    index: index, model: model(parts[1]), memoryBytes: overflow ? 0 : bytes,
                    uuid: parts[3].hasPrefix("GPU-") ? bounded(parts[3]) : ""))
        }
        return gpus
    }

    /// A model without the maker's name and with `-` for blanks: `H100-80GB-HBM3`.
    public static func model(_ name: String) -> String {
        var words = name.split(separator: " ").map(String.init)
        while let first = words.first, ["NVIDIA", "Tesla", "AMD", "Instinct"].contains(first), words.count > 1 {
            words.removeFirst()
        }
        return bounded(words.joined(separator: "-"))
    }

    private static func bounded(_ text: String) -> String {
        Names.isPlainText(text, atMost: GPU.nameBytes) ? text : ""
    }

    private static func pair(_ line: String) -> (key: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        return (trimmed(line[..<colon]), trimmed(line[line.index(after: colon)...]))
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[first...last])
    }

    // MARK: AMD

    /// Cards of AMD's driver that have memory and an id of their own: what drives a screen alone has none.
    private func takeAMD() -> [GPU] {
        let names = (try? DurableFile.names(in: root.prefix + GPUInventory.cards)) ?? []
        let cards = names.compactMap { name in name.hasPrefix("card") ? UInt64(name.dropFirst(4)) : nil }.sorted()
        return cards.compactMap { card in
            let device = "\(GPUInventory.cards)/card\(card)/device"
            guard root.word(device + "/vendor") == "0x1002", let id = root.word(device + "/unique_id"),
                let memory = root.number(device + "/mem_info_vram_total")
            else { return nil }
            let name = root.read(device + "/product_name") { $0.nextLine()?.text ?? "" } ?? ""
            let model = GPUInventory.model(GPUInventory.trimmed(name))
            return GPU(
                index: 0, model: model.isEmpty ? root.word(device + "/device") ?? "" : model, memoryBytes: memory,
                uuid: GPUInventory.bounded("GPU-" + id))
        }
    }

    // MARK: Memory

    private func remembered() -> [GPU]? {
        guard let bytes = try? DurableFile.read(memory) else { return nil }
        var reader = ByteReader(bytes)
        return try? reader.readArray()
    }

    private func remember(_ gpus: [GPU]) {
        guard keeps else { return }
        var writer = ByteWriter()
        writer.write(gpus)
        // Without it the next start asks again.
        try? DurableFile.replace(memory, writer.bytes)
    }
}
