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
    /// Some plans have a verdict by one version and by the other none, though every question is answered.
    case otherAnswers = "other answers"
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
    /// Why, in the words of either version; none where a parameter that nobody set decides too.
    public let reasons: (before: [LocalizedText], after: [LocalizedText])
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
    /// Whether it may differ in another way besides: that is neither shown nor excluded.
    public let isOpen: Bool
    /// On what that depends.
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
  /// Criteria of one version alone, and those of both that ask, say or apply otherwise themselves.
  public let criteria: (added: [String], removed: [String], changed: [String])
  /// Where both versions have the same criteria: some verdicts that come to another outcome.
  public let outcome: [OutcomeChange]
  /// What is asked otherwise.
  public let questions: [QuestionChange]
  /// What is set otherwise; whether that decides anything, the checks tell.
  public let parameters: [ParameterChange]
  /// The ids of criteria and checks that both versions have and that cite other places.
  public let cited: [String]

  /// Whether every plan is asked and decided alike.
  public var isSame: Bool {
    changes.allSatisfy { $0.relation == .same } && outcome.isEmpty && questions.isEmpty
      && criteria.added.isEmpty && criteria.removed.isEmpty
  }

  /// Compares two versions.
  public init(from old: Ruleset, to new: Ruleset) {
    let ids = Set(RulesetChanges(from: old, to: new).ids)
    let analyser = DifferenceAnalyser(old: old.analysed, new: new.analysed)
    let (before, after) = (old.checkParts, new.checkParts)
    let formers = Dictionary(
      before.map { ($0.check.check.id, $0) }, uniquingKeysWith: { first, _ in first })
    changes =
      after.compactMap { part in
        guard let former = formers[part.check.check.id] else { return Change(part, .added) }
        if ids.contains(part.check.check.id) { return Change(former, part, analyser) }
        // A check may differ by what its criterion asks alone; then words are not its own.
        guard ids.contains(part.criterionId) || ids.contains(former.criterionId) else { return nil }
        let change = Change(former, part, analyser)
        return change.relation == .same ? nil : change
      }
      + before.filter { part in !after.contains { $0.check.check.id == part.check.check.id } }
      .map { Change($0, .removed) }
    let (was, now) = (old.model.criteria.map(\.id), new.model.criteria.map(\.id))
    criteria = (
      now.filter { !was.contains($0) }, was.filter { !now.contains($0) },
      now.filter { was.contains($0) && ids.contains($0) }
    )
    questions = new.model.vocabulary.changes(from: old.model.vocabulary)
    parameters = new.model.parameterChanges(from: old.model)
    let citations = Dictionary(
      old.citations.map { ($0.id, $0.places) }, uniquingKeysWith: { first, _ in first })
    cited = new.citations.compactMap { one in
      citations[one.id].map { $0 != one.places } ?? false ? one.id : nil
    }
    outcome = was == now ? OutcomeReview(new).differences(from: OutcomeReview(old)) : []
  }
}

/// A check with its criterion.
private struct CheckPart {
  let ruleset: Ruleset
  let criterionId: String
  let criterion: CheckedCriterion
  let check: CheckedCheck
}

extension Ruleset {
  /// What criteria and checks cite, by their ids.
  fileprivate var citations: [(id: String, places: Set<Citation>)] {
    model.criteria.flatMap { criterion in
      [(criterion.id, Set(criterion.citations))]
        + criterion.checks.map { ($0.id, Set($0.citations)) }
    }
  }

  fileprivate var checkParts: [CheckPart] {
    zip(model.criteria, checked.criteria).flatMap { criterion, checked in
      checked.checks.map {
        CheckPart(ruleset: self, criterionId: criterion.id, criterion: checked, check: $0)
      }
    }
  }

  /// What people are told of a check where a plan says no more than this.
  fileprivate func reasons(
    of check: String, for plan: MadePlan, by rules: AnalysedRules
  ) -> [LocalizedText] {
    guard plan.parameters.isEmpty else { return [] }
    let facts = Facts(values: Array(rules.slots(of: plan)[slots.fields]))
    let assessment = try? assess(facts, at: rules.moment)
    return assessment?.checks.first { $0.check.id == check }?.reasons ?? []
  }
}

extension RulesetDifference.Change {
  fileprivate init(_ part: CheckPart, _ relation: RulesetDifference.Relation) {
    self.init(
      id: part.check.check.id, title: part.check.check.title, relation: relation, examples: [],
      isOpen: false, because: [])
  }

  fileprivate init(_ former: CheckPart, _ part: CheckPart, _ analyser: DifferenceAnalyser) {
    let id = part.check.check.id
    let before = AnalysedRules.Check(former.criterion, former.check, of: analyser.old)
    let after = AnalysedRules.Check(part.criterion, part.check, of: analyser.new)
    let difference = analyser.difference(before, after)
    var examples: [RulesetDifference.Example] = []
    var because: [String] = []
    for reach in difference.reaches {
      switch reach {
      case .shown(let plan):
        examples.append(
          RulesetDifference.Example(
            answers: analyser.old.answers(of: plan),
            before: before.decision(of: plan).verdict(former.check),
            after: after.decision(of: plan).verdict(part.check),
            reasons: (
              former.ruleset.reasons(of: id, for: plan, by: analyser.old),
              part.ruleset.reasons(of: id, for: plan, by: analyser.new)
            )))
      case .never: break
      case .open(let names):
        for name in names where !because.contains(name) { because.append(name) }
      }
    }
    let asksOtherwise =
      former.check.check.judgement?.moment != part.check.check.judgement?.moment
      || former.check.check.force != part.check.check.force
    let relation: RulesetDifference.Relation =
      switch (difference.stricter.isShown, difference.looser.isShown) {
      case (true, true): .both
      case (true, false): .stricter
      case (false, true): .looser
      case (false, false):
        if difference.applies.isShown {
          .otherPlans
        } else if difference.answers.isShown {
          .otherAnswers
        } else {
          difference.reaches.contains(where: \.isOpen) || asksOtherwise ? .open : .same
        }
      }
    self.init(
      id: id, title: part.check.check.title, relation: relation, examples: examples,
      isOpen: relation == .open || difference.reaches.contains(where: \.isOpen),
      because: because)
  }
}

extension CheckDecision {
  fileprivate func verdict(_ checked: CheckedCheck) -> Verdict {
    switch self {
    case .passes: checked.rule == nil ? .needsJudgement : .passes
    case .fails: checked.check.judgement == nil ? .fails : .needsJudgement
    case .notApplicable: .notApplicable
    case .undetermined, .open: .undetermined
    }
  }
}

extension AnalysedRules {
  /// What a made plan says, in the order of the vocabulary, and what parameters it takes.
  func answers(of plan: MadePlan) -> [(path: String, value: String)] {
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
