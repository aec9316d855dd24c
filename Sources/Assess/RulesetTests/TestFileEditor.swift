import Rules

/// Changes what a test file expects, and leaves every other byte as it is.
///
/// It works on the text by the places that the reader gives, and trusts nothing: what it made is read again.
struct TestFileEditor {
  /// A variant that is added at the end.
  struct NewVariant {
    let name: String
    let changes: [(path: InputPath, value: PlanTree)]
    let removals: [InputPath]
    let differs: [(id: String, verdict: Verdict)]
    /// `nil`: as without the change.
    let outcome: String?
  }

  let source: SourceText
  private let root: DataDocument.Node
  /// What takes the place of what, in any order; no two overlap.
  private var edits: [(range: SourceRange, text: String)] = []

  /// - Throws: what is wrong with the text.
  init(_ source: SourceText) throws(Diagnostics) {
    self.source = source
    root = try DataDocument(yaml: source, limits: .rulesetFile).root
  }

  /// The file with the edits made; `nil` where that is no test file any more.
  var changed: SourceText? {
    var bytes = source.bytes
    for edit in edits.sorted(by: { ($0.range.start, $0.range.end) > ($1.range.start, $1.range.end) }
    ) {
      bytes.replaceSubrange(edit.range.start..<edit.range.end, with: Array(edit.text.utf8))
    }
    let changed = SourceText(name: source.name, bytes: bytes)
    return (try? RulesetTest(reading: changed, depth: .max / 2)) == nil ? nil : changed
  }

  // MARK: The whole

  mutating func expect(_ found: FoundVerdicts, of test: RulesetTest) {
    if let outcome = root["outcome"], outcome.text != found.outcome {
      replace(outcome, by: spelled(found.outcome))
    }
    if let criteria = root["criteria"] { expect(found.criteria, in: criteria, addsNew: false) }
    if let checks = root["checks"] { expect(found.checks, in: checks, addsNew: true) }
  }

  private mutating func expect(
    _ found: [(id: String, verdict: Verdict)], in node: DataDocument.Node, addsNew: Bool
  ) {
    let verdicts = Dictionary(
      found.map { ($0.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    let known = Dictionary(
      node.entries.map { ($0.key.text, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = addsNew ? found : found.filter { known[$0.id] != nil }
    if isFlow(node), Set(known.keys) != Set(wanted.map(\.id)) {
      return replace(node, by: inBraces(wanted))
    }
    for entry in node.entries {
      guard let verdict = verdicts[entry.key.text] else {
        removeLines(of: entry)
        continue
      }
      if verdict.testName != entry.value.text { replace(entry.value, by: verdict.testName) }
    }
    guard addsNew, !isFlow(node) else { return }
    var last: DataDocument.Entry?
    for (id, verdict) in found {
      if let entry = known[id] {
        last = entry
      } else if let place = last ?? node.entries.first(where: { _ in true }) {
        let margin = String(repeating: " ", count: column(of: place.key.range.start))
        let line = "\(margin)\(id): \(verdict.testName)\n"
        let at =
          last == nil ? startOfLine(place.key.range.start) : endOfLine(place.value.range.end)
        insert(line, at: at)
      }
    }
  }

  // MARK: Variants

  /// - Parameters:
  ///   - place: which of the variants, from 0.
  ///   - differs: the checks that are decided otherwise than without the change.
  ///   - outcome: `nil` where it is as without the change.
  mutating func expect(
    variant place: Int, differs: [(id: String, verdict: Verdict)], outcome: String?,
    criteria: [(id: String, verdict: Verdict)]
  ) {
    guard let variant = root["variants"]?.items.dropFirst(place).first(where: { _ in true }) else {
      return
    }
    let text = inBraces(differs)
    if let node = variant["differs"] {
      let before = Set(node.entries.map { "\($0.key.text): \($0.value.text)" })
      if before != Set(differs.map { "\($0.id): \($0.verdict.testName)" }) {
        replace(node, by: text)
      }
    } else if !differs.isEmpty {
      add("differs", text, to: variant)
    }
    if let node = variant["criteria"] { expect(criteria, in: node, addsNew: false) }
    if let node = variant["outcome"] {
      if let outcome {
        if node.text != outcome { replace(node, by: spelled(outcome)) }
      } else if let entry = variant.entries.first(where: { $0.key.text == "outcome" }),
        !isFlow(variant), !isFirst(entry, of: variant)
      {
        removeLines(of: entry)
      }
    } else if let outcome {
      add("outcome", spelled(outcome), to: variant)
    }
  }

  mutating func add(_ variants: [NewVariant]) {
    guard !variants.isEmpty else { return }
    let text = variants.map { self.text($0) }.joined()
    if let list = root["variants"] {
      insert(text, at: endOfLine(end(of: list)))
    } else {
      insert("variants:\n" + text, at: source.bytes.count)
    }
  }

  private func text(_ variant: NewVariant) -> String {
    var lines = ["  - name: \(spelled(variant.name))"]
    if !variant.removals.isEmpty {
      let paths = variant.removals.map { spelled($0.description, inBraces: true) }
      lines.append("    remove: [\(paths.joined(separator: ", "))]")
    }
    if !variant.changes.isEmpty {
      let changes = variant.changes.map {
        "\(spelled($0.path.description, inBraces: true)): \($0.value.inBraces)"
      }
      lines.append("    change: { \(changes.joined(separator: ", ")) }")
    }
    lines.append("    differs: \(inBraces(variant.differs))")
    if let outcome = variant.outcome { lines.append("    outcome: \(spelled(outcome))") }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Places

  private func inBraces(_ verdicts: [(id: String, verdict: Verdict)]) -> String {
    let parts = verdicts.map { "\($0.id): \($0.verdict.testName)" }
    return parts.isEmpty ? "{}" : "{ \(parts.joined(separator: ", ")) }"
  }

  private func spelled(_ text: String, inBraces: Bool = false) -> String {
    if PlanEditor.isPlainText(text) { return text }
    return (inBraces ? nil : text.asPlainYAML(inLine: false)) ?? PlanEditor.quoted(text)
  }

  private func isFlow(_ node: DataDocument.Node) -> Bool {
    let start = node.range.start
    return start < source.bytes.count && [0x7B, 0x5B].contains(source.bytes[start])
  }

  private mutating func replace(_ node: DataDocument.Node, by text: String) {
    let end = node.kind == .mapping && !isFlow(node) ? self.end(of: node) : node.range.end
    edits.append((SourceRange(node.range.start, end), text))
  }

  private mutating func insert(_ lines: String, at offset: Int) {
    let isKnown = edits.contains { $0.range == SourceRange(offset, offset) }
    let needsEnd = !isKnown && offset > 0 && source.bytes[offset - 1] != 0x0A
    put((needsEnd ? "\n" : "") + lines, at: offset)
  }

  /// What is put in one place stays in the order in which it was.
  private mutating func put(_ text: String, at offset: Int) {
    if let place = edits.firstIndex(where: { $0.range == SourceRange(offset, offset) }) {
      edits[place].text += text
    } else {
      edits.append((SourceRange(offset, offset), text))
    }
  }

  /// One more key at the end of a mapping.
  private mutating func add(_ key: String, _ value: String, to node: DataDocument.Node) {
    guard let first = node.entries.first(where: { _ in true }) else { return }
    if isFlow(node) {
      put(", \(key): \(value)", at: end(ofLast: node))
    } else {
      let margin = String(repeating: " ", count: column(of: first.key.range.start))
      insert("\(margin)\(key): \(value)\n", at: endOfLine(end(of: node)))
    }
  }

  private mutating func removeLines(of entry: DataDocument.Entry) {
    let range = SourceRange(
      startOfLine(entry.key.range.start), endOfLine(max(entry.key.range.end, end(of: entry.value))))
    edits.append((range, ""))
  }

  private func isFirst(_ entry: DataDocument.Entry, of node: DataDocument.Node) -> Bool {
    node.entries.first { _ in true }?.key.range.start == entry.key.range.start
  }

  /// Where the last thing in it ends; a block has no end of its own.
  private func end(of node: DataDocument.Node) -> Int {
    isFlow(node) ? node.range.end : end(ofLast: node)
  }

  private func end(ofLast node: DataDocument.Node) -> Int {
    switch node.kind {
    case .mapping:
      node.entries.reduce(node.range.start) { max($0, $1.key.range.end, end(of: $1.value)) }
    case .sequence: node.items.reduce(node.range.start) { max($0, end(of: $1)) }
    default: node.range.end
    }
  }

  private func startOfLine(_ offset: Int) -> Int {
    source.bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  /// Behind the line's end; where it ends there already, that.
  private func endOfLine(_ offset: Int) -> Int {
    if offset > 0, source.bytes[offset - 1] == 0x0A { return offset }
    return source.bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.bytes.count
  }

  private func column(of offset: Int) -> Int {
    String(decoding: source.bytes[startOfLine(offset)..<offset], as: UTF8.self).count
  }
}

extension PlanTree {
  /// As people write it within braces: names without quotes where YAML allows it.
  fileprivate var inBraces: String {
    switch self {
    case .mapping(let entries):
      let parts = entries.map { entry in
        let key =
          PlanEditor.isPlainText(entry.key) ? entry.key : PlanEditor.quoted(entry.key)
        return "\(key): \(entry.value.inBraces)"
      }
      return "{ \(parts.joined(separator: ", ")) }"
    case .sequence(let items): return "[\(items.map(\.inBraces).joined(separator: ", "))]"
    case .scalar(let text, let isPlain):
      if isPlain, let plain = text.asPlainYAML(inLine: true) { return plain }
      return PlanEditor.isPlainText(text) ? text : PlanEditor.quoted(text)
    }
  }
}
