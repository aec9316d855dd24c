import Rules

/// Any bytes as a plan: what is read means one thing, and is assessed.
enum PlanTarget {
  static func runJSON(_ bytes: [UInt8]) throws(Finding) {
    let source = SourceText(name: "plan.json", bytes: bytes)
    guard let document = try read({ () throws(Diagnostics) in try DataDocument(json: source) })
    else { return }
    try examine(document)
    try compareWithYAML(document)
  }

  static func runYAML(_ bytes: [UInt8]) throws(Finding) {
    let source = SourceText(name: "plan.yaml", bytes: bytes)
    guard let document = try read({ () throws(Diagnostics) in try DataDocument(yaml: source) })
    else { return }
    try examine(document)
  }

  static func emptyPlan() throws(Finding) -> DataDocument.Node {
    do throws(Diagnostics) {
      return try DataDocument(json: SourceText(name: "plan", text: "{}")).root
    } catch {
      throw Finding("an empty plan is not read")
    }
  }

  private static func read(
    _ read: () throws(Diagnostics) -> DataDocument
  ) throws(Finding) -> DataDocument? {
    do throws(Diagnostics) {
      return try read()
    } catch {
      try demand(!error.all.isEmpty, "refused without a reason")
      try check(error.all)
      return nil
    }
  }

  private static let ruleset = try? SmallRuleset.ruleset(basis: Array(SmallRuleset.basis.utf8))

  private static func examine(_ document: DataDocument) throws(Finding) {
    var places = Places(end: document.source.bytes.count)
    try places.check(document.root)
    try checkWriting(of: document)
    guard let ruleset else { throw Finding("the small ruleset is refused") }
    let (facts, problems) = ruleset.facts(from: document.root)
    try check(problems)
    try demand(facts.values.count, is: ruleset.model.vocabulary.fields.count, "facts")
    try Assessed.check(ruleset, facts)
  }

  /// Written as JSON it is the same document.
  private static func checkWriting(of document: DataDocument) throws(Finding) {
    var json = JSONWriter()
    write(document.root, to: &json)
    let source = SourceText(name: "again", bytes: json.bytes)
    let limits = ReadingLimits(bytes: 1 << 26)
    guard
      let again = try read({ () throws(Diagnostics) in
        try DataDocument(json: source, limits: limits)
      })
    else { throw Finding("not read back: \(json.text)") }
    try demand(isSame(again.root, document.root), "written as \(json.text)")
  }

  /// What is both JSON and YAML says the same in both, but for the characters that only YAML takes
  /// for line breaks or for nothing at all.
  private static func compareWithYAML(_ document: DataDocument) throws(Finding) {
    guard !document.source.bytes.contains(where: { $0 >= 0x80 }),
      let other = try? DataDocument(
        yaml: SourceText(name: "plan.yaml", bytes: document.source.bytes))
    else { return }
    try demand(isSame(document.root, other.root), "other in YAML than in JSON")
  }

  private static func write(_ node: DataDocument.Node, to json: inout JSONWriter) {
    switch node.kind {
    case .mapping:
      json.object { json in
        for entry in node.entries {
          json.key(entry.key.text)
          write(entry.value, to: &json)
        }
      }
    case .sequence:
      json.array { json in for item in node.items { write(item, to: &json) } }
    case .text, .number, .boolean, .null: json.string(node.text)
    }
  }

  /// The same texts in the same order, whatever their kinds.
  private static func isSame(_ one: DataDocument.Node, _ other: DataDocument.Node) -> Bool {
    guard one.count == other.count, (one.kind == .mapping) == (other.kind == .mapping),
      (one.kind == .sequence) == (other.kind == .sequence), one.hasText(Array(other.text.utf8))
    else { return false }
    return zip(one.items, other.items).allSatisfy { isSame($0, $1) }
      && zip(one.entries, other.entries).allSatisfy {
        isSame($0.key, $1.key) && isSame($0.value, $1.value)
      }
  }

  /// Every value lies inside the text, and parts of a collection follow one another.
  private struct Places {
    let end: Int

    mutating func check(_ node: DataDocument.Node) throws(Finding) {
      try demand(node.range.end <= end, "a value past the end, at \(node.range)")
      var last = node.range.start
      for item in node.items {
        try follow(item, &last)
        try check(item)
      }
      for entry in node.entries {
        try follow(entry.key, &last)
        try check(entry.value)
      }
    }

    private func follow(_ node: DataDocument.Node, _ last: inout Int) throws(Finding) {
      try demand(node.range.start >= last, "parts out of order, at \(node.range)")
      last = node.range.start
    }
  }
}
