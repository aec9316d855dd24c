/// The smallest sets of answers that settle a verdict by themselves.
extension Trial {
  /// Sets of answers that seem to settle the verdict, each for another reason: one for every part of
  /// the rule that is enough by itself.
  mutating func alternatives(_ program: CheckProgram, _ base: RulesetRun.DecidedCheck)
    -> [[InputPath]]
  {
    walk(program) { walk in
      let conditions = [program.criterionApplies, program.applies].compactMap { $0 }
      if base.verdict == .notApplicable {
        let failing = conditions.filter { walk.value($0).isFalse }
        return failing.flatMap { walk.alternatives($0) }
      }
      let applies = conditions.flatMap { walk.reads($0) }
      guard let rule = program.rule else { return [applies] }
      return walk.alternatives(rule).map { applies + $0 }
    }
  }

  /// The grounds of a verdict that is settled, at most ``Trial/groundsKept``, and how many more there
  /// are.
  mutating func grounds(_ program: CheckProgram, _ base: RulesetRun.DecidedCheck) -> (
    grounds: [[InputPath]], more: Int
  ) {
    guard base.isSettled else { return ([], 0) }
    let alternatives = alternatives(program, base)
    var grounds: [[InputPath]] = []
    // Of a very large plan the first few, so that each can be looked at with care.
    let most = Swift.max(1, Trial.groundsKept / (1 + answers(of: program) / Trial.usualAnswers))
    for alternative in alternatives.prefix(most) {
      if isSpent, !grounds.isEmpty { break }
      guard let ground = ground(program, base, within: alternative) else { continue }
      let set = Set(ground)
      if grounds.contains(where: { set.isSuperset(of: $0) }) { continue }
      grounds.append(ground)
    }
    return (grounds, Swift.max(0, alternatives.count - most))
  }

  static let groundsKept = 12
  /// As many as a check of a large plan reads.
  private static let usualAnswers = 500

  /// The first ground of a verdict that is settled.
  mutating func ground(_ program: CheckProgram, _ base: RulesetRun.DecidedCheck) -> [InputPath]? {
    guard base.isSettled else { return nil }
    return ground(program, base, within: alternatives(program, base).first ?? [])
  }

  /// The answers without which the verdict would no longer stand, of some that seem enough for it.
  ///
  /// - Returns: `nil` where not even all answers together are seen to be enough.
  private mutating func ground(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, within candidates: [InputPath]
  ) -> [InputPath]? {
    var seen: Set<InputPath> = []
    var kept = candidates.filter { seen.insert($0).inserted }
    if !stands(program, base, kept) {
      var all: [InputPath] = []
      for slot in program.readFields {
        values[slot].leaves(at: InputPath([.member(vocabulary.fields[slot].name)]), into: &all)
      }
      kept += all.filter { seen.insert($0).inserted }
      guard stands(program, base, kept) else { return nil }
    }
    // Whole fields first: most of what is too much goes at once.
    for name in Set(kept.compactMap(\.steps.first)).sorted(by: { "\($0)" < "\($1)" }) {
      let rest = kept.filter { $0.steps.first != name }
      if stands(program, base, rest) { kept = rest }
    }
    // From the last to the first: what the rule looks at first is the reason that people expect.
    // The number of items of a list comes after its items, as those tell it too.
    let order = kept.filter { !isList($0) }.reversed() + kept.filter { isList($0) }.reversed()
    var split: [InputPath] = []
    for path in order {
      if isSpent { break }
      let rest = kept.filter { $0 != path }
      if isImplied(path, by: rest) {
        kept = rest
      } else if split.contains(where: { $0.isInside(path) }) {
        // An answer in this list was tried as each that it can be, so the list has to be as it is.
        continue
      } else if stands(program, base, rest, splitting: split) {
        kept = rest
      } else if split.count < Trial.answersSplit, alternatives(at: path) != nil,
        stands(program, base, rest, splitting: split + [path])
      {
        // Of few answers each was tried: which one it is does not matter. That it is there does.
        let lists = path.lists.filter { list in !rest.contains { $0.isInside(list) } }
        kept = rest + lists
        split.append(path)
      }
    }
    return kept
  }

  private static let answersSplit = 3

  /// All answers that there can be at a path, where they are few.
  private func alternatives(at path: InputPath) -> [Value]? {
    guard let field = vocabulary.field(at: path.field) else { return nil }
    var kind = field.kind
    var isRequired = field.isRequired
    if case .item? = path.steps.last, case .list(let item) = kind {
      kind = item
      isRequired = true
    }
    var values: [Value]
    switch kind {
    case .boolean: values = [.boolean(true), .boolean(false)]
    case .string(let allowed) where !allowed.isEmpty && allowed.count <= 8:
      values = allowed.map { .string($0.value) }
    default: return nil
    }
    if !isRequired { values.append(.null) }
    return values
  }

  private func isList(_ path: InputPath) -> Bool {
    if case .list? = value(at: path) { true } else { false }
  }

  /// Whether other paths lie inside the list at this one, and so tell how many items it has.
  private func isImplied(_ path: InputPath, by others: [InputPath]) -> Bool {
    isList(path)
      && others.contains { $0.steps.count > path.steps.count && $0.steps.starts(with: path.steps) }
  }

  func value(at path: InputPath) -> Value? { Trial.value(at: path, of: values, vocabulary) }

  static func value(at path: InputPath, of values: [Value], _ vocabulary: Vocabulary) -> Value? {
    guard case .member(let name)? = path.steps.first,
      let index = vocabulary.position(of: name)
    else { return nil }
    return values[index].value(at: path.steps.dropFirst())
  }

  /// Whether the verdict is the same with all other answers hidden.
  ///
  /// - Parameter split: answers besides those at the paths, of which each possible one is tried.
  private mutating func stands(
    _ program: CheckProgram, _ base: RulesetRun.DecidedCheck, _ paths: [InputPath],
    splitting split: [InputPath] = []
  ) -> Bool {
    guard let last = split.last else {
      guard spend() else { return false }
      if decide(program, allBut: paths, sharply: false).isSame(as: base) { return true }
      guard program.sharpened != nil, spend() else { return false }
      return decide(program, allBut: paths, sharply: true).isSame(as: base)
    }
    // Hidden only in the end: until then the list that an answer is in must be there.
    guard let alternatives = alternatives(at: last) else { return false }
    let others = Array(split.dropLast())
    return alternatives.allSatisfy { value in
      let changed = decided(last, value)
      return with(changed) { $0.stands(program, base, paths + [last], splitting: others) }
    }
  }
}

extension RulesetRun.DecidedCheck {
  /// Whether answers settled it, so that it stands without the others.
  var isSettled: Bool {
    switch verdict {
    case .passes, .fails, .notApplicable: unknown == nil
    case .needsJudgement: unknown == nil
    case .undetermined: false
    }
  }
}

extension Walk {
  /// How far a truth that must hold is from holding: the number of its parts that are false for
  /// certain. Of parts of which one is enough the nearest counts, and the others a little, so that
  /// a step towards any of them shows.
  mutating func failing(_ node: TracedExpression) -> Double {
    guard step() else { return 1 }
    switch node.form {
    case .conjunction: return node.children.reduce(0) { $0 + failing($1) }
    case .disjunction:
      if value(node).isTrue { return 0 }
      let parts = node.children.map { failing($0) }
      return (parts.min() ?? 0) + parts.reduce(0, +) / 1_000
    case .quantified(.every, _, _):
      guard let iterator = node.singleIterator else { break }
      return items(iterator.domain).reduce(0.0) { count, item in
        count + with(item.value, item.local) { $0.failing(iterator.condition) }
      }
    case .placed, .conversion, .guarded: return failing(node.children[0])
    case .slot(let slot):
      guard field(slot) == nil, let definition = explainer.definitions[slot] else { break }
      return apart { $0.failing(definition) }
    case .call:
      guard let (_, body) = body(called: node) else { break }
      let arguments = arguments(node)
      return apart(arguments) { $0.failing(body) }
    default: break
    }
    switch value(node) {
    case .boolean(false): return 1 + remoteness(node)
    case .null: return 0.5
    default: return 0
    }
  }

  /// A little for how far a comparison is from its limit, so that a step towards it shows.
  private mutating func remoteness(_ node: TracedExpression) -> Double {
    guard case .comparison = node.form else { return 0 }
    let (left, right) = (value(node.children[0]), value(node.children[1]))
    guard left.isMeasured(like: right), let one = left.measure, let other = right.measure,
      let gap = one.subtracting(other)?.magnitude.double
    else { return 1e-4 }
    return 1e-4 * gap / (1 + gap)
  }

  /// Sets of answers that each give a truth its value: more than one where one part is enough.
  mutating func alternatives(_ node: TracedExpression) -> [[InputPath]] {
    guard step(), case .boolean(let holds) = value(node) else { return [reads(node)] }
    switch node.form {
    case .conjunction where !holds: return deciding(node, false)
    case .disjunction where holds: return deciding(node, true)
    case .quantified(.every, _, _) where !holds: return deciding(items: node, false)
    case .quantified(.some, _, _) where holds: return deciding(items: node, true)
    case .conditional:
      let test = node.children[0]
      let chosen = value(test).isTrue ? node.children[1] : node.children[2]
      let own = reads(test)
      return alternatives(chosen).map { own + $0 }
    case .placed, .conversion, .guarded: return alternatives(node.children[0])
    case .callBuiltIn(let builtIn, _) where builtIn.name == "not" && node.children.count == 1:
      return alternatives(node.children[0])
    case .slot(let slot):
      guard let definition = explainer.definitions[slot] else { return [reads(node)] }
      return apart { $0.alternatives(definition) }
    case .call:
      guard let (_, body) = body(called: node) else { return [reads(node)] }
      let arguments = arguments(node)
      return apart(arguments) { $0.alternatives(body) }
    default: return [reads(node)]
    }
  }

  private mutating func deciding(_ node: TracedExpression, _ truth: Bool) -> [[InputPath]] {
    var found: [[InputPath]] = []
    for part in node.children {
      if case .boolean(truth) = value(part) { found += alternatives(part) }
    }
    return found
  }

  /// More items that each decide by themselves are not told apart.
  private static let alternativesKept = 60

  private mutating func deciding(items node: TracedExpression, _ truth: Bool) -> [[InputPath]] {
    guard let iterator = node.singleIterator else { return [reads(node)] }
    var found: [[InputPath]] = []
    for item in items(iterator.domain) where found.count < Self.alternativesKept {
      found += with(item.value, item.local) { walk -> [[InputPath]] in
        guard case .boolean(truth) = walk.value(iterator.condition) else { return [] }
        return walk.membership(iterator.domain, item, place: iterator.place)
          .flatMap { own in walk.alternatives(iterator.condition).map { own + $0 } }
      }
    }
    return found.isEmpty ? [reads(node)] : found
  }

  /// What makes an item one of a list: its own part in the conditions of the filters on the way.
  ///
  /// - Parameter place: the local place that has the item now; `nil` in a definition, where none has.
  private mutating func membership(
    _ domain: TracedExpression, _ item: (value: Value, local: Local), place: Int?
  ) -> [[InputPath]] {
    switch domain.form {
    case .filter(_, _, let own) where domain.children[1].type == .boolean:
      guard case .path? = item.local.place else { return [[]] }
      let reads: [InputPath]
      if own == place {
        reads = self.reads(domain.children[1])
      } else if own == 0, place == nil {
        reads = apart([(item.value, item.local)]) { $0.reads(domain.children[1]) }
      } else {
        return [[]]
      }
      return membership(domain.children[0], item, place: place).map { $0 + reads }
    case .placed, .conversion, .guarded:
      return membership(domain.children[0], item, place: place)
    case .slot(let slot):
      guard let definition = explainer.definitions[slot] else { return [[]] }
      return membership(definition, item, place: nil)
    default: return [[]]
    }
  }
}
