/// What people call the value of an expression: a noun with what belongs to it.
extension Walk {
  /// - Parameter context: an item that was named just before.
  mutating func phrase(_ node: TracedExpression, in context: InputPath? = nil) -> LocalizedText? {
    guard step() else { return nil }
    if case .path(let path)? = location(node) {
      return explainer.labels.label(path, in: context) { value(at: $0) }
    }
    switch node.form {
    case .slot(let slot):
      if let title = explainer.labels.title(slot) { return title }
      if explainer.labels.parameter(slot) != nil { return nil }
      guard let definition = explainer.definitions[slot] else { return nil }
      return apart { $0.phrase(definition) }
    case .path(_, let member): return memberPhrase(node, member)
    case .filter: return phrase(node.children[0])
    case .placed, .conversion, .guarded: return phrase(node.children[0])
    case .conditional, .boxedConditional:
      return phrase(value(node.children[0]).isTrue ? node.children[1] : node.children[2])
    case .callBuiltIn(let builtIn, _): return phrase(builtIn.name.text, node)
    case .arithmetic(_, let rest): return arithmeticPhrase(node, rest.map(\.operation))
    case .call:
      guard let (_, body) = body(called: node) else { return nil }
      let arguments = arguments(node)
      return apart(arguments) { $0.phrase(body) }
    default: return nil
    }
  }

  /// `list.member`: what the vocabulary calls the member of its items.
  private mutating func memberPhrase(_ node: TracedExpression, _ member: String) -> LocalizedText? {
    guard let fields = members(node.children[0]) else { return nil }
    return fields.first { $0.name == member }?.label
  }

  /// The fields of the groups that a value is made of.
  private mutating func members(_ node: TracedExpression) -> [Field]? {
    switch node.form {
    case .slot(let slot):
      if let field = field(slot) { return field.kind.members }
      guard let definition = explainer.definitions[slot] else { return nil }
      return apart { $0.members(definition) }
    case .filter, .placed, .conversion, .guarded: return members(node.children[0])
    case .path(_, let member):
      return members(node.children[0])?.first { $0.name == member }?.kind.members
    case .local, .itemMember:
      guard case .path(let path)? = location(node) else { return nil }
      return explainer.labels.vocabulary.field(at: path.field)?.kind.members
    default: return nil
    }
  }

  private mutating func phrase(_ function: String, _ node: TracedExpression) -> LocalizedText? {
    guard let argument = node.children.first else { return nil }
    let isFiltered = hasFilter(argument)
    guard let inner = phrase(argument)?.lowercasedFirst else { return nil }
    switch function {
    case "count":
      return isFiltered
        ? LocalizedText(
          nl: "Aantal dat meetelt bij '\(inner.nl)'", en: "Number that counts of '\(inner.en)'")
        : LocalizedText(nl: "Aantal bij '\(inner.nl)'", en: "Number of '\(inner.en)'")
    case "sum": return LocalizedText(nl: "Totaal van \(inner.nl)", en: "Total of \(inner.en)")
    case "max" where node.children.count == 1:
      return LocalizedText(nl: "Hoogste waarde van \(inner.nl)", en: "Highest value of \(inner.en)")
    case "min" where node.children.count == 1:
      return LocalizedText(nl: "Laagste waarde van \(inner.nl)", en: "Lowest value of \(inner.en)")
    case "mean":
      return LocalizedText(nl: "Gemiddelde van \(inner.nl)", en: "Average of \(inner.en)")
    case "abs", "decimal", "round half up", "round up", "round down", "floor", "ceiling",
      "distinct values", "string", "trim", "lower case", "upper case", "number", "date":
      return inner.uppercasedFirst
    default: return nil
    }
  }

  func hasFilter(_ node: TracedExpression) -> Bool {
    switch node.form {
    case .filter, .boxedFilter: return true
    case .path, .placed, .conversion, .guarded: return hasFilter(node.children[0])
    case .slot(let slot): return explainer.definitions[slot].map { hasFilter($0) } ?? false
    default: return false
    }
  }

  private mutating func arithmeticPhrase(
    _ node: TracedExpression, _ operations: [ArithmeticOperator]
  ) -> LocalizedText? {
    // A sum inside a sum is more than a name can hold.
    let isPlain = node.children.allSatisfy { child in
      if case .arithmetic = child.form { false } else { true }
    }
    guard operations.count <= 2, isPlain, var text = operand(node.children[0]) else { return nil }
    var context: InputPath?
    if case .path(let path)? = location(node.children[0]) { context = path.item }
    for (operation, child) in zip(operations, node.children.dropFirst()) {
      guard let next = operand(child, in: context)?.lowercasedFirst else { return nil }
      text = operation.joining(text, next)
    }
    return text
  }

  /// A part of a sum: what it is called, or for a value of the rule itself that value.
  private mutating func operand(_ node: TracedExpression, in context: InputPath? = nil)
    -> LocalizedText?
  {
    if let phrase = phrase(node, in: context) { return phrase }
    guard isGiven(node) else { return nil }
    return text(value(node), node)
  }

  /// Whether an expression says the same for every plan.
  func isGiven(_ node: TracedExpression) -> Bool {
    let inputs = explainer.reach.inputs(of: node.slots)
    return inputs.allSatisfy { field($0) == nil } && !node.readsLocals
  }

  func text(_ value: Value, _ node: TracedExpression) -> LocalizedText {
    explainer.labels.words.text(of: value, node.type)
  }
}

extension TracedExpression {
  /// Whether it reads a local name that it does not make itself, as far as is plain to see.
  var readsLocals: Bool {
    switch form {
    case .local, .itemMember: true
    default: children.contains { $0.readsLocals }
    }
  }
}

extension ArithmeticOperator {
  /// What it makes of two amounts, in words.
  func joining(_ left: LocalizedText, _ right: LocalizedText) -> LocalizedText {
    let (nl, en) =
      switch self {
      case .add: ("plus", "plus")
      case .subtract: ("min", "minus")
      case .multiply: ("keer", "times")
      case .divide: ("gedeeld door", "divided by")
      case .power: ("tot de macht", "to the power of")
      }
    return LocalizedText(
      nl: "\(left.nl) \(nl) \(right.nl)", en: "\(left.en) \(en) \(right.en)")
  }
}
