import Agent
import Fleet
import Foundation
import Testing

/// What an agent finds of GPUs, by recorded trees and programs in the place of nvidia-smi.
@Suite struct GPUInventoryTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("muster-gpus-\(UUID())")
    private static let uuids = ["1a01", "1a02"].map { "GPU-5f2e7a10-6a51-4c0e-9d53-0c6d0f8e\($0)" }

    private func inventory(_ machine: String, limit: UInt64 = 10_000_000_000) throws -> GPUInventory {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let tree = CollectorTests.fixtures.appendingPathComponent(machine)
        return GPUInventory(
            root: RootDirectory(tree.path), memory: directory.path + "/gpus", search: directory.path, timeLimit: limit)
    }

    private func place(_ script: String) throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let program = directory.path + "/nvidia-smi"
        // Another process writes it: a descriptor for writing here would be inherited by whatever another test starts meanwhile, and
        // a file that somebody has open for writing cannot be run.
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = [
            "-c", "printf '%s' \"$1\" > \"$2\" && chmod 755 \"$2\"", "sh", "#!/bin/sh\n\(script)\n", program,
        ]
        try writer.run()
        writer.waitUntilExit()
        try #require(writer.terminationStatus == 0)
    }

    private static let told = """
        0, NVIDIA H100 80GB HBM3, 81559, \(uuids[0])
        1, NVIDIA H100 80GB HBM3, 81559, \(uuids[1])
        """
    private static let known = uuids.indices.map {
        GPU(index: UInt64($0), model: "H100-80GB-HBM3", memoryBytes: 81_559 << 20, uuid: uuids[$0])
    }

    @Test func theDriverTellsModelsAndTheProgramMemoryAndItIsAskedOnce() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try place("echo asked >> \(directory.path)/count\ncat <<END\n\(Self.told)\nEND")
        var first = try inventory("gpu-server")
        #expect(first.take() == Self.known && first.notes.isEmpty)
        var second = try inventory("gpu-server")
        #expect(second.take() == Self.known && second.notes.isEmpty)
        #expect(try String(contentsOfFile: directory.path + "/count", encoding: .utf8) == "asked\n")
    }

    @Test(arguments: ["exit 9", "sleep 600", "echo nothing", "yes | head -c 3000000; sleep 600", ""])
    func aProgramThatFailsOrHangsCostsTheMemoryAlone(script: String) throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        if !script.isEmpty { try place(script) }
        var inventory = try inventory("gpu-server", limit: 300_000_000)
        let found = inventory.take()
        #expect(found.map(\.uuid) == Self.uuids && found.map(\.model) == ["H100-80GB-HBM3", "H100-80GB-HBM3"])
        #expect(found.map(\.memoryBytes) == [0, 0])
        #expect(inventory.notes.last?.contains("memory of the GPUs is not known") == true)
        #expect(!FileManager.default.fileExists(atPath: directory.path + "/gpus"), "it is asked again")
    }

    @Test func otherGPUsThanAtTheLastStartAreAskedFor() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try place("cat <<END\n\(Self.told)\nEND")
        var first = try inventory("gpu-server")
        _ = first.take()
        let memory = directory.path + "/gpus"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: memory))
        try bytes.dropLast(3).write(to: URL(fileURLWithPath: memory))
        var damaged = try inventory("gpu-server")
        #expect(damaged.take() == Self.known)
        #expect(try Data(contentsOf: URL(fileURLWithPath: memory)) == bytes)
    }

    @Test func cardsOfAMDAreFoundWithoutAProgram() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        var inventory = try inventory("amd-server")
        #expect(
            inventory.take() == [
                GPU(index: 0, model: "MI300X-OAM", memoryBytes: 206_141_652_992, uuid: "GPU-7d3f1c2a9b4e5f60"),
                GPU(index: 1, model: "0x740f", memoryBytes: 68_702_699_520, uuid: "GPU-7d3f1c2a9b4e5f61"),
            ])
        #expect(inventory.notes.isEmpty)
    }

    @Test func aServerWithoutGPUsHasNoneAndSaysNothing() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        var inventory = try inventory("virtual-machine")
        #expect(inventory.take().isEmpty && inventory.notes.isEmpty)
    }

    @Test func whatTheProgramPrintsIsReadLineByLine() {
        let text = """
            0, NVIDIA A100-SXM4-40GB, 40960, GPU-a
            1, Tesla V100-SXM2-16GB, [N/A], GPU-b
            2, NVIDIA GeForce RTX 4090, 99999999999999999999, [Unknown Error]
            x, y
            Unable to determine the device handle
            """
        #expect(
            GPUInventory.parse(text) == [
                GPU(index: 0, model: "A100-SXM4-40GB", memoryBytes: 40_960 << 20, uuid: "GPU-a"),
                GPU(index: 1, model: "V100-SXM2-16GB", uuid: "GPU-b"), GPU(index: 2, model: "GeForce-RTX-4090"),
            ])
    }

    // MARK: What a task sees

    private func variables(_ shares: [GPUShare], on gpus: [GPU] = GPUInventoryTests.known) throws -> [String: String] {
        let variables = try GPUEnvironment(shares, on: gpus).variables
        return Dictionary(uniqueKeysWithValues: variables.map { ($0.name, $0.value) })
    }

    @Test func aTaskSeesItsOwnGPUsByUUID() throws {
        let seen = try variables([GPUShare(index: 7, uuid: Self.uuids[1])])
        for name in ["CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES"] {
            #expect(seen[name] == Self.uuids[1])
        }
        #expect(seen["MUSTER_GPUS"] == "1", "as the driver counts now")
        #expect(seen["CUDA_MPS_ACTIVE_THREAD_PERCENTAGE"] == nil)
        let both = try variables([0, 1].map { GPUShare(index: $0) }, on: GPU.unknown(4))
        #expect(both["CUDA_VISIBLE_DEVICES"] == "0,1" && both["MUSTER_GPUS"] == "0,1")
    }

    @Test func aTaskWithoutGPUsSeesNone() throws {
        let seen = try variables([])
        #expect(seen["CUDA_VISIBLE_DEVICES"] == "" && seen["ROCR_VISIBLE_DEVICES"] == "" && seen["MUSTER_GPUS"] == "")
        #expect(seen["NVIDIA_VISIBLE_DEVICES"] == "void")
    }

    @Test func aShareComesWithItsPartOfTheThreadsAndTheMemory() throws {
        let quarter = try variables([GPUShare(index: 0, uuid: Self.uuids[0], thousandths: 250)])
        #expect(quarter["CUDA_MPS_ACTIVE_THREAD_PERCENTAGE"] == "25" && quarter["MUSTER_GPU_SHARE"] == "250m")
        #expect(quarter["CUDA_MPS_PINNED_DEVICE_MEM_LIMIT"] == "0=20389M")
        let little = try variables([GPUShare(index: 0, thousandths: 5)], on: GPU.unknown(1))
        #expect(little["CUDA_MPS_ACTIVE_THREAD_PERCENTAGE"] == "0.5")
        #expect(little["CUDA_MPS_PINNED_DEVICE_MEM_LIMIT"] == nil, "its memory is not known")
    }

    @Test func aGPUThatIsGoneIsTold() {
        #expect(throws: Supervision.Failure.self) { try variables([GPUShare(index: 0, uuid: "GPU-other")]) }
    }
}
