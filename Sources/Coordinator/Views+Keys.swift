import CoordinatorCore
import Fleet
import Wire

/// Who may come in: tokens and keys.
extension Views {
    var tokenViews: [Wire.TokenView] {
        let time = member.knownTime(now: now)
        return member.fleet.tokens.values.map { token in
            Wire.TokenView(
                id: token.id, forCoordinators: token.terms.purpose == .coordinator, uses: token.terms.uses,
                used: token.used, expiresAt: token.expiresAt.nanoseconds,
                labels: token.terms.labels.map { Wire.Pair(name: $0.key, value: $0.value) }, owner: token.owner,
                createdAt: token.createdAt.nanoseconds, refusal: token.refusal(at: time) ?? "")
        }
    }

    var keyViews: [Wire.KeyView] {
        member.fleet.keys.values.sorted { ($0.name, $0.publicKey) < ($1.name, $1.publicKey) }.map {
            Wire.KeyView(publicKey: $0.publicKey, name: $0.name, role: "\($0.role)")
        }
    }
}
