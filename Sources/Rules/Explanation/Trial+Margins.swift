/// How close a verdict is to another one.
extension Trial {
  /// The nearest turns, up and down, of the answers of a ground that lie on a line.
  mutating func margins(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ ground: [InputPath],
    _ compared: [ComparedValues]
  ) -> [Margin] {
    var margins: [Margin] = []
    for path in ground {
      guard let current = value(at: path), current.measure != nil, !isSpent else { continue }
      var found = Candidates(current: current)
      measured(from: current, compared, &found) { $0.compared(program, path, $1) }
      let values = found.values.filter { isAllowed($0, at: path) }
      for turn in turns(from: current, values, base, decide: { $0.decide(program, path, $1) }) {
        if let margin = margin(program, path, turn, compared) { margins.append(margin) }
      }
    }
    return margins
  }

  /// The answers with another one at a path.
  func decided(_ path: InputPath, _ value: Value) -> [Value] {
    changed(by: [PlanChange(path, .set(value))])
  }

  /// The answers with changes made.
  func changed(by changes: [PlanChange]) -> [Value] {
    Facts.changing(values, by: changes, of: vocabulary)
  }

  /// The answers with the same one at all of some paths.
  func decided(_ paths: [InputPath], _ value: Value) -> [Value] {
    guard paths.count > 1 else { return paths.first.map { decided($0, value) } ?? values }
    var values = values
    for (step, places) in PathTree(paths).branches {
      guard case .member(let name) = step, let slot = vocabulary.position(of: name) else {
        continue
      }
      values[slot] = values[slot].setting(value, at: places)
    }
    return values
  }

  mutating func decide(_ program: CheckProgram, _ path: InputPath, _ value: Value)
    -> RulesetRun.DecidedCheck
  {
    decide(program, changing: [PlanChange(path, .set(value))])
  }

  /// The nearest turn below a value and the nearest above it.
  private mutating func turns(
    from current: Value, _ values: [Value], _ base: RulesetRun.DecidedCheck,
    decide: (inout Trial, Value) -> RulesetRun.DecidedCheck
  ) -> [Turn] {
    guard let origin = current.measure else { return [] }
    let step = current.step
    func steps(_ value: Value) -> Int? {
      value.measure?.subtracting(origin)?.divided(by: step)?.int
    }
    let places = values.compactMap { steps($0) }
    let sides = [places.filter { $0 < 0 }.sorted(by: >), places.filter { $0 > 0 }.sorted()]
    var turns: [Turn] = []
    for side in sides {
      var same = 0
      for place in side {
        guard spend(), let value = current.moved(by: place, step) else { break }
        let decided = decide(&self, value)
        if decided.isSame(as: base) {
          same = place
          continue
        }
        guard decided.isSettled else { break }
        if let turn = narrowed(current, step, (same, place), base, decide: decide) {
          turns.append(turn)
        }
        break
      }
    }
    return turns
  }

  /// Halves the way between a value with the same verdict and one with another until they are
  /// neighbours.
  private mutating func narrowed(
    _ current: Value, _ step: Number, _ ends: (same: Int, other: Int),
    _ base: RulesetRun.DecidedCheck,
    decide: (inout Trial, Value) -> RulesetRun.DecidedCheck
  ) -> Turn? {
    var (same, other) = ends
    while abs(other - same) > 1 {
      let middle = same + (other - same) / 2
      guard spend(), let value = current.moved(by: middle, step) else { return nil }
      if decide(&self, value).isSame(as: base) { same = middle } else { other = middle }
    }
    guard let last = current.moved(by: same, step), let first = current.moved(by: other, step),
      spend()
    else { return nil }
    let becomes = decide(&self, first)
    guard becomes.isSettled else { return nil }
    return Turn(lastSame: last, firstOther: first, becomes: becomes.verdict)
  }

  /// The comparison that turns with the verdict.
  private mutating func margin(
    _ program: CheckProgram, _ path: InputPath, _ turn: Turn, _ compared: [ComparedValues]
  ) -> Margin? {
    let before = self.compared(program, path, turn.lastSame)
    let after = Dictionary(
      self.compared(program, path, turn.firstOther).map { ($0.key, $0) },
      uniquingKeysWith: { one, _ in one })
    for pair in before {
      guard let moved = after[pair.key], pair.holds != moved.holds, pair.holds != nil,
        let now = compared.first(where: { $0.key == pair.key }), let gap = now.gap,
        let holds = now.holds
      else { continue }
      let isLeft = !pair.left.isIdentical(to: moved.left)
      let names = comparisons(program, named: [pair.key]).names[pair.key]
      let name = isLeft ? names?.left : names?.right
      let label = explainer.labels.label(path) { self.value(at: $0) }
      let (value, limit) = isLeft ? (now.left, now.right) : (now.right, now.left)
      var percentage: Number?
      if case .number(let limit) = limit, !limit.isZero, !limit.looksLikeYear {
        percentage =
          gap.magnitude.multiplied(by: 100)?.divided(by: limit.magnitude)?
          .rounded(toScale: 1, .halfUp)?.canonical
        // Of a limit that is next to nothing, a share says nothing.
        if let share = percentage, share > Number(1_000) { percentage = nil }
      }
      return Margin(
        path: path, subject: (name ?? label).uppercasedFirst, value: value, limit: limit,
        comparison: isLeft ? now.operation : now.operation.mirrored, holds: holds,
        distance: gap.magnitude, percentage: percentage, turn: turn)
    }
    return nil
  }

  // MARK: Parameters

  mutating func parameterMargins(_ program: CheckProgram, _ base: RulesetRun.DecidedCheck)
    -> [ParameterMargin]
  {
    guard base.isSettled else { return [] }
    let ruleset = explainer.ruleset
    return program.parameters.compactMap { slot -> ParameterMargin? in
      let index = slot - ruleset.slots.parameters.lowerBound
      let current = ruleset.parameterValues[index]
      guard !current.isUnknown else { return nil }
      let compared = compared(program)
      func decide(_ trial: inout Trial, _ value: Value) -> RulesetRun.DecidedCheck {
        trial.decide(program, trial.values, parameters: [slot: value])
      }
      var turns: [Turn] = []
      if current.measure != nil {
        var found = Candidates(current: current)
        measured(from: current, compared, &found) { trial, value in
          trial.compared(program, parameters: [slot: value])
        }
        turns = self.turns(from: current, found.values, base, decide: decide)
      } else {
        var found = Candidates(current: current)
        if case .boolean = current {
          found.add(.boolean(true))
          found.add(.boolean(false))
        }
        for pair in compared {
          for (one, other) in [(pair.left, pair.right), (pair.right, pair.left)]
          where one.isIdentical(to: current) {
            if case .string = other { found.add(other) }
          }
        }
        // The other values that the rules know stand where the parameter is compared.
        for pair in compared
        where pair.left.isIdentical(to: current) || pair.right.isIdentical(to: current) {
          for operand in [pair.left, pair.right] { found.add(operand) }
        }
        for value in found.values where current.isOfKind(value) {
          guard spend() else { break }
          let decided = decide(&self, value)
          if decided.isSettled, !decided.isSame(as: base) {
            turns.append(Turn(lastSame: current, firstOther: value, becomes: decided.verdict))
          }
        }
      }
      return ParameterMargin(
        parameter: ruleset.model.parameters[index], value: current, turns: turns)
    }
  }
}

extension Number {
  /// Of a year, a share says nothing.
  fileprivate var looksLikeYear: Bool { isInteger && self > Number(1_899) && self < Number(2_201) }
}

extension ComparedValues {
  /// Whether the comparison holds; `nil` where it has no answer.
  var holds: Bool? {
    if case .boolean(let holds) = operation.apply(left, right) { holds } else { nil }
  }
}

extension Value {
  func moved(by steps: Int, _ step: Number) -> Value? {
    guard let origin = measure, let way = step.multiplied(by: Number(steps)),
      let place = origin.adding(way)
    else { return nil }
    return moved(to: place.canonical)
  }

  fileprivate func isOfKind(_ other: Value) -> Bool {
    switch (self, other) {
    case (.string, .string), (.boolean, .boolean): true
    default: false
    }
  }
}
