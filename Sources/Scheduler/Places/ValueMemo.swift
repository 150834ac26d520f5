/// Remembered values by state: a hash table with open addressing, whose every slot is a flat number.
struct ValueMemo: Sendable {
    private struct Slot {
        var gpus: UInt128 = 0
        /// Form, CPU and memory; all ones when the slot is free.
        var rest = UInt64.max
        var value: Int32 = 0
    }

    private var slots: [Slot] = Array(repeating: Slot(), count: 1 << 12)
    private(set) var count = 0

    @inline(__always)
    private func start(_ rest: UInt64, _ gpus: UInt128) -> Int {
        let low = UInt64(truncatingIfNeeded: gpus) &* 0x9E37_79B9_7F4A_7C15
        let high = UInt64(truncatingIfNeeded: gpus >> 64) &* 0xC2B2_AE3D_27D4_EB4F
        var mixed = (rest ^ low ^ high) &* 0xD6E8_FEB8_6659_FD93
        mixed ^= mixed >> 32
        mixed = mixed &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    }

    @inline(__always)
    func find(_ rest: UInt64, _ gpus: UInt128) -> Int32? {
        var place = start(rest, gpus)
        while slots[place].rest != UInt64.max {
            if slots[place].rest == rest, slots[place].gpus == gpus { return slots[place].value }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func insert(_ value: Int32, _ rest: UInt64, _ gpus: UInt128) {
        if (count + 1) * 2 > slots.count { grow() }
        put(Slot(gpus: gpus, rest: rest, value: value))
        count += 1
    }

    mutating func removeAll() {
        slots = Array(repeating: Slot(), count: 1 << 12)
        count = 0
    }

    private mutating func put(_ slot: Slot) {
        var place = start(slot.rest, slot.gpus)
        while slots[place].rest != UInt64.max { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: old.count * 2)
        for slot in old where slot.rest != UInt64.max { put(slot) }
    }
}
