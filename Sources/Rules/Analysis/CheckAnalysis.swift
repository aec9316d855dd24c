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
        return isReached(applies, rule)
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
        var search = CaseSearch(cells, budget: PlanSearch.budget) { _ in true }
        let isPossible = search.run(.both([met[one], met[other]]))
        if !isPossible, !search.isCutShort { found.append((one, other, search.names(cells))) }
      }
    }
    return found
  }
}

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
  }

  let ruleset: CheckedRuleset
  let compiled: CompiledModel
  /// What is asked of answers, by the path of their field.
  let limits: [[String]: CheckedTests]
  /// The slots of a plan of which nothing is known.
  let blank: [Value]
}

/// Looks for a plan of which a proposition holds.
struct PlanSearch {
  private let cells: RuleCells
  private let maker: PlanMaker

  static let budget = 20_000
  private static let casesTried = 120
  private static let plansAtOnce = 6
  private static let plansTried = 400

  /// - Parameters:
  ///   - fields: those that a plan is made of.
  ///   - constants: what the rules name; values near these are worth trying.
  init(_ cells: RuleCells, _ fields: [PlanMaker.MadeField], constants: [Value]) {
    self.cells = cells
    maker = PlanMaker(cells, fields, constants)
  }

  /// - Parameter isReached: asked of each plan that is made for a case.
  func reach(
    _ proposition: Proposition, _ isReached: @escaping (MadePlan) -> Bool
  ) -> CheckAnalysis.Reach {
    var dice = Dice()
    var shown: MadePlan?
    func isShown(by state: CaseSearch.Case) -> Bool {
      let plan = maker.plan(for: state, &dice)
      guard isReached(plan) else { return false }
      shown = plan
      return true
    }
    var cases: [CaseSearch.Case] = []
    var search = CaseSearch(cells, budget: Self.budget) { state in
      cases.append(state)
      for _ in 0..<Self.plansAtOnce where isShown(by: state) { return true }
      return cases.count >= Self.casesTried
    }
    let isEnded = search.run(proposition)
    // What a case leaves free decides after all: other answers to that.
    for turn in 0..<Self.plansTried where shown == nil && !cases.isEmpty {
      _ = isShown(by: cases[turn % cases.count])
    }
    if let shown { return .shown(shown) }
    if !isEnded, !search.hasCases, !search.isCutShort { return .never(search.names(cells)) }
    return .open(cells.terms.words)
  }
}

extension RuleTerms {
  /// What rules ask beyond comparing answers with constants, in the words of their authors.
  fileprivate var words: [String] {
    terms.compactMap { term in
      switch term.place {
      case .computed, .order: term.words
      // It stands beside an order.
      case .distance: nil
      case .answer, .count, .parameter: nil
      }
    }
  }
}

extension CaseSearch {
  /// The terms of which no value was left, the most often first.
  fileprivate func names(_ cells: RuleCells) -> [String] {
    conflicts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .compactMap { cells.terms.terms[$0.key].words }
  }
}

/// A check that is run on plans, by itself.
struct CheckRun {
  private let applies: [Code]
  private let rule: Code?
  private let decisions: [CompiledModel.CompiledDecision]
  private let rules: AnalysedRules
  /// The slots of the answers that it may read.
  let fields: Set<Int>
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
    fields = needed.reduce(into: read) { all, index in
      all.formUnion(compiled.model.decisions[index].logic.slots)
    }.filter { rules.ruleset.slots.fields.contains($0) }
    let parts = own + needed.map { compiled.model.decisions[$0].logic }
    constants = parts.flatMap(\.constants)
  }

  func truths(of plan: MadePlan) -> (applies: Value, rule: Value) {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC), limits: .assessment,
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
