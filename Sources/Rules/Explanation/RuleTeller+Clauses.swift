/// What expressions that are true or false say.
extension RuleTeller {
  /// - Parameter wanted: `false` for that it is not so.
  mutating func clause(_ expression: CheckedExpression, _ wanted: Bool) -> RuleClause {
    deeper { $0.clauseDeep(expression, wanted) } ?? unsaid()
  }

  private mutating func clauseDeep(_ expression: CheckedExpression, _ wanted: Bool) -> RuleClause? {
    switch expression.form {
    case .placed(let inner, _), .conversion(let inner, _, _), .guarded(_, let inner):
      return clause(inner, wanted)
    case .constant(.boolean(let truth)): return .settled(truth == wanted)
    case .conjunction(let parts):
      let clauses = parts.map { clause($0, wanted) }
      return wanted ? .both(clauses) : .either(clauses)
    case .disjunction(let parts): return disjunction(parts, wanted)
    case .callBuiltIn(let builtIn, let arguments):
      return call(builtIn.name.text, arguments, wanted)
    case .comparison(let left, let operation, let right):
      return comparison(left, wanted ? operation : operation.negated, right)
    case .between(let subject, let low, let high):
      guard let name = noun(subject)?.text, let low = noun(low)?.text, let high = noun(high)?.text
      else { return nil }
      return .atom(
        isAtom(
          name,
          wanted
            ? LocalizedText(
              nl: "minstens \(low.nl) en hoogstens \(high.nl)",
              en: "at least \(low.en) and at most \(high.en)")
            : LocalizedText(
              nl: "niet tussen \(low.nl) en \(high.nl)", en: "not between \(low.en) and \(high.en)")
        ))
    case .membership(let subject, let tests, input: _): return membership(subject, tests, wanted)
    case .conditional(let test, let then, let otherwise):
      if let truth = settled(test) { return clause(truth ? then : otherwise, wanted) }
      return .conditional(
        clause(test, true), then: clause(then, wanted), otherwise: clause(otherwise, wanted))
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators, condition, wanted)
    case .call(let callee, let arguments): return call(callee, arguments, wanted)
    case .slot(let slot): return truth(slot, expression, wanted)
    case .path, .local, .itemMember: return noun(expression).map { yes($0, wanted) }
    default: return nil
    }
  }

  /// That an answer is yes or no.
  private func yes(_ noun: Noun, _ wanted: Bool) -> RuleClause {
    .atom(
      RuleClause.Atom(
        subject: LocalizedText(nl: "bij \(noun.text.nl)", en: noun.text.en),
        verb: LocalizedText(nl: "staat", en: "is"),
        rest: wanted
          ? LocalizedText(nl: "'ja'", en: "'yes'") : LocalizedText(nl: "'nee'", en: "'no'")))
  }

  func isAtom(_ subject: LocalizedText, _ rest: LocalizedText) -> RuleClause.Atom {
    RuleClause.Atom(subject: subject, verb: RuleClause.Atom.isVerb, rest: rest)
  }

  private mutating func truth(
    _ slot: Int, _ expression: CheckedExpression, _ wanted: Bool
  ) -> RuleClause? {
    switch place(slot) {
    case .field(let field):
      return yes(Noun(text: Self.quoted(field.label)), wanted)
    case .criterion(let id):
      return .atom(
        isAtom(
          LocalizedText(nl: id, en: id),
          wanted
            ? LocalizedText(nl: "voldaan", en: "met")
            : LocalizedText(nl: "niet voldaan", en: "not met")))
    case .parameter(let index):
      let title = parameters[index].title
      return yes(Noun(text: Self.quoted(title)), wanted)
    case .definition(let slot):
      if let title = labels.title(slot) { return yes(Noun(text: Self.quoted(title)), wanted) }
      return inlined(slot, definitions[slot], [], wanted)
    }
  }

  /// What a definition or the body of a function says, or where that is too much its name.
  private mutating func inlined(
    _ slot: Int, _ body: CheckedExpression?, _ arguments: [Noun?], _ wanted: Bool
  ) -> RuleClause? {
    let told = trying { teller -> RuleClause? in
      guard let body else { return nil }
      let clause = teller.apart(arguments) { $0.clause(body, wanted) }
      return clause.isUnsaid ? nil : clause
    }
    if let told { return told }
    guard let name = named(slot) else { return nil }
    let of = arguments.count == 1 ? arguments[0]?.text : nil
    return .atom(
      RuleClause.Atom(
        subject: LocalizedText(
          nl: "bij \(of.map { "\($0.nl) " } ?? "de berekening ")\(name.nl)",
          en: "\(name.en)\(of.map { " of \($0.en)" } ?? "")"),
        verb: LocalizedText(nl: "is", en: "is"),
        rest: wanted
          ? LocalizedText(nl: "het antwoord 'ja'", en: "'yes'")
          : LocalizedText(nl: "het antwoord 'nee'", en: "'no'")))
  }

  private mutating func call(
    _ callee: CheckedExpression, _ arguments: [CheckedExpression], _ wanted: Bool
  ) -> RuleClause? {
    guard let (slot, body) = function(called: callee) else { return nil }
    return inlined(slot, body, arguments.map { noun($0) }, wanted)
  }

  // MARK: Or

  /// `not a or b` is what people say as: if a, then b.
  private mutating func disjunction(_ parts: [CheckedExpression], _ wanted: Bool) -> RuleClause {
    guard wanted else { return .both(parts.map { clause($0, false) }) }
    var atoms: [RuleClause.Atom] = []
    var others: [CheckedExpression] = []
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if isLast && others.isEmpty || !part.isPremise {
        others.append(part)
      } else if let found = trying({ teller in teller.clause(part, false).premise }) {
        guard let found = found.atoms else { return .settled(true) }
        atoms += found
      } else {
        others.append(part)
      }
    }
    let then = RuleClause.either(others.map { clause($0, true) })
    if case .settled(true) = then { return then }
    return atoms.isEmpty ? then : .implies(atoms, then)
  }

  // MARK: Lists

  private mutating func quantified(
    _ quantifier: Quantifier, _ iterators: [CheckedIterator], _ condition: CheckedExpression,
    _ wanted: Bool
  ) -> RuleClause? {
    guard iterators.count == 1, case .list(let domain) = iterators[0].domain,
      let list = noun(domain)
    else { return nil }
    let inner = inLoop(iterators[0].place, over: list) { $0.clause(condition, wanted) }
    let isEvery = (quantifier == .every) == wanted
    if !isEvery, case .atom(let atom) = inner, atom.isItemFilledIn {
      return .atom(
        RuleClause.Atom(
          subject: LocalizedText(nl: "bij \(list.text.nl)", en: list.text.en),
          verb: LocalizedText(nl: "is", en: "has"),
          rest: LocalizedText(
            nl: "minstens één onderdeel ingevuld", en: "at least one item filled in")))
    }
    let things =
      list.label == nil
      ? LocalizedText(nl: "van \(list.text.nl)", en: "of \(list.text.en)")
      : LocalizedText(nl: "onderdeel van \(list.text.nl)", en: "item of \(list.text.en)")
    return isEvery ? .each(things, inner) : .some(things, inner)
  }

  private mutating func call(
    _ function: String, _ arguments: [CheckedExpression], _ wanted: Bool
  ) -> RuleClause? {
    switch (function, arguments.count) {
    case ("not", 1): return clause(arguments[0], !wanted)
    case ("list contains", 2):
      let type = arguments[0].type.itemType
      if let values = arguments[0].writtenItems {
        guard let element = noun(arguments[1]), !values.isEmpty else { return nil }
        let one = Self.or(values.map { text(of: $0, like: element.kind, or: type) })
        return .atom(
          isAtom(
            element.text,
            wanted
              ? LocalizedText(nl: "een van deze: \(one.nl)", en: "one of these: \(one.en)")
              : LocalizedText(nl: "geen van deze: \(one.nl)", en: "none of these: \(one.en)")))
      }
      // What a list of the plan has to hold is called as that list calls it.
      guard let list = noun(arguments[0]),
        let element = value(arguments[1], like: list.kind, or: type)
      else { return nil }
      return .atom(
        RuleClause.Atom(
          subject: element, verb: LocalizedText(nl: "staat", en: "is"),
          rest: wanted
            ? LocalizedText(nl: "bij \(list.text.nl)", en: "among \(list.text.en)")
            : LocalizedText(nl: "niet bij \(list.text.nl)", en: "not among \(list.text.en)")))
    default: return nil
    }
  }

  private mutating func membership(
    _ subject: CheckedExpression, _ tests: CheckedTests, _ wanted: Bool
  ) -> RuleClause? {
    guard let name = noun(subject) else { return nil }
    let (list, isWanted): ([CheckedTests.Test], Bool)
    switch tests.form {
    case .any: return nil
    case .some(let some): (list, isWanted) = (some, wanted)
    case .none(let none): (list, isWanted) = (none, !wanted)
    }
    var options: [LocalizedText] = []
    for test in list {
      guard case .value(let option) = test else { return nil }
      let items: [Value]
      switch option.writtenValue {
      case .list(let all)?: items = all
      case .range?, nil: return nil
      case let one?: items = [one]
      }
      options += items.map { text(of: $0, like: name.kind, or: subject.type) }
    }
    guard !options.isEmpty else { return nil }
    let one = Self.or(options)
    return .atom(
      isAtom(name.text, isWanted ? one : LocalizedText(nl: "niet \(one.nl)", en: "not \(one.en)")))
  }

  /// A value that the rule names, as the answer's own list calls it.
  func text(of value: Value, like kind: Field.Kind?, or type: ValueType) -> LocalizedText {
    var kind = kind
    if case .list(let inner)? = kind { kind = inner }
    let text = labels.words.text(of: value, kind?.type ?? type)
    return if case .string = value { Self.quoted(text) } else { text }
  }

  mutating func value(
    _ expression: CheckedExpression, like kind: Field.Kind?, or type: ValueType
  ) -> LocalizedText? {
    if let value = expression.writtenValue { return text(of: value, like: kind, or: type) }
    return noun(expression)?.text
  }
}

extension RuleClause {
  fileprivate struct Premise {
    /// `nil` where it is never so.
    let atoms: [Atom]?
  }

  /// What a sentence with `if` can begin with; `nil` where it is more than atoms.
  fileprivate var premise: Premise? {
    switch self {
    case .settled(let truth): Premise(atoms: truth ? [] : nil)
    default: atoms.map { Premise(atoms: $0) }
    }
  }
}

extension RuleClause.Atom {
  /// Whether it says of the thing of a loop itself that it is there.
  fileprivate var isItemFilledIn: Bool { subject.nl == "dit onderdeel" && rest.nl == "ingevuld" }
}

extension CheckedExpression {
  /// The items of a list that the rule writes out.
  fileprivate var writtenItems: [Value]? {
    switch bare.form {
    case .list(let items):
      let values = items.compactMap(\.writtenValue)
      return values.count == items.count ? values : nil
    case .constant(.list(let items)): return items
    default: return nil
    }
  }

  /// Whether its opposite is what people begin a sentence with `if` with: `not(x)`, `x != "a"`, `x = null`.
  fileprivate var isPremise: Bool {
    switch bare.form {
    case .callBuiltIn(let builtIn, let arguments):
      return builtIn.name == "not" && arguments.count == 1
    case .comparison(_, .notEqual, let right):
      return right.writtenValue.map { !$0.isEmpty } ?? false
    case .comparison(_, .equal, let right):
      switch right.writtenValue {
      case .boolean(false)?: return true
      case let value?: return value.isEmpty
      case nil: return false
      }
    default: return false
    }
  }
}
