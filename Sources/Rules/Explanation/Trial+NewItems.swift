/// Items that are added to lists: with as few answers as a check needs, or with all that are asked.
extension Trial {
  mutating func itemMoves(
    _ path: InputPath, _ kind: Field.Kind, _ current: Value, _ program: CheckProgram,
    _ compared: [ComparedValues]
  ) -> [PlanChange] {
    var moves: [PlanChange] = []
    if case .list(let items) = current {
      for index in items.indices.prefix(Trial.itemsTried) {
        moves.append(PlanChange(path.appending(.item(index + 1)), .drop))
      }
    }
    guard let type = itemType(path) else { return moves }
    guard case .context(let context) = type else {
      let items = usualValues(for: kind, isRequired: true, program, compared, most: 12)
      return moves + items.map { PlanChange(path, .add($0)) }
    }
    let open = Context(shape: context.shape, values: context.members.map { _ in Trial.hidden })
    for item in completed(.context(open), at: path, program) {
      moves.append(PlanChange(path, .add(item)))
    }
    return moves
  }

  /// New items with the answers that help most: one that brings the check closer to a pass, and one
  /// that keeps it from applying. What does not matter is left open.
  private mutating func completed(_ open: Value, at path: InputPath, _ program: CheckProgram)
    -> [Value]
  {
    let count = if case .list(let items)? = value(at: path) { items.count } else { 0 }
    let place = path.appending(.item(count + 1))
    let start = changed(by: [PlanChange(path, .add(open))])
    var members: [InputPath] = []
    Trial.value(at: place, of: start, vocabulary)?.leaves(at: place, into: &members)
    members = members.filter { program.members.contains($0.field.last ?? "") }
    var found = Candidates(current: nil)
    for measure in [ItemMeasure.toPass, .toNotApply] {
      if case .toNotApply = measure, program.applies == nil, program.criterionApplies == nil {
        continue
      }
      let before = distance(program, values, measure)
      guard before > 0, spend(), distance(program, start, measure) != before else { continue }
      // One item of many that may be needed must not take all that may be spent.
      var left = Swift.min(Trial.itemsCompleted, evaluationsLeft / 30)
      var (best, _) = filling(members, start, program, measure, &left)
      if fillsItems {
        best = filled(place, best, for: explainer.programs)
      } else if decide(program, best).isOpen {
        // Whether the check applies may hang on another answer of the item.
        best = filled(place, best, for: [program], passing: measure == .toPass)
      }
      if let item = Trial.value(at: place, of: best, vocabulary) { found.add(item) }
    }
    return found.values
  }

  /// What a new item is made for.
  private enum ItemMeasure {
    case toPass
    case toNotApply
  }

  private mutating func distance(
    _ program: CheckProgram, _ values: [Value], _ measure: ItemMeasure
  ) -> Double {
    switch measure {
    case .toPass:
      // A check that does not apply any more does not pass.
      if decide(program, values).verdict == .notApplicable { return 1 }
      return standing(program, values) ?? 0
    case .toNotApply:
      var execution = execution(program, values)
      var applies = Value.boolean(true)
      if let criterion = program.criterionApplies { applies = criterion.code(&execution) }
      if let own = program.applies { applies = applies.and(own.code(&execution)) }
      return applies.isFalse ? 0 : applies.isTrue ? 1 : 0.5
    }
  }

  /// The answers with members of a new item filled in, one after the other, and how far that is. Where
  /// several answers are as good so far, each is gone on with until one reaches it.
  private mutating func filling(
    _ members: [InputPath], _ values: [Value], _ program: CheckProgram, _ measure: ItemMeasure,
    _ left: inout Int
  ) -> (values: [Value], distance: Double) {
    let now = distance(program, values, measure)
    let isReached =
      switch measure {
      case .toPass: decide(program, values).isMet
      case .toNotApply: now == 0
      }
    if isReached { return (values, -1) }
    for (index, member) in members.enumerated() {
      var rest = members
      rest.remove(at: index)
      var choices: [(values: [Value], distance: Double)] = []
      for answer in with(values, { $0.answers(member, program, $0.compared(program)) }) {
        guard left > 0, spend() else { break }
        left -= 1
        let changed = with(values) { $0.decided(member, answer) }
        choices.append((changed, distance(program, changed, measure)))
      }
      choices.sort { $0.distance < $1.distance }
      guard let least = choices.first?.distance, let most = choices.last?.distance,
        least < most || least < now
      else { continue }
      // An open answer fails nothing for certain: what it is worth shows when it is given. So those that leave
      // as many parts failing are as good so far, however near.
      var best: (values: [Value], distance: Double)?
      for choice in choices where choice.distance < least + 0.1 && (best == nil || left > 0) {
        let found = filling(rest, choice.values, program, measure, &left)
        if best.map({ found.distance < $0.distance }) ?? true { best = found }
        if found.distance < 0 { break }
      }
      return best ?? (values, now)
    }
    return (values, now)
  }

  private static let itemsCompleted = 150

  /// The answers with those that are still open in a new item given as all checks like them best.
  ///
  /// - Parameter passing: whether they have to apply too.
  private mutating func filled(
    _ place: InputPath, _ values: [Value], for checks: [CheckProgram], passing: Bool = false
  ) -> [Value] {
    var best = values
    var members: [InputPath] = []
    Trial.value(at: place, of: best, vocabulary)?.leaves(at: place, into: &members)
    guard case .member(let name)? = place.steps.first, let slot = vocabulary.position(of: name)
    else { return values }
    for member in members {
      guard Trial.value(at: member, of: best, vocabulary)?.isUnknown ?? false else { continue }
      let programs = checks.filter {
        $0.fields.contains(slot) && $0.members.contains(member.field.last ?? "")
      }
      let state = best
      var choice: (values: [Value], distance: Double)?
      for answer in with(state, { $0.answers(member, for: programs) }) {
        let changed = with(state) { $0.decided(member, answer) }
        let distance = programs.reduce(0.0) { total, program in
          guard spend() else { return total }
          let decided = decide(program, changed)
          if passing, decided.verdict == .notApplicable { return total + 1 }
          return total + (standing(program, changed) ?? 0) + (decided.isOpen ? 0.5 : 0)
        }
        if choice.map({ distance < $0.distance }) ?? true { choice = (changed, distance) }
      }
      if let choice { best = choice.values }
    }
    return best
  }

  /// The answers that any of some checks may look at, and at least one.
  private mutating func answers(_ path: InputPath, for programs: [CheckProgram]) -> [Value] {
    var found = Candidates(current: nil)
    for program in programs.prefix(6) {
      for answer in answers(path, program, compared(program)).prefix(8) { found.add(answer) }
    }
    if found.values.isEmpty, let program = explainer.programs.first {
      for answer in answers(path, program, []).prefix(1) { found.add(answer) }
    }
    return Array(found.values.prefix(12))
  }

  /// How far a check is from a pass: see ``Walk/failing(_:)``. An open check counts the parts that fail
  /// for certain.
  ///
  /// - Returns: `nil` where it does not fail.
  mutating func standing(_ program: CheckProgram, _ values: [Value]) -> Double? {
    let judgements = judgements
    return with(values) { trial in
      trial.walk(program) { walk in
        switch Trial.decide(program, judgements, in: &walk.execution).verdict {
        case .passes, .needsJudgement, .notApplicable: nil
        case .fails, .undetermined: program.rule.map { walk.failing($0) }
        }
      }
    }
  }

  static let itemsTried = 12

  /// The type of the items of the list at a path.
  private func itemType(_ path: InputPath) -> ValueType? {
    let reader = explainer.ruleset.reader
    guard case .member(let name)? = path.steps.first,
      let index = vocabulary.position(of: name)
    else { return nil }
    var type = reader.types[index]
    for step in path.steps.dropFirst() {
      switch (step, type) {
      case (.member(let name), .context(let context)):
        guard let member = context[name] else { return nil }
        type = member
      case (.item, .list(let item)): type = item
      default: return nil
      }
    }
    if case .list(let item) = type { return item }
    return nil
  }

  /// Items with values that comparisons speak of, for a list that nobody filled in: the first so many.
  func newItems(
    _ path: InputPath, _ program: CheckProgram, _ compared: [ComparedValues],
    most: Int = Trial.newItemsTried
  ) -> [Value] {
    guard case .list(let kind)? = vocabulary.field(at: path.field)?.kind,
      let type = itemType(path)
    else { return [] }
    guard case .group(let members) = kind, case .context(let context) = type else {
      return usualValues(for: kind, isRequired: true, program, compared, most: 6)
    }
    var choices: [[Value]] = []
    var combinations = 1
    for member in members {
      let room = Swift.max(1, Trial.newItemsTried / combinations)
      let values = usualValues(
        for: member.kind, isRequired: member.isRequired, program, compared, most: room)
      choices.append(values.isEmpty ? [Trial.hidden] : values)
      combinations *= Swift.max(1, values.count)
    }
    return (0..<Swift.min(most, combinations)).map { number in
      // The last member changes with every item, the first one slowest.
      var rest = number
      var values: [Value] = []
      for choice in choices.reversed() {
        values.append(choice[rest % choice.count])
        rest /= choice.count
      }
      return .context(Context(shape: context.shape, values: values.reversed()))
    }
  }

  static let newItemsTried = 128

  func usualValues(
    for kind: Field.Kind, isRequired: Bool, _ program: CheckProgram, _ compared: [ComparedValues],
    most: Int
  ) -> [Value] {
    var found = Candidates(current: nil, of: kind)
    switch kind {
    case .string(let allowed) where allowed.isEmpty:
      for value in program.constants { if case .string = value { found.add(value) } }
    case .number, .date, .yearMonthDuration, .dayTimeDuration:
      guard let start = start(kind) else { break }
      let parameters = program.parameters.map { explainer.blank[$0] }
      let answers = program.readFields.map { values[$0] }
      for value in program.constants + parameters + answers where value.isMeasured(like: start) {
        if let measure = value.measure { found.add(around: measure, .one, like: start) }
      }
      for pair in compared {
        for operand in [pair.left, pair.right] where operand.isMeasured(like: start) {
          if let measure = operand.measure { found.add(around: measure, .one, like: start) }
        }
        if start.measure == .zero, let gap = pair.gap {
          found.add(around: gap.magnitude, .one, like: start)
        }
      }
      found.add(start)
    case .boolean, .string, .time, .dateAndTime, .list, .group: break
    }
    if !isRequired { found.add(.null) }
    return Array(found.values.prefix(most))
  }
}
