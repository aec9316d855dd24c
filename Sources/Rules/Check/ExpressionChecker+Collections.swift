/// Paths, filters, iterations, contexts and functions: what brings names into sight.
extension ExpressionChecker {
  mutating func path(
    _ base: CheckedExpression, _ member: Name, _ memberRange: SourceRange, at range: SourceRange
  ) -> CheckedExpression {
    let form = CheckedExpression.Form.path(base, member: member.text)
    guard let type = memberType(of: base.type, member.text) else {
      // By the standard a context may have more members than its type asks for.
      if mode == .advising, base.type.isOfContexts {
        return CheckedExpression(form, .any, at: range)
      }
      reportType(
        .unknownMember,
        LocalizedText(
          nl: "\(base.type.designation.nl) heeft geen onderdeel '\(member)'",
          en: "\(base.type.designation.en) has no member '\(member)'"),
        mend: Suggestion.mend(for: member.text, among: base.type.memberNames),
        instead: Suggestion.only(near: member.text, among: Array(base.type.memberNames)),
        at: memberRange)
      return CheckedExpression(form, .any, at: range)
    }
    return CheckedExpression(form, type, at: range)
  }

  /// - Returns: `nil` where it is known that there is no such member.
  ///
  /// Source: DMN 1.5, 10.3.2.5 and the tables of properties in 10.3.2.15.
  private func memberType(of type: ValueType, _ member: String) -> ValueType? {
    switch type {
    case .any, .null: return .any
    case .context(let context): return context[member]
    case .list(let item): return memberType(of: item, member).map { ValueType.list($0) }
    default: return Properties.type(of: member, in: type)
    }
  }

  mutating func filter(
    _ base: ExpressionSyntax, _ condition: ExpressionSyntax, at range: SourceRange
  ) -> CheckedExpression {
    let base = check(base)
    let item = base.type.itemType
    return withLocal(Name("item"), item, isItem: true) { checker, place in
      let condition = checker.check(condition)
      switch condition.type {
      case .number:
        return CheckedExpression(
          .filter(base, condition: condition, item: place), item, at: range)
      case .any, .null:
        let type: ValueType = base.type == .any ? .any : .list(item)
        return CheckedExpression(.filter(base, condition: condition, item: place), type, at: range)
      case .boolean: break
      default:
        checker.reportType(
          LocalizedText(
            nl:
              "tussen de haken hoort een voorwaarde of een nummer, maar dit is \(condition.type.designation.nl)",
            en:
              "expected a condition or a number between the brackets, but this is \(condition.type.designation.en)"
          ), at: condition.range)
      }
      return CheckedExpression(
        .filter(base, condition: condition, item: place), .list(item), at: range)
    }
  }

  mutating func iteration(
    _ iterators: [IteratorSyntax], _ result: ExpressionSyntax, at range: SourceRange
  ) -> CheckedExpression {
    let checked = declare(iterators)
    // `partial` is in sight in the result only.
    let partial = declare(Name("partial"), .list(.any))
    let result = check(result)
    release(iterators.count + 1)
    return CheckedExpression(
      .iteration(checked, result: result, partial: partial), .list(result.type), at: range)
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ iterators: [IteratorSyntax], _ test: ExpressionSyntax,
    at range: SourceRange
  ) -> CheckedExpression {
    let checked = declare(iterators)
    let test = condition(test)
    release(iterators.count)
    return CheckedExpression(
      .quantified(quantifier, checked, condition: test), .boolean, at: range)
  }

  /// Declares the names of iterators; each domain sees the names before it.
  mutating func declare(_ iterators: [IteratorSyntax]) -> [CheckedIterator] {
    iterators.map { iterator in
      let domain: CheckedIterator.Domain
      let type: ValueType
      switch iterator.domain {
      case .list(let list):
        let list = check(list)
        domain = .list(list)
        switch list.type {
        case .any, .null: type = .any
        case .list(let item), .range(let item): type = item
        default:
          reportType(
            LocalizedText(
              nl:
                "'\(iterator.name)' loopt langs een lijst, maar dit is \(list.type.designation.nl)",
              en: "'\(iterator.name)' goes through a list, but this is \(list.type.designation.en)"),
            at: list.range)
          type = list.type
        }
      case .range(let from, let to):
        let from = check(from)
        let to = check(to)
        domain = .range(from: from, to: to)
        type = from.type.joined(with: to.type)
        for end in [from, to] {
          switch end.type {
          case .any, .null, .number, .date: break
          default:
            reportType(
              LocalizedText(
                nl:
                  "een reeks loopt van getal tot getal of van datum tot datum, maar dit is \(end.type.designation.nl)",
                en:
                  "a range runs from number to number or from date to date, but this is \(end.type.designation.en)"
              ), at: end.range)
          }
        }
      }
      let place = declare(iterator.name, type)
      return CheckedIterator(name: iterator.name, place: place, type: type, domain: domain)
    }
  }

  mutating func context(_ entries: [ContextEntrySyntax], at range: SourceRange) -> CheckedExpression
  {
    let first = depth
    var checked: [(key: String, value: CheckedExpression)] = []
    var members: [ContextType.Member] = []
    var seen: Set<String> = []
    var isDuplicated = false
    for entry in entries {
      let value = check(entry.value)
      if !seen.insert(entry.key).inserted {
        isDuplicated = true
        reportType(
          .declaredTwice,
          LocalizedText(
            nl: "'\(entry.key)' staat twee keer in deze context",
            en: "'\(entry.key)' stands in this context twice"), at: entry.keyRange)
      }
      checked.append((entry.key, value))
      // One written text stands for any text; a declared one keeps the values it may have.
      let type = if case .constant = value.form { value.type.widened } else { value.type }
      members.append(.init(name: entry.key, type: type))
      declare(Name(entry.key), type)
    }
    release(entries.count)
    guard !isDuplicated else {
      let reason = LocalizedText(
        nl: "een context met twee gelijke namen heeft geen waarde",
        en: "a context with the same name twice has no value")
      return CheckedExpression(.noValue(reason), .any, at: range)
    }
    return CheckedExpression(
      .context(checked, first: first), .context(ContextType(members)), at: range)
  }

  mutating func function(
    _ parameters: [ParameterSyntax], _ body: ExpressionSyntax, at range: SourceRange
  ) -> CheckedExpression {
    let captured = depth
    let checked = parameters.map { parameter in
      let type = parameter.type.flatMap { resolve($0) } ?? .any
      declare(parameter.name, type)
      return FunctionValue.Parameter(name: parameter.name, type: type)
    }
    let body = check(body)
    release(parameters.count)
    return CheckedExpression(
      .function(checked, body: body, captured: captured),
      .function(checked.map(\.type), result: body.type), at: range)
  }

  /// A function that `{java: …}` or `{pmml: …}` names. Source: DMN 1.5, 10.3.2.13.3.
  mutating func externalFunction(
    _ parameters: [ParameterSyntax], _ body: ExpressionSyntax, at range: SourceRange
  ) -> CheckedExpression {
    let checked = parameters.map { parameter in
      FunctionValue.Parameter(
        name: parameter.name, type: parameter.type.flatMap { resolve($0) } ?? .any)
    }
    if case .context(let entries) = body.form, entries.count == 1,
      let kind = FunctionDefinition.Kind.allCases.first(where: {
        $0 != .feel && $0.rawValue.lowercased() == entries[0].key
      })
    {
      let body = check(entries[0].value)
      return CheckedExpression(
        .externalFunction(kind, checked, body: body),
        .function(checked.map(\.type), result: .any), at: range)
    }
    let reason = LocalizedText(
      nl: "een externe functie wordt genoemd als {java: …} of {pmml: …}",
      en: "an external function is named by {java: …} or {pmml: …}")
    reportType(reason, at: body.range)
    return CheckedExpression(.noValue(reason), .any, at: body.range)
  }

  /// - Returns: `nil` after a fault.
  mutating func resolve(_ syntax: TypeSyntax) -> ValueType? {
    switch syntax.form {
    case .named(let name):
      if let type = scope.types[name]?.type ?? ValueType.standard[name] { return type }
      reportType(
        .unknownType,
        LocalizedText(nl: "onbekend type '\(name)'", en: "unknown type '\(name)'"),
        mend: mayTry()
          ? Suggestion.mend(
            for: name.text,
            among: scope.types.keys.map(\.text) + ValueType.standard.keys.map(\.text)) : nil,
        at: syntax.range)
      return nil
    case .list(let item): return resolve(item).map { ValueType.list($0) }
    case .range(let item): return resolve(item).map { ValueType.range($0) }
    case .context(let members):
      var resolved: [ContextType.Member] = []
      for member in members {
        guard let type = resolve(member.type) else { return nil }
        resolved.append(.init(name: member.name.text, type: type))
      }
      return .context(ContextType(resolved))
    case .function(let parameters, let result):
      var types: [ValueType] = []
      for parameter in parameters {
        guard let type = resolve(parameter) else { return nil }
        types.append(type)
      }
      return resolve(result).map { ValueType.function(types, result: $0) }
    }
  }
}

extension ValueType {
  /// The types of the standard by name. Source: DMN 1.5, 10.3.2.9.1, and the names that the standard's
  /// XML gives them.
  static let standard: [Name: ValueType] = [
    "Any": .any, "Null": .null, "number": .number, "string": .string, "boolean": .boolean,
    "date": .date, "time": .time, "date and time": .dateAndTime, "dateTime": .dateAndTime,
    "days and time duration": .dayTimeDuration, "dayTimeDuration": .dayTimeDuration,
    "years and months duration": .yearMonthDuration, "yearMonthDuration": .yearMonthDuration,
    "list": .list(.any), "context": .context(ContextType([])), "range": .range(.any),
  ]

  /// What an item of it is; a value that is no list counts as a list of one.
  var itemType: ValueType {
    switch self {
    case .list(let item): item
    case .null: .any
    default: self
    }
  }

  /// Whether it is of contexts, or of lists of them.
  fileprivate var isOfContexts: Bool {
    switch self {
    case .context: true
    case .list(let item): item.isOfContexts
    default: false
    }
  }

  var memberNames: [String] {
    switch self {
    case .context(let context): context.members.map(\.name)
    case .list(let item): item.memberNames
    default: Properties.names(in: self)
    }
  }
}
