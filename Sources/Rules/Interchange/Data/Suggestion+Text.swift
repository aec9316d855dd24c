extension Suggestion {
  /// The nearest of some texts, as it is spelt there; `nil` when none is near.
  static func nearest(to word: String, among known: [String]) -> String? {
    let nearest = nearest(to: Name(word), among: known.lazy.map { Name($0) }, count: 1).first
    return nearest.flatMap { name in known.first { Name($0) == name } }
  }

  /// The same, where no other is as near.
  package static func only(near word: String, among known: [String]) -> String? {
    let only = only(near: Name(word), among: known.lazy.map { Name($0) })
    return only.flatMap { name in known.first { Name($0) == name } }
  }
}
