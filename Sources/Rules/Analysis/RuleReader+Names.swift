/// What names in rules stand for, and the terms that answers are.
extension RuleReader {
  /// What its author calls it.
  func words(of expression: CheckedExpression, _ frame: Frame) -> String? {
    switch expression.form {
    case .placed(let inner, let origin): return words(of: inner, frame.placed(origin))
    case .slot(let slot): return rules.ruleset.name(ofSlot: slot)
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else { return nil }
      return words(of: inner, frame)
    default: return frame.words(of: expression)
    }
  }

  /// A value that is the same for every plan.
  func constant(_ expression: CheckedExpression, _ frame: Frame) -> Value? {
    switch expression.form {
    case .placed(let inner, _): return constant(inner, frame)
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else { return nil }
      return constant(inner, frame)
    case .negation, .arithmetic, .list, .callBuiltIn:
      guard expression.isWithoutNames(compiler) else { return nil }
      return expression.value(compiler).flatMap { $0.isUnknown ? nil : $0 }
    default:
      return compiler.lasting(expression).flatMap { $0.isUnknown || $0.isFunction ? nil : $0 }
    }
  }

  /// An answer, or a group or list of answers.
  struct Answer {
    /// The variable of the item that it lies in.
    let item: Int?
    let path: [String]
    let kind: Field.Kind
    let mayBeAbsent: Bool
  }

  mutating func answer(_ expression: CheckedExpression, _ frame: Frame) -> Answer? {
    switch expression.form {
    case .placed(let inner, _), .guarded(_, let inner): return answer(inner, frame)
    case .slot(let slot):
      if rules.ruleset.slots.fields.contains(slot) {
        let field = rules.ruleset.model.vocabulary.fields[slot]
        return Answer(
          item: nil, path: [field.name], kind: field.kind, mayBeAbsent: !field.isRequired)
      }
      guard let inner = logic(slot), case .some = inner.named else { return nil }
      return deeper { $0.answer(inner, Frame()) } ?? nil
    case .local(let place):
      switch frame.locals[place] {
      case .item(let variable, let path)?: return answer(in: variable, path)
      case .expression(let inner, let frame)?: return deeper { $0.answer(inner, frame) } ?? nil
      case nil: return nil
      }
    case .path(let base, let member):
      guard let base = answer(base, frame), case .group(let fields) = base.kind,
        let field = fields.first(where: { $0.name == member })
      else { return nil }
      return Answer(
        item: base.item, path: base.path + [member], kind: field.kind,
        mayBeAbsent: base.mayBeAbsent || !field.isRequired)
    default: return nil
    }
  }

  func answer(in variable: Int, _ path: [String]) -> Answer? {
    var kind = terms.lists[variables[variable].list].item
    var mayBeAbsent = false
    for name in path {
      guard case .group(let fields) = kind, let field = fields.first(where: { $0.name == name })
      else { return nil }
      kind = field.kind
      mayBeAbsent = mayBeAbsent || !field.isRequired
    }
    return Answer(item: variable, path: path, kind: kind, mayBeAbsent: mayBeAbsent)
  }

  /// The term that an answer is; `nil` for groups and lists, and where its values have no order and are not listed.
  mutating func term(of answer: Answer) -> TermUse? {
    let list = answer.item.map { variables[$0].list }
    let term = term(
      list: list, path: answer.path, answer.kind, mayBeAbsent: answer.mayBeAbsent)
    return term.map { ($0, answer.item.map { [$0] } ?? []) }
  }

  /// The term that a parameter is of which nobody knows the value yet.
  mutating func parameter(_ slot: Int) -> Int? {
    let slots = rules.ruleset.slots.parameters
    guard slots.contains(slot) else { return nil }
    let parameter = rules.ruleset.model.parameters[slot - slots.lowerBound]
    guard let kind = CellAxis.Kind(parameter.type) else { return nil }
    let name = parameter.name.text
    return terms.add(
      "parameter \(name)", .parameter(name), kind, mayBeAbsent: false, words: name)
  }

  /// The same for a field, of whatever item.
  mutating func term(list: Int?, path: [String], _ field: Field.Kind, mayBeAbsent: Bool) -> Int? {
    guard let kind = CellAxis.Kind(field.type) else { return nil }
    let limit = rules.limits[fieldPath(list, path)]
    let name = terms.key(list: list, path: path)
    return terms.add(
      RuleTerms.key(ofAnswer: name), .answer(list: list, path: path), kind,
      mayBeAbsent: mayBeAbsent,
      limits: limit.map { [ValueLimit(tests: $0, input: 0)] } ?? [], words: name)
  }

  /// The path of a field through the vocabulary.
  private func fieldPath(_ list: Int?, _ path: [String]) -> [String] {
    guard let list else { return path }
    return fieldPath(terms.lists[list].owner, terms.lists[list].path) + path
  }

  /// A list among the terms, whatever the item it is part of.
  mutating func list(
    owner: Int?, path: [String], item: Field.Kind, mayBeAbsent: Bool
  ) -> Int {
    terms.add(
      RuleTerms.List(
        key: terms.key(list: owner, path: path), owner: owner, path: path, item: item,
        mayBeAbsent: mayBeAbsent))
  }

  /// How long a list is.
  mutating func count(of use: ListUse) -> TermUse {
    let list = terms.lists[use.list]
    let term = terms.add(
      RuleTerms.key(ofCount: list.key), .count(list: use.list), .numbers,
      mayBeAbsent: list.mayBeAbsent, words: "count(\(list.key))")
    return (term, use.items)
  }

  mutating func newVariable(_ use: ListUse) -> Int {
    variables.append((use.list, use.items.first))
    return variables.count - 1
  }

  /// The body of a function that is called by its name, with what its parameters stand for.
  mutating func called(
    _ function: CheckedExpression, _ arguments: [CheckedExpression], _ frame: Frame
  ) -> (body: CheckedExpression, Frame)? {
    guard case .slot(let slot) = function.form, var definition = logic(slot) else { return nil }
    while case .placed(let inner, _) = definition.form { definition = inner }
    guard case .function(let parameters, let body, captured: 0) = definition.form,
      parameters.count == arguments.count
    else { return nil }
    var inner = Frame(within: frame)
    for (place, argument) in arguments.enumerated() {
      inner.locals[place] = .expression(argument, frame)
    }
    return (body, inner)
  }

  /// Makes a term of every answer in these fields, so that its values are known to be cut.
  mutating func fill(_ slots: Set<Int>) -> [PlanMaker.MadeField] {
    slots.sorted().map { slot in
      let field = rules.ruleset.model.vocabulary.fields[slot]
      addTerms(field.kind, list: nil, path: [field.name], mayBeAbsent: !field.isRequired)
      return PlanMaker.MadeField(field: field, type: rules.ruleset.fieldTypes[slot])
    }
  }

  private mutating func addTerms(
    _ kind: Field.Kind, list: Int?, path: [String], mayBeAbsent: Bool
  ) {
    switch kind {
    case .group(let members):
      for member in members {
        addTerms(
          member.kind, list: list, path: path + [member.name],
          mayBeAbsent: mayBeAbsent || !member.isRequired)
      }
    case .list(let item):
      let inner = self.list(owner: list, path: path, item: item, mayBeAbsent: mayBeAbsent)
      addTerms(item, list: inner, path: [], mayBeAbsent: false)
    default: _ = term(list: list, path: path, kind, mayBeAbsent: mayBeAbsent)
    }
  }
}

extension CheckedExpression {
  /// The slot that it names, alone or by a path.
  fileprivate var named: Int? {
    switch form {
    case .slot(let slot): slot
    case .path(let base, _), .placed(let base, _): base.named
    default: nil
    }
  }

  /// What it gives, where it speaks of nothing but constants; `nil` where that fails.
  func value(_ compiler: Compiler) -> Value? {
    var execution = Execution(
      moment: DateAndTime(date: .epoch, time: .midnightUTC),
      limits: EvaluationLimits(steps: 10_000))
    let value = compiler.compile(self)(&execution)
    return execution.failure == nil ? value : nil
  }

  /// Whether it speaks of nothing but constants.
  fileprivate func isWithoutNames(_ compiler: Compiler) -> Bool {
    switch form {
    case .local, .itemMember: false
    case .slot: compiler.lasting(self) != nil
    case .function, .externalFunction, .iteration, .quantified, .filter, .boxedFilter,
      .boxedQuantified, .context, .table:
      false
    default: !readsClock && children.allSatisfy { $0.isWithoutNames(compiler) }
    }
  }
}
