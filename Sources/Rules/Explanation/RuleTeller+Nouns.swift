/// What values are called.
extension RuleTeller {
  mutating func noun(_ expression: CheckedExpression) -> Noun? {
    deeper { $0.trying { $0.nounDeep(expression) } }.flatMap { noun in
      short(noun.text) == nil ? nil : noun
    }
  }

  private mutating func nounDeep(_ expression: CheckedExpression) -> Noun? {
    switch expression.form {
    case .placed(let inner, _), .conversion(let inner, _, _), .guarded(_, let inner):
      return noun(inner)
    case .constant(let value): return constant(value, expression.type)
    case .slot(let slot): return noun(slot)
    case .local(let place): return local(place)
    case .itemMember(let name, let item, let otherwise):
      return local(item).flatMap { member(name, of: $0) } ?? otherwise.flatMap { noun($0) }
    case .path(let base, let name):
      guard let holder = noun(base) else { return nil }
      return member(name, of: holder) ?? property(name, of: holder, base.type)
    case .filter(let list, let condition, let item):
      return filtered(list, condition, item)
    case .callBuiltIn(let builtIn, let arguments): return call(builtIn.name.text, arguments)
    case .call(let callee, let arguments): return call(callee, arguments)
    case .arithmetic(let first, let rest): return arithmetic(first, rest)
    case .conditional(let test, let then, let otherwise):
      if let truth = settled(test) { return noun(truth ? then : otherwise) }
      guard let one = noun(then), let other = noun(otherwise) else { return nil }
      guard then.writtenValue != nil, otherwise.writtenValue != nil else { return nil }
      return made(Self.or([unquoted(one), unquoted(other)].filter { !$0.nl.isEmpty }))
    case .list(let items):
      let nouns = items.prefix(9).map { noun($0)?.text }
      let known = nouns.compactMap(\.self)
      guard items.count < 9, known.count == nouns.count, !known.isEmpty else { return nil }
      return made(
        LocalizedText(
          nl: Words.list(known.map(\.nl), .nl), en: Words.list(known.map(\.en), .en)))
    default: return nil
    }
  }

  private func made(_ text: LocalizedText) -> Noun { Noun(text: text) }

  /// A local name; inside another loop it is told of which list it is a thing.
  private func local(_ place: Int) -> Noun? {
    guard locals.indices.contains(place), var noun = locals[place] else { return nil }
    if let loop = noun.loop, loop != loops {
      let list = noun.label
      noun.text = LocalizedText(
        nl: "dat onderdeel\(list.map { " van '\($0.nl)'" } ?? "")",
        en: "that item\(list.map { " of '\($0.en)'" } ?? "")")
    }
    return noun
  }

  /// A constant text without its quotes.
  private func unquoted(_ noun: Noun) -> LocalizedText {
    func bare(_ text: String) -> String {
      text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
        ? String(text.dropFirst().dropLast()) : text
    }
    return LocalizedText(nl: bare(noun.text.nl), en: bare(noun.text.en))
  }

  private func constant(_ value: Value, _ type: ValueType) -> Noun? {
    switch value {
    case .null, .function, .unknown: return nil
    case .string: return made(Self.quoted(labels.words.text(of: value, type)))
    default: return made(labels.words.text(of: value, type))
    }
  }

  private mutating func noun(_ slot: Int) -> Noun? {
    switch place(slot) {
    case .field(let field):
      return Noun(text: Self.quoted(field.label), label: field.label, kind: field.kind)
    case .criterion(let id): return made(LocalizedText(nl: id, en: id))
    case .parameter(let index):
      let title = parameters[index].title
      guard let value = parameterTexts[index] else {
        return made(
          LocalizedText(
            nl: "de waarde bij '\(title.nl)' (nog niet vastgesteld)",
            en: "the value at '\(title.en)' (not set yet)"))
      }
      return made(
        LocalizedText(nl: "\(value.nl) (een aanname)", en: "\(value.en) (an assumption)"))
    case .definition(let slot):
      if let title = labels.title(slot) { return made(Self.quoted(title)) }
      if let logic = definitions[slot], let found = apart([], { $0.noun(logic) }) { return found }
      return named(slot).map { made($0) }
    }
  }

  // MARK: Members

  private func member(_ name: String, of holder: Noun) -> Noun? {
    guard let kind = holder.kind, let field = kind.members.first(where: { $0.name == name }) else {
      // What a calculation puts together has no label; a thing of it is called as the rule calls it.
      guard holder.loop != nil, holder.kind == nil else { return nil }
      return made(Self.quoted(LocalizedText(nl: name, en: name)))
    }
    let quoted = Self.quoted(field.label)
    if let loop = holder.loop {
      // Inside another loop it is told of which thing it is.
      let isNearest = loop == loops
      let list = holder.label
      let text =
        isNearest
        ? quoted
        : LocalizedText(
          nl: "\(quoted.nl) van dat onderdeel\(list.map { " van '\($0.nl)'" } ?? "")",
          en: "\(quoted.en) of that item\(list.map { " of '\($0.en)'" } ?? "")")
      return Noun(text: text, label: field.label, kind: field.kind)
    }
    guard let whole = holder.label else {
      return Noun(text: quoted, label: field.label, kind: field.kind)
    }
    // A label such as `Date` says little without that of the group or list.
    let both = LocalizedText(
      nl: "\(whole.nl): \(field.label.nl)", en: "\(whole.en): \(field.label.en)")
    let isList = if case .list = kind { true } else { false }
    return Noun(
      text: Self.quoted(both), label: both, kind: isList ? .list(field.kind) : field.kind)
  }

  private func property(_ name: String, of holder: Noun, _ type: ValueType) -> Noun? {
    let parts = [
      "year": ("het jaar", "the year"), "month": ("de maand", "the month"),
      "day": ("de dag", "the day"), "years": ("het aantal jaren", "the number of years"),
      "months": ("het aantal maanden", "the number of months"),
      "days": ("het aantal dagen", "the number of days"),
    ]
    guard let part = parts[name] else { return nil }
    return made(
      LocalizedText(nl: "\(part.0) van \(holder.text.nl)", en: "\(part.1) of \(holder.text.en)"))
  }

  private mutating func filtered(
    _ list: CheckedExpression, _ condition: CheckedExpression, _ item: Int
  ) -> Noun? {
    guard condition.type == .boolean, var noun = noun(list) else { return nil }
    let clause = inLoop(item, over: noun) { $0.clause(condition, true) }
    guard let atoms = clause.atoms, !atoms.isEmpty else { return nil }
    let (nl, en) = (
      atoms.map(\.subordinate.nl).joined(separator: " en "),
      atoms.map(\.subordinate.en).joined(separator: " and ")
    )
    noun.text = LocalizedText(
      nl: "\(noun.text.nl) (alleen als \(nl))", en: "\(noun.text.en) (only if \(en))")
    return noun
  }

  // MARK: Calls

  private mutating func call(
    _ callee: CheckedExpression, _ arguments: [CheckedExpression]
  ) -> Noun? {
    guard let (slot, body) = function(called: callee) else { return nil }
    let nouns = arguments.map { noun($0) }
    if let body, let found = apart(nouns, { $0.noun(body) }) { return found }
    guard let name = named(slot) else { return nil }
    guard let first = nouns.first.flatMap(\.self)?.text, nouns.count == 1 else { return made(name) }
    return made(
      LocalizedText(nl: "\(name.nl) van \(first.nl)", en: "\(name.en) of \(first.en)"))
  }

  private mutating func call(_ function: String, _ arguments: [CheckedExpression]) -> Noun? {
    if function == "concatenate" || function == "append" {
      let nouns = arguments.compactMap { noun($0)?.text }
      guard nouns.count == arguments.count else { return nil }
      return made(
        LocalizedText(
          nl: Words.list(nouns.map(\.nl), .nl), en: Words.list(nouns.map(\.en), .en)))
    }
    if let written = Self.written(function, arguments) {
      return made(labels.words.text(of: written, .any))
    }
    if function == "today" { return made(LocalizedText(nl: "vandaag", en: "today")) }
    guard arguments.count >= 1, let inner = noun(arguments[0]) else { return nil }
    func with(_ nl: String, _ en: String) -> Noun {
      made(LocalizedText(nl: "\(nl) \(inner.text.nl)", en: "\(en) \(inner.text.en)"))
    }
    switch function {
    case "count":
      if case .callBuiltIn(let inner, _) = arguments[0].bare.form, inner.name == "distinct values" {
        return with("het aantal verschillende waarden van", "the number of different values of")
      }
      return with("het aantal bij", "the number of")
    case "sum": return with("het totaal van", "the total of")
    case "mean": return with("het gemiddelde van", "the average of")
    case "max" where arguments.count == 1: return with("de hoogste waarde van", "the highest of")
    case "min" where arguments.count == 1: return with("de laagste waarde van", "the lowest of")
    case "string length": return with("het aantal tekens van", "the number of characters of")
    case "abs":
      // How far two amounts are apart has no sign.
      if case .arithmetic(let one, let rest) = arguments[0].bare.form, rest.count == 1,
        rest[0].operation == .subtract, let first = noun(one), let other = noun(rest[0].operand)
      {
        return made(
          LocalizedText(
            nl: "het verschil tussen \(first.text.nl) en \(other.text.nl)",
            en: "the difference between \(first.text.en) and \(other.text.en)"))
      }
      return inner
    case "decimal", "round half up", "round up", "round down", "floor", "ceiling",
      "distinct values", "string", "trim", "lower case", "upper case", "number", "date":
      return inner
    default: return nil
    }
  }

  /// A day or a length of time that the rule writes out.
  static func written(_ function: String, _ arguments: [CheckedExpression]) -> Value? {
    guard arguments.count == 1, case .string(let text)? = arguments[0].writtenValue else {
      return nil
    }
    switch function {
    case "date": return CalendarDate(text).map { .date($0) }
    case "duration":
      return YearMonthDuration(text).map { .yearMonthDuration($0) }
        ?? DayTimeDuration(text).map { .dayTimeDuration($0) }
    default: return nil
    }
  }

  private mutating func arithmetic(
    _ first: CheckedExpression,
    _ rest: [(operation: ArithmeticOperator, operand: CheckedExpression)]
  ) -> Noun? {
    // A sum inside a sum is more than a name can hold.
    let isPlain = ([first] + rest.map(\.operand)).allSatisfy { part in
      if case .arithmetic = part.bare.form { false } else { true }
    }
    guard rest.count <= 2, isPlain, var text = noun(first)?.text else { return nil }
    for (operation, operand) in rest {
      guard let next = noun(operand)?.text else { return nil }
      text = operation.joining(text, next)
    }
    return made(text)
  }

  static func or(_ texts: [LocalizedText]) -> LocalizedText {
    func joined(_ items: [String], _ word: String) -> String {
      guard items.count > 1, let last = items.last else { return items.first ?? "" }
      return "\(items.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
    return LocalizedText(nl: joined(texts.map(\.nl), "of"), en: joined(texts.map(\.en), "or"))
  }
}
