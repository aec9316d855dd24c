/// Puts checked expressions into words without the answers of a plan.
///
/// Names of things are the labels of the vocabulary, between quotes. What gets too long or too deep is named and not
/// told, so that a telling is never much more than its rule.
struct RuleTeller: Sendable {
  /// What an expression is called.
  struct Noun: Sendable {
    /// As it stands in a sentence, between quotes where it is a label.
    var text: LocalizedText
    /// The label alone, to name a member by; `nil` where the words are made.
    var label: LocalizedText?
    /// What may be answered there; `nil` where it is computed.
    var kind: Field.Kind?
    /// Of a thing of a list: which loop it is of.
    var loop: Int?
  }

  let labels: Labels
  let slots: RulesetSlots
  let parameters: [Parameter]
  let parameterTexts: [LocalizedText?]
  let parameterValues: [Value]
  let criteria: [String]
  /// The logic of definitions, by slot.
  let definitions: [Int: CheckedExpression]
  let names: [Int: Name]

  // While one expression is told.
  private(set) var calculations: [Name] = []
  private(set) var isWhole = true
  private var steps = 0
  private var depth = 0
  private(set) var locals: [Noun?] = []
  private(set) var loops = 0

  private static let most = (steps: 2_000, depth: 24, characters: 160)

  init(_ ruleset: Ruleset) {
    labels = Labels(ruleset)
    slots = ruleset.slots
    parameters = ruleset.model.parameters
    parameterTexts = ruleset.parameterTexts
    parameterValues = ruleset.parameterValues
    criteria = ruleset.model.criteria.map(\.id)
    let decisions = ruleset.checked.decisionModel.decisions
    definitions = Dictionary(
      decisions.map { ($0.slot, $0.logic) }, uniquingKeysWith: { first, _ in first })
    names = Dictionary(
      decisions.map { ($0.slot, $0.decision.name) }, uniquingKeysWith: { first, _ in first })
  }

  func telling(_ expression: CheckedExpression) -> RulesInWords.Telling {
    var run = self
    let clause = run.clause(expression, true)
    return RulesInWords.Telling(
      sentence: clause.isUnsaid ? nil : clause.sentence, isWhole: run.isWhole,
      calculations: run.calculations)
  }

  /// The words of an author, with names in brackets for what is filled in.
  ///
  /// - Parameter parts: the parts of the rule whose items the words may speak of.
  func text(_ text: CheckedText, of parts: [CheckedExpression] = []) -> LocalizedText {
    func said(_ pieces: [CheckedText.Piece], _ language: Language) -> String {
      pieces.map { piece in
        switch piece {
        case .words(let words): return words
        case .expression(let fragment, let readsItems):
          let noun = named(fragment.expression, of: readsItems ? parts.first : nil)
          return "[\(noun?.text[language] ?? "…")]"
        }
      }.joined()
    }
    return LocalizedText(nl: said(text.nl, .nl), en: said(text.en, .en))
  }

  private func named(_ expression: CheckedExpression, of part: CheckedExpression?) -> Noun? {
    var run = self
    guard case .quantified(_, let iterators, _)? = part?.bare.form, iterators.count == 1,
      case .list(let domain) = iterators[0].domain, let list = run.noun(domain)
    else { return run.noun(expression) }
    return run.inLoop(iterators[0].place, over: list) { $0.noun(expression) }
  }

  /// What a definition comes to, beside the title that it goes by; `nil` where there are no words for it.
  func meaning(of slot: Int) -> LocalizedText? {
    guard let logic = definitions[slot] else { return nil }
    var run = self
    return run.noun(logic)?.text
  }

  // MARK: The state of a telling

  /// Goes one deeper, while there is room.
  mutating func deeper<Found>(_ body: (inout RuleTeller) -> Found?) -> Found? {
    steps += 1
    guard steps < Self.most.steps, depth < Self.most.depth else { return nil }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// With other local names, as in the body of a definition.
  mutating func apart<Found>(
    _ inner: [Noun?], _ body: (inout RuleTeller) -> Found
  ) -> Found {
    let outer = locals
    locals = inner
    defer { locals = outer }
    return body(&self)
  }

  /// With a thing of a list at a local place.
  mutating func inLoop<Found>(
    _ place: Int, over list: Noun, _ body: (inout RuleTeller) -> Found
  ) -> Found {
    let outer = locals
    loops += 1
    while locals.count <= place { locals.append(nil) }
    locals[place] = item(of: list)
    defer {
      locals = outer
      loops -= 1
    }
    return body(&self)
  }

  private func item(of list: Noun) -> Noun {
    var kind = list.kind
    if case .list(let inner)? = kind { kind = inner }
    return Noun(
      text: LocalizedText(nl: "dit onderdeel", en: "this item"), label: list.label, kind: kind,
      loop: loops)
  }

  mutating func unsaid() -> RuleClause {
    isWhole = false
    return .unsaid
  }

  /// A calculation by its own name, as the rule calls it.
  mutating func named(_ slot: Int) -> LocalizedText? {
    guard let name = names[slot] else { return nil }
    isWhole = false
    if !calculations.contains(name) { calculations.append(name) }
    return Self.quoted(LocalizedText(nl: name.text, en: name.text))
  }

  /// What was tried and not used leaves no mark.
  mutating func trying<Found>(_ body: (inout RuleTeller) -> Found?) -> Found? {
    let before = (calculations, isWhole)
    if let found = body(&self) { return found }
    (calculations, isWhole) = before
    return nil
  }

  static func quoted(_ text: LocalizedText) -> LocalizedText {
    LocalizedText(nl: "'\(text.nl)'", en: "'\(text.en)'")
  }

  func short(_ text: LocalizedText) -> LocalizedText? {
    text.nl.utf8.count <= Self.most.characters ? text : nil
  }

  // MARK: What expressions stand for

  enum Place {
    case field(Field)
    case parameter(Int)
    case criterion(String)
    case definition(Int)
  }

  func place(_ slot: Int) -> Place {
    if slots.fields.contains(slot) {
      return .field(labels.vocabulary.fields[slot - slots.fields.lowerBound])
    }
    if slots.parameters.contains(slot) { return .parameter(slot - slots.parameters.lowerBound) }
    if slots.criteria.contains(slot) {
      return .criterion(criteria[slot - slots.criteria.lowerBound])
    }
    return .definition(slot)
  }

  /// What a condition comes to where only the choice for a parameter decides it; `nil` where more does, or nobody chose.
  func settled(_ condition: CheckedExpression) -> Bool? {
    let (parameter, operation, value): (CheckedExpression, ComparisonOperator, Value)
    switch condition.bare.form {
    case .comparison(let left, let comparison, let right):
      guard let written = right.writtenValue else { return nil }
      (parameter, operation, value) = (left, comparison, written)
    default: (parameter, operation, value) = (condition, .equal, .boolean(true))
    }
    guard case .slot(let slot) = parameter.bare.form, case .parameter(let index) = place(slot),
      operation == .equal || operation == .notEqual
    else { return nil }
    let isSame: Bool
    switch (parameterValues[index], value) {
    case (.string(let one), .string(let other)): isSame = one == other
    case (.boolean(let one), .boolean(let other)): isSame = one == other
    default: return nil
    }
    return isSame == (operation == .equal)
  }

  /// The body of the function that a call runs, if it is one of the definitions and keeps no local names.
  func function(called expression: CheckedExpression) -> (slot: Int, body: CheckedExpression?)? {
    guard case .slot(let slot) = expression.form, var logic = definitions[slot] else { return nil }
    while true {
      switch logic.form {
      case .placed(let inner, _), .conversion(let inner, _, _): logic = inner
      case .function(_, let body, captured: 0): return (slot, body)
      default: return (slot, nil)
      }
    }
  }
}

extension CheckedExpression {
  /// Without what only says where it stands or what it is made into.
  var bare: CheckedExpression {
    switch form {
    case .placed(let inner, _), .conversion(let inner, _, _), .guarded(_, let inner): inner.bare
    default: self
    }
  }

  /// The value that it is for every plan.
  var writtenValue: Value? {
    if case .constant(let value) = bare.form { value } else { nil }
  }
}

extension ValueType {
  /// Whether its values come before and after one another.
  var isMoment: Bool {
    switch self {
    case .date, .time, .dateAndTime: true
    default: false
    }
  }
}
