/// What one version of a ruleset decides otherwise than another, over all plans: each difference with a plan that shows
/// it, and where there is none the proof that there is none.
public struct RulesetDifference: Sendable {
  /// How a check of the new version relates to that of the old.
  public enum Relation: String, Sendable, CaseIterable {
    /// It is decided alike for every plan; only words differ.
    case same
    /// Some plans fail that did not.
    case stricter
    /// Some plans do not fail that did.
    case looser
    /// Both.
    case both
    /// It applies to other plans, none of which fails.
    case otherPlans = "other plans"
    /// Neither shown nor excluded.
    case open
    case added
    case removed
  }

  /// A plan that is decided otherwise: no more of it than it takes.
  public struct Example: Sendable {
    /// Path and value in FEEL, in the order of the vocabulary.
    public let answers: [(path: String, value: String)]
    /// What the old version says of it.
    public let before: Verdict
    /// What the new version says of it.
    public let after: Verdict
  }

  /// One check that differs.
  public struct Change: Sendable {
    /// Its code.
    public let id: String
    /// What people call it: in the new version, or in the old where that is the last.
    public let title: LocalizedText
    /// How it differs.
    public let relation: Relation
    /// A plan for each direction in which it differs.
    public let examples: [Example]
    /// On what it depends, where it is open.
    public let because: [String]
  }

  /// Verdicts that come to another outcome.
  public struct OutcomeChange: Sendable {
    /// Criteria with their verdicts: those that matter.
    public let when: [(criterion: String, verdict: Verdict)]
    /// The result of the old version.
    public let before: String
    /// The result of the new version.
    public let after: String
  }

  /// In the order of the new version, those that were removed at the end.
  public let changes: [Change]
  /// Criteria of one version alone.
  public let criteria: (added: [String], removed: [String])
  /// Where both versions have the same criteria: some verdicts that come to another outcome.
  public let outcome: [OutcomeChange]

  /// Whether every plan is decided alike.
  public var isSame: Bool {
    changes.allSatisfy { $0.relation == .same } && outcome.isEmpty && criteria.added.isEmpty
      && criteria.removed.isEmpty
  }

  /// Compares two versions.
  public init(from old: Ruleset, to new: Ruleset) {
    let ids = Set(RulesetChanges(from: old, to: new).ids)
    let (before, after) = (old.checksById, new.checksById)
    let analyser = DifferenceAnalyser(old: old.analysed, new: new.analysed)
    var changes: [Change] = []
    for (id, check) in after.checks where ids.contains(id) || before.byId[id] == nil {
      guard let former = before.byId[id] else {
        changes.append(Change(check, .added))
        continue
      }
      changes.append(Change(former, check, analyser, old.analysed))
    }
    // A check may differ by what its criterion asks.
    for (id, check) in after.checks where !ids.contains(id) {
      guard let former = before.byId[id],
        ids.contains(former.criterion.id) || ids.contains(check.criterion.id)
      else { continue }
      let change = Change(former, check, analyser, old.analysed)
      if change.relation != .same { changes.append(change) }
    }
    changes += before.checks.filter { after.byId[$0.id] == nil }.map { Change($0.part, .removed) }
    self.changes = changes
    let (was, now) = (old.model.criteria.map(\.id), new.model.criteria.map(\.id))
    criteria = (now.filter { !was.contains($0) }, was.filter { !now.contains($0) })
    outcome = was == now ? OutcomeReview(new).differences(from: OutcomeReview(old)) : []
  }
}

/// A check with its criterion.
private struct CheckPart {
  let criterion: Criterion
  let check: Check
  let rules: AnalysedRules.Check
}

extension Ruleset {
  fileprivate var checksById:
    (
      checks: [(id: String, part: CheckPart)], byId: [String: CheckPart]
    )
  {
    var all: [(id: String, part: CheckPart)] = []
    for (criterion, checked) in zip(model.criteria, checked.criteria) {
      for check in checked.checks {
        all.append(
          (
            check.check.id,
            CheckPart(
              criterion: criterion, check: check.check,
              rules: AnalysedRules.Check(checked, check))
          ))
      }
    }
    return (
      all, Dictionary(all.map { ($0.id, $0.part) }, uniquingKeysWith: { first, _ in first })
    )
  }
}

extension RulesetDifference.Change {
  fileprivate init(_ part: CheckPart, _ relation: RulesetDifference.Relation) {
    self.init(
      id: part.check.id, title: part.check.title, relation: relation, examples: [], because: [])
  }

  fileprivate init(
    _ former: CheckPart, _ part: CheckPart, _ analyser: DifferenceAnalyser, _ old: AnalysedRules
  ) {
    let difference = analyser.difference(former.rules, part.rules)
    let pair = analyser.pair(former.rules, part.rules)
    var examples: [RulesetDifference.Example] = []
    var because: [String] = []
    var shown: [Bool] = []
    for reach in [difference.stricter, difference.looser, difference.applies] {
      switch reach {
      case .shown(let plan):
        let (was, now) = pair.decisions(of: plan)
        examples.append(
          RulesetDifference.Example(
            answers: old.answers(of: plan), before: was.verdict(former.check),
            after: now.verdict(part.check)))
        shown.append(true)
      case .never: shown.append(false)
      case .open(let names):
        because += names.filter { !because.contains($0) }
        shown.append(false)
      }
    }
    let isOpen = [difference.stricter, difference.looser, difference.applies].contains {
      if case .open = $0 { true } else { false }
    }
    let asksOtherwise =
      former.check.judgement?.moment != part.check.judgement?.moment
      || former.check.force != part.check.force
    let relation: RulesetDifference.Relation =
      switch (shown[0], shown[1]) {
      case (true, true): .both
      case (true, false): .stricter
      case (false, true): .looser
      case (false, false):
        shown[2] ? .otherPlans : isOpen || asksOtherwise ? .open : .same
      }
    self.init(
      id: part.check.id, title: part.check.title, relation: relation, examples: examples,
      because: because)
  }
}

extension DifferenceAnalyser.Decision {
  fileprivate func verdict(_ check: Check) -> Verdict {
    switch self {
    case .passes: .passes
    case .fails: check.judgement == nil ? .fails : .needsJudgement
    case .notApplicable: .notApplicable
    case .open: .undetermined
    }
  }
}

extension AnalysedRules {
  /// What a made plan says, in the order of the vocabulary, and what parameters it takes.
  fileprivate func answers(of plan: MadePlan) -> [(path: String, value: String)] {
    var found: [(path: String, value: String)] = []
    let known = ruleset.model.vocabulary.fields.map(\.name)
    let others = plan.answers.keys.filter { !known.contains($0) }.sorted()
    for name in known + others {
      plan.answers[name]?.leaves(name, &found)
    }
    found += plan.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value.literal) }
    return found
  }
}

extension Value {
  /// The answers inside, each with its path.
  fileprivate func leaves(_ path: String, _ found: inout [(path: String, value: String)]) {
    switch self {
    case .context(let context):
      for (name, value) in context.entries { value.leaves("\(path).\(name)", &found) }
    case .list(let items):
      if items.isEmpty { found.append((path, "[]")) }
      for (index, item) in items.enumerated() {
        let count = found.count
        item.leaves("\(path)[\(index + 1)]", &found)
        // An item of which nothing matters is there all the same.
        if found.count == count { found.append(("\(path)[\(index + 1)]", "…")) }
      }
    case .unknown: break
    default: found.append((path, literal))
    }
  }
}
