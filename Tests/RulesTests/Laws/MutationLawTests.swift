import Foundation
import Testing

@testable import Rules

/// Small changes of rules, each tried in three ways: alone, with all of the ruleset made ready once more, and with all of
/// it read plainly.
private struct Changes {
  let ruleset: Ruleset
  /// The ruleset with another text for one of its files; `nil` where it is refused.
  let whole: (_ old: SourceText, _ new: SourceText) -> Ruleset?
  private(set) var compared = 0
  private(set) var refused = 0
  private(set) var changed = 0

  init(_ ruleset: Ruleset, whole: @escaping (SourceText, SourceText) -> Ruleset?) {
    self.ruleset = ruleset
    self.whole = whole
  }

  mutating func compare(
    _ mutation: RuleMutation, _ plans: [ChangedRuleset.Plan],
    _ facts: [(facts: Facts, judgements: [String: JudgementAnswer], moment: DateAndTime)]
  ) {
    let about = "\(mutation.source.name): '\(mutation.before)' → '\(mutation.after)'"
    let whole = whole(mutation.source, mutation.changed)
    let alone: ChangedRuleset?
    do {
      alone = try mutation.changing(ruleset)
    } catch {
      refused += 1
      #expect(whole == nil, "\(about) is refused alone: \(error)")
      return
    }
    // Texts that name an item of a rule are checked with the whole alone.
    guard let alone, let whole else { return }
    for (plan, given) in zip(plans, facts) {
      guard
        let expected = try? whole.verdicts(
          for: given.facts, judgements: given.judgements, at: given.moment),
        let found = alone.verdicts(of: plan),
        let plain = plainVerdicts(whole, given.facts, given.judgements, given.moment)
      else { continue }
      compared += 1
      if found.checks != plan.verdicts.checks || found.outcome != plan.verdicts.outcome {
        changed += 1
      }
      #expect(found.checks == expected.checks, "\(about)")
      #expect(found.criteria == expected.criteria, "\(about)")
      #expect(found.outcome == expected.outcome, "\(about)")
      #expect(found.checks == plain.checks, "\(about)")
      if case .decided(let place) = found.outcome {
        #expect(
          plain.outcome.isEqual(to: .string(whole.model.outcome.results[place].value)).isTrue,
          "\(about)")
      }
      if let part = alone.verdicts(
        on: given.facts.values, judgements: given.judgements, at: given.moment)
      {
        #expect(part.after == alone.checks.map { found.checks[$0] }, "\(about)")
        #expect(part.before == alone.checks.map { plan.verdicts.checks[$0] }, "\(about)")
      }
    }
  }
}

/// The verdicts without code: each expression is walked through, nothing is kept or passed over.
private func plainVerdicts(
  _ ruleset: Ruleset, _ facts: Facts, _ judgements: [String: JudgementAnswer],
  _ moment: DateAndTime
) -> (checks: [Verdict], outcome: Value)? {
  let checked = ruleset.checked
  var slots = [Value](repeating: .null, count: ruleset.slots.count)
  for (slot, value) in facts.values.enumerated() { slots[slot] = value }
  for (slot, value) in zip(ruleset.slots.parameters, ruleset.parameterValues) {
    slots[slot] = value
  }
  var execution = Execution(moment: moment, limits: .assessment, slots: slots)
  let decisions = checked.decisionModel.decisions
  func concludes(_ decision: CheckedModel.CheckedDecision) -> Bool {
    decision.decision.name == CheckedRuleset.outcomeName || checked.restsOnCriteria(decision.slot)
  }
  func value(_ part: CheckedFragment?) -> Value {
    guard let part else { return .boolean(true) }
    return PlainEvaluator().value(of: part.expression, &execution)
  }
  for decision in decisions where !concludes(decision) {
    execution.slots[decision.slot] = PlainEvaluator().value(of: decision.logic, &execution)
  }
  var checks: [Verdict] = []
  for (place, criterion) in checked.criteria.enumerated() {
    let compiled = ruleset.criteria[place].checks
    let around = value(criterion.applies)
    let decided = zip(criterion.checks, compiled).map { check, compiled in
      let applies = around.and(value(check.applies))
      return RulesetRun.DecidedCheck(
        rule: applies.isFalse ? nil : check.rule.map { value($0) }, applies: applies,
        check: compiled,
        answer: judgements[check.check.id])
    }
    checks += decided.map(\.verdict)
    execution.slots[ruleset.slots.criteria.lowerBound + place] =
      RulesetRun.DecidedCriterion(compiled, decided).value
  }
  for decision in decisions where concludes(decision) {
    execution.slots[decision.slot] = PlainEvaluator().value(of: decision.logic, &execution)
  }
  guard execution.failure == nil, let outcome = decisions.last(where: concludes) else { return nil }
  return (checks, execution.slots[outcome.slot])
}

@Test("a change that is tried alone gives what all of the rules with it give, and a plain reading")
func mutationLaw() throws {
  var compared = 0
  var changed = 0
  for number in 0..<cases(60) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let made = RandomRuleset(&expression)
    guard let ruleset = try? made.ruleset() else { continue }
    var random = expression.random
    let checks = ruleset.model.criteria.flatMap(\.checks)
    var given: [(facts: Facts, judgements: [String: JudgementAnswer], moment: DateAndTime)] = []
    for percent in [0, 0, 30] {
      let values = RandomFacts.hiding(percent, of: RandomFacts.values(&random), &random)
      var judgements: [String: JudgementAnswer] = [:]
      for check in checks where random.happens(30) {
        judgements[check.id] = JudgementAnswer(
          holds: random.happens(50), explanation: "", author: .reviewer)
      }
      given.append(
        (
          Facts(values: Array(values.prefix(RandomRuleset.inputs.count))), judgements,
          RandomRule.moment
        ))
    }
    given = given.filter { one in
      (try? ruleset.decided(one.facts, judgements: one.judgements, at: one.moment)) != nil
    }
    let plans = try given.map {
      try ruleset.decided($0.facts, judgements: $0.judgements, at: $0.moment)
    }
    var changes = Changes(ruleset) { old, new in
      try? made.replacing(old, by: new).ruleset()
    }
    for mutation in ruleset.mutations() where random.happens(40) {
      changes.compare(mutation, plans, given)
    }
    compared += changes.compared
    changed += changes.changed
  }
  #expect(compared > cases(300), "\(compared)")
  #expect(changed > compared / 50, "\(changed) of \(compared)")
}

@Test("a change of the rules that ship that is tried alone gives what all of them with it give")
func shippedMutationLaw() throws {
  let root = URL(filePath: #filePath).appending(path: "../../../../rulesets/iza/snelle-toets")
    .standardized
  func source(_ name: String) throws -> SourceText {
    SourceText(name: name, bytes: Array(try Data(contentsOf: root.appending(path: name))))
  }
  let folder = try RulesetFolder(reading: source("ruleset.yaml"))
  let encoded = folder.versions.compactMap { version -> (RulesetFolder.Version, [String])? in
    if case .files(let names) = version.content { (version, names) } else { nil }
  }
  let (version, names) = try #require(encoded.last)
  let files = try names.map { try source($0) }
  func ruleset(_ files: [SourceText]) throws -> Ruleset {
    try Ruleset(compiling: RulesetModel(of: folder, version: version, files: files))
  }
  let whole = try ruleset(files)
  let examples = try FileManager.default
    .contentsOfDirectory(atPath: root.appending(path: "examples").path).sorted()
  let moment = (version.validFrom ?? .epoch).midnightUTC
  let given = try examples.map { name in
    (
      facts: whole.facts(from: try DataDocument(yaml: source("examples/\(name)")).root).facts,
      judgements: [String: JudgementAnswer](), moment: moment
    )
  }
  let plans = try given.map {
    try whole.decided($0.facts, judgements: $0.judgements, at: $0.moment)
  }
  var changes = Changes(whole) { old, new in
    try? ruleset(files.map { $0.name == old.name ? new : $0 })
  }
  for (number, mutation) in whole.mutations().enumerated() where number % 5 == 0 {
    changes.compare(mutation, plans, given)
  }
  #expect(changes.compared > 150 && changes.changed > 15, "\(changes.compared) \(changes.changed)")
}
