extension Explainer {
  /// The unanswered questions that still matter: those that settle the most checks first, then in the
  /// order of the questionnaire.
  ///
  /// A question matters where some answers to the other open questions and two answers to it lead to
  /// different verdicts of a check.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func questions(
    _ facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime,
    within budget: ExplanationBudget = .questions
  ) throws(EvaluationError) -> [NextQuestion] {
    var trial = Trial(self, facts, judgements, moment, budget)
    var asked: [InputPath] = []
    var found: [InputPath: (checks: [String], settles: Int, isShown: Bool)] = [:]
    for program in programs {
      let base = trial.decide(program, trial.values)
      guard base.isOpen else { continue }
      for path in trial.open(program) {
        let search = QuestionSearch(program, path, within: budget.evaluations / 3)
        guard let importance = search.importance(&trial, base) else { continue }
        if found[path] == nil { asked.append(path) }
        var entry = found[path] ?? ([], 0, false)
        entry.checks.append(program.compiled.check.id)
        if importance.settles { entry.settles += 1 }
        if importance.isShown { entry.isShown = true }
        found[path] = entry
      }
    }
    if let failure = trial.failure { throw failure }
    let questions = asked.compactMap { path -> NextQuestion? in
      guard let field = ruleset.model.vocabulary.field(at: path.field), let entry = found[path]
      else { return nil }
      return NextQuestion(
        path: path, field: field, checks: entry.checks, settles: entry.settles,
        isShown: entry.isShown)
    }
    let ranks = questions.map { [-$0.settles] + ruleset.rank(of: $0.path) }
    return zip(ranks, questions).sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}

extension Explainer {
  /// The facts with an answer wherever none that could be given makes a difference any more: what is
  /// then said of them holds for all such answers.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func settled(
    _ facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime,
    within budget: ExplanationBudget = .questions
  ) throws(EvaluationError) -> Facts {
    let asked = Set(
      try questions(facts, judgements: judgements, at: moment, within: budget).map(\.path))
    var trial = Trial(self, facts, judgements, moment, budget)
    var values = facts.values
    for program in programs {
      while trial.decide(program, values).isOpen {
        let changed = trial.with(values) { trial -> [Value]? in
          guard let path = trial.open(program).first(where: { !asked.contains($0) }),
            let answer = trial.answers(path, program, trial.compared(program)).first
          else { return nil }
          return trial.decided(path, answer)
        }
        guard let changed, trial.spend() else { break }
        values = changed
      }
    }
    return Facts(values: values)
  }
}

extension RulesetRun.DecidedCheck {
  /// Whether an answer is missing that may change it.
  var isOpen: Bool { unknown?.kinds.contains(.answer) ?? false }
}

extension Trial {
  /// The missing answers that a check may still come to, each once.
  func open(_ program: CheckProgram) -> [InputPath] {
    var walk = Walk(self, program, values)
    walk.seeksOpen = true
    var seen: Set<InputPath> = []
    return program.parts.flatMap { walk.reads($0) }.filter { path in
      guard value(at: path)?.isUnknown ?? false else { return false }
      return seen.insert(path).inserted
    }
  }
}

/// Whether an answer can still matter to a check.
struct QuestionSearch {
  struct Importance {
    let isShown: Bool
    let settles: Bool
  }

  let program: CheckProgram
  let path: InputPath

  /// Evaluations for this one question and check.
  let budget: Int

  init(_ program: CheckProgram, _ path: InputPath, within budget: Int) {
    self.program = program
    self.path = path
    self.budget = budget
  }

  /// Questions that are given answers besides the one that is looked at.
  private static let depth = 8

  private enum Finding {
    case matters
    case cannot
    case notKnown
  }

  /// - Returns: `nil` where no answer can make a difference any more.
  func importance(_ trial: inout Trial, _ base: RulesetRun.DecidedCheck) -> Importance? {
    let first = compare(&trial)
    switch first.finding {
    case .matters: return Importance(isShown: true, settles: true)
    case .cannot: return nil
    case .notKnown: break
    }
    switch trial.within(budget, { search(&$0, Self.depth) }) {
    case .matters: return Importance(isShown: true, settles: first.settles)
    case .cannot: return nil
    case .notKnown: return Importance(isShown: false, settles: first.settles)
    }
  }

  /// What the answers lead to as things stand, the other open questions open.
  private func compare(_ trial: inout Trial) -> (finding: Finding, settles: Bool) {
    var settled: RulesetRun.DecidedCheck?
    var isWhole = true
    for value in trial.answers(path, program, trial.compared(program)) {
      guard trial.spend() else { return (.notKnown, settled != nil) }
      let decided = trial.decide(program, trial.decided(path, value))
      guard !decided.isOpen else {
        isWhole = false
        continue
      }
      if let settled {
        if !settled.isSame(as: decided) { return (.matters, true) }
      } else {
        settled = decided
      }
    }
    return (isWhole ? .cannot : .notKnown, settled != nil)
  }

  /// Gives the other open questions answers, one after the other, and looks whether this one then
  /// matters.
  private func search(_ trial: inout Trial, _ depth: Int) -> Finding {
    guard trial.spend() else { return .notKnown }
    let state = trial.decide(program, trial.values)
    // What is settled without it can't be changed by it.
    guard state.isOpen else { return .cannot }
    let open = trial.open(program)
    guard open.contains(path) else { return .cannot }
    let found = compare(&trial).finding
    guard case .notKnown = found, depth > 0,
      let other = open.first(where: { !$0.isInside(path) })
    else { return found }
    var result = Finding.cannot
    for value in trial.answers(other, program, trial.compared(program)) {
      let values = trial.decided(other, value)
      switch trial.with(values, { search(&$0, depth - 1) }) {
      case .matters: return .matters
      case .cannot: continue
      case .notKnown: result = .notKnown
      }
      if trial.isSpent { return .notKnown }
    }
    return result
  }
}

extension Trial {
  /// The answers to an open question that are worth trying.
  mutating func answers(_ path: InputPath, _ program: CheckProgram, _ compared: [ComparedValues])
    -> [Value]
  {
    guard let field = vocabulary.field(at: path.field) else { return [] }
    var isList = false
    if case .list = field.kind, !path.isItem { isList = true }
    guard isList else {
      var found = Candidates(current: nil)
      for move in moves(path, program, compared) where move.path == path {
        if case .set(let value) = move.kind { found.add(value) }
      }
      var kind = field.kind
      if case .item? = path.steps.last, case .list(let item) = kind { kind = item }
      for value in combined(program, kind) where isAllowed(value, at: path) { found.add(value) }
      // Between two limits something else may hold than at either.
      let numbers = found.values.compactMap { value -> Number? in
        if case .number(let number) = value { number } else { nil }
      }.sorted()
      for (low, high) in zip(numbers, numbers.dropFirst()) {
        let middle = low.adding(high)?.divided(by: 2).map { Value.number($0.canonical) }
        if let middle, isAllowed(middle, at: path) { found.add(middle) }
      }
      return found.values
    }
    let items = newItems(path, program, compared)
    var answers: [Value] = [.list([])]
    // Items with all that comparisons speak of, and as many as are counted.
    let known = items.prefix(Trial.listsTried)
    var counts: Set<Int> = [1]
    for operand in compared.flatMap({ [$0.left, $0.right] }) {
      if case .number(let number) = operand, let count = number.int, (1...12).contains(count) {
        counts.formUnion([count, count + 1])
      }
    }
    for count in counts.sorted() {
      for item in known { answers.append(.list([Value](repeating: item, count: count))) }
    }
    return answers
  }

  private static let listsTried = 24

  /// The sums and differences of what the rules compare with: limits for an answer whose partner in a
  /// comparison is open too.
  private func combined(_ program: CheckProgram, _ kind: Field.Kind) -> [Value] {
    guard case .number = kind else { return [] }
    let parameters = program.parameters.map { explainer.blank[$0] }
    let numbers = (program.constants + parameters).compactMap { value -> Number? in
      if case .number(let number) = value { number } else { nil }
    }.prefix(6)
    var found = Candidates(current: nil)
    for one in numbers {
      found.add(around: one, .one, like: .number(.zero))
      for other in numbers {
        for number in [one.adding(other), one.subtracting(other)] {
          if let number { found.add(around: number, .one, like: .number(.zero)) }
        }
      }
    }
    return Array(found.values.prefix(40))
  }
}
