import Rules

/// One more set of the workload's eight criteria, with the constants that its number gives.
struct CriterionSet {
  private let suffix: String
  private let words: [String: String]

  init(number: Int) {
    let r = number
    suffix = "s\(r)"
    words = [
      "crHigh": "\(10 + r % 5)", "crMid": "\(5 + r % 4)", "fteHigh": "\(20 + r % 11)",
      "fteMid": "\(10 + r % 7)", "fteLow": "\(5 + r % 3)", "m2": "\(1000 + 25 * (r % 13))",
      "share": "\(30 + r % 9)", "minCommitted": "\(2 + r % 2)", "minGoals": "\(1 + r % 2)",
      "minDelta": "\(1 + r % 3)", "npvFloor": "\(10000 * (r % 17))", "capPct": "\(75 - r % 10)",
      "minSections": "\(5 - r % 2)", "tolPct": "\(1 + r % 3)", "maxShare": "\(80 - r % 10)",
      "minOrgs": "\(3 + r % 2)", "maxDays": "duration(\"P\(1826 - r % 30)D\")",
      "acmShare": "\(40 + r % 10)",
    ]
  }

  /// The file of a criterion, with other constants and names. What does not depend on constants, a
  /// sum for instance, is shared by all sets.
  func file(_ file: SourceText) -> SourceText {
    var lines: [Substring] = []
    var isShared = false
    for line in String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("definitions:") { isShared = !file.name.hasPrefix("c1") }
      if line.hasPrefix("criterion:") { isShared = false }
      // The classes are those of the first set.
      if line.hasPrefix("  - check: C1.A") { break }
      if !isShared { lines.append(line) }
    }
    let text = lines.map { replaced($0) }.joined(separator: "\n") + "\n"
    return SourceText(name: "\(suffix)/\(file.name)", text: text)
  }

  private func replaced(_ line: Substring) -> String {
    if line.hasPrefix("criterion: ") { return line + suffix }
    if line.hasPrefix("  - check: ") {
      return "  - check: " + line.dropFirst(11).replacing(".", with: "\(suffix).")
    }
    if line.hasPrefix("source:") || line.hasPrefix("    source:") { return String(line) }
    var text = ""
    var rest = line.replacing("impact row", with: "impact row \(suffix)")[...]
    while !rest.isEmpty {
      let word = rest.prefix { $0.isLetter || $0.isNumber }
      if word.isEmpty {
        text.append(rest.removeFirst())
        continue
      }
      text += words[String(word)] ?? String(word)
      rest = rest.dropFirst(word.count)
    }
    return text
  }
}
