extension Explainer {
  /// The unanswered questions that still matter: those that settle the most checks first, then in the
  /// order of the questionnaire.
  ///
  /// A question matters where some answers to the other open questions and two answers to it lead to
  /// different verdicts of a check. What an item of a list needs is looked for once for all items that say the
  /// same of what the check reads.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func questions(
    _ facts: Facts, judgements: [String: JudgementAnswer] = [:], at moment: DateAndTime,
    within budget: ExplanationBudget = .questions
  ) throws(EvaluationError) -> OpenQuestions {
    var trial = Trial(self, facts, judgements, moment, budget)
    var asked: [InputPath] = []
    var found: [InputPath: (checks: [String], settles: Int, isShown: Bool)] = [:]
    // What shows at once goes first, of all checks: nothing may be left for it after long searches.
    var searches = programs.flatMap { program -> [QuestionSearch] in
      guard trial.decide(program).isOpen else { return [] }
      return AlikeQuestions(program, &trial).searches
    }
    for index in searches.indices { searches[index].start(&trial) }
    var left = searches.count { $0.isUndecided }
    for index in searches.indices where searches[index].isUndecided {
      searches[index].search(&trial, within: trial.evaluationsLeft / left)
      left -= 1
    }
    for search in searches {
      guard search.mayMatter else { continue }
      for path in search.alike {
        if found[path] == nil { asked.append(path) }
        var entry = found[path] ?? ([], 0, false)
        entry.checks.append(search.program.compiled.check.id)
        if search.settles { entry.settles += 1 }
        if search.isShown { entry.isShown = true }
        found[path] = entry
      }
    }
    if let failure = trial.failure { throw failure }
    let questions = asked.compactMap { path -> NextQuestion? in
      guard let field = ruleset.model.vocabulary.field(at: path.field), let entry = found[path]
      else { return nil }
      return NextQuestion(
        path: path, field: field, checks: entry.checks, settles: entry.settles,
        isShown: entry.isShown, place: ruleset.rank(of: path))
    }
    let sorted = questions.sorted { one, other in
      one.settles == other.settles
        ? one.place.lexicographicallyPrecedes(other.place) : one.settles > other.settles
    }
    return OpenQuestions(
      questions: sorted, isCutShort: trial.isCutShort || searches.contains(where: \.isCutShort),
      work: trial.work)
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
      try questions(facts, judgements: judgements, at: moment, within: budget).questions
        .map(\.path))
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
    if let failure = trial.failure { throw failure }
    return Facts(values: values)
  }
}

extension RulesetRun.DecidedCheck {
  /// Whether an answer is missing that may change it.
  var isOpen: Bool { unknown?.kinds.contains(.answer) ?? false }
}

extension Trial {
  /// The missing answers that a check may still come to, each once.
  mutating func open(_ program: CheckProgram) -> [InputPath] {
    let read = walk(program) { walk in
      walk.seeksOpen = true
      return program.parts.flatMap { walk.reads($0) }
    }
    var seen: Set<InputPath> = []
    return read.filter { path in
      (value(at: path)?.isUnknown ?? false) && seen.insert(path).inserted
    }
  }
}

/// The open questions of a check, and which of them are alike.
final class AlikeQuestions: Sendable {
  let program: CheckProgram
  private let groups: [[InputPath]]
  private let group: [InputPath: Int]
  /// What the check compares as things stand.
  fileprivate let compared: [ComparedValues]

  init(_ program: CheckProgram, _ trial: inout Trial) {
    self.program = program
    compared = trial.compared(program)
    let open = trial.open(program)
    var kinds = ItemKinds(program, trial)
    var numbers: [ItemKinds.Kind: Int] = [:]
    var groups: [[InputPath]] = []
    var group: [InputPath: Int] = [:]
    for path in open {
      let kind = kinds.kind(of: path)
      let number = numbers[kind] ?? groups.count
      numbers[kind] = number
      if number == groups.count { groups.append([]) }
      groups[number].append(path)
      group[path] = number
    }
    self.groups = groups
    self.group = group
    hasSeveralOfAKind = groups.count < open.count
  }

  /// One for each kind.
  var searches: [QuestionSearch] { groups.map { QuestionSearch(self, $0) } }

  /// The open questions that are like one, itself among them.
  func like(_ path: InputPath) -> [InputPath] { group[path].map { groups[$0] } ?? [path] }

  let hasSeveralOfAKind: Bool
}

/// Looks whether an answer can still matter to a check: of one open question, for all that are like it.
struct QuestionSearch {
  private let questions: AlikeQuestions
  let alike: [InputPath]
  private let path: InputPath
  private var finding: Finding?
  /// Whether an answer settles the check, whatever the others are.
  private(set) var settles = false

  private enum Finding {
    case matters
    case cannot
    case notKnown
  }

  fileprivate init(_ questions: AlikeQuestions, _ alike: [InputPath]) {
    self.questions = questions
    self.alike = alike
    path = alike[0]
  }

  var program: CheckProgram { questions.program }

  /// Questions that are given answers besides the one that is looked at.
  private static let depth = 8

  var isUndecided: Bool { if case .notKnown? = finding { true } else { false } }

  /// Whether nothing is left of the budget to look at it.
  var isCutShort: Bool { finding == nil }

  /// What was not seen to make no difference may make one.
  var mayMatter: Bool { finding != .cannot }

  /// Whether two answers were found that lead to different verdicts.
  var isShown: Bool { finding == .matters }

  /// Tries the answers as things stand.
  mutating func start(_ trial: inout Trial) {
    guard !trial.isSpent else { return }
    (finding, settles) = compare(&trial, questions.compared)
  }

  /// Tries the answers together with answers to other questions.
  mutating func search(_ trial: inout Trial, within evaluations: Int) {
    guard evaluations > 0 else { return }
    // Many items at once first: to try all combinations of their answers takes too long.
    if questions.hasSeveralOfAKind {
      let found = trial.within(evaluations / 2) { search(&$0, Self.depth, together: true) }
      if found == .matters {
        finding = .matters
        return
      }
    }
    finding = trial.within(evaluations) { search(&$0, Self.depth, together: false) }
  }

  /// What the answers lead to as things stand, the other open questions open.
  ///
  /// - Parameter compared: what the check compares then.
  private func compare(
    _ trial: inout Trial, _ compared: [ComparedValues]
  ) -> (finding: Finding, settles: Bool) {
    var settled: RulesetRun.DecidedCheck?
    var isWhole = true
    for value in trial.answers(path, program, compared) {
      guard trial.spend() else { return (.notKnown, settled != nil) }
      let decided = trial.decide(program, changing: [PlanChange(path, .set(value))])
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
  ///
  /// - Parameter together: whether all that are alike get the same answer. That it matters then is true; that
  ///   it does not says nothing.
  private func search(_ trial: inout Trial, _ depth: Int, together: Bool) -> Finding {
    guard trial.spend() else { return .notKnown }
    let state = trial.decide(program)
    // What is settled without it can't be changed by it.
    guard state.isOpen else { return .cannot }
    let open = trial.open(program)
    guard open.contains(path) else { return trial.isCutShort ? .notKnown : .cannot }
    let compared = trial.compared(program)
    let found = compare(&trial, compared).finding
    guard case .notKnown = found, depth > 0,
      let other = trial.next(of: open.filter { !$0.isInside(path) })
    else { return found }
    var others = [other]
    if together {
      let isOpen = Set(open)
      others = questions.like(other).filter { isOpen.contains($0) && !$0.isInside(path) }
    }
    var result = Finding.cannot
    for value in trial.answers(other, program, compared, beside: path) {
      let values = trial.decided(others, value)
      switch trial.with(values, { search(&$0, depth - 1, together: together) }) {
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
  /// The question to give answers to before the others: one that has two or a few, which often settle what the
  /// others are asked for.
  fileprivate func next(of open: [InputPath]) -> InputPath? {
    open.first { hasFewAnswers($0) } ?? open.first
  }

  private func hasFewAnswers(_ path: InputPath) -> Bool {
    switch vocabulary.field(at: path.field)?.kind {
    case .boolean?: true
    case .string(let allowed)?: !allowed.isEmpty
    default: false
    }
  }

  /// The answers to an open question that are worth trying for the sake of another, which may decide what its
  /// answer is measured by.
  fileprivate mutating func answers(
    _ path: InputPath, _ program: CheckProgram, _ compared: [ComparedValues],
    beside asked: InputPath
  ) -> [Value] {
    let own = answers(path, program, compared)
    guard case .number? = vocabulary.field(at: path.field)?.kind, hasFewAnswers(asked) else {
      return own
    }
    var found = Candidates(current: nil)
    for value in own { found.add(value) }
    for answer in answers(asked, program, compared) {
      let more = with(decided(asked, answer)) { trial in
        trial.answers(path, program, trial.compared(program))
      }
      for value in more { found.add(value) }
    }
    addMiddles(to: &found, at: path)
    return found.values
  }

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
      // Far out it outweighs whatever it is added to: then what else is asked can show that it matters.
      if case .number = kind {
        for value in Trial.farOut where isAllowed(value, at: path) { found.add(value) }
      }
      addMiddles(to: &found, at: path)
      return found.values
    }
    var answers: [Value] = [.list([])]
    // Items with all that comparisons speak of, and as many as are counted.
    let known = newItems(path, program, compared, most: Trial.listsTried)
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

  /// Between two limits something else may hold than at either.
  private func addMiddles(to found: inout Candidates, at path: InputPath) {
    let numbers = found.values.compactMap { value -> Number? in
      if case .number(let number) = value { number } else { nil }
    }.sorted()
    for (low, high) in zip(numbers, numbers.dropFirst()) {
      let middle = low.adding(high)?.divided(by: 2).map { Value.number($0.canonical) }
      if let middle, isAllowed(middle, at: path) { found.add(middle) }
    }
  }

  private static let listsTried = 24

  /// Numbers beyond all that plans and rules speak of.
  private static let farOut: [Value] = [-1_000_000_000_000, 1_000_000_000_000].map {
    .number(Number($0))
  }

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
