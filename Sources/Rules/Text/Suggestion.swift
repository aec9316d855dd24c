/// The word that an author may have meant.
package enum Suggestion {
  /// Longer words are not compared: the work grows with the product of the lengths.
  private static let longest = 60

  /// The candidates that differ least from what was written, at most `count`, nearest first.
  ///
  /// One slip is forgiven for every three characters, up to three: a letter too many, missing,
  /// changed, or two changed places. Capitals and white space count for nothing.
  package static func nearest(
    to written: Name, among candidates: some Sequence<Name>, count: Int = 3
  ) -> [Name] {
    ranked(written, candidates).prefix(count).map(\.name)
  }

  /// The candidate that differs least, where no other differs as little. One with other digits is never meant: of what
  /// is counted, the next is another.
  package static func only(
    near written: Name, among candidates: some Sequence<Name>
  ) -> Name? {
    let digits = written.text.filter(\.isNumber)
    let ranked = ranked(written, candidates.filter { $0.text.filter(\.isNumber) == digits })
    guard let first = ranked.first, ranked.count == 1 || ranked[1].distance > first.distance
    else { return nil }
    return first.name
  }

  private static func ranked(
    _ written: Name, _ candidates: some Sequence<Name>
  ) -> [(name: Name, distance: Int)] {
    let wanted = letters(of: written)
    guard !wanted.isEmpty, wanted.count <= longest else { return [] }
    let allowed = Swift.min(3, Swift.max(1, wanted.count / 3))
    var found: [Name: Int] = [:]
    for candidate in candidates where candidate != written {
      let letters = letters(of: candidate)
      guard abs(letters.count - wanted.count) <= allowed else { continue }
      let distance = distance(wanted, letters)
      // A short word is not a slip for another word of which every letter differs.
      if distance <= allowed, distance < wanted.count { found[candidate] = distance }
    }
    return found.sorted { ($0.value, $0.key.text) < ($1.value, $1.key.text) }
      .map { ($0.key, $0.value) }
  }

  /// `did you mean 'a' or 'b'?`, or `nil` when nothing is near.
  package static func mend(
    for written: Name, among candidates: some Sequence<Name>
  ) -> LocalizedText? {
    let names = nearest(to: written, among: candidates).map { "'\($0.text)'" }
    guard let last = names.last else { return nil }
    let others = names.dropLast().joined(separator: ", ")
    return LocalizedText(
      nl: "bedoelt u \(others.isEmpty ? last : "\(others) of \(last)")?",
      en: "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?")
  }

  package static func mend(
    for written: String, among candidates: some Sequence<String>
  ) -> LocalizedText? {
    mend(for: Name(written), among: candidates.map { Name($0) })
  }

  private static func letters(of name: Name) -> [Character] {
    name.text.prefix(longest + 4).lowercased().filter { $0 != " " }
  }

  /// How many slips make one word of the other. The rows are those of the usual table.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = Swift.min(last[column + 1], current[column]) + 1
        best = Swift.min(best, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = Swift.min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
