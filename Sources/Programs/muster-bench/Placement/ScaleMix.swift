import Glibc
import Scheduler

/// The servers and tasks that large fleets are made of.
enum ScaleMix {
    /// The trace's, where its folder is given, in `$MUSTER_TEST_DATA`, or beside the checkout; a small mix of its kind otherwise.
    static func load(_ folder: String?) throws -> ([ServerForm], [WorkKind]) {
        var folders: [String] = []
        if let folder { folders = [folder, folder + "/openb"] }
        if folder == nil, let path = getenv("MUSTER_TEST_DATA").map({ String(cString: $0) }) {
            folders.append(path + "/openb")
        }
        if folder == nil { folders.append("../shared/data/openb") }
        for folder in folders {
            let nodes = folder + "/openb_node_list_gpu_node.csv"
            guard access(nodes, R_OK) == 0 else { continue }
            return (try TraceNode.read(nodes).map(\.form), try pods(folder + "/openb_pod_list_default.csv"))
        }
        if let folder { throw BenchError(sentence: "\(folder) holds no openb_node_list_gpu_node.csv") }
        return (builtInForms, builtInKinds)
    }

    private static func pods(_ path: String) throws -> [WorkKind] {
        var kinds: [WorkKind] = []
        var lines = try TextLines(path: path)
        var number = 0
        while let line = try lines.next() {
            number += 1
            if number == 1 || line.isEmpty { continue }
            kinds.append(try TraceArrival(line: line, place: "\(path), line \(number)").kind)
        }
        return kinds
    }

    /// Not the trace: the seven most frequent forms of its servers, in about its proportions.
    private static var builtInForms: [ServerForm] {
        func form(_ cores: UInt64, _ gibibytes: UInt64, _ gpus: Int, _ model: String) -> ServerForm {
            ServerForm(
                cpuMillicores: cores * 1_000, memoryBytes: gibibytes << 30,
                gpuModels: Array(repeating: model, count: gpus))
        }
        let parts = [
            (45, form(96, 384, 8, "G2")), (32, form(104, 512, 2, "T4")), (9, form(16, 120, 2, "P100")),
            (3, form(128, 768, 8, "G3")), (2, form(32, 128, 4, "V100M16")), (2, form(96, 768, 8, "V100M32")),
            (2, form(64, 256, 2, "P100")),
        ]
        return parts.flatMap { Array(repeating: $1, count: $0) }
    }

    /// Not the trace: twenty kinds, most of them shares of a GPU or one whole one, as there.
    private static var builtInKinds: [WorkKind] {
        func kind(_ milliCPU: UInt64, _ mebibytes: UInt64, _ gpus: Int, _ milli: Int) -> WorkKind {
            WorkKind(cpuMillicores: milliCPU, memoryBytes: mebibytes << 20, gpus: gpus, milliOfEach: milli)
        }
        let parts = [
            (13, kind(8_000, 30_517, 1, 1_000)), (10, kind(4_000, 15_258, 1, 220)), (7, kind(12_000, 16_384, 1, 1_000)),
            (6, kind(6_000, 12_288, 1, 460)), (6, kind(4_000, 7_629, 1, 110)), (5, kind(16_000, 32_768, 1, 1_000)),
            (5, kind(3_152, 3_839, 1, 330)), (5, kind(8_000, 16_384, 1, 650)), (4, kind(10_000, 40_960, 1, 810)),
            (4, kind(2_000, 8_192, 1, 60)), (4, kind(11_900, 48_828, 1, 470)), (3, kind(5_000, 19_531, 1, 540)),
            (3, kind(32_000, 65_536, 0, 0)), (3, kind(8_000, 16_384, 0, 0)), (3, kind(4_000, 8_192, 0, 0)),
            (2, kind(20_000, 65_536, 0, 0)), (2, kind(1_000, 4_096, 0, 0)), (1, kind(16_000, 65_536, 2, 1_000)),
            (1, kind(32_000, 131_072, 4, 1_000)), (1, kind(88_000, 327_680, 8, 1_000)),
        ]
        return parts.flatMap { Array(repeating: $1, count: $0) }
    }
}
