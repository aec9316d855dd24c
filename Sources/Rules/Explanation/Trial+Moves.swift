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
  private func start(_ kind: Field.Kind) -> Value? {
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

  // MARK: Items

  private mutating func itemMoves(
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

/// Values to try, each once, without the one that is there.
struct Candidates {
  let current: Value?
  private(set) var values: [Value] = []

  init(current: Value?) { self.current = current }

  /// With the answers that a question of the kind has, whatever they are compared with.
  init(current: Value?, of kind: Field.Kind) {
    self.current = current
    switch kind {
    case .boolean: for truth in [true, false] { add(.boolean(truth)) }
    case .string(let allowed) where allowed.isEmpty: add(.string(PlanChange.anyText))
    case .string(let allowed): for value in allowed { add(.string(value.value)) }
    case .number, .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration, .list, .group:
      break
    }
  }

  mutating func add(_ value: Value) {
    if let current, current.isIdentical(to: value) { return }
    if case .number(let number) = value {
      if case .number(number)? = current { return }
      guard !values.contains(where: { if case .number(number) = $0 { true } else { false } }) else {
        return
      }
    } else if values.contains(where: { $0.isIdentical(to: value) }) {
      return
    }
    values.append(value)
  }

  /// The place, rounded to steps on both sides where it lies between two, and a step to each side.
  mutating func add(around measure: Number, _ step: Number, like value: Value) {
    var places: [Number] = [measure]
    if let steps = measure.divided(by: step), !steps.isInteger {
      places = [RoundingRule.floor, .ceiling].compactMap { rule in
        steps.rounded(toScale: 0, rule)?.multiplied(by: step)
      }
      if !value.isCounted { places.append(measure) }
    } else {
      places += [measure.adding(step), measure.subtracting(step)].compactMap { $0 }
    }
    for place in places {
      if let moved = value.moved(to: place.canonical) { add(moved) }
    }
  }
}

extension ComparedValues {
  /// How far the left side is above the right; `nil` where they lie on no line together.
  var gap: Number? {
    guard left.isMeasured(like: right), let left = left.measure, let right = right.measure else {
      return nil
    }
    return left.subtracting(right)
  }
}

extension Value {
  /// The smallest move that people would make: the last decimal that it has, or one day.
  var step: Number {
    guard case .number(let number) = self, !number.isInteger else { return .one }
    let exponent = Swift.max(number.canonical.exponent, -6)
    return Number(coefficient: 1, exponent: exponent, isNegative: false) ?? .one
  }

  /// Whether it goes by whole steps only.
  var isCounted: Bool {
    if case .number = self { false } else { true }
  }

  func whole(_ measure: Number) -> Number {
    isCounted ? measure.rounded(toScale: 0, .halfEven) ?? measure : measure
  }

  fileprivate func isSameKind(as kind: Field.Kind) -> Bool {
    switch (self, kind) {
    case (.time, .time), (.dateAndTime, .dateAndTime): true
    default: false
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
