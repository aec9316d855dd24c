extension Explainer {
  /// The smallest changes that were found to reach a target, the best first; none where the target is
  /// reached already. Only what the applicant decides is changed: nobody is asked to state a fact otherwise.
  ///
  /// - Throws: when a rule asks for more than the limits allow.
  public func suggestions(
    for target: SuggestionTarget, _ facts: Facts, judgements: [String: JudgementAnswer] = [:],
    at moment: DateAndTime, within budget: ExplanationBudget = .suggestions
  ) throws(EvaluationError) -> PlanSuggestions {
    var trial = Trial(self, facts, judgements, moment, budget)
    trial.keepsFacts = true
    var suggester = Suggester(self, &trial)
    let (found, isCutShort) = suggester.found(for: target, &trial)
    if let failure = trial.failure { throw failure }
    return PlanSuggestions(
      target: target, found: found, isCutShort: isCutShort,
      evaluations: budget.evaluations - trial.evaluationsLeft, unsolved: suggester.unsolved)
  }
}

/// Looks for changes, tries them, and ranks them.
struct Suggester {
  let explainer: Explainer
  /// The verdict of every check as the plan is now.
  let before: [RulesetRun.DecidedCheck]
  /// The checks for which no way was found.
  private(set) var unsolved: [String] = []

  init(_ explainer: Explainer, _ trial: inout Trial) {
    self.explainer = explainer
    before = explainer.programs.map { trial.decide($0) }
  }

  /// How many suggestions are told for one target.
  static let told = 5
  /// How many ways are looked for before the best are chosen.
  private static let waysTried = 60
  /// For one of many checks.
  private static let evaluationsPerCheck = 1_500
  /// Changes at once, where one check decides.
  private static let changesTried = 3

  mutating func found(for target: SuggestionTarget, _ trial: inout Trial) -> (
    found: [PlanSuggestion], isCutShort: Bool
  ) {
    switch target {
    case .check(let id):
      guard let index = explainer.programs.firstIndex(where: { $0.compiled.check.id == id }),
        before[index].verdict == .fails
      else { return ([], false) }
      let program = explainer.programs[index]
      var search = ChangeSearch(
        program, most: Self.changesTried, enough: Self.waysTried, goal: { $0.isMet })
      trial.within(trial.evaluationsLeft / 3) { search.run(&$0) }
      if !search.found.isEmpty {
        let ways = minimized(search.found, &trial) { $1.decide(program, changing: $2).isMet }
        return (ranked(ways, &trial), search.isCutShort)
      }
      // More changes than all ways can be tried for: one that comes closer, and again.
      guard let changes = stepwise(program, &trial) else { return ([], search.isCutShort) }
      return (ranked([changes], &trial), true)
    case .criterion(let id):
      guard let index = explainer.ruleset.model.criteria.firstIndex(where: { $0.id == id }) else {
        return ([], false)
      }
      return found(
        &trial,
        failing: { suggester, trial, values in
          suggester.failing(&trial, values, of: [index])
        })
    case .plan:
      return found(
        &trial,
        failing: { suggester, trial, values in
          suggester.outcomeObstacles(&trial, values)
        })
    }
  }

  /// - Parameter failing: the checks that stand in the way; none where the target is reached.
  private mutating func found(
    _ trial: inout Trial,
    failing: @escaping (Suggester, inout Trial, [Value]) -> [CheckProgram]
  ) -> (found: [PlanSuggestion], isCutShort: Bool) {
    let suggester = self
    trial.fillsItems = true
    defer { trial.fillsItems = false }
    let obstacles = failing(self, &trial, trial.values)
    guard !obstacles.isEmpty else { return ([], false) }
    var isCutShort = false
    if obstacles.count <= Self.changesTried {
      var search = ChangeSearch(
        most: Self.changesTried, enough: Self.waysTried,
        isGoal: { trial, changes in
          failing(suggester, &trial, trial.changed(by: changes)).isEmpty
        },
        openings: { trial in
          // Whatever else is changed, the first obstacle has to go.
          let obstacles = failing(suggester, &trial, trial.values)
          guard let program = obstacles.first else { return [] }
          let base = trial.decide(program)
          return trial.openings(program, base).flatMap { path in
            // An answer that others read too may serve them all: their limits count as well.
            let slot = path.slot(trial.vocabulary)
            return obstacles.filter { other in slot.map { other.fields.contains($0) } ?? false }
              .map { Opening(path: path, program: $0) }
          }
        })
      trial.within(trial.evaluationsLeft / 2) { search.run(&$0) }
      if !search.found.isEmpty {
        let ways = minimized(search.found, &trial) { failing($0, &$1, $1.changed(by: $2)).isEmpty }
        return (ranked(ways, &trial), search.isCutShort)
      }
      isCutShort = search.isCutShort
    }
    guard let changes = oneByOne(&trial, failing) else { return ([], true) }
    return (ranked([changes], &trial), isCutShort || obstacles.count > Self.changesTried)
  }

  /// A way that mends one check after the other, without what proves to be too much.
  private mutating func oneByOne(
    _ trial: inout Trial,
    _ failing: @escaping (Suggester, inout Trial, [Value]) -> [CheckProgram]
  ) -> [PlanChange]? {
    let original = trial.values
    let vocabulary = trial.vocabulary
    var changes: [PlanChange] = []
    // What a reviewer turned down, no answer of the plan changes: no need to look any further.
    for program in failing(self, &trial, original) {
      let decided = trial.decide(program, original)
      if decided.asksPerson, decided.ruleHolds != false {
        unsolved.append(program.compiled.check.id)
      }
    }
    if !unsolved.isEmpty { return nil }
    for _ in 0..<Self.stepsTried {
      let values = Facts.changing(original, by: changes, of: trial.vocabulary)
      let given = unsolved
      let obstacles = failing(self, &trial, values).filter { !given.contains($0.compiled.check.id) }
      guard let program = obstacles.first else { break }
      let made = changes
      let suggester = self
      func mayChange(_ path: InputPath) -> Bool {
        let place = path.before(made)
        // In an item that was added all may still be chosen.
        if Trial.value(at: place, of: original, vocabulary) == nil { return true }
        return !made.contains { place.conflicts(with: $0) }
      }
      let way = trial.with(values) { trial -> [PlanChange]? in
        var search = ChangeSearch(
          program, most: 2, enough: Self.waysTried / 4, mayChange: mayChange,
          goal: { $0.isMet || $0.verdict == .notApplicable })
        trial.within(Self.evaluationsPerCheck) { search.run(&$0) }
        if search.found.isEmpty {
          return suggester.stepwise(program, &trial, mayChange: mayChange)
        }
        // The one that leaves the fewest other checks failing.
        let left = search.found.map { changes in
          failing(suggester, &trial, Facts.changing(values, by: changes, of: vocabulary)).count
        }
        let fewest = left.min() ?? 0
        let ways = zip(search.found, left).filter { $0.1 == fewest }.map(\.0)
        return suggester.best(ways, vocabulary) { trial.value(at: $0) }
      }
      guard let way else {
        // Not found for want of evaluations is not the same as not there.
        if trial.isSpent { return nil }
        unsolved.append(program.compiled.check.id)
        continue
      }
      changes = made.followed(by: way, from: original, vocabulary)
    }
    guard unsolved.isEmpty else { return nil }
    // Mending one check may have broken another that was mended before.
    let all = Facts.changing(original, by: changes, of: trial.vocabulary)
    guard failing(self, &trial, all).isEmpty else { return nil }
    return minimized(changes, &trial) { failing($0, &$1, $1.changed(by: $2)).isEmpty }
  }

  /// Each way without what proves to be too much in it: a change that was met late may do what one before it was
  /// made for.
  private func minimized(
    _ ways: [[PlanChange]], _ trial: inout Trial,
    _ reaches: (Suggester, inout Trial, [PlanChange]) -> Bool
  ) -> [[PlanChange]] {
    var found: [[PlanChange]] = []
    for way in ways { found.append(minimized(way, &trial, reaches)) }
    return found
  }

  /// The changes without those that prove to be too much.
  private func minimized(
    _ changes: [PlanChange], _ trial: inout Trial,
    _ reaches: (Suggester, inout Trial, [PlanChange]) -> Bool
  ) -> [PlanChange] {
    var changes = changes
    var index = changes.count - 1
    while changes.count > 1, index >= 0 {
      var fewer = changes
      fewer.remove(at: index)
      if reaches(self, &trial, fewer) {
        changes = fewer
        // What was needed before may be too much now.
        index = changes.count
      }
      index -= 1
    }
    return changes
  }

  private static let stepsTried = 80

  /// A way for one check by changes that each leave fewer parts of its rule failing.
  private func stepwise(
    _ program: CheckProgram, _ trial: inout Trial,
    mayChange: (InputPath) -> Bool = { _ in true }
  ) -> [PlanChange]? {
    let original = trial.values
    let vocabulary = trial.vocabulary
    var changes: [PlanChange] = []
    var standing = trial.standing(program, original) ?? 0
    for _ in 0..<Self.stepsTried / 2 {
      let made = changes
      let state = Facts.changing(original, by: made, of: vocabulary)
      var best: (change: PlanChange, standing: Double, cost: [Double])?
      trial.with(state) { trial in
        let base = trial.decide(program, state)
        let compared = trial.compared(program)
        // What helped the last time may help again: a list that lacks one item often lacks more.
        let last = made.last?.path
        let openings = trial.openings(program, base)
        let sorted = openings.filter { $0 == last } + openings.filter { $0 != last }
        search: for path in sorted {
          for move in trial.moves(path, program, compared) {
            let place = move.path.before(made)
            guard mayChange(place), !made.contains(where: { place.conflicts(with: $0) }),
              Trial.value(at: place, of: original, vocabulary) != nil, trial.spend()
            else { continue }
            let change = PlanChange(place, move.kind)
            let values = Facts.changing(original, by: made + [change], of: vocabulary)
            let left = remaining(program, values, &trial)
            guard left < standing else { continue }
            let cost = cost([change], vocabulary) { trial.value(at: $0) }
            if best.map({
              $0.standing > left
                || $0.standing == left && cost.lexicographicallyPrecedes($0.cost)
            }) ?? true {
              best = (change, left, cost)
            }
            if path == last, left <= standing - 1 { break search }
          }
        }
      }
      guard let best else { return nil }
      changes.append(best.change)
      standing = best.standing
      if standing < 0 {
        return minimized(changes, &trial) { $1.decide(program, changing: $2).isMet }
      }
    }
    return nil
  }

  /// How far a check is from a pass after a step; -1 where it is there.
  private func remaining(
    _ program: CheckProgram, _ values: [Value], _ trial: inout Trial
  ) -> Double {
    let decided = trial.decide(program, values)
    if decided.isMet { return -1 }
    // An item that is still open brings nothing closer; an answer that the plan lacks may be what is
    // left to give.
    if decided.isOpen {
      let original = trial.values
      let vocabulary = trial.vocabulary
      let open = trial.with(values) { $0.open(program) }
      let isInPlan = open.contains { Trial.value(at: $0, of: original, vocabulary) != nil }
      if !isInPlan { return .infinity }
    }
    return trial.standing(program, values) ?? .infinity
  }

  private func value(at path: InputPath, _ trial: Trial) -> Value? { trial.value(at: path) }

  // MARK: What stands in the way

  private func failing(_ trial: inout Trial, _ values: [Value], of criteria: Set<Int>)
    -> [CheckProgram]
  {
    explainer.programs.filter { program in
      criteria.contains(program.criterion) && program.compiled.decides
        && trial.decide(program, values).verdict == .fails
    }
  }

  /// The failing checks of the criteria that make the outcome negative.
  private func outcomeObstacles(_ trial: inout Trial, _ values: [Value]) -> [CheckProgram] {
    let ruleset = explainer.ruleset
    var run = ruleset.run(
      Facts(values: values), trial.judgements, trial.moment, keepingRemarks: false)
    guard case .decided(let negative) = ruleset.conclude(&run),
      ruleset.model.outcome.results[negative].effect == .negative
    else {
      // What was open before stays open; a change must not open anything else, nor lead to a rule that has no
      // answer.
      return zip(explainer.programs, before).filter { program, before in
        before.verdict != .undetermined
          && trial.decide(program, values).verdict == .undetermined
      }.map(\.0)
    }
    var failing = run.criteria.indices.filter { run.criteria[$0].verdict == .fails }
    // Only those without which the outcome would no longer be certain.
    for index in failing.reversed() {
      let fewer = failing.filter { $0 != index }
      let hidden = run.criteria.indices.filter {
        run.criteria[$0].verdict == .fails && !fewer.contains($0)
      }
      if ruleset.conclude(&run, hiding: hidden) == .decided(negative) { failing = fewer }
    }
    return self.failing(&trial, values, of: Set(failing))
  }

  // MARK: The best first

  private func ranked(_ ways: [[PlanChange]], _ trial: inout Trial) -> [PlanSuggestion] {
    let vocabulary = trial.vocabulary
    let original = trial.values
    // Of ways that change the same answers, the one that changes them least.
    var best: [(places: Set<InputPath>, changes: [PlanChange], cost: [Double])] = []
    for changes in ways {
      let places = Set(changes.map(\.path))
      let cost = self.cost(changes, vocabulary) { self.value(at: $0, trial) }
      if let index = best.firstIndex(where: { $0.places == places }) {
        if cost.lexicographicallyPrecedes(best[index].cost) {
          best[index] = (places, changes, cost)
        }
      } else {
        best.append((places, changes, cost))
      }
    }
    best.sort { $0.cost.lexicographicallyPrecedes($1.cost) }
    let told = best.prefix(2 * Self.told).map { way -> PlanSuggestion in
      let values = Facts.changing(original, by: way.changes, of: vocabulary)
      return suggestion(way.changes, values, &trial)
    }
    // What breaks something else comes last.
    let (clean, breaking) = (
      told.filter(\.newlyFailing.isEmpty), told.filter { !$0.newlyFailing.isEmpty }
    )
    return Array((clean + breaking).prefix(Self.told))
  }

  private func suggestion(_ changes: [PlanChange], _ values: [Value], _ trial: inout Trial)
    -> PlanSuggestion
  {
    var newlyFailing: [String] = []
    var newlyMet: [String] = []
    var judged: [String] = []
    let changed = Set(
      changes.compactMap { change -> Int? in
        guard case .member(let name)? = change.path.steps.first else { return nil }
        return trial.vocabulary.position(of: name)
      })
    for (program, before) in zip(explainer.programs, before)
    where !program.fields.isDisjoint(with: changed) {
      let after = trial.decide(program, values)
      let id = program.compiled.check.id
      if after.verdict == .fails, before.verdict != .fails { newlyFailing.append(id) }
      if after.verdict != .fails, before.verdict == .fails { newlyMet.append(id) }
      if after.verdict == .needsJudgement, before.verdict == .fails { judged.append(id) }
    }
    return PlanSuggestion(
      changes: changes, newlyFailing: newlyFailing, newlyMet: newlyMet, stillJudged: judged)
  }

  private func best(
    _ ways: [[PlanChange]], _ vocabulary: Vocabulary, _ value: (InputPath) -> Value?
  ) -> [PlanChange]? {
    ways.min {
      cost($0, vocabulary, value).lexicographicallyPrecedes(cost($1, vocabulary, value))
    }
  }

  /// Fewer changes before more, then less work before more, then a smaller step before a larger.
  private func cost(
    _ changes: [PlanChange], _ vocabulary: Vocabulary, _ value: (InputPath) -> Value?
  ) -> [Double] {
    var effort = 0.0
    var size = 0.0
    for change in changes {
      effort += Double(vocabulary.mark(at: change.path.field).effort.rank)
      size += change.size(from: value(change.path))
    }
    return [Double(changes.count), effort, size]
  }
}

extension RulesetRun.DecidedCheck {
  /// Whether it passes, or only a person is still asked.
  var isMet: Bool {
    verdict == .passes || verdict == .needsJudgement && ruleHolds != false && unknown == nil
  }
}

extension PlanChange {
  /// How far the answer moves, for comparing with other changes: 0 is nothing, 1 is something else
  /// altogether.
  fileprivate func size(from current: Value?) -> Double {
    switch kind {
    case .drop: return 3
    case .add: return 2
    case .set(let value):
      guard let current, let from = current.measure, let to = value.measure else {
        if value.isNull { return 2 }
        if case .string("") = value { return 2 }
        return 1
      }
      let distance = (to.subtracting(from) ?? .zero).magnitude.double
      if case .date = value { return Swift.min(2, distance / 3_650) }
      let scale = Swift.max(from.magnitude.double, 1)
      return Swift.min(2, distance / scale)
    }
  }
}
