import Rules

/// The lines in which two texts differ, as programs and people read them: `-` what was there, `+` what is.
enum LineDifference {
  /// Lines that are shown around a difference.
  private static let around = 2

  static func text(_ old: SourceText, _ new: SourceText) -> String {
    let before = lines(old)
    let after = lines(new)
    let changes = after.difference(from: before)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [(mark: Character, line: String, number: Int)] = []
    var (left, right) = (0, 0)
    while left < before.count || right < after.count {
      if removed.contains(left) {
        rows.append(("-", before[left], left + 1))
        left += 1
      } else if inserted.contains(right) {
        rows.append(("+", after[right], right + 1))
        right += 1
      } else {
        rows.append((" ", after[right], right + 1))
        left += 1
        right += 1
      }
    }
    let shown = rows.indices.filter { index in
      rows[max(0, index - around)...min(rows.count - 1, index + around)]
        .contains { $0.mark != " " }
    }
    var text = "--- \(old.name)\n+++ \(new.name)\n"
    var last = -2
    for index in shown {
      if index != last + 1 { text += "@@ \(rows[index].number) @@\n" }
      text += "\(rows[index].mark)\(rows[index].line)\n"
      last = index
    }
    return text
  }

  private static func lines(_ source: SourceText) -> [String] {
    var lines = String(decoding: source.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
