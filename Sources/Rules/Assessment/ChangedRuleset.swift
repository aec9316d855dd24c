/// A part of a ruleset that is a text of its own and decides something.
package enum RulePart: Hashable, Sendable {
  /// For which plans a criterion is, by its place.
  case criterion(Int)
  /// For which plans a check is, by the places of its criterion and of itself in that.
  case applies(criterion: Int, check: Int)
  /// What a check asks.
  case rule(criterion: Int, check: Int)
  /// A definition or the outcome, by its place among the decisions of the checked model.
  case decision(Int)
}

/// A ruleset in which one text says something else.
///
/// Only what rests on that text is made ready and computed anew, so that a thousand changes can be tried on the same
/// plans. What comes of it is what the ruleset with that text gives.
package struct ChangedRuleset: Sendable {
  private let ruleset: Ruleset
  /// What is computed again, in order.
  private let definitions: [CompiledModel.CompiledDecision]
  /// In place of those of the ruleset.
  private let conclusions: [CompiledModel.CompiledDecision]
  /// The criteria with checks that are decided again, and which of them.
  private let criteria: [(place: Int, compiled: CompiledCriterion, checks: [Int])]

  /// What ``checks`` need besides, in order.
  private let needed: [CompiledModel.CompiledDecision]

  /// The checks that may come to something else: their places among all of the ruleset.
  package let checks: [Int]

  /// A plan as the ruleset decides it, kept to see what a change does to it.
  package struct Plan: Sendable {
    fileprivate let run: RulesetRun
    fileprivate let judgements: [String: JudgementAnswer]
    fileprivate let moment: DateAndTime
    /// What the ruleset says of it as it is.
    package let verdicts: Verdicts
  }

  /// - Parameters:
  ///   - part: what ``old`` is, or is a cell of.
  ///   - new: takes its place.
  /// - Returns: `nil` where more hangs on it than what it computes: the whole has to be made ready once more.
  /// - Throws: why the text can't stand there.
  package init?(
    _ ruleset: Ruleset, _ part: RulePart, _ old: SourceFragment, by new: SourceFragment
  ) throws(Diagnostics) {
    var change = RulesetChange(ruleset)
    guard try change.make(part, old, by: new) else { return nil }
    self.ruleset = ruleset
    definitions = change.decisions.filter { !ruleset.isConclusion($0.slot) }
    let changed = Dictionary(
      change.decisions.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
    conclusions = ruleset.conclusions.map { changed[$0.slot] ?? $0 }
    criteria = change.criteria
    var checks: [Int] = []
    var first = 0
    for (place, criterion) in ruleset.criteria.enumerated() {
      for found in change.criteria where found.place == place {
        checks += found.checks.map { first + $0 }
      }
      first += criterion.checks.count
    }
    self.checks = checks
    var read: Set<Int> = []
    for found in change.criteria {
      let criterion = ruleset.checked.criteria[found.place]
      let parts = found.checks.map { criterion.checks[$0] }.flatMap { [$0.applies, $0.rule] }
      for part in [criterion.applies] + parts { read.formUnion(part?.expression.slots ?? []) }
    }
    let compiled = ruleset.compiled
    needed = compiled.model.decisions(for: read).map { compiled.decisions[$0] }
      .filter { compiled.constants[$0.slot] == nil }
  }

  /// Whether other answers are decided otherwise than without the change, as far as ``checks`` go: their verdicts without
  /// it and with it; `nil` where a rule asks for more than the limits allow.
  package func verdicts(
    on values: [Value], judgements: [String: JudgementAnswer], at moment: DateAndTime
  ) -> (before: [Verdict], after: [Verdict])? {
    var execution = Execution(
      moment: moment, limits: .assessment,
      slots: values + ruleset.blankSlots[ruleset.slots.fields.upperBound...],
      keepingRemarks: false)
    func decide(_ criterion: (Int) -> CompiledCriterion) -> [Verdict] {
      criteria.enumerated().flatMap { index, found in
        let compiled = criterion(index)
        let applies = compiled.applies.map { $0(&execution) } ?? .boolean(true)
        return found.checks.map {
          ruleset.decide(compiled.checks[$0], criterionApplies: applies, judgements, &execution)
            .verdict
        }
      }
    }
    ruleset.compiled.run(needed, in: &execution)
    let before = decide { ruleset.criteria[criteria[$0].place] }
    ruleset.compiled.run(definitions, in: &execution)
    let after = decide { criteria[$0].compiled }
    return execution.failure == nil ? (before, after) : nil
  }

  /// What the changed ruleset says of a plan; `nil` where it asks for more than the limits allow.
  package func verdicts(of plan: Plan) -> Verdicts? {
    var run = plan.run
    var execution = Execution(
      moment: plan.moment, limits: .assessment, slots: run.execution.slots, keepingRemarks: false)
    ruleset.compiled.run(definitions, in: &execution)
    for (place, compiled, checks) in criteria {
      let applies = compiled.applies.map { $0(&execution) } ?? .boolean(true)
      var decided = run.criteria[place].checks
      for check in checks {
        decided[check] = ruleset.decide(
          compiled.checks[check], criterionApplies: applies, plan.judgements, &execution)
      }
      run.criteria[place] = RulesetRun.DecidedCriterion(compiled.checks, decided)
    }
    run.execution = execution
    let outcome = ruleset.conclude(&run, by: conclusions)
    return run.execution.failure == nil ? ruleset.verdicts(of: run, outcome) : nil
  }
}

extension Ruleset {
  /// Decides a plan and keeps how.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  package func decided(
    _ facts: Facts, judgements: [String: JudgementAnswer], at moment: DateAndTime
  ) throws(EvaluationError) -> ChangedRuleset.Plan {
    var run = run(facts, judgements, moment, keepingRemarks: false)
    let outcome = conclude(&run)
    if let failure = run.execution.failure { throw failure }
    return ChangedRuleset.Plan(
      run: run, judgements: judgements, moment: moment, verdicts: verdicts(of: run, outcome))
  }

  /// The places of the criteria on which the outcome of a plan hangs: it is another when one is met and when it is not.
  package func criteriaThatDecide(_ plan: ChangedRuleset.Plan) -> [Int] {
    var run = plan.run
    _ = conclude(&run)
    return run.criteria.indices.filter { place in
      let outcomes = [true, false].map { holds -> Value in
        var execution = run.execution
        execution.slots[slots.criteria.lowerBound + place] = .boolean(holds)
        compiled.run(conclusions, in: &execution)
        return conclusions.last.map { execution.slots[$0.slot] } ?? .null
      }
      return outcomes[0].isEqual(to: outcomes[1]).isFalse
        || outcomes[0].isUnknown != outcomes[1].isUnknown
    }
  }

  fileprivate func isConclusion(_ slot: Int) -> Bool {
    conclusions.contains { $0.slot == slot }
  }
}
