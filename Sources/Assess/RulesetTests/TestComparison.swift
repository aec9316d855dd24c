import Rules

/// The verdicts on a plan, by their names.
struct FoundVerdicts {
  /// A result of the ruleset, or why there is none, as tests write it.
  let outcome: String
  let criteria: [(id: String, verdict: Verdict)]
  let checks: [(id: String, verdict: Verdict)]

  init(_ assessment: Assessment) {
    outcome = assessment.outcome.testName
    criteria = assessment.criteria.map { ($0.criterion.id, $0.verdict) }
    checks = assessment.checks.map { ($0.check.id, $0.verdict) }
  }

  init(_ verdicts: Verdicts, by ruleset: Ruleset) {
    let all = ruleset.model.criteria
    outcome =
      switch verdicts.outcome {
      case .decided(let place): ruleset.model.outcome.results[place].value
      case .answersMissing: RulesetTest.answersMissing
      case .judgementNeeded: RulesetTest.judgementNeeded
      case .faulty: RulesetTest.rulesetFault
      }
    criteria = zip(all, verdicts.criteria).map { ($0.id, $1) }
    checks = zip(all.flatMap(\.checks), verdicts.checks).map { ($0.id, $1) }
  }
}

/// What a test expects beside what was found.
struct TestComparison {
  /// Something that was found otherwise.
  struct Difference: Sendable {
    let message: LocalizedText
    /// Where the test file says what was expected.
    let range: SourceRange
  }

  private let found: FoundVerdicts
  /// `nil` where only verdicts are known.
  private let assessment: Assessment?
  private let only: Set<String>
  private(set) var differences: [Difference] = []

  /// - Parameter only: the checks and criteria to look at; empty for all and the outcome.
  init(_ assessment: Assessment, only: Set<String> = []) {
    found = FoundVerdicts(assessment)
    self.assessment = assessment
    self.only = assessment.criteria.filter { only.contains($0.criterion.id) }
      .reduce(into: only) { all, finding in all.formUnion(finding.checks.map(\.check.id)) }
  }

  init(_ found: FoundVerdicts) {
    self.found = found
    assessment = nil
    only = []
  }

  mutating func whole(_ test: RulesetTest) {
    outcome(test.outcome, at: test.range)
    compare(test.criteria, with: found.criteria, allAt: nil)
    compare(test.checks, with: found.checks, allAt: test.checks.last?.range)
    for (id, words, range) in test.reasons where isAsked(id) {
      guard let assessment else { continue }
      guard let check = assessment.checks.first(where: { $0.check.id == id }) else {
        add("\(id): deze controle is er niet", "\(id): there is no such check", at: range)
        continue
      }
      let reasons = check.reasons.map(\.nl).joined(separator: " ")
      for word in words where !reasons.contains(word) {
        add(
          "\(id): de reden bevat niet '\(word)': \(reasons)",
          "\(id): the reason does not hold '\(word)': \(reasons)", at: range)
      }
    }
  }

  /// - Parameter base: the plan without the change.
  mutating func variant(_ variant: RulesetTest.Variant, of base: FoundVerdicts) {
    // A change of the day may lead to a version with other checks.
    let present = Set(found.checks.map(\.id))
    var wanted = base.checks.filter { present.contains($0.id) }
      .map { (id: $0.id, verdict: $0.verdict, range: variant.range) }
    for (id, verdict, range) in variant.differs {
      guard let index = wanted.firstIndex(where: { $0.id == id }) else {
        wanted.append((id, verdict, range))
        continue
      }
      if wanted[index].verdict == verdict {
        add(
          "\(id): dit oordeel is zonder de verandering ook '\(verdict.testName)'",
          "\(id): this verdict is '\(verdict.testName)' without the change too", at: range)
      }
      wanted[index] = (id, verdict, range)
    }
    outcome(variant.outcome ?? base.outcome, at: variant.range)
    compare(variant.criteria, with: found.criteria, allAt: nil)
    compare(wanted, with: found.checks, allAt: variant.range)
    guard let assessment, only.isEmpty else { return }
    let asked = assessment.openQuestions.map(\.path.description)
    for path in variant.asks where !asked.contains(path) {
      let list = asked.isEmpty ? "–" : asked.joined(separator: ", ")
      add(
        "'\(path)' wordt niet gevraagd; wel: \(list)",
        "'\(path)' is not asked for; these are: \(list)", at: variant.range)
    }
  }

  private func isAsked(_ id: String) -> Bool { only.isEmpty || only.contains(id) }

  private mutating func add(_ nl: String, _ en: String, at range: SourceRange) {
    differences.append(Difference(message: LocalizedText(nl: nl, en: en), range: range))
  }

  private mutating func expect(
    _ wanted: String, _ found: String, of what: LocalizedText, _ why: [LocalizedText],
    at range: SourceRange
  ) {
    func lines(_ language: Language) -> String { why.map { "\n    \($0[language])" }.joined() }
    add(
      "\(what.nl): verwacht \(wanted), gevonden \(found)\(lines(.nl))",
      "\(what.en): expected \(wanted), found \(found)\(lines(.en))", at: range)
  }

  private mutating func outcome(_ wanted: String?, at range: SourceRange) {
    guard let wanted, wanted != found.outcome, only.isEmpty else { return }
    expect(
      wanted, found.outcome, of: LocalizedText(nl: "outcome", en: "outcome"),
      assessment?.faults.map(\.message) ?? [], at: range)
  }

  /// - Parameter all: where to tell of what was found and is not expected; `nil` where that may be.
  private mutating func compare(
    _ wanted: RulesetTest.Expected, with found: [(id: String, verdict: Verdict)],
    allAt all: SourceRange?
  ) {
    let verdicts = Dictionary(
      found.map { ($0.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    for (id, verdict, range) in wanted where isAsked(id) {
      guard let actual = verdicts[id] else {
        add("\(id): deze controle is er niet", "\(id): there is no such check", at: range)
        continue
      }
      if actual != verdict {
        expect(
          verdict.testName, actual.testName, of: LocalizedText(nl: id, en: id), why(id), at: range)
      }
    }
    guard let all else { return }
    let known = Set(wanted.map(\.id))
    for (id, verdict) in found where !known.contains(id) && isAsked(id) {
      add(
        "\(id): ontbreekt in de test; gevonden \(verdict.testName)",
        "\(id): missing from the test; found \(verdict.testName)", at: all)
    }
  }

  /// What the assessment says of a check, to see at a glance why it was decided so: its reasons, what it waits for, and why
  /// its rule has no answer.
  private func why(_ id: String) -> [LocalizedText] {
    guard let check = assessment?.checks.first(where: { $0.check.id == id }) else { return [] }
    let waits = check.missing.map(\.description) + check.unsetParameters.map(\.text)
    return check.reasons + check.remarks + waits.map { LocalizedText(nl: $0, en: $0) }
  }
}

extension OutcomeFinding {
  fileprivate var testName: String {
    switch self {
    case .decided(let result): result.value
    case .answersMissing: RulesetTest.answersMissing
    case .judgementNeeded: RulesetTest.judgementNeeded
    case .rulesetFault: RulesetTest.rulesetFault
    }
  }
}
