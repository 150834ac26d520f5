/// A server for a task, with the devices that it gets there.
public struct Place: Hashable, Sendable {
    /// The server's number in the finder.
    public var server: Int
    /// The devices, by the server's indexes.
    public var gpus: GPUSet

    /// A place with its parts.
    public init(server: Int, gpus: GPUSet = GPUSet()) {
        self.server = server
        self.gpus = gpus
    }
}

/// Why one server is better for a task than another: the terms of its score.
public struct PlaceScore: Hashable, Sendable {
    /// How much less of its idle GPUs the usual work could use afterwards beyond what the task itself takes, in thousandths
    /// of a GPU; below zero where the task takes what nobody could have used. 0 while too little work was seen.
    public var valueLost: Double
    /// What the task takes of a model that others ask for by name, in the same unit.
    public var modelPressure: Double
    /// What would be left over, in thousandths of the server's CPU, memory and GPUs, summed: decides between equals.
    public var leftover: UInt64

    /// The terms that are not nothing, in words, each with a comma after it.
    public var sentence: String {
        let lost = Int(valueLost.rounded())
        let pressure = Int(modelPressure.rounded())
        return (lost == 0 ? "" : "the usual work \(lost > 0 ? "loses" : "gains") \(abs(lost))m of a GPU, ")
            + (pressure == 0 ? "" : "others ask for its model (\(pressure)m), ")
    }
}
