/// What a check can come to, over all plans: each is shown by a plan, or no plan can be; the rest is not known.
struct CheckAnalysis {
  enum Reach {
    /// A plan that comes to it.
    case shown(MadePlan)
    /// No plan does: for the terms no value is left.
    case never([String])
    /// What the search did not see through.
    case open([String])

    var isShown: Bool { if case .shown = self { true } else { false } }
    var isOpen: Bool { if case .open = self { true } else { false } }
  }

  /// What a check may come to.
  enum Ending: CaseIterable {
    case applies
    case doesNotApply
    case passes
    case fails
  }

  fileprivate(set) var reach: [Ending: Reach] = [:]
}

/// What a check comes to, as far as rules decide it.
enum CheckDecision: Sendable {
  case passes
  case fails
  case notApplicable
  /// A rule that has no answer, whatever else is answered.
  case undetermined
  /// A rule that waits for an answer.
  case open

  init(_ truths: (applies: Value, rule: Value)) {
    let (applies, rule) = truths
    if applies.isFalse {
      self = .notApplicable
    } else if applies.isUnknown || applies.isTrue && rule.isUnknown {
      self = .open
    } else if applies.isTrue, rule.isTrue {
      self = .passes
    } else if applies.isTrue, rule.isFalse {
      self = .fails
    } else {
      self = .undetermined
    }
  }

  var isDecided: Bool { self != .undetermined && self != .open }
}

/// Looks over all plans for what the checks of a ruleset can come to.
struct CheckAnalyser {
  private let rules: AnalysedRules

  init(_ rules: AnalysedRules) { self.rules = rules }

  func analysis(_ check: AnalysedRules.Check) -> CheckAnalysis {
    var reader = RuleReader(rules)
    let (applies, rule) = reader.truths(check)
    let fields = reader.fill(check.run.fields)
    let search = PlanSearch(
      RuleCells(reader.terms, reader.compiler), fields, constants: check.run.constants)
    func reach(
      _ parts: [Proposition], _ isReached: @escaping (Value, Value) -> Bool
    ) -> CheckAnalysis.Reach {
      search.reach(.both(parts)) { plan in
        let (applies, rule) = check.run.truths(of: plan)
        return isReached(applies, rule) && rules.accepts(plan)
      }
    }
    var found = CheckAnalysis()
    if !check.conditions.isEmpty {
      found.reach[.applies] = reach([applies.isTrue]) { applies, _ in applies.isTrue }
      found.reach[.doesNotApply] = reach([applies.isFalse]) { applies, _ in applies.isFalse }
    }
    if check.rule != nil {
      found.reach[.passes] = reach([applies.isTrue, rule.isTrue]) { $0.isTrue && $1.isTrue }
      found.reach[.fails] = reach([applies.isTrue, rule.isFalse]) { $0.isTrue && $1.isFalse }
    }
    return found
  }

  /// A plan that answers every question and for which a check has no answer all the same, with as little of it as shows
  /// that; `nil` where none was found.
  func unanswered(_ check: AnalysedRules.Check) -> MadePlan? {
    guard check.rule != nil || !check.conditions.isEmpty else { return nil }
    var reader = RuleReader(rules)
    let undetermined = reader.undetermined(check)
    let fields = reader.fill(check.run.fields)
    let search = PlanSearch(
      RuleCells(reader.terms, reader.compiler), fields, constants: check.run.constants,
      effort: .looking)
    func isShown(by plan: MadePlan) -> Bool {
      check.decision(of: plan) == .undetermined && rules.accepts(plan)
    }
    guard case .shown(let plan) = search.reach(undetermined, isShown) else { return nil }
    return plan.shrunk(isShown)
  }

  /// The pairs of checks that can't both apply and be met, by their places, with the terms for which no value is left. What
  /// is not known is not among them.
  func contradictions(
    _ checks: [AnalysedRules.Check]
  ) -> [(one: Int, other: Int, because: [String])] {
    var reader = RuleReader(rules)
    let met = checks.map { check in
      let (applies, rule) = reader.truths(check)
      return Proposition.both([applies.isTrue, rule.isTrue])
    }
    let cells = RuleCells(reader.terms, reader.compiler)
    var found: [(one: Int, other: Int, because: [String])] = []
    for one in checks.indices {
      for other in checks.indices.dropFirst(one + 1)
      where !checks[one].run.fields.isDisjoint(with: checks[other].run.fields) {
        var search = CaseSearch(cells, budget: PlanSearch.Effort.proving.steps) { _ in true }
        let isPossible = search.run(.both([met[one], met[other]]))
        if !isPossible, !search.isCutShort { found.append((one, other, search.names(cells))) }
      }
    }
    return found
  }
}
