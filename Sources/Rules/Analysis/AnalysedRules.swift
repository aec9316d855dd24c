/// The rules of one ruleset, as they are looked at for all plans.
struct AnalysedRules {
  /// A check with the conditions for applying, its criterion's too, and what runs it.
  struct Check {
    let conditions: [CheckedFragment]
    let rule: CheckedFragment?
    let run: CheckRun

    init(_ criterion: CheckedCriterion, _ check: CheckedCheck, of rules: AnalysedRules) {
      self.init(
        conditions: [criterion.applies, check.applies].compactMap(\.self), rule: check.rule,
        of: rules)
    }

    init(conditions: [CheckedFragment], rule: CheckedFragment?, of rules: AnalysedRules) {
      self.conditions = conditions
      self.rule = rule
      run = CheckRun(conditions, rule, rules)
    }

    /// What a plan comes to by it.
    func decision(of plan: MadePlan) -> CheckDecision {
      let (applies, rule) = run.truths(of: plan)
      return CheckDecision((applies, self.rule == nil ? .boolean(true) : rule))
    }
  }

  let ruleset: CheckedRuleset
  let compiled: CompiledModel
  /// What is asked of answers, by the path of their field.
  let limits: [[String]: CheckedTests]
  /// The slots of a plan of which nothing is known.
  let blank: [Value]
  /// When plans are assessed: a moment at which the version is valid.
  var moment: DateAndTime
  /// Whether a plan may say what a made one says.
  let accepts: @Sendable (MadePlan) -> Bool
}

/// A check that is run on plans, by itself.
struct CheckRun {
  private let applies: [Code]
  private let rule: Code?
  private let decisions: [CompiledModel.CompiledDecision]
  private let rules: AnalysedRules
  /// The slots of the answers that it may read.
  let fields: Set<Int>
  /// The parameters that it may read.
  let parameters: [Parameter]
  /// The slots of the definitions that it needs.
  let definitions: Set<Int>
  /// The values that stand in what it needs.
  let constants: [Value]

  init(_ conditions: [CheckedFragment], _ rule: CheckedFragment?, _ rules: AnalysedRules) {
    self.rules = rules
    let compiled = rules.compiled
    applies = conditions.map { compiled.compile($0.expression, $0.fragment) }
    self.rule = rule.map { compiled.compile($0.expression, $0.fragment) }
    let own = (conditions + [rule].compactMap(\.self)).map(\.expression)
    let read = own.reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
    let needed = compiled.model.decisions(for: read)
    definitions = Set(needed.map { compiled.model.decisions[$0].slot })
    decisions = needed.map { compiled.decisions[$0] }
      .filter { compiled.constants[$0.slot] == nil }
    let all = needed.reduce(into: read) { all, index in
      all.formUnion(compiled.model.decisions[index].logic.slots)
    }
    let slots = rules.ruleset.slots
    fields = all.filter { slots.fields.contains($0) }
    parameters = all.filter { slots.parameters.contains($0) }
      .map { rules.ruleset.model.parameters[$0 - slots.parameters.lowerBound] }
    let parts = own + needed.map { compiled.model.decisions[$0].logic }
    constants = parts.flatMap(\.constants)
  }

  func truths(of plan: MadePlan) -> (applies: Value, rule: Value) {
    var execution = Execution(
      moment: rules.moment, limits: .assessment,
      slots: rules.slots(of: plan), keepingRemarks: false)
    rules.compiled.run(decisions, in: &execution)
    let held = applies.reduce(Value.boolean(true)) { $0.and($1(&execution)) }
    return (held, rule?(&execution) ?? .null)
  }
}

extension CheckedExpression {
  fileprivate var constants: [Value] {
    if case .constant(let value) = form { return [value] }
    return children.flatMap(\.constants)
  }
}

extension AnalysedRules {
  /// What the slots hold for a plan.
  func slots(of plan: MadePlan) -> [Value] {
    var slots = blank
    for (slot, field) in zip(ruleset.slots.fields, ruleset.model.vocabulary.fields) {
      if let answer = plan.answers[field.name] { slots[slot] = answer }
    }
    for (slot, parameter) in zip(ruleset.slots.parameters, ruleset.model.parameters)
    where slots[slot].isUnknown {
      if let value = plan.parameters[parameter.name.text] { slots[slot] = value }
    }
    return slots
  }
}
