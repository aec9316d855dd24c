/// The making of a ``ChangedRuleset``.
struct RulesetChange {
  let ruleset: Ruleset
  private var compiler: Compiler
  /// The decisions that are made anew or rest on one that is, each after those it needs.
  private(set) var decisions: [CompiledModel.CompiledDecision] = []
  private(set) var criteria: [(place: Int, compiled: CompiledCriterion, checks: [Int])] = []
  /// The slots of ``decisions``.
  private var slots: Set<Int> = []
  /// Whether what the others were made with is no longer so: what is plain to see is computed when rules are made ready.
  private var isPlain = false

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    compiler = ruleset.compiled.compiler
  }

  /// - Returns: whether that is all.
  mutating func make(
    _ part: RulePart, _ old: SourceFragment, by new: SourceFragment
  ) throws(Diagnostics) -> Bool {
    switch part {
    case .decision(let place): guard try makeDecision(place, old, by: new) else { return false }
    case .criterion(let place):
      let applies = try condition(new)
      let before = ruleset.criteria[place]
      criteria = [
        (
          place,
          CompiledCriterion(applies: applies, otherwise: before.otherwise, checks: before.checks),
          Array(before.checks.indices)
        )
      ]
    case .applies(let place, let check):
      makeCheck(place, check, applies: try condition(new))
    case .rule(let place, let check): makeCheck(place, check, rule: try condition(new))
    }
    return true
  }

  private func condition(_ fragment: SourceFragment) throws(Diagnostics) -> Code {
    var checker = ExpressionChecker(scope: ruleset.checked.decisionModel.scope, mode: .strict)
    let found = checker.check(fragment, type: .boolean)
    if found.diagnostics.contains(where: { $0.severity == .error }) {
      throw Diagnostics(found.diagnostics)
    }
    return ruleset.compiled.compile(found.expression, fragment)
  }

  private mutating func makeCheck(
    _ place: Int, _ check: Int, applies: Code? = nil, rule: Code? = nil
  ) {
    let before = ruleset.criteria[place]
    var checks = before.checks
    checks[check] = CompiledCheck(checks[check], applies: applies, rule: rule)
    criteria = [
      (
        place,
        CompiledCriterion(applies: before.applies, otherwise: before.otherwise, checks: checks),
        [check]
      )
    ]
  }

  private mutating func makeDecision(
    _ place: Int, _ old: SourceFragment, by new: SourceFragment
  ) throws(Diagnostics) -> Bool {
    let model = ruleset.checked.decisionModel
    let decision = model.decisions[place]
    guard let boxed = decision.decision.logic else { return false }
    var checker = ExpressionChecker(scope: model.scope, mode: .strict)
    let logic = checker.check(
      boxed.replacing(old, by: new), as: decision.decision.type, named: decision.decision.name)
    if checker.diagnostics.contains(where: { $0.severity == .error }) {
      throw Diagnostics(checker.diagnostics)
    }
    // Whoever reads it was checked against what it gave before, and finds members by their places.
    guard logic.type == decision.type, logic.type.sharesShapes(with: decision.type) else {
      return false
    }
    let lasting = compiler.lasting(logic)
    isPlain = lasting != nil || ruleset.compiled.constants[decision.slot] != nil
    add(decision, logic, lasting)
    for other in model.decisions[(place + 1)...]
    where other.logic.slots.contains(where: { slots.contains($0) }) {
      if isPlain {
        add(other, other.logic, compiler.lasting(other.logic))
      } else if let compiled = ruleset.compiled.decisions.first(where: { $0.slot == other.slot }) {
        slots.insert(other.slot)
        decisions.append(compiled)
      }
    }
    decideAgain()
    return true
  }

  private mutating func add(
    _ decision: CheckedModel.CheckedDecision, _ logic: CheckedExpression, _ lasting: Value?
  ) {
    slots.insert(decision.slot)
    decisions.append(
      CompiledModel.CompiledDecision(
        name: decision.decision.name, slot: decision.slot, type: decision.type,
        code: compiler.compileKept(logic)))
    compiler.constants[decision.slot] = lasting
  }

  /// The checks that read what was made anew.
  private mutating func decideAgain() {
    for (place, checked) in ruleset.checked.criteria.enumerated() {
      let before = ruleset.criteria[place]
      let isOfAll = reads(checked.applies)
      let applies = isOfAll ? code(checked.applies) : nil
      var checks = before.checks
      var again: [Int] = []
      for (index, check) in checked.checks.enumerated() {
        let (own, rule) = (reads(check.applies), reads(check.rule))
        guard isOfAll || own || rule else { continue }
        again.append(index)
        if isPlain, own || rule {
          checks[index] = CompiledCheck(
            checks[index], applies: own ? code(check.applies) : nil,
            rule: rule ? code(check.rule) : nil)
        }
      }
      guard !again.isEmpty else { continue }
      criteria.append(
        (
          place,
          CompiledCriterion(
            applies: applies ?? before.applies, otherwise: before.otherwise, checks: checks), again
        ))
    }
  }

  private func reads(_ part: CheckedFragment?) -> Bool {
    part?.expression.slots.contains { slots.contains($0) } ?? false
  }

  private func code(_ part: CheckedFragment?) -> Code? {
    guard isPlain else { return nil }
    return part.map { compiler.within(Remark.Origin($0.fragment)).compile($0.expression) }
  }
}

extension CompiledCheck {
  /// The same with another condition or rule, for its verdict alone.
  fileprivate convenience init(_ other: CompiledCheck, applies: Code?, rule: Code?) {
    self.init(
      check: other.check, applies: applies ?? other.applies, otherwise: other.otherwise,
      rule: rule ?? other.rule, passes: other.passes, fails: other.fails, parts: other.parts,
      figures: other.figures, parameters: other.parameters)
  }
}

extension ValueType {
  /// Whether the contexts of both are found by the same places.
  fileprivate func sharesShapes(with other: ValueType) -> Bool {
    switch (self, other) {
    case (.context(let own), .context(let other)): own.shape === other.shape
    case (.list(let own), .list(let other)), (.range(let own), .range(let other)),
      (.function(_, let own), .function(_, let other)):
      own.sharesShapes(with: other)
    default: true
    }
  }
}
