/// The other values that are worth trying for an answer: those at which a comparison turns, the allowed
/// values, yes and no, none.
extension Trial {
  /// The changes of the answer at a path that may matter to a check.
  ///
  /// - Parameter compared: what the check compares now.
  mutating func moves(
    _ path: InputPath, _ program: CheckProgram, _ compared: [ComparedValues]
  ) -> [PlanChange] {
    guard let field = vocabulary.field(at: path.field), let current = value(at: path) else {
      return []
    }
    var kind = field.kind
    // An item of a list of plain values.
    if case .item? = path.steps.last, case .list(let items) = kind { kind = items }
    let isOptional = !field.isRequired && kind.isSame(as: field.kind)
    var moves = valueMoves(path, kind, isOptional: isOptional, current, program, compared).map {
      PlanChange(path, .set($0))
    }
    if case .list(let items) = kind {
      moves += itemMoves(path, items, current, program, compared)
    }
    if let item = path.item { moves.append(PlanChange(item, .drop)) }
    return keepsFacts ? moves.filter { isDecided(by: $0) } : moves
  }

  /// Whether a change is of something that the applicant decides. The day of submission is given by whoever
  /// receives the plan, whatever the vocabulary says of it.
  private func isDecided(by change: PlanChange) -> Bool {
    vocabulary.mark(at: change.path.field).isChangeable
      && change.path.field.first != explainer.ruleset.model.identity.submissionField
  }

  private mutating func valueMoves(
    _ path: InputPath, _ kind: Field.Kind, isOptional: Bool, _ current: Value,
    _ program: CheckProgram, _ compared: [ComparedValues]
  ) -> [Value] {
    var found = Candidates(current: current, of: kind)
    switch kind {
    case .string(let allowed) where allowed.isEmpty:
      for operand in compared.flatMap({ [$0.left, $0.right] }) {
        if case .string = operand { found.add(operand) }
      }
    case .number, .date, .yearMonthDuration, .dayTimeDuration:
      guard let start = current.measure == nil ? start(kind) : current else { break }
      let base = current.measure == nil ? self.compared(program, path, start) : compared
      measured(from: start, base, &found) { $0.compared(program, path, $1) }
    case .time, .dateAndTime:
      for operand in compared.flatMap({ [$0.left, $0.right] }) {
        if operand.isSameKind(as: kind) { found.add(operand) }
      }
    case .boolean, .string, .list, .group: break
    }
    if isOptional { found.add(.null) }
    return found.values.filter { isAllowed($0, at: path) }
  }

  /// Where a line begins for an answer that is not given.
  func start(_ kind: Field.Kind) -> Value? {
    switch kind {
    case .number: .number(.zero)
    case .date: .date(moment.date)
    case .yearMonthDuration: .yearMonthDuration(.zero)
    case .dayTimeDuration: .dayTimeDuration(.zero)
    default: nil
    }
  }

  /// The values at which a comparison turns as one value moves and all others stay.
  ///
  /// - Parameters:
  ///   - start: where it begins to move.
  ///   - base: what is compared then.
  ///   - pairs: what is compared with another value.
  mutating func measured(
    from start: Value, _ base: [ComparedValues], _ found: inout Candidates,
    _ pairs: (inout Trial, Value) -> [ComparedValues]
  ) {
    guard let origin = start.measure else { return }
    let step = start.step
    // What it is compared with itself is a limit, also where it does not decide yet.
    for pair in base {
      for operand in [pair.left, pair.right] where operand.isMeasured(like: start) {
        if let measure = operand.measure { found.add(around: measure, step, like: start) }
      }
    }
    for direction in [step, step.negated] {
      guard let other = origin.adding(direction).flatMap({ start.moved(to: $0) }), spend() else {
        continue
      }
      let shifted = Dictionary(
        pairs(&self, other).map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })
      for pair in base {
        guard let moved = shifted[pair.key], let gap = pair.gap, let movedGap = moved.gap,
          let slope = movedGap.subtracting(gap)?.divided(by: direction), !slope.isZero,
          let root = gap.negated.divided(by: slope).flatMap({ origin.adding($0) })
        else { continue }
        found.add(around: root, step, like: start)
        refine(root, pair.key, (origin, gap), start, &found, pairs)
      }
    }
    found.add(start)
  }

  /// Where the line is bent, the first guess is not the turn: closer, a few times.
  private mutating func refine(
    _ guess: Number, _ key: ComparedValues.Key, _ origin: (place: Number, gap: Number),
    _ start: Value, _ found: inout Candidates, _ pairs: (inout Trial, Value) -> [ComparedValues]
  ) {
    let step = start.step
    var last = origin
    var next = guess
    for _ in 0..<4 {
      guard let value = start.moved(to: start.whole(next)), let place = value.measure, spend(),
        let gap = pairs(&self, value).first(where: { $0.key == key })?.gap
      else { return }
      if gap.isZero || start.isCounted && gap.magnitude <= Number.one {
        found.add(around: place, step, like: start)
        // Months have no fixed length: the turn may lie a day further.
        if start.isCounted {
          for way in [Number(2), Number(-2)] {
            if let further = place.adding(way) { found.add(around: further, step, like: start) }
          }
        }
        return
      }
      guard let rise = gap.subtracting(last.gap), !rise.isZero,
        let run = place.subtracting(last.place),
        let way = gap.negated.multiplied(by: run)?.divided(by: rise),
        let better = place.adding(way)
      else { return }
      last = (place, gap)
      next = better
      found.add(around: better, step, like: start)
    }
  }

  /// What the check compares, with another answer at a path.
  mutating func compared(_ program: CheckProgram, _ path: InputPath, _ value: Value)
    -> [ComparedValues]
  {
    let changed = decided(path, value)
    return with(changed) { $0.compared(program) }
  }

  /// What the check compares.
  ///
  /// - Parameter parameters: other values for parameters, by slot.
  mutating func compared(_ program: CheckProgram, parameters: [Int: Value] = [:])
    -> [ComparedValues]
  {
    comparisons(program, parameters: parameters).found
  }

  // MARK: What the vocabulary allows

  /// Whether an answer meets the constraint of its field.
  func isAllowed(_ value: Value, at path: InputPath) -> Bool {
    if value.isNull { return true }
    return (explainer.constraints[path.field] ?? []).allSatisfy { constraint in
      var execution = Execution(moment: moment, limits: .standard, keepingRemarks: false)
      execution.locals = [value]
      let result = constraint(&execution)
      return result.isTrue || result.isUnknown
    }
  }
}

extension InputPath {
  /// The item of a list that it leads into, the innermost; `nil` where it leads into none.
  var item: InputPath? {
    let last = steps.lastIndex { step in
      switch step {
      case .item: true
      case .member: false
      }
    }
    return last.map { InputPath(Array(steps[...$0])) }
  }

  /// The place of its field among those of the plan itself.
  func slot(_ vocabulary: Vocabulary) -> Int? {
    guard case .member(let name)? = steps.first else { return nil }
    return vocabulary.position(of: name)
  }

  /// The lists on the way to it, the outermost first.
  var lists: [InputPath] {
    steps.indices.compactMap { index in
      if case .item = steps[index] { InputPath(Array(steps[..<index])) } else { nil }
    }
  }

  /// Whether it is the other path or lies inside it.
  func isInside(_ other: InputPath) -> Bool {
    steps.count >= other.steps.count && steps.starts(with: other.steps)
  }
}

extension Value {
  fileprivate func isSameKind(as kind: Field.Kind) -> Bool {
    switch (self, kind) {
    case (.time, .time), (.dateAndTime, .dateAndTime): true
    default: false
    }
  }
}

extension Field.Kind {
  /// Whether both are lists or neither is.
  fileprivate func isSame(as other: Field.Kind) -> Bool {
    switch (self, other) {
    case (.list, .list): true
    case (.list, _), (_, .list): false
    default: true
    }
  }
}
