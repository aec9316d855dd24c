/// Claims about values that are compared.
extension Walk {
  mutating func comparisonClaim(
    _ node: TracedExpression, _ operation: ComparisonOperator, _ value: Value, _ purpose: Purpose
  ) -> Claim? {
    var (left, right) = (node.children[0], node.children[1])
    var operation = operation
    if isGiven(left), !isGiven(right) {
      (left, right) = (right, left)
      operation = operation.mirrored
    }
    let (subject, limit) = (self.value(left), self.value(right))
    // `x = true` says no more than `x`.
    if case .boolean(let truth) = limit, case .constant = right.form,
      operation == .equal || operation == .notEqual
    {
      let isTurned = truth == (operation == .notEqual)
      return claim(left, isTurned ? purpose.turned() : purpose)
    }
    let name = phrase(left)?.uppercasedFirst ?? phraseOfReads(left)
    guard let name else { return nil }
    var sentence = statement(name, subject, left)
    sentence = sentence.followed(
      by: relation((subject, left), operation, (limit, right), value, purpose.wanted))
    let filled = LocalizedText(
      nl: "\(text(subject, left).nl) \(operation.rawValue) \(text(limit, right).nl)",
      en: "\(text(subject, left).en) \(operation.rawValue) \(text(limit, right).en)")
    let rows = self.rows(left) + self.rows(right)
    return make(
      node, value, purpose, sentence, filled: filled, inputs: rows.isEmpty ? reads(node) : [],
      parts: Array(rows.prefix(Self.partsTold)), more: Swift.max(0, rows.count - Self.partsTold))
  }

  /// What is said of a value without a name: the answers that it is made of.
  private mutating func phraseOfReads(_ node: TracedExpression) -> LocalizedText? {
    let fields = reads(node).compactMap { explainer.labels.vocabulary.field(at: $0.field)?.label }
    var labels: [LocalizedText] = []
    for label in fields where !labels.contains(label) { labels.append(label) }
    guard !labels.isEmpty else { return nil }
    let shown = labels.prefix(3)
    return LocalizedText(
      nl: "Uitkomst van \(Words.list(shown.map { "'\($0.nl.lowercasedFirst)'" }, .nl))",
      en: "Result of \(Words.list(shown.map { "'\($0.en.lowercasedFirst)'" }, .en))")
  }

  private mutating func relation(
    _ left: (value: Value, node: TracedExpression), _ operation: ComparisonOperator,
    _ right: (value: Value, node: TracedExpression), _ result: Value, _ wanted: Bool?
  ) -> LocalizedText {
    guard case .boolean(let holds) = result else { return .empty }
    let (subject, limit, node) = (left.value, right.value, right.node)
    var context: InputPath?
    if case .path(let path)? = location(left.node) { context = path.item }
    if limit.isEmpty {
      // Whether something is filled in was said already.
      guard let wanted, wanted != holds else { return .empty }
      return (operation == .notEqual) == wanted
        ? LocalizedText(nl: "Dit moet ingevuld zijn.", en: "This must be filled in.")
        : LocalizedText(nl: "Dit moet leeg zijn.", en: "This must be empty.")
    }
    var shown = limitText(limit, node, in: context)
    // A value that the rule names is called as the answer's own list calls it.
    if case .constant = node.form, case .path(let path)? = location(left.node) {
      shown = explainer.labels.text(of: limit, at: path)
    }
    if let wanted, wanted != holds {
      let needed = (wanted ? operation : operation.negated).words(for: limit)
      if operation == .notEqual && wanted || operation == .equal && !wanted {
        return LocalizedText(
          nl: "Dat mag niet \(shown.nl) zijn.", en: "That must not be \(shown.en).")
      }
      return LocalizedText(
        nl: "Dat moet \(needed.nl)\(shown.nl) zijn.", en: "That must be \(needed.en)\(shown.en).")
    }
    if subject.isNull || subject.isUnknown { return .empty }
    let actual = (holds ? operation : operation.negated).words(for: limit)
    if operation == .equal, holds {
      // The value was told already; what it equals only where that has a name of its own.
      guard let name = phrase(node, in: context), name.nl != text(limit, node).nl,
        !isItem(node)
      else { return .empty }
    }
    if operation == .equal && !holds || operation == .notEqual && holds {
      return LocalizedText(nl: "Dat is niet \(shown.nl).", en: "That is not \(shown.en).")
    }
    return LocalizedText(
      nl: "Dat is \(actual.nl)\(shown.nl).", en: "That is \(actual.en)\(shown.en).")
  }

  /// The limit, and what it is where it is no plain value of the rule.
  private mutating func limitText(
    _ limit: Value, _ node: TracedExpression, in context: InputPath? = nil
  ) -> LocalizedText {
    let value = text(limit, node)
    if case .slot(let slot) = node.form, explainer.labels.parameter(slot) != nil {
      return LocalizedText(nl: "\(value.nl) (een aanname)", en: "\(value.en) (an assumption)")
    }
    guard !isGiven(node), !isItem(node),
      let name = phrase(node, in: context)?.lowercasedFirst
    else { return value }
    if limit.isNull || limit.isUnknown {
      return LocalizedText(nl: "\(name.nl) (niet ingevuld)", en: "\(name.en) (not filled in)")
    }
    return LocalizedText(nl: "\(value.nl) (\(name.nl))", en: "\(value.en) (\(name.en))")
  }

  /// Whether it is an item of a list of plain values, which has no name but its value.
  private mutating func isItem(_ node: TracedExpression) -> Bool {
    if case .path(let path)? = location(node) { path.isItem } else { false }
  }

  mutating func betweenClaim(_ node: TracedExpression, _ value: Value, _ purpose: Purpose)
    -> Claim?
  {
    rangeClaim(
      node, node.children[0], value, purpose,
      low: limitText(self.value(node.children[1]), node.children[1]),
      high: limitText(self.value(node.children[2]), node.children[2]))
  }

  private mutating func rangeClaim(
    _ node: TracedExpression, _ subject: TracedExpression, _ value: Value, _ purpose: Purpose,
    low: LocalizedText, high: LocalizedText
  ) -> Claim? {
    guard let name = phrase(subject)?.uppercasedFirst ?? phraseOfReads(subject) else { return nil }
    let range = LocalizedText(
      nl: "tussen \(low.nl) en \(high.nl)", en: "between \(low.en) and \(high.en)")
    let sentence = statement(name, self.value(subject), subject)
      .followed(by: placement(range, value, purpose.wanted))
    return make(node, value, purpose, sentence, inputs: reads(node))
  }

  private func placement(_ place: LocalizedText, _ value: Value, _ wanted: Bool?) -> LocalizedText {
    guard case .boolean(let holds) = value else { return .empty }
    switch (wanted, holds) {
    case (true, false):
      return LocalizedText(nl: "Dat moet \(place.nl) zijn.", en: "That must be \(place.en).")
    case (false, true):
      return LocalizedText(
        nl: "Dat mag niet \(place.nl) zijn.", en: "That must not be \(place.en).")
    case (_, true): return LocalizedText(nl: "Dat is \(place.nl).", en: "That is \(place.en).")
    case (_, false):
      return LocalizedText(nl: "Dat is niet \(place.nl).", en: "That is not \(place.en).")
    }
  }

  mutating func membershipClaim(_ node: TracedExpression, _ value: Value, _ purpose: Purpose)
    -> Claim?
  {
    guard case .membership(_, let tests, _) = node.form else { return nil }
    let subject = node.children[0]
    guard let name = phrase(subject)?.uppercasedFirst ?? phraseOfReads(subject) else { return nil }
    let input = self.value(subject)
    let place = location(subject)
    let local = Local(place: place, reads: [])
    let operands = Array(node.children.dropFirst())
    let options = with(input, local) { walk -> [LocalizedText] in
      walk.options(tests, operands, subject)
    }
    var sentence = statement(name, input, subject)
    if !options.isEmpty {
      let isNone = if case .none = tests.form { true } else { false }
      let shown = options.prefix(6)
      let list = LocalizedText(
        nl: Words.list(shown.map(\.nl), .nl), en: Words.list(shown.map(\.en), .en))
      let one =
        options.count == 1
        ? list : LocalizedText(nl: "een van deze: \(list.nl)", en: "one of these: \(list.en)")
      sentence = sentence.followed(
        by: placement(
          one, isNone ? value.not : value, isNone ? purpose.wanted.map { !$0 } : purpose.wanted))
    }
    return make(node, value, purpose, sentence, inputs: reads(node))
  }

  /// What a value is tested against, in words.
  private mutating func options(
    _ tests: CheckedTests, _ operands: [TracedExpression], _ subject: TracedExpression
  ) -> [LocalizedText] {
    let list: [CheckedTests.Test]
    switch tests.form {
    case .any: return []
    case .some(let some): list = some
    case .none(let none): list = none
    }
    return zip(list, operands).flatMap { test, operand -> [LocalizedText] in
      let value = value(operand)
      switch test {
      case .comparison(let operation, _):
        let words = operation.words(for: value)
        let shown = text(value, operand)
        return [LocalizedText(nl: "\(words.nl)\(shown.nl)", en: "\(words.en)\(shown.en)")]
      case .value: return option(value, operand, subject)
      case .condition: return []
      }
    }
  }

  private func option(_ value: Value, _ node: TracedExpression, _ subject: TracedExpression)
    -> [LocalizedText]
  {
    switch value {
    case .list(let items): return items.flatMap { option($0, node, subject) }
    case .range(let range):
      let (low, high) = (range.low, range.high)
      let words = explainer.labels.words
      switch (low, high) {
      case (let low?, let high?):
        let (from, to) = (words.text(of: low, subject.type), words.text(of: high, subject.type))
        return [
          LocalizedText(nl: "van \(from.nl) tot en met \(to.nl)", en: "from \(from.en) to \(to.en)")
        ]
      case (let low?, nil):
        let from = words.text(of: low, subject.type)
        return [LocalizedText(nl: "vanaf \(from.nl)", en: "from \(from.en)")]
      case (nil, let high?):
        let to = words.text(of: high, subject.type)
        return [LocalizedText(nl: "tot \(to.nl)", en: "up to \(to.en)")]
      case (nil, nil): return []
      }
    default: return [explainer.labels.words.text(of: value, subject.type)]
    }
  }

  // MARK: The rows behind a number

  /// The items that a count, a sum or an extreme is made of, the largest first.
  private mutating func rows(_ node: TracedExpression) -> [Claim] {
    switch node.form {
    case .placed, .conversion, .guarded: return rows(node.children[0])
    case .slot(let slot):
      guard let definition = explainer.definitions[slot] else { return [] }
      return apart { $0.rows(definition) }
    case .arithmetic: return node.children.flatMap { rows($0) }
    case .callBuiltIn(let builtIn, _) where node.children.count == 1:
      switch builtIn.name {
      case "count": return itemRows(node.children[0])
      case "sum", "max", "min": return valueRows(node.children[0], builtIn.name.text)
      default: return []
      }
    default: return []
    }
  }

  private mutating func itemRows(_ node: TracedExpression) -> [Claim] {
    guard let location = location(node), case .list(let list) = value(node),
      let paths = items(of: location, count: list.count)
    else { return [] }
    return zip(paths, list).map { path, value in
      let name = explainer.labels.itemName(path) { self.value(at: $0) }
      return Claim(
        holds: nil, isAsWanted: nil,
        sentence: LocalizedText(nl: "Telt mee: \(name.nl).", en: "Counts: \(name.en)."),
        rule: nil, filled: nil, inputs: leaves(path), parts: [], more: 0)
    }
  }

  private mutating func valueRows(_ node: TracedExpression, _ function: String) -> [Claim] {
    guard let location = location(node), case .list(let list) = value(node) else { return [] }
    guard let paths = items(of: location, count: list.count) else { return [] }
    var rows = zip(paths, list).map { (path: $0, value: $1) }
    // The largest first; of the lowest the lowest.
    rows.sort { one, other in
      guard let one = one.value.measure, let other = other.value.measure else { return false }
      return function == "min" ? one < other : other.magnitude < one.magnitude
    }
    return rows.map { row in
      let name = explainer.labels.label(row.path) { self.value(at: $0) }.uppercasedFirst
      return Claim(
        holds: nil, isAsWanted: nil, sentence: statement(name, row.value, at: row.path), rule: nil,
        filled: nil, inputs: [row.path], parts: [], more: 0)
    }
  }

  /// What a function says of its arguments where people have words for it.
  mutating func functionClaim(
    _ node: TracedExpression, _ function: String, _ value: Value, _ purpose: Purpose
  ) -> Claim? {
    guard function == "list contains" || function == "contains", node.children.count == 2,
      case .boolean(let holds) = value
    else { return nil }
    if function == "list contains",
      location(node.children[0]) == nil || !isGiven(node.children[1]) && !isItem(node.children[1]),
      let name = phrase(node.children[1])?.uppercasedFirst
    {
      // What is looked for is what people gave an answer for; the list is where it must be found.
      let element = node.children[1]
      let options = option(self.value(node.children[0]), node.children[0], element).prefix(8)
      let list = LocalizedText(
        nl: "een van deze: \(Words.list(options.map(\.nl), .nl))",
        en: "one of these: \(Words.list(options.map(\.en), .en))")
      let sentence = statement(name, self.value(element), element)
        .followed(by: placement(list, value, purpose.wanted))
      return make(node, value, purpose, sentence, inputs: reads(element))
    }
    guard
      let name = phrase(node.children[0])?.uppercasedFirst ?? phraseOfReads(node.children[0])
    else { return nil }
    let element = self.value(node.children[1])
    let words = explainer.labels.words
    let item = words.text(of: element, node.children[0].type.itemType)
    let relation: LocalizedText
    switch (purpose.wanted, holds) {
    case (true, false):
      relation = LocalizedText(
        nl: "Daar moet \(item.nl) bij staan.", en: "That must include \(item.en).")
    case (false, true):
      relation = LocalizedText(
        nl: "Daar mag \(item.nl) niet bij staan.", en: "That must not include \(item.en).")
    case (_, true):
      relation = LocalizedText(
        nl: "\(item.nl.uppercasedFirst) staat erbij.", en: "That includes \(item.en).")
    case (_, false):
      relation = LocalizedText(
        nl: "\(item.nl.uppercasedFirst) staat er niet bij.", en: "That does not include \(item.en)."
      )
    }
    let sentence = statement(name, self.value(node.children[0]), node.children[0])
    return make(node, value, purpose, sentence.followed(by: relation), inputs: reads(node))
  }
}

extension ComparisonOperator {
  /// The words before a limit, with the space after them.
  func words(for limit: Value) -> LocalizedText {
    let isMoment =
      switch limit {
      case .date, .dateAndTime, .time: true
      default: false
      }
    return switch self {
    case .equal: .empty
    case .notEqual: LocalizedText(nl: "iets anders dan ", en: "something other than ")
    case .less:
      isMoment
        ? LocalizedText(nl: "voor ", en: "before ")
        : LocalizedText(nl: "minder dan ", en: "less than ")
    case .lessOrEqual:
      isMoment
        ? LocalizedText(nl: "uiterlijk ", en: "no later than ")
        : LocalizedText(nl: "hoogstens ", en: "at most ")
    case .greater:
      isMoment
        ? LocalizedText(nl: "na ", en: "after ")
        : LocalizedText(nl: "meer dan ", en: "more than ")
    case .greaterOrEqual:
      isMoment
        ? LocalizedText(nl: "op of na ", en: "on or after ")
        : LocalizedText(nl: "minstens ", en: "at least ")
    }
  }
}

extension Value {
  /// Nothing, or a text or list without anything in it.
  var isEmpty: Bool {
    switch self {
    case .null, .string(""): true
    case .list(let items): items.isEmpty
    default: false
    }
  }
}
