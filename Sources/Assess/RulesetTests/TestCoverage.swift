import Rules

/// What the tests of a ruleset show of its rules, and what they leave out.
struct TestCoverage {
  /// Something that no test shows.
  struct Gap: Sendable {
    enum Kind: String, Sendable, CaseIterable {
      case condition, row, criterion, text
    }

    let kind: Kind
    /// Where it is written.
    let source: SourceText
    let range: SourceRange
    let message: LocalizedText
  }

  /// In the order of the rules.
  private(set) var gaps: [Gap] = []
  /// How many there are of each kind, those that tests show too.
  private(set) var counts: [Gap.Kind: Int] = [:]

  /// - Parameter run: of which every test was run.
  init(_ run: RulesetTestRun) {
    let groups = Dictionary(grouping: run.cases, by: \.number).sorted { $0.key < $1.key }
      .map(\.value)
    addConditions(groups, run.ids)
    addCriteria(groups, run.ids)
    addTexts(groups, run.ids)
  }

  private mutating func add(
    _ kind: Gap.Kind, _ source: SourceText, _ range: SourceRange, _ nl: String, _ en: String
  ) {
    gaps.append(
      Gap(kind: kind, source: source, range: range, message: LocalizedText(nl: nl, en: en)))
  }

  // MARK: Conditions and rows

  private mutating func addConditions(_ groups: [[RulesetTestRun.Case]], _ ids: Set<String>) {
    var order: [String] = []
    var found: [String: (condition: SeenCondition, wasTrue: Bool, wasFalse: Bool)] = [:]
    for cases in groups {
      guard let first = cases.first else { continue }
      var seen = SeenConditions(of: Explainer(first.ruleset), only: ids)
      for one in cases {
        seen.look(
          at: one.read.facts, judgements: one.read.judgements, at: one.moment,
          criteria: one.found.criteria.map(\.verdict))
      }
      for condition in seen.all {
        let row = if case .row(let number) = condition.kind { number } else { 0 }
        let range = condition.range
        let key = "\(condition.source.name) \(range.start) \(range.end) \(row)"
        if found[key] == nil { order.append(key) }
        let known = found[key] ?? (condition, false, false)
        found[key] = (
          condition, known.wasTrue || condition.wasTrue, known.wasFalse || condition.wasFalse
        )
      }
    }
    for key in order {
      guard let (condition, wasTrue, wasFalse) = found[key] else { continue }
      let text = condition.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .shortened(to: 80)
      switch condition.kind {
      case .condition:
        counts[.condition, default: 0] += 1
        if wasTrue, wasFalse { continue }
        let nl = wasTrue ? "nooit onwaar" : wasFalse ? "nooit waar" : "nooit waar of onwaar"
        let en = wasTrue ? "never false" : wasFalse ? "never true" : "never true or false"
        add(.condition, condition.source, condition.range, "\(nl): \(text)", "\(en): \(text)")
      case .row(let number):
        counts[.row, default: 0] += 1
        if wasTrue { continue }
        add(
          .row, condition.source, condition.range, "rij \(number) van de tabel past nooit",
          "row \(number) of the table never applies")
      }
    }
  }

  // MARK: Criteria

  private mutating func addCriteria(_ groups: [[RulesetTestRun.Case]], _ ids: Set<String>) {
    var order: [Criterion] = []
    var deciding: Set<String> = []
    for cases in groups {
      guard let ruleset = cases.first?.ruleset else { continue }
      let criteria = ruleset.model.criteria
      for criterion in criteria
      where criterion.decidesNothing == nil && criterion.decides
        && (ids.isEmpty || ids.contains(criterion.id))
        && !order.contains(where: { $0.id == criterion.id })
      {
        order.append(criterion)
      }
      for one in cases where deciding.count < order.count {
        guard
          let plan = try? ruleset.decided(
            one.read.facts, judgements: one.read.judgements, at: one.moment)
        else { continue }
        deciding.formUnion(ruleset.criteriaThatDecide(plan).map { criteria[$0].id })
      }
    }
    counts[.criterion] = order.count
    for criterion in order where !deciding.contains(criterion.id) {
      add(
        .criterion, criterion.source, criterion.range,
        "\(criterion.id): in geen test hangt de uitkomst ervan af",
        "\(criterion.id): in no test the outcome hangs on it")
    }
  }

  // MARK: Texts

  private mutating func addTexts(_ groups: [[RulesetTestRun.Case]], _ ids: Set<String>) {
    var order: [(key: String, source: SourceText, range: SourceRange)] = []
    var known: Set<String> = []
    var shown: Set<String> = []
    for cases in groups {
      for criterion in cases.first?.ruleset.model.criteria ?? [] {
        for check in criterion.checks
        where ids.isEmpty || ids.contains(check.id) || ids.contains(criterion.id) {
          for text in check.texts where known.insert("\(check.id) \(text)").inserted {
            order.append(("\(check.id): \(text)", check.source, check.range))
          }
        }
      }
      for finding in cases.flatMap(\.found.checks) {
        shown.formUnion(finding.texts.map { "\(finding.check.id): \($0)" })
      }
    }
    counts[.text] = order.count
    for (key, source, range) in order where !shown.contains(key) {
      add(
        .text, source, range, "\(key): deze tekst laat geen test zien",
        "\(key): no test shows this text")
    }
  }
}

extension Criterion {
  /// Whether it has a condition, without which it never comes to anything.
  fileprivate var decides: Bool { checks.contains { $0.force == .condition } }
}

extension Check {
  /// The texts that it may show, by their keys in the file.
  fileprivate var texts: [String] {
    var found: [String] = []
    if applicability != nil { found.append("not applicable") }
    if passes != nil { found.append("passes") }
    if fails != nil { found.append("fails") }
    if judgement != nil { found.append("question") }
    return found
  }
}

extension CheckFinding {
  /// The texts that it shows.
  fileprivate var texts: [String] {
    switch verdict {
    case .notApplicable: return ["not applicable"]
    case .undetermined: return []
    case .passes, .fails, .needsJudgement: break
    }
    guard verdict == .needsJudgement || judgement != nil else {
      return [verdict == .passes ? "passes" : "fails"]
    }
    guard let moment = check.judgement?.moment else { return [] }
    return check.rule == nil || !unsetParameters.isEmpty
      ? ["question"] : [moment == .passes ? "passes" : "fails", "question"]
  }
}
