/// One plan as it is tried out: with answers hidden, changed and given, again and again.
struct Trial {
  let explainer: Explainer
  /// The answers as they are now; see ``with(_:_:)``.
  private(set) var values: [Value]
  /// Answers in cells, those that were tried last at the end: of each as they are, and with most of them hidden.
  private var cells: [(shown: TriedAnswers, hidden: TriedAnswers)] = []
  /// How often each check was tried, and a machine for each that was more than a few times.
  private var tries: [ObjectIdentifier: Int] = [:]
  private var machines: [ObjectIdentifier: Machine] = [:]
  let judgements: [String: JudgementAnswer]
  let moment: DateAndTime
  private(set) var evaluationsLeft: Int
  /// Used for one evaluation after the other: slots are many and a check reads few of them.
  private var scratch: Execution
  /// The same for walks; `nil` while one goes on.
  private var spare: Execution?
  private(set) var failure: EvaluationError?
  /// Whether an item that is added gets an answer to everything that any check asks of it.
  var fillsItems = false
  /// Whether only what the applicant decides is changed, and no answer that states a fact.
  var keepsFacts = false

  init(
    _ explainer: Explainer, _ facts: Facts, _ judgements: [String: JudgementAnswer],
    _ moment: DateAndTime, _ budget: ExplanationBudget
  ) {
    self.explainer = explainer
    // What is missing is asked of the rules (`open`): evaluations need not carry it along.
    values = facts.values.map(\.withoutCauses)
    self.judgements = judgements
    self.moment = moment
    evaluationsLeft = budget.evaluations
    leaves = facts.values.map(\.leafCount)
    scratch = Execution(
      moment: moment, limits: .assessment, slots: explainer.blank, keepingRemarks: false)
  }

  var vocabulary: Vocabulary { explainer.ruleset.model.vocabulary }

  /// How many answers each field of the plan has.
  private let leaves: [Int]

  /// Takes an evaluation from the budget. What it takes beyond an ordinary one is charged when it is known.
  ///
  /// - Returns: `false` where nothing is left.
  mutating func spend() -> Bool {
    guard !isSpent else { return false }
    evaluationsLeft -= 1
    return true
  }

  /// How many answers a check can read.
  func answers(of program: CheckProgram) -> Int {
    program.readFields.reduce(0) { $0 + leaves[$1] }
  }

  /// Takes work from the budget: steps, and answers that are gone through. As much as an ordinary evaluation
  /// has is free, so that budgets count evaluations.
  private mutating func charge(_ work: Int) {
    self.work += work
    evaluationsLeft -= Swift.min(evaluationsLeft, work / Trial.usualWork)
  }

  /// As much as an evaluation over a long list has.
  private static let usualWork = 500

  /// Steps taken and answers gone through, whatever the budget: how much was done for an explanation.
  private(set) var work = 0

  /// Goes through the expressions of a check, and takes that from the budget.
  mutating func walk<Result>(
    _ program: CheckProgram, _ body: (inout Walk) -> Result
  ) -> Result {
    let answers = answers(of: program)
    var walk = Walk(explainer, values, begun(program), answers: answers)
    let result = body(&walk)
    spare = walk.execution
    charge(walk.work + answers)
    if walk.isCutShort { isCutShort = true }
    return result
  }

  /// Every comparison of a check, taken from the budget.
  mutating func comparisons(
    _ program: CheckProgram, parameters: [Int: Value] = [:], named: Set<ComparedValues.Key> = []
  ) -> (found: [ComparedValues], names: Comparisons.Names) {
    let answers = answers(of: program)
    let comparisons = Comparisons(
      explainer, program, values, begun(program, parameters: parameters), answers: answers,
      named: named)
    charge(comparisons.work + answers)
    spare = comparisons.execution
    let result = (comparisons.found, comparisons.names)
    _ = consume comparisons
    for slot in parameters.keys { spare?.slots[slot] = explainer.blank[slot] }
    return result
  }

  /// A walk's execution over the answers as they are: definitions computed, nothing decided yet.
  ///
  /// - Parameter parameters: other values for parameters, by slot.
  private mutating func begun(
    _ program: CheckProgram, parameters: [Int: Value] = [:]
  ) -> Execution {
    var execution = spare ?? blankExecution
    spare = nil
    execution.renew()
    for (slot, value) in parameters { execution.slots[slot] = value }
    begin(&execution, program, values)
    return execution
  }

  /// Fills in the fields that a check reads, and computes its definitions.
  private func begin(_ execution: inout Execution, _ program: CheckProgram, _ values: [Value]) {
    for slot in program.readFields { execution.slots[slot] = values[slot] }
    explainer.open.run(program.decisions, in: &execution)
  }

  private var blankExecution: Execution {
    Execution(
      moment: moment, limits: .assessment, slots: explainer.blank, keepingRemarks: false)
  }

  /// Whether a walk ended before it had seen all.
  private(set) var isCutShort = false

  /// Whether to end with what is known so far: for want of budget, or because nobody waits for it any more.
  var isSpent: Bool { evaluationsLeft <= 0 || Task.isCancelled }

  /// Does something with other answers.
  mutating func with<Result>(_ changed: [Value], _ body: (inout Trial) -> Result) -> Result {
    let before = values
    values = changed
    defer { values = before }
    return body(&self)
  }

  /// Does something within a part of the budget.
  mutating func within<Result>(_ evaluations: Int, _ body: (inout Trial) -> Result) -> Result {
    let all = evaluationsLeft
    let part = Swift.min(all, evaluations)
    evaluationsLeft = part
    let result = body(&self)
    evaluationsLeft = all - (part - evaluationsLeft)
    return result
  }

  /// What a check is made of, for answers: definitions computed, nothing decided yet.
  func execution(_ program: CheckProgram, _ values: [Value]) -> Execution {
    var execution = blankExecution
    begin(&execution, program, values)
    return execution
  }

  /// A walk through the check by itself, which no budget counts.
  func walk(_ program: CheckProgram, over values: [Value]) -> Walk {
    Walk(explainer, values, execution(program, values), answers: answers(of: program))
  }

  /// The verdict of one check.
  mutating func decide(
    _ program: CheckProgram, _ values: [Value], parameters: [Int: Value] = [:]
  ) -> RulesetRun.DecidedCheck {
    for slot in program.readFields { scratch.slots[slot] = values[slot] }
    return decideFilled(program, parameters: parameters)
  }

  /// The same with changes of the answers as they are now.
  mutating func decide(
    _ program: CheckProgram, changing changes: [PlanChange] = []
  ) -> RulesetRun.DecidedCheck {
    let vocabulary = vocabulary
    let decided = decide(program, steps(program, program.steps), in: \.shown) { answers in
      var canBe = program.readFields.allSatisfy { answers.show($0) }
      Facts.inOrder(changes, of: vocabulary) { slot, change in
        if canBe, program.fields.contains(slot) { canBe = answers.change(slot, change) }
      }
      return canBe
    }
    if let decided { return decided }
    for slot in program.readFields { scratch.slots[slot] = values[slot] }
    Facts.inOrder(changes, of: vocabulary) { slot, change in
      guard program.fields.contains(slot) else { return }
      scratch.slots[slot] = scratch.slots[slot].changed(
        at: change.path.steps.dropFirst(), change.kind)
    }
    return decideFilled(program)
  }

  /// The same with everything hidden but the answers at the paths.
  ///
  /// - Parameter sharply: with the form of the rule that stands with the fewest answers.
  mutating func decide(
    _ program: CheckProgram, allBut paths: [InputPath], sharply: Bool
  ) -> RulesetRun.DecidedCheck {
    let kept = program.readFields.map { slot in
      let field = InputPath.Step.member(vocabulary.fields[slot].name)
      return paths.filter { $0.steps.first == field }
    }
    let own = steps(program, sharply ? program.sharpenedSteps : program.steps)
    let decided = decide(program, own, in: \.hidden) { answers in
      answers.tidy()
      return zip(program.readFields, kept).allSatisfy { answers.show($0, only: $1) }
    }
    if let decided { return decided }
    for (slot, kept) in zip(program.readFields, kept) {
      scratch.slots[slot] = Trial.hiding(values[slot], allBut: kept)
    }
    return decideFilled(program, sharply: sharply)
  }

  /// The steps of a check once it was tried a few times: making them takes as long as that. Counted here and not for all
  /// that try it, so that what is found does not depend on who asked before.
  private mutating func steps(
    _ program: CheckProgram, _ steps: OnDemand<CheckSteps?>
  ) -> CheckSteps? {
    let count = tries[ObjectIdentifier(program), default: 0] + 1
    tries[ObjectIdentifier(program)] = count
    return count > Trial.fewTries ? steps.value : nil
  }

  private static let fewTries = 8

  /// The verdict of one check by the machine.
  ///
  /// - Parameter fill: brings the answers that it reads into the cells; `false` where one has no place there.
  /// - Returns: `nil` where the code of the compiler has to say it.
  private mutating func decide(
    _ program: CheckProgram, _ steps: CheckSteps?,
    in kind: WritableKeyPath<(shown: TriedAnswers, hidden: TriedAnswers), TriedAnswers>,
    _ fill: (inout TriedAnswers) -> Bool
  ) -> RulesetRun.DecidedCheck? {
    guard let steps else { return nil }
    let machine = machines[ObjectIdentifier(steps)] ?? Machine(steps.program)
    machines[ObjectIdentifier(steps)] = machine
    let place = placeOfCells()
    defer { cells[place][keyPath: kind].undo() }
    guard fill(&cells[place][keyPath: kind]) else { return nil }
    let answer = judgements.isEmpty ? nil : judgements[program.compiled.check.id]
    let decided = cells[place][keyPath: kind].withCells {
      steps.decide(program.compiled, answer, at: moment, machine, $0)
    }
    if decided != nil { charge(machine.work / Trial.machineSteps + answers(of: program)) }
    return decided
  }

  /// Where the cells of the answers as they are now stand.
  private mutating func placeOfCells() -> Int {
    if let known = cells.lastIndex(where: { $0.shown.isOf(values) }) { return known }
    if cells.count == Trial.cellsKept { cells.removeFirst() }
    let layout = explainer.ruleset.reader.layout
    cells.append((TriedAnswers(values, layout), TriedAnswers(values, layout)))
    return cells.count - 1
  }

  private static let cellsKept = 4

  /// How many steps of the machine do what the compiled code counts as one, in a turn of a list.
  private static let machineSteps = 4

  /// The verdict of one check whose fields are filled in.
  ///
  /// - Parameter sharply: with the form of the rule that stands with the fewest answers.
  private mutating func decideFilled(
    _ program: CheckProgram, parameters: [Int: Value] = [:], sharply: Bool = false
  ) -> RulesetRun.DecidedCheck {
    scratch.renew()
    for (slot, value) in parameters { scratch.slots[slot] = value }
    explainer.open.run(program.decisions, in: &scratch)
    let decided = Trial.decide(program, judgements, in: &scratch, sharply: sharply)
    charge(scratch.limits.steps - Swift.max(0, scratch.stepsLeft) + answers(of: program))
    for slot in parameters.keys { scratch.slots[slot] = explainer.blank[slot] }
    if failure == nil { failure = scratch.failure }
    return decided
  }

  static func decide(
    _ program: CheckProgram, _ judgements: [String: JudgementAnswer],
    in execution: inout Execution, sharply: Bool = false
  ) -> RulesetRun.DecidedCheck {
    var applies = Value.boolean(true)
    if let criterion = program.criterionApplies { applies = criterion.code(&execution) }
    if let own = program.applies { applies = applies.and(own.code(&execution)) }
    let code = sharply ? program.sharpened : program.rule?.code
    let rule = applies.isFalse ? nil : code.map { $0(&execution) }
    return RulesetRun.DecidedCheck(
      rule: rule, applies: applies, check: program.compiled,
      answer: judgements[program.compiled.check.id])
  }
}

extension RulesetRun.DecidedCheck {
  /// Whether it is the same decision, for the same answer of the rule.
  func isSame(as other: RulesetRun.DecidedCheck) -> Bool {
    verdict == other.verdict && ruleHolds == other.ruleHolds && asksPerson == other.asksPerson
  }
}

// MARK: Hiding answers

extension Trial {
  /// The answer of a field with everything hidden but what is at the paths. A path inside a list also tells how many
  /// items the list has.
  private static func hiding(_ value: Value, allBut paths: [InputPath]) -> Value {
    paths.isEmpty ? hidden : hiding(value, allBut: PathTree(paths, after: 1))
  }

  static let hidden = Value.unknown(.unspecified(.answer))

  private static func hiding(_ value: Value, allBut kept: PathTree) -> Value {
    if kept.isWhole && kept.branches.isEmpty {
      // A list by itself is how many items it has.
      guard case .list(let items) = value else { return value }
      return .list(items.map { hiding($0, allBut: PathTree([])) })
    }
    switch value {
    case .context(let context):
      let values = zip(context.shape.names, context.values).map { name, value in
        kept.branches[.member(name)].map { hiding(value, allBut: $0) } ?? hidden
      }
      return .context(Context(shape: context.shape, values: values))
    case .list(let items):
      return .list(
        items.enumerated().map { index, item in
          hiding(item, allBut: kept.branches[.item(index + 1)] ?? PathTree([]))
        })
    default: return kept.isWhole ? value : hidden
    }
  }
}

/// Paths with what they share in one place.
struct PathTree {
  private(set) var branches: [InputPath.Step: PathTree] = [:]
  /// Whether a path ends here.
  private(set) var isWhole = false

  /// - Parameter steps: how many of the first that all have in common are left out.
  init(_ paths: [InputPath], after steps: Int = 0) {
    for path in paths { insert(path.steps.dropFirst(steps)) }
  }

  private mutating func insert(_ steps: ArraySlice<InputPath.Step>) {
    guard let step = steps.first else {
      isWhole = true
      return
    }
    branches[step, default: PathTree([])].insert(steps.dropFirst())
  }
}

extension Value {
  /// The value with unknowns that only tell their kinds.
  fileprivate var withoutCauses: Value {
    switch self {
    case .unknown(let unknown): .unknown(.unspecified(unknown.kinds))
    case .list(let items): .list(items.map(\.withoutCauses))
    case .context(let context):
      .context(Context(shape: context.shape, values: context.values.map(\.withoutCauses)))
    default: self
    }
  }

  /// The value with another one at all places of a tree.
  func setting(_ value: Value, at places: PathTree) -> Value {
    if places.isWhole { return value }
    switch self {
    case .context(let context):
      let values = zip(context.shape.names, context.values).map { name, own in
        places.branches[.member(name)].map { own.setting(value, at: $0) } ?? own
      }
      return .context(Context(shape: context.shape, values: values))
    case .list(let items):
      return .list(
        items.enumerated().map { index, own in
          places.branches[.item(index + 1)].map { own.setting(value, at: $0) } ?? own
        })
    default: return self
    }
  }

  /// How many answers are inside.
  fileprivate var leafCount: Int {
    switch self {
    case .context(let context): context.values.reduce(0) { $0 + $1.leafCount }
    case .list(let items): items.reduce(1) { $0 + $1.leafCount }
    default: 1
    }
  }

  /// The paths of all answers inside, a list before its items. A list is an answer too: how many
  /// items it has.
  func leaves(at path: InputPath, into found: inout [InputPath]) {
    switch self {
    case .context(let context):
      for (name, value) in context.entries {
        value.leaves(at: path.appending(.member(name)), into: &found)
      }
    case .list(let items):
      found.append(path)
      for (index, item) in items.enumerated() {
        item.leaves(at: path.appending(.item(index + 1)), into: &found)
      }
    default: found.append(path)
    }
  }
}
