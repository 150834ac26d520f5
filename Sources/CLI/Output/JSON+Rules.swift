import Foundation
import Wire

/// On which servers a job's tasks may run.
extension JSON {
    private static func names(_ jobs: [Wire.JobName]?) -> [[String: String]] {
        (jobs ?? []).map { ["namespace": $0.namespaceName, "name": $0.name] }
    }

    static func rules(_ definition: JobDefinition?) -> [String: Any] {
        [
            "constraints": Dictionary(
                (definition?.constraints ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { _, last in last }),
            "conditions": (definition?.conditions ?? []).map { condition in
                [
                    "label": condition.label, "operator": JobWords.test(condition.test), "values": condition.values,
                    "bound": condition.test >= 4 ? condition.bound as Any : NSNull(),
                ] as [String: Any]
            },
            "topology": [
                "within": JobWords.level(definition?.topology?.within),
                "prefer": JobWords.level(definition?.topology?.prefer),
            ],
            "spread": definition?.spread.map { spread in
                [
                    "over": JobWords.level(spread.over + 1),
                    "at_most": spread.atMost > 0 ? spread.atMost as Any : NSNull(),
                ] as [String: Any] as Any
            } ?? NSNull(),
            "apart_from": names(definition?.apartFrom), "near": names(definition?.near),
        ]
    }
}

extension JobWords {
    /// A level of the topology by its number on the wire, which is one more than Fleet's; null for none.
    static func level(_ number: UInt32?) -> Any {
        let names = ["zone", "room", "row", "rack", "switch", "node"]
        guard let number, number > 0, Int(number) <= names.count else { return NSNull() }
        return names[Int(number) - 1]
    }

    /// The operator of a condition, as a job's spec has it.
    static func test(_ code: UInt32) -> String {
        switch code {
        case 0: "in"
        case 1: "not-in"
        case 2: "exists"
        case 3: "absent"
        case 4: "at-least"
        case 5: "at-most"
        default: "unknown"
        }
    }
}
