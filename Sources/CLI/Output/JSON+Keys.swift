import Wire

extension JSON {
    /// A token by which machines join.
    static func token(_ view: TokenView) -> [String: Any] {
        var labels: [String: Any] = [:]
        for label in view.labels { labels[label.name] = label.value }
        return [
            "token": view.id, "for": view.forCoordinators ? "coordinators" : "servers", "uses": view.uses,
            "used": view.used, "expires": Units.time(view.expiresAt), "created": Units.time(view.createdAt),
            "labels": labels, "by": view.owner, "is_good": view.refusal.isEmpty, "refusal": view.refusal,
        ]
    }

    /// A key that is admitted.
    static func key(_ view: KeyView) -> [String: Any] {
        ["name": view.name, "role": view.role, "public_key": view.publicKey]
    }
}
