import Fleet

/// Which GPUs a task sees: its own and no others, as the runtimes of their makers read it from the environment. It is no wall:
/// a task that changes these variables sees them all.
public struct GPUEnvironment {
    /// The variables.
    public let variables: [TaskSpec.Variable]

    /// A task's variables.
    ///
    /// - Parameters:
    ///   - shares: what its attempt holds.
    ///   - gpus: the server's GPUs. Throws where one that it holds is not there any more.
    public init(_ shares: [GPUShare], on gpus: [GPU]) throws {
        guard !shares.isEmpty else {
            variables = [
                .init("CUDA_VISIBLE_DEVICES", ""), .init("NVIDIA_VISIBLE_DEVICES", "void"),
                .init("ROCR_VISIBLE_DEVICES", ""), .init("MUSTER_GPUS", ""),
            ]
            return
        }
        let own = try shares.map { share in
            guard let gpu = gpus.first(where: share.isOf) else {
                throw Supervision.Failure.refused(
                    "GPU \(share.index)\(share.uuid.isEmpty ? "" : " (\(share.uuid))") is not on this server any more; "
                        + "start the agent anew, so that it tells which there are")
            }
            return gpu
        }
        // Numbers are counted anew when one falls out; UUIDs are not. One kind of name for all: runtimes do not mix them.
        let names = own.contains { $0.uuid.isEmpty } ? own.map { String($0.index) } : own.map(\.uuid)
        let list = names.joined(separator: ",")
        var variables: [TaskSpec.Variable] = [
            .init("CUDA_VISIBLE_DEVICES", list), .init("NVIDIA_VISIBLE_DEVICES", list),
            .init("ROCR_VISIBLE_DEVICES", list),
            .init("MUSTER_GPUS", own.map { String($0.index) }.joined(separator: ",")),
        ]
        if let share = shares.first, share.thousandths < GPU.thousandths {
            let gpu = own[0]
            let (whole, rest) = share.thousandths.quotientAndRemainder(dividingBy: 10)
            variables += [
                .init("MUSTER_GPU_SHARE", "\(share.thousandths)m"),
                .init("CUDA_MPS_ACTIVE_THREAD_PERCENTAGE", rest == 0 ? "\(whole)" : "\(whole).\(rest)"),
            ]
            // Its only visible device is number 0 to it.
            let mebibytes =
                (gpu.memoryBytes >> 20) / GPU.thousandths * share.thousandths
                + (gpu.memoryBytes >> 20) % GPU.thousandths * share.thousandths / GPU.thousandths
            if mebibytes > 0 { variables.append(.init("CUDA_MPS_PINNED_DEVICE_MEM_LIMIT", "0=\(mebibytes)M")) }
        }
        self.variables = variables
    }
}
