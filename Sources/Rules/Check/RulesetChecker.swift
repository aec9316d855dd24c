/// Finds what everything in a version of a ruleset means, and everything that is wrong with it.
struct RulesetChecker {
  private let model: RulesetModel
  private let settings: ParameterSettings
  private let decisionModel: CheckedModel
  private let slots: RulesetSlots
  private let fieldTypes: [ValueType]
  private let reach: [Int: Set<Int>]
  private(set) var problems: [Diagnostic] = []
  private var trees: SyntaxTrees

  /// - Throws: that definitions go round in a circle, so that nothing has a meaning.
  init(_ model: RulesetModel, settings: ParameterSettings) throws(Diagnostics) {
    self.model = model
    self.settings = settings
    var shapes = SharedShapes()
    fieldTypes = model.vocabulary.fields.map { shapes.type($0.kind.type) }
    let types = model.types.map { TypeDeclaration(name: $0.name, type: shapes.type($0.type)) }
    let fields = model.vocabulary.fields.count
    let parameters = fields..<fields + model.parameters.count
    let criteria = parameters.upperBound..<parameters.upperBound + model.criteria.count
    var inputs = zip(model.vocabulary.fields, fieldTypes).map {
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
        name: CheckedRuleset.outcomeName,
        // Which texts are results is told with all of them, by whoever concludes.
        type: ConstrainedType(.string),
        logic: model.outcome.logic,
        source: model.outcome.source, range: model.outcome.range, isNamed: false))
    decisionModel = try CheckedModel(
      DecisionModel(types: types, inputs: inputs, decisions: decisions), mode: .strict,
      keepingErrors: true)
    problems = decisionModel.advice
    trees = decisionModel.trees
    slots = RulesetSlots(
      fields: 0..<fields, parameters: parameters, criteria: criteria,
      count: decisionModel.slotCount)
    reach = decisionModel.decisions.reduce(into: [:]) { reach, decision in
      reach[decision.slot] = decision.logic.slots.reduce(into: []) { found, slot in
        found.formUnion(reach[slot] ?? (slot < parameters.lowerBound ? [] : [slot]))
      }
    }
  }

  /// Checks what is not a decision: parameters, what is asked of answers, criteria, texts, the timeline.
  mutating func run() -> CheckedRuleset {
    let parameters = checkParameters()
    let constraints = checkConstraints(model.vocabulary.fields)
    let criteria = model.criteria.map { check($0) }
    let timeline = model.outcome.timeline.map { timeline in
      (
        items: expression(timeline.items, type: .list(Outcome.Timeline.itemType)),
        limit: expression(timeline.limit, type: .date)
      )
    }
    return CheckedRuleset(
      model: model, settings: settings, decisionModel: decisionModel, slots: slots,
      fieldTypes: fieldTypes, parameters: parameters, criteria: criteria,
      constraints: constraints, timeline: timeline, trees: trees, reach: reach)
  }

  // MARK: Parameters and answers

  private mutating func checkParameters() -> [CheckedFragment?] {
    let known = Set(model.parameters.map(\.name))
    for (name, setting) in settings.settings where !known.contains(name) {
      problems.append(.noParameter(name, among: known, setting))
    }
    return model.parameters.map { parameter in
      let fragment: SourceFragment
      if let setting = settings.settings[parameter.name] {
        fragment = setting.value
      } else if case .reading(_, let value) = parameter.kind {
        fragment = value
      } else {
        return nil
      }
      // What is set must not depend on a plan: nothing but the functions of the standard is in sight.
      var checker = ExpressionChecker(scope: ModelScope(), mode: .strict)
      // Which texts are allowed is told when the value is known, with all of them.
      let type = parameter.allowed.isEmpty ? parameter.type : .string
      let found = checker.check(fragment, type: type)
      problems += found.diagnostics.map { $0.offering(parameter.allowed) }
      guard found.diagnostics.isEmpty else { return nil }
      return CheckedFragment(fragment: fragment, expression: found.expression)
    }
  }

  /// In the order in which answers are read: that of ``FactsReader/constraints``.
  private mutating func checkConstraints(_ fields: [Field]) -> [CheckedTests] {
    var found: [CheckedTests] = []
    for field in fields {
      if let tests = field.constraint { found.append(checkConstraint(tests, of: field)) }
      var kind = field.kind
      while case .list(let items) = kind { kind = items }
      if case .group(let members) = kind { found += checkConstraints(members) }
    }
    return found
  }

  private mutating func checkConstraint(_ tests: SourceFragment, of field: Field) -> CheckedTests {
    var checker = ExpressionChecker(scope: decisionModel.scope, mode: .strict)
    let found = checker.checkTests(tests, of: field.kind.type)
    problems += found.diagnostics
    trees.merge(checker.trees)
    if !found.tests.areOfValueAlone {
      problems.append(.notOfValueAlone(at: tests.range(of: found.tests.range), in: tests.source))
    }
    return found.tests
  }

  // MARK: Criteria and checks

  private mutating func check(_ criterion: Criterion) -> CheckedCriterion {
    let applicability = criterion.applicability
    let applies = applicability.map { expression($0.condition, type: .boolean) }
    refuseVerdicts(
      applies,
      of: LocalizedText(nl: "criterium '\(criterion.id)'", en: "criterion '\(criterion.id)'"))
    return CheckedCriterion(
      applies: applies, otherwise: applicability.map { text($0.otherwise, items: nil) },
      checks: criterion.checks.map { check($0) })
  }

  private mutating func check(_ check: Check) -> CheckedCheck {
    let applies = check.applicability.map { expression($0.condition, type: .boolean) }
    let rule = check.rule.map { expression($0, type: .boolean) }
    for part in [applies, rule] {
      refuseVerdicts(
        part, of: LocalizedText(nl: "controle '\(check.id)'", en: "check '\(check.id)'"))
    }
    let parts = rule.map { self.parts(of: $0.expression) } ?? []
    let items = Self.commonItems(parts)
    let fails = check.fails.map { text($0, items: items) }
    let read = [applies, rule].reduce(into: Set<Int>()) { all, part in
      if let part { all.formUnion(reached(by: part.expression)) }
    }
    return CheckedCheck(
      check: check, applies: applies,
      otherwise: check.applicability.map { text($0.otherwise, items: nil) }, rule: rule,
      passes: check.passes.map { text($0, items: nil) }, fails: fails,
      figures: check.figures.map { ($0.label, expression($0.value, type: nil)) },
      parts: fails?.readsItems ?? false ? parts : [],
      parameters: read.filter { slots.parameters.contains($0) }.sorted().map {
        $0 - slots.parameters.lowerBound
      })
  }

  /// The parameters and criteria that an expression rests on.
  private func reached(by expression: CheckedExpression) -> Set<Int> {
    expression.slots.reduce(into: []) { all, slot in all.formUnion(reach[slot] ?? [slot]) }
  }

  /// What a verdict rests on can't rest on a verdict.
  private mutating func refuseVerdicts(_ part: CheckedFragment?, of whole: LocalizedText) {
    guard let part,
      part.expression.slots.contains(where: { slot in
        reach[slot]?.contains(where: slots.criteria.contains) ?? slots.criteria.contains(slot)
      })
    else { return }
    problems.append(.restsOnVerdict(whole, at: part.fragment))
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

  /// - Parameters:
  ///   - type: what it must give; `nil` where anything will do.
  ///   - items: names in sight besides those of the model, in the local places from 0.
  private mutating func expression(
    _ fragment: SourceFragment, type: ValueType?, items: [(Name, ValueType)] = []
  ) -> CheckedFragment {
    var checker = ExpressionChecker(scope: decisionModel.scope, mode: .strict)
    for (name, type) in items { checker.declare(name, type) }
    let found = checker.check(fragment, type: type)
    problems += found.diagnostics
    trees.merge(checker.trees)
    return CheckedFragment(fragment: fragment, expression: found.expression)
  }

  // MARK: Texts

  /// - Parameter items: names that stand for one item of a list, in the places from 0.
  private mutating func text(_ template: TextTemplate, items: [(Name, ValueType)]?) -> CheckedText {
    let problems = self.problems
    let found = CheckedText(
      nl: template.nl.map { piece($0, items ?? []) }, en: template.en.map { piece($0, items ?? []) }
    )
    if found.readsItems || items?.isEmpty ?? true { return found }
    // It is told once, without an item at hand: then no place is kept for one.
    self.problems = problems
    return text(template, items: nil)
  }

  private mutating func piece(_ piece: TextTemplate.Piece, _ items: [(Name, ValueType)])
    -> CheckedText.Piece
  {
    switch piece {
    case .words(let words): return .words(words)
    case .expression(let fragment):
      let found = expression(fragment, type: nil, items: items)
      return .expression(
        found, readsItems: items.indices.contains { found.expression.readsLocal($0) })
    }
  }
}

extension Diagnostic {
  fileprivate static func noParameter(
    _ name: Name, among known: Set<Name>, _ setting: ParameterSettings.Setting
  ) -> Diagnostic {
    let names = known.map(\.text).sorted().joined(separator: ", ")
    return Diagnostic(
      .error,
      LocalizedText(
        nl: "deze regels hebben geen parameter '\(name)'",
        en: "this ruleset has no parameter '\(name)'"),
      mend: Suggestion.mend(for: name, among: known)
        ?? LocalizedText(nl: "kies uit: \(names)", en: "choose from: \(names)"),
      at: setting.value.range(of: SourceRange(0, setting.value.text.utf8.count)),
      in: setting.value.source)
  }

  fileprivate static func notOfValueAlone(at range: SourceRange, in source: SourceText)
    -> Diagnostic
  {
    Diagnostic(
      .error, .restsOnVerdict,
      nl: "wat van een antwoord wordt gevraagd, mag alleen over dat antwoord gaan: '?'",
      en: "what is asked of an answer may speak of that answer alone: '?'",
      mendNL: "maak er een controle van: die mag ook andere namen en de dag gebruiken",
      mendEN: "make it a check: that may use other names and the day too",
      at: range, in: source)
  }

  /// What a verdict rests on can't rest on a verdict.
  fileprivate static func restsOnVerdict(
    _ part: LocalizedText, at fragment: SourceFragment
  ) -> Diagnostic {
    Diagnostic(
      .error, .restsOnVerdict,
      nl: "\(part.nl) hangt af van het oordeel over een criterium, dat van controles afhangt",
      en: "\(part.en) rests on the verdict of a criterion, which rests on checks",
      mendNL: "gebruik de namen van criteria alleen in 'outcome'",
      mendEN: "use the names of criteria in 'outcome' only",
      at: fragment.range(of: SourceRange(0, fragment.text.utf8.count)), in: fragment.source)
  }

  /// The same, with the values that a parameter may have as the mend.
  func offering(
    _ allowed: [Field.AllowedValue], insteadOf written: String? = nil
  ) -> Diagnostic {
    guard !allowed.isEmpty else { return self }
    func list(_ label: (LocalizedText) -> String) -> String {
      allowed.map { "'\"\($0.value)\"' (\(label($0.label)))" }.joined(separator: ", ")
    }
    let meant = written.flatMap { Suggestion.mend(for: $0, among: allowed.map(\.value)) }
    return mended(
      by: LocalizedText(
        nl: "\(meant.map { $0.nl + " " } ?? "")kies uit \(list(\.nl))",
        en: "\(meant.map { $0.en + " " } ?? "")choose from \(list(\.en))"))
  }
}
