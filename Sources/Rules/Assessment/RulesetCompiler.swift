/// Turns the model of a ruleset into code, and finds everything that is wrong on the way.
struct RulesetCompiler {
  let model: RulesetModel
  let settings: ParameterSettings
  let reader: FactsReader
  let slots: RulesetSlots
  let words: Words
  private(set) var compiled: CompiledModel
  private(set) var definitions: [CompiledModel.CompiledDecision] = []
  private(set) var conclusions: [CompiledModel.CompiledDecision] = []
  private(set) var criteria: [CompiledCriterion] = []
  private(set) var constraints: [Code] = []
  private(set) var timeline: CompiledTimeline?
  private(set) var parameterValues: [Value] = []
  private var problems: [Diagnostic] = []
  /// For each definition, the parameters and criteria that it rests on.
  private var reach: [Int: Set<Int>] = [:]

  private static let outcomeName = Name("outcome of the ruleset")

  init(_ model: RulesetModel, settings: ParameterSettings) throws(Diagnostics) {
    self.model = model
    self.settings = settings
    var shapes = SharedShapes()
    reader = FactsReader(
      model.vocabulary, types: model.vocabulary.fields.map { shapes.type($0.kind.type) })
    let types = model.types.map { TypeDeclaration(name: $0.name, type: shapes.type($0.type)) }
    words = Words(model.vocabulary, model.parameters)
    let fields = model.vocabulary.fields.count
    let parameters = fields..<fields + model.parameters.count
    let criteria = parameters.upperBound..<parameters.upperBound + model.criteria.count
    var inputs = zip(model.vocabulary.fields, reader.types).map {
      InputData(name: Name($0.name), type: $1)
    }
    inputs += model.parameters.map { InputData(name: $0.name, type: $0.type) }
    inputs += model.criteria.map { InputData(name: Name($0.id), type: .boolean) }
    var decisions = model.definitions.map { definition in
      Decision(
        name: definition.name, type: definition.type.map { ConstrainedType($0) },
        logic: definition.logic,
        source: definition.source, range: definition.nameRange)
    }
    decisions.append(
      Decision(
        name: Self.outcomeName,
        // Which texts are results is told with all of them, by whoever concludes.
        type: ConstrainedType(.string),
        logic: model.outcome.logic,
        source: model.outcome.source, range: model.outcome.range, isNamed: false))
    let checked = try CheckedModel(
      DecisionModel(types: types, inputs: inputs, decisions: decisions), mode: .strict)
    let set = Self.parameterValues(model, settings)
    parameterValues = set.values
    problems = set.problems
    var constants: [Int: Value] = [:]
    for (slot, value) in zip(parameters, set.values) where !value.isUnknown && !value.isNull {
      constants[slot] = value
    }
    compiled = CompiledModel(checked, constants: constants)
    slots = RulesetSlots(
      fields: 0..<fields, parameters: parameters, criteria: criteria, count: checked.slotCount)
    for decision in checked.decisions {
      reach[decision.slot] = decision.logic.slots.reduce(into: []) { found, slot in
        // Fields are left out: of a long chain of definitions each would hold all before it.
        found.formUnion(reach[slot] ?? (slot < parameters.lowerBound ? [] : [slot]))
      }
    }
    for decision in compiled.decisions {
      if decision.name != Self.outcomeName, compiled.constants[decision.slot] != nil {
        continue
      } else if reach[decision.slot]?.contains(where: { criteria.contains($0) }) ?? false {
        conclusions.append(decision)
      } else if decision.name == Self.outcomeName {
        conclusions.append(decision)
      } else {
        definitions.append(decision)
      }
    }
  }

  /// The slots before a plan is read: parameters and constants.
  var blankSlots: [Value] {
    var values = [Value](repeating: .null, count: slots.count)
    for (slot, value) in zip(slots.parameters, parameterValues) { values[slot] = value }
    for (slot, value) in compiled.constants { values[slot] = value }
    return values
  }

  /// - Throws: everything that is wrong with the checks, constraints, settings and texts.
  mutating func finish() throws(Diagnostics) {
    constraints = reader.constraints.map { constraint in
      var checker = ExpressionChecker(scope: compiled.model.scope, mode: .strict)
      let found = checker.checkTests(constraint.tests, of: constraint.field.kind.type)
      problems += found.diagnostics
      if !found.tests.areOfValueAlone {
        problems.append(
          Diagnostic(
            .error,
            LocalizedText(
              nl: "wat van een antwoord wordt gevraagd, mag alleen over dat antwoord gaan: '?'",
              en: "what is asked of an answer may speak of that answer alone: '?'"),
            mend: LocalizedText(
              nl: "maak er een controle van: die mag ook andere namen en de dag gebruiken",
              en: "make it a check: that may use other names and the day too"),
            at: constraint.tests.range(of: found.tests.range), in: constraint.tests.source))
      }
      return Compiler().compile(found.tests, input: 0)
    }
    criteria = model.criteria.map { criterion in
      let applicability = criterion.applicability
      let applies = applicability.map { condition($0.condition) }
      if let applicability, applies.map({ readsCriteria($0.slots) }) ?? false {
        problems.append(
          .restsOnVerdict(
            LocalizedText(nl: "criterium '\(criterion.id)'", en: "criterion '\(criterion.id)'"),
            at: applicability.condition))
      }
      return CompiledCriterion(
        applies: applies?.code,
        otherwise: applicability.map { text($0.otherwise, items: nil) },
        checks: criterion.checks.map { compile($0) })
    }
    if let timeline = model.outcome.timeline {
      let items = expression(timeline.items, type: .list(Timeline.itemType))
      let limit = expression(timeline.limit, type: .date)
      self.timeline = CompiledTimeline(title: timeline.title, items: items.code, limit: limit.code)
    }
    if problems.contains(where: { $0.severity == .error }) { throw Diagnostics(problems) }
  }

  private static func parameterValues(_ model: RulesetModel, _ settings: ParameterSettings) -> (
    values: [Value], problems: [Diagnostic]
  ) {
    var problems: [Diagnostic] = []
    let known = Set(model.parameters.map(\.name))
    for (name, setting) in settings.settings where !known.contains(name) {
      problems.append(
        Diagnostic(
          .error,
          LocalizedText(
            nl: "deze regels hebben geen parameter '\(name)'",
            en: "this ruleset has no parameter '\(name)'"),
          mend: Suggestion.mend(for: name, among: known)
            ?? LocalizedText(
              nl: "kies uit: \(known.map(\.text).sorted().joined(separator: ", "))",
              en: "choose from: \(known.map(\.text).sorted().joined(separator: ", "))"),
          at: setting.value.range(of: SourceRange(0, setting.value.text.utf8.count)),
          in: setting.value.source))
    }
    // What is set must not depend on a plan: nothing but the functions of the standard is in sight.
    let scope = ModelScope()
    let values: [Value] = model.parameters.map { parameter in
      let fragment: SourceFragment
      if let setting = settings.settings[parameter.name] {
        fragment = setting.value
      } else if case .reading(_, let value) = parameter.kind {
        fragment = value
      } else {
        return .unknown(Unknown(.parameter(parameter.name)))
      }
      var checker = ExpressionChecker(scope: scope, mode: .strict)
      // Which texts are allowed is told below, with all of them.
      let type = parameter.allowed.isEmpty ? parameter.type : .string
      let found = checker.check(fragment, type: type)
      problems += found.diagnostics.map { $0.offering(parameter.allowed) }
      let moment = DateAndTime(date: .epoch, time: .midnightUTC)
      var execution = Execution(moment: moment, limits: .standard)
      let value = Compiler().compile(found.expression)(&execution)
      if found.diagnostics.isEmpty, value.isNull {
        problems.append(
          Diagnostic(
            .error,
            LocalizedText(
              nl: "de parameter '\(parameter.name)' krijgt hier geen waarde",
              en: "the parameter '\(parameter.name)' is given no value here"),
            mend: execution.remarks.first?.reason,
            at: fragment.range(of: found.expression.range), in: fragment.source))
      }
      if case .string(let text) = value, !parameter.allowed.isEmpty,
        !parameter.allowed.contains(where: { $0.value == text })
      {
        problems.append(
          Diagnostic(
            .error,
            LocalizedText(
              nl: "'\(text.shortened)' is geen waarde van de parameter '\(parameter.name)'",
              en: "'\(text.shortened)' is no value of the parameter '\(parameter.name)'"),
            at: fragment.range(of: found.expression.range), in: fragment.source
          ).offering(parameter.allowed, insteadOf: text))
      }
      return value
    }
    return (values, problems)
  }

  // MARK: Checks

  private mutating func compile(_ check: Check) -> CompiledCheck {
    var reads: Set<Int> = []
    let applies = check.applicability.map { condition($0.condition) }
    reads.formUnion(applies?.slots ?? [])
    let rule = check.rule.map { condition($0) }
    reads.formUnion(rule?.slots ?? [])
    for (fragment, part) in [(check.applicability?.condition, applies), (check.rule, rule)] {
      guard let fragment, let part, readsCriteria(part.slots) else { continue }
      problems.append(
        .restsOnVerdict(
          LocalizedText(nl: "controle '\(check.id)'", en: "check '\(check.id)'"), at: fragment))
    }
    let parts = rule.map { self.parts(of: $0.checked) } ?? []
    let items = Self.commonItems(parts)
    let fails = check.fails.map { text($0, items: items) }
    return CompiledCheck(
      check: check, applies: applies?.code,
      otherwise: check.applicability.map { text($0.otherwise, items: nil) }, rule: rule?.code,
      passes: check.passes.map { text($0, items: nil) },
      fails: fails, parts: fails?.readsItems ?? false ? parts.compactMap { compile($0) } : [],
      figures: check.figures.map { figure in (figure.label, phrase(figure.value)) },
      parameters: reads.filter { slots.parameters.contains($0) }.sorted().map {
        $0 - slots.parameters.lowerBound
      })
  }

  private func readsCriteria(_ read: Set<Int>) -> Bool {
    read.contains { slots.criteria.contains($0) }
  }

  /// - Returns: `nil` for a part that speaks of no items.
  private func compile(_ part: CheckedExpression) -> CompiledPart? {
    guard case .quantified(.every, let iterators, let condition) = part.form else { return nil }
    let compiler = Compiler(constants: compiled.constants)
    return CompiledPart(
      iterators: compiler.compile(iterators), condition: compiler.compile(condition))
  }

  /// The parts that `and` joins.
  private func parts(of rule: CheckedExpression) -> [CheckedExpression] {
    if case .conjunction(let parts) = rule.form { return parts.flatMap { self.parts(of: $0) } }
    return [rule]
  }

  /// The names that the texts may use for an item: those that all `every` parts share.
  private static func commonItems(_ parts: [CheckedExpression]) -> [(Name, ValueType)]? {
    var common: [(Name, ValueType)]?
    for part in parts {
      guard case .quantified(.every, let iterators, _) = part.form else { continue }
      let names = iterators.map { ($0.name, $0.type) }
      guard let known = common else {
        common = names
        continue
      }
      if known.map(\.0) != names.map(\.0) || known.map(\.1) != names.map(\.1) { return nil }
    }
    return common
  }

  private mutating func condition(_ fragment: SourceFragment)
    -> (code: Code, checked: CheckedExpression, slots: Set<Int>)
  {
    expression(fragment, type: .boolean)
  }

  /// - Parameters:
  ///   - type: what it must give; `nil` where anything will do.
  ///   - items: names in sight besides those of the model, in the local places from 0.
  private mutating func expression(
    _ fragment: SourceFragment, type: ValueType?, items: [(Name, ValueType)] = []
  ) -> (code: Code, checked: CheckedExpression, slots: Set<Int>) {
    var checker = ExpressionChecker(scope: compiled.model.scope, mode: .strict)
    for (name, type) in items { checker.declare(name, type) }
    let found = checker.check(fragment, type: type)
    problems += found.diagnostics
    let slots = found.expression.slots.reduce(into: Set<Int>()) { all, slot in
      all.formUnion(reach[slot] ?? [slot])
    }
    return (compiled.compile(found.expression, fragment), found.expression, slots)
  }

  // MARK: Texts

  /// - Parameter items: names that stand for one item of a list, in the places from 0.
  private mutating func text(_ template: TextTemplate, items: [(Name, ValueType)]?) -> CompiledText
  {
    let problems = self.problems
    let found = CompiledText(
      nl: template.nl.map { piece($0, items ?? []) }, en: template.en.map { piece($0, items ?? []) }
    )
    if found.readsItems || items?.isEmpty ?? true { return found }
    // It is told once, without an item at hand: then no place is kept for one.
    self.problems = problems
    return text(template, items: nil)
  }

  private mutating func piece(_ piece: TextTemplate.Piece, _ items: [(Name, ValueType)])
    -> CompiledText.Piece
  {
    switch piece {
    case .words(let words): return .words(words)
    case .expression(let fragment):
      let found = expression(fragment, type: nil, items: items)
      return .phrase(
        CompiledPhrase(code: found.code, type: found.checked.type),
        readsItems: items.indices.contains { found.checked.readsLocal($0) })
    }
  }

  private mutating func phrase(_ fragment: SourceFragment) -> CompiledPhrase {
    let found = expression(fragment, type: nil)
    return CompiledPhrase(code: found.code, type: found.checked.type)
  }
}

/// Words with values filled in, ready to run.
struct CompiledText: Sendable {
  enum Piece: Sendable {
    case words(String)
    case phrase(CompiledPhrase, readsItems: Bool)
  }
  let nl: [Piece]
  let en: [Piece]

  /// Whether it speaks of one item of a list.
  var readsItems: Bool {
    (nl + en).contains { piece in
      if case .phrase(_, readsItems: true) = piece { true } else { false }
    }
  }
}

/// A value to be put in words.
struct CompiledPhrase: Sendable {
  let code: Code
  let type: ValueType
}

extension Diagnostic {
  /// What a verdict rests on can't rest on a verdict.
  fileprivate static func restsOnVerdict(
    _ part: LocalizedText, at fragment: SourceFragment
  ) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "\(part.nl) hangt af van het oordeel over een criterium, dat van controles afhangt",
        en: "\(part.en) rests on the verdict of a criterion, which rests on checks"),
      mend: LocalizedText(
        nl: "gebruik de namen van criteria alleen in 'outcome'",
        en: "use the names of criteria in 'outcome' only"),
      at: fragment.range(of: SourceRange(0, fragment.text.utf8.count)), in: fragment.source)
  }

  /// The same, with the values that a parameter may have as the mend.
  fileprivate func offering(
    _ allowed: [Field.AllowedValue], insteadOf written: String? = nil
  ) -> Diagnostic {
    guard !allowed.isEmpty else { return self }
    func list(_ label: (LocalizedText) -> String) -> String {
      allowed.map { "'\"\($0.value)\"' (\(label($0.label)))" }.joined(separator: ", ")
    }
    let meant = written.flatMap { Suggestion.mend(for: $0, among: allowed.map(\.value)) }
    return Diagnostic(
      severity, message,
      mend: LocalizedText(
        nl: "\(meant.map { $0.nl + " " } ?? "")kies uit \(list(\.nl))",
        en: "\(meant.map { $0.en + " " } ?? "")choose from \(list(\.en))"),
      at: range, in: source)
  }
}
