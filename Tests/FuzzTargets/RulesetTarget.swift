import Rules

/// Any bytes as one file of a ruleset whose other files are right: what is read compiles or is
/// refused with reasons, and what compiles assesses an empty plan.
enum RulesetTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    if let folder = try? RulesetFolder(reading: SourceText(name: "ruleset.yaml", bytes: bytes)) {
      for case .files(let paths) in folder.versions.map(\.content) { try checkPaths(paths) }
    }
    try attempt { () throws(Diagnostics) in
      // Which file it is meant for shows by what stands in no other.
      if has("versions:", bytes) { return try SmallRuleset.ruleset(folder: bytes) }
      if has("criterion:", bytes) { return try SmallRuleset.ruleset(criterion: bytes) }
      return try SmallRuleset.ruleset(basis: bytes)
    }
  }

  /// No path leads out of the folder of the ruleset.
  private static func checkPaths(_ paths: [String]) throws(Finding) {
    for path in paths {
      let steps = path.utf8.split(
        separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      for step in steps {
        let isName = !["", ".", ".."].contains { step.elementsEqual($0.utf8) }
        try demand(isName && !step.contains(0), "a path that leads out: \(path)")
      }
    }
  }

  private static func has(_ word: String, _ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: word.utf8) }
  }

  private static func attempt(_ make: () throws(Diagnostics) -> Ruleset) throws(Finding) {
    let ruleset: Ruleset
    do throws(Diagnostics) {
      ruleset = try make()
    } catch {
      // A folder without versions has nothing to compile and no fault of its own.
      for fault in error.all {
        try demand(fault.code != nil, "a fault of rules without a code: \(fault.message.en)")
      }
      return try check(error.all)
    }
    let (facts, problems) = ruleset.facts(from: try PlanTarget.emptyPlan())
    try check(problems)
    try Assessed.check(ruleset, facts)
    try checkSchema(of: ruleset.model.vocabulary)
  }

  private static func checkSchema(of vocabulary: Vocabulary) throws(Finding) {
    let title = LocalizedText(nl: "plan", en: "plan")
    let text = vocabulary.jsonSchema(title: title, in: .en)
    do throws(Diagnostics) {
      _ = try DataDocument(
        json: SourceText(name: "schema", text: text),
        limits: ReadingLimits(bytes: 1 << 26, depth: 1_000, nodes: 10_000_000))
    } catch {
      throw Finding("a schema that is no JSON: \(error.all.map(\.message.en))")
    }
  }
}
