/// Looks for plans that show what a review tells of. A plan counts when it is read and assessed, and then ends with a fault of
/// the ruleset where that was told.
struct WitnessSearch {
  private let ruleset: Ruleset
  private let rules: AnalysedRules
  private let checks: [[AnalysedRules.Check]]
  /// The day of submission, on which the version is valid.
  private let day: CalendarDate

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    let rules = ruleset.analysed
    self.rules = rules
    checks = ruleset.checked.criteria.map { criterion in
      criterion.checks.map { AnalysedRules.Check(criterion, $0, of: rules) }
    }
    day = ruleset.model.dayInForce
  }

  /// - Returns: its answers in YAML.
  func plan(for goal: WitnessGoal) -> String? {
    switch goal.target {
    case .check(let criterion, let check):
      return plan(
        where: checks[criterion][check], at: [], ruleset.checked.criteria[criterion].checks[check])
    case .table(let name, let conditions):
      guard let region = all(conditions.map(fragment)),
        let decision = rules.compiled.model.decisions.first(where: { $0.decision.name == name })
      else { return nil }
      for (criterion, checks) in zip(ruleset.checked.criteria, checks) {
        for (checked, check) in zip(criterion.checks, checks)
        where check.run.definitions.contains(decision.slot) {
          if let plan = plan(where: check, at: region, checked) { return plan }
        }
      }
      return nil
    case .outcome(let verdicts): return plan(of: verdicts)
    }
  }

  /// A plan for which a check has no answer and some conditions hold.
  private func plan(
    where check: AnalysedRules.Check, at region: [CheckedFragment], _ checked: CheckedCheck
  ) -> String? {
    var reader = RuleReader(rules)
    let applies = reader.truths(check).applies
    let place = AnalysedRules.Check(conditions: region, rule: nil, of: rules)
    let isThere = reader.truths(place).applies
    let (run, placeRun) = (check.run, place.run)
    let meant = [applies.isNotFalse, isThere.isTrue]
    // What else is wrong with a plan would decide its outcome, whatever this check comes to.
    let others = zip(ruleset.checked.criteria, checks).flatMap { criterion, checks in
      zip(criterion.checks, checks).filter { $0.0.check.id != checked.check.id }.map(\.1)
    }
    let isRight = met(others, &reader)
    let constants = run.constants + placeRun.constants + others.flatMap(\.run.constants)
    let search = search(&reader, constants)
    var found: String?
    for parts in [meant + isRight, meant] where found == nil {
      _ = search.reach(.both(parts)) { plan in
        let (applies, rule) = run.truths(of: plan)
        guard applies.isNull || applies.isTrue && rule.isNull,
          placeRun.truths(of: plan).applies.isTrue
        else { return false }
        found = shown(plan) { $0.isOf(checked.check.id) }
        return found != nil
      }
    }
    return found
  }

  /// That checks do not fail: they do not apply, or their rule is met.
  private func met(_ checks: [AnalysedRules.Check], _ reader: inout RuleReader) -> [Proposition] {
    checks.filter { $0.rule != nil }.map { reader.truths($0) }
      .map { .either([$0.applies.isFalse, $0.rule.isTrue]) }
  }

  /// A plan whose criteria come to some verdicts, those that are unknown aside.
  private func plan(of verdicts: [Value]) -> String? {
    var reader = RuleReader(rules)
    var parts: [Proposition] = []
    for (checks, verdict) in zip(checks, verdicts) {
      let truths = checks.filter { $0.rule != nil }.map { reader.truths($0) }
      switch verdict {
      case .boolean(true): parts += met(checks, &reader)
      case .boolean(false):
        parts.append(.either(truths.map { .both([$0.applies.isTrue, $0.rule.isFalse]) }))
      case .null: parts += truths.map(\.applies.isFalse)
      default: break
      }
    }
    let constants = checks.joined().flatMap(\.run.constants)
    var found: String?
    _ = search(&reader, constants).reach(.both(parts)) { plan in
      found = shown(plan) { $0.part == .outcome }
      return found != nil
    }
    return found
  }

  private func search(_ reader: inout RuleReader, _ constants: [Value]) -> PlanSearch {
    let fields = reader.fill(Set(ruleset.slots.fields))
    return PlanSearch(
      RuleCells(reader.terms, rules.compiled.compiler), fields,
      constants: constants + [.date(day)])
  }

  /// The answers of a plan, if it ends with such a fault.
  private func shown(_ plan: MadePlan, _ isMeant: (RulesetFault) -> Bool) -> String? {
    var answers = plan.answers
    answers[ruleset.model.identity.submissionField] = .date(day)
    let made = MadePlan(answers: answers, parameters: plan.parameters)
    guard let (text, facts) = ruleset.reading(made),
      let assessment = try? ruleset.assess(facts, at: rules.moment),
      case .rulesetFault = assessment.outcome, assessment.faults.contains(where: isMeant)
    else { return nil }
    return text
  }

  /// A condition in FEEL, as one of the rules would be read.
  private func fragment(_ condition: String) -> CheckedFragment? {
    var checker = ExpressionChecker(scope: rules.compiled.model.scope, mode: .strict)
    let fragment = SourceFragment(whole: SourceText(name: "", text: condition))
    let (expression, faults) = checker.check(fragment, type: .boolean)
    return faults.isEmpty ? CheckedFragment(fragment: fragment, expression: expression) : nil
  }
}

extension RulesetFault {
  fileprivate func isOf(_ check: String) -> Bool {
    part == .rule(check: check) || part == .applicability(check: check)
  }
}
