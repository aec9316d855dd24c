import Rules

/// Test files that expect what was found.
enum Acceptance {
  /// The file with its expectations as they were found; `nil` where it expects that already, or where only people can
  /// change it.
  ///
  /// - Parameter cases: of that file: the plan itself and then its variants.
  static func changed(_ cases: [RulesetTestRun.Case]) -> (old: SourceText, new: SourceText)? {
    guard let base = cases.first, let editor = try? TestFileEditor(base.test.source) else {
      return nil
    }
    var changed = editor
    let whole = FoundVerdicts(base.found)
    changed.expect(whole, of: base.test)
    for (place, one) in cases.dropFirst().enumerated() {
      let found = FoundVerdicts(one.found)
      changed.expect(
        variant: place, differs: found.differences(from: whole),
        outcome: found.outcome == whole.outcome ? nil : found.outcome, criteria: found.criteria)
    }
    guard let new = changed.changed, new.bytes != base.test.source.bytes else { return nil }
    return (base.test.source, new)
  }
}

extension FoundVerdicts {
  /// The checks that are decided otherwise, and those that another version has.
  func differences(from base: FoundVerdicts) -> [(id: String, verdict: Verdict)] {
    let before = Dictionary(
      base.checks.map { ($0.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    return checks.filter { before[$0.id] != $0.verdict }
  }
}
