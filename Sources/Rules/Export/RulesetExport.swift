/// Makes a decision model of a ruleset.
struct RulesetExport {
  let ruleset: Ruleset
  var names: ExportNames
  var translation: NullTranslation
  private(set) var exported = ExportedModel()
  /// The judgement of each check that may be put to a person.
  private var judgements: [String: Name] = [:]
  /// The verdict of each check and criterion.
  private var verdicts: [String: Name] = [:]
  private let words: EntryNames
  /// The names that a text of the ruleset may use.
  let scope: NamesInScope

  /// What the parts of a boxed context are called.
  private struct EntryNames {
    let applies, rule, answersMissing, othersMissing, checks, check, value: Name

    init(_ names: inout ExportNames) {
      applies = names.name("geldt")
      rule = names.name("regel")
      answersMissing = names.name("antwoord ontbreekt")
      othersMissing = names.name("drempel of oordeel ontbreekt")
      checks = names.name("controles")
      check = names.name("controle")
      value = names.name("waarde")
    }
  }

  var model: RulesetModel { ruleset.model }

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    let model = ruleset.model
    names = ExportNames(taken: model.names)
    words = EntryNames(&names)
    scope = ruleset.checked.decisionModel.scope.namesInScope
    var variable = "deel"
    let texts = model.identity.files.map { String(decoding: $0.bytes, as: UTF8.self) }
    while texts.contains(where: { $0.contains(variable + "1") }) { variable += "_" }
    translation = NullTranslation(
      names: [:], types: model.vocabulary.shapesOfTypes, variable: variable)
  }

  mutating func run() -> ExportedModel {
    for field in model.vocabulary.fields { add(field) }
    for (parameter, value) in zip(model.parameters, ruleset.parameterValues) {
      add(parameter, isSet: !value.isUnknown)
    }
    let criteria = ruleset.slots.criteria
    var reachCriteria: Set<Int> = []
    var later: [CheckedModel.CheckedDecision] = []
    for decision in ruleset.checked.decisionModel.decisions where decision.decision.isNamed {
      let slots = decision.logic.slots
      if slots.contains(where: { criteria.contains($0) || reachCriteria.contains($0) }) {
        reachCriteria.insert(decision.slot)
        later.append(decision)
      } else {
        define(decision)
      }
    }
    for criterion in model.criteria { add(criterion) }
    for decision in later { define(decision) }
    conclude()
    return exported
  }

  // MARK: Inputs

  private mutating func add(_ field: Field) {
    let name = Name(field.name)
    exported.inputs.append(
      .init(
        id: names.identifier("invoer", field.name), name: name, label: field.label.both,
        description: field.question?.paragraphs, type: field.kind.type,
        typeReference: nil))
    translation.names[name] = NullTranslation.binding(.name(name), AnswerShape(field))
  }

  private mutating func add(_ parameter: Parameter, isSet: Bool) {
    let about = [parameter.title.paragraphs, parameter.why.paragraphs]
    guard isSet else {
      exported.inputs.append(
        .init(
          id: names.identifier("parameter", parameter.name.text), name: parameter.name,
          label: parameter.title.both, description: about.joined(separator: "\n\n"),
          type: parameter.type, typeReference: parameter.type.reference))
      translation.names[parameter.name] = NullTranslation.Binding(
        gaps: Gaps(others: [ExpressionSyntax.name(parameter.name).isNull]))
      return
    }
    let value: SourceFragment
    var citations: [String] = []
    if let setting = ruleset.settings.settings[parameter.name] {
      value = setting.value
      citations = ["\(setting.date): \(setting.reason)"]
    } else if case .reading(let keys, let text) = parameter.kind {
      value = text
      citations = keys.compactMap { model.reading($0)?.choice.paragraphs }
    } else {
      return
    }
    exported.choices.append(
      .init(
        id: names.identifier("parameter", parameter.name.text), name: parameter.name,
        label: parameter.title.both,
        description: (about + citations).joined(separator: "\n\n"),
        typeReference: parameter.type.reference, logic: BoxedExpression(feel: value.text)))
    translation.names[parameter.name] = NullTranslation.Binding()
  }

  // MARK: Definitions

  func tree(_ fragment: SourceFragment) -> ExpressionSyntax {
    ruleset.checked.trees.expression(fragment)
  }

  private mutating func define(_ decision: CheckedModel.CheckedDecision) {
    let name = decision.decision.name
    let title = model.definitions.first { $0.name == name }?.title
    switch decision.decision.logic?.form {
    case .literal(let fragment)?:
      let tree = tree(fragment)
      if case .function(let parameters, let body) = tree.form {
        define(function: name, parameters, body, fragment, title)
      } else {
        define(value: name, translation.translate(tree), fragment, decision.type, title)
      }
    case .table(let table)?:
      let (logic, gaps) = self.logic(of: table)
      add(
        value: name, logic, gaps: gaps, hidden: .none, shape: nil, mayBeNone: false,
        isExact: gaps.others.isEmpty, decision.type, title)
    default: break  // A ruleset has no other logic.
    }
  }

  private mutating func define(
    value name: Name, _ found: Translated, _ fragment: SourceFragment, _ type: ValueType,
    _ title: LocalizedText?
  ) {
    let logic =
      found.isChanged ? BoxedExpression(found.tree) : BoxedExpression(feel: fragment.text)
    let hidden = type.isScalar ? .none : found.hidden
    add(
      value: name, logic, gaps: found.gaps, hidden: hidden, shape: found.shape,
      mayBeNone: found.mayBeNone, isExact: found.isExact, type, title)
  }

  /// A decision for a value, and one that tells whether something is missing that it rests on.
  private mutating func add(
    value name: Name, _ logic: BoxedExpression, gaps: Gaps, hidden: Gaps, shape: AnswerShape?,
    mayBeNone: Bool, isExact: Bool, _ type: ValueType, _ title: LocalizedText?
  ) {
    exported.choices.append(
      .init(
        id: names.identifier("definitie", name.text), name: name, label: title?.both,
        typeReference: type.reference, logic: logic))
    var binding = NullTranslation.Binding(
      shape: shape, mayBeNone: mayBeNone, isExact: isExact)
    let whole = gaps + hidden
    let missing = companion(of: name, whole, parameters: nil)
    let own = ExpressionSyntax.name(name).isNull
    func named(_ name: Name?, isNeeded: Bool) -> [ExpressionSyntax] {
      isNeeded ? [name.map { .name($0) }].compactMap { $0 } : []
    }
    binding.gaps = Gaps(
      answers: named(missing.answers, isNeeded: !gaps.answers.isEmpty).map { own.and($0) },
      others: named(missing.others, isNeeded: !gaps.others.isEmpty).map { own.and($0) })
    binding.hidden = Gaps(
      answers: named(missing.answers, isNeeded: !hidden.answers.isEmpty),
      others: named(missing.others, isNeeded: !hidden.others.isEmpty))
    translation.names[name] = binding
  }

  /// Decisions, or functions, that tell whether an answer or anything else is missing.
  private mutating func companion(
    of name: Name, _ gaps: Gaps, parameters: [ParameterSyntax]?
  ) -> (answers: Name?, others: Name?) {
    func declare(_ conditions: [ExpressionSyntax], _ words: String) -> Name? {
      guard !conditions.isEmpty else { return nil }
      let own = names.name("\(words) voor \(name)")
      let condition = ExpressionSyntax.anyOf(conditions)
      if let parameters {
        add(function: own, parameters, condition, text: nil, nil)
      } else {
        exported.choices.append(
          .init(
            id: names.identifier("ontbreekt", own.text), name: own, typeReference: "boolean",
            logic: BoxedExpression(condition)))
      }
      return own
    }
    return (
      declare(gaps.answers, "antwoord ontbreekt"),
      declare(gaps.others, "drempel of oordeel ontbreekt")
    )
  }

  private mutating func define(
    function name: Name, _ parameters: [ParameterSyntax], _ body: ExpressionSyntax,
    _ fragment: SourceFragment, _ title: LocalizedText?
  ) {
    let shapes = parameters.map { parameter -> AnswerShape? in
      guard case .named(let type)? = parameter.type?.form else { return nil }
      return translation.types[type]
    }
    let inner = translation.with(
      zip(parameters, shapes).map { parameter, shape in
        // That it is given is seen to where the function is called.
        (parameter.name, NullTranslation.Binding(shape: shape))
      })
    let found = inner.translate(body)
    let free = translation.with(parameters.map { ($0.name, .init()) }).reads(body)
    add(
      function: name, parameters, found.tree, text: found.isChanged ? nil : fragment.text, title)
    let missing = companion(of: name, found.deep(inner), parameters: parameters)
    translation.names[name] = NullTranslation.Binding(
      function: .init(
        parameters: shapes, answersMissing: missing.answers, othersMissing: missing.others,
        free: free, isExact: found.isExact))
  }

  /// A knowledge model where it reads nothing but other functions, else a decision whose value is the
  /// function.
  private mutating func add(
    function name: Name, _ parameters: [ParameterSyntax], _ body: ExpressionSyntax,
    text: String?, _ title: LocalizedText?
  ) {
    let own = Set(parameters.map(\.name))
    let shared = Set(exported.functions.map(\.name))
    let isShared = body.names.allSatisfy { read in
      own.contains(read.name) || shared.contains(read.name)
        || translation.names[read.name] == nil
          && !exported.choices.contains { $0.name == read.name }
    }
    let references = parameters.map { parameter -> String? in
      guard case .named(let type)? = parameter.type?.form else { return nil }
      return type.text
    }
    let areNamed = zip(parameters, references).allSatisfy { $0.type == nil || $1 != nil }
    let whole = ExpressionSyntax(.function(parameters, body: body))
    if isShared, areNamed {
      let types = zip(parameters, references).map { parameter, reference in
        FunctionDefinition.Parameter(
          name: parameter.name, type: reference.map { type(named: $0) } ?? .any)
      }
      exported.functions.append(
        .init(
          id: names.identifier("functie", name.text), name: name, label: title?.both,
          description: nil,
          definition: FunctionDefinition(parameters: types, body: BoxedExpression(body))))
    } else {
      exported.choices.append(
        .init(
          id: names.identifier("functie", name.text), name: name, label: title?.both,
          logic: text.map { BoxedExpression(feel: $0) } ?? BoxedExpression(whole)))
    }
  }

  private func type(named name: String) -> ConstrainedType {
    let own = model.types.first { $0.name.text == name }?.type
    return ConstrainedType(own ?? DMNTypeTable.standard[name] ?? .any)
  }

  // MARK: Tables

  /// A table, and `null` instead where something is missing that it reads.
  private func logic(of table: DecisionTable) -> (logic: BoxedExpression, gaps: Gaps) {
    var gaps = Gaps.none
    var inputs: [DecisionTable.Input] = []
    func read(_ fragment: SourceFragment?) {
      if let fragment { gaps += translation.reads(tree(fragment)) }
    }
    func readTests(_ fragment: SourceFragment?) {
      guard let fragment else { return }
      gaps += translation.reads(ruleset.checked.trees.tests(fragment))
    }
    for input in table.inputs {
      let found = translation.translate(tree(input.expression))
      gaps += found.deep(translation)
      let text = found.isChanged ? found.tree.spelling : input.expression.text
      inputs.append(
        .init(expression: BoxedExpression.fragment(text), type: input.type, allowed: input.allowed))
      readTests(input.allowed)
    }
    for output in table.outputs {
      readTests(output.allowed)
      read(output.defaultValue)
    }
    for rule in table.rules {
      for cell in rule.conditions { readTests(cell) }
      for cell in rule.conclusions { read(cell) }
    }
    let whole = BoxedExpression(
      .table(
        DecisionTable(
          hitPolicy: table.hitPolicy, inputs: inputs, outputs: table.outputs, rules: table.rules)),
      source: SourceText(name: "", bytes: []), range: SourceRange(0, 0))
    if gaps.isEmpty { return (whole, gaps) }
    return (
      BoxedExpression(
        entries: [(words.value, whole)],
        result: ExpressionSyntax.name(words.value).unless(gaps)), gaps
    )
  }

  // MARK: Criteria and checks

  private mutating func add(_ criterion: Criterion) {
    var applies: Name?
    if let condition = criterion.applicability?.condition {
      let name = names.name("criterium \(criterion.id) geldt")
      define(
        value: name, translation.translate(tree(condition)), condition, .boolean,
        LocalizedText(
          nl: "Geldt \(criterion.id)?", en: "Does \(criterion.id) apply?"))
      applies = name
    }
    for check in criterion.checks { add(check, applies: applies) }
    let conditions = criterion.checks.filter { $0.force == .condition }
    let verdict = names.name("criterium \(criterion.id)")
    verdicts[criterion.id] = verdict
    exported.choices.append(
      .init(
        id: names.identifier("criterium", criterion.id), name: verdict,
        label: "\(criterion.id) \(criterion.title.both)",
        question: criterion.requirement.paragraphs,
        answers: VerdictWord.allCases.map(\.rawValue), typeReference: "string",
        logic: combined(conditions.compactMap { verdicts[$0.id] }),
        citations: criterion.citations,
        isJudged: criterion.checks.contains { judgements[$0.id] != nil }))
    let name = Name(criterion.id)
    let verdictTree = ExpressionSyntax.name(verdict)
    func has(_ word: VerdictWord) -> ExpressionSyntax { verdictTree.compared(.equal, word.tree) }
    let seen = has(.passes).then(
      ExpressionSyntax(.boolean(true)),
      otherwise: has(.fails).then(ExpressionSyntax(.boolean(false)), otherwise: .null))
    exported.choices.append(
      .init(
        id: names.identifier("waarde", criterion.id), name: name,
        label: "\(criterion.id): true, false, null",
        description: LocalizedText(
          nl: "Wat de uitkomst van het criterium ziet. Null: niet van toepassing, of nog open.",
          en: "What the outcome sees of the criterion. Null: not applicable, or still open."
        ).paragraphs, typeReference: "boolean", logic: BoxedExpression(seen)))
    translation.names[name] = NullTranslation.Binding(
      gaps: Gaps(answers: [has(.undetermined)], others: [has(.needsJudgement)]), mayBeNone: true)
  }

  /// The verdict of a criterion by those of its requirements.
  private func combined(_ requirements: [Name]) -> BoxedExpression {
    let checks = ExpressionSyntax.name(words.checks)
    let list = ExpressionSyntax(.list(requirements.map { .name($0) }))
    func all(_ allowed: [VerdictWord]) -> ExpressionSyntax {
      let item = ExpressionSyntax.name(words.check)
      let iterator = IteratorSyntax(
        name: words.check, nameRange: SourceRange(0, 0), domain: .list(checks))
      return ExpressionSyntax(
        .quantified(
          .every, [iterator],
          condition: .anyOf(allowed.map { item.compared(.equal, $0.tree) })))
    }
    var result = all([.passes, .notApplicable]).then(
      VerdictWord.passes.tree, otherwise: VerdictWord.undetermined.tree)
    for word in [VerdictWord.needsJudgement, .undetermined, .fails] {
      result = ExpressionSyntax.call("list contains", [checks, word.tree])
        .then(word.tree, otherwise: result)
    }
    result = all([.notApplicable]).then(VerdictWord.notApplicable.tree, otherwise: result)
    return BoxedExpression(entries: [(words.checks, BoxedExpression(list))], result: result)
  }

  private mutating func add(_ check: Check, applies criterionApplies: Name?) {
    let conditions =
      [criterionApplies.map { ExpressionSyntax.name($0) }]
      + [check.applicability.map { tree($0.condition) }]
    let given = conditions.compactMap { $0 }
    let applies: Translated? =
      given.count > 1
      ? translation.translate(ExpressionSyntax(.conjunction(given)))
      : given.first.map { translation.translate($0) }
    let rule = check.rule.map { translation.translate(tree($0)) }
    let asks = check.judgement != nil || rule.map { $0.isOpenToPeople } ?? false
    if asks { addJudgement(of: check) }
    let name = names.name("controle \(check.id)")
    verdicts[check.id] = name
    exported.choices.append(
      .init(
        id: names.identifier("controle", check.id), name: name,
        label: "\(check.id) \(check.title.both)",
        description: check.judgement?.guidance.paragraphs,
        question: check.judgement?.question.paragraphs,
        answers: VerdictWord.allCases.map(\.rawValue), typeReference: "string",
        logic: logic(of: check, applies, rule), citations: check.citations, isJudged: asks))
  }

  private mutating func addJudgement(of check: Check) {
    let name = names.name("oordeel \(check.id)")
    judgements[check.id] = name
    exported.inputs.append(
      .init(
        id: names.identifier("oordeel", check.id), name: name,
        label: "\(check.id) \(check.title.both)",
        description: check.judgement?.question.paragraphs
          ?? LocalizedText(
            nl: "Het oordeel van de beoordelaar, als de regel zonder drempel niets kan zeggen.",
            en: "The reviewer's judgement, where the rule can say nothing without a threshold."
          ).paragraphs, type: .boolean, typeReference: "boolean"))
    translation.names[name] = NullTranslation.Binding()
  }

  /// The verdict of a check, as one of five words.
  private func logic(
    of check: Check, _ applies: Translated?, _ rule: Translated?
  ) -> BoxedExpression {
    let appliesName = ExpressionSyntax.name(words.applies)
    let ruleName = ExpressionSyntax.name(words.rule)
    var entries: [(name: Name, value: BoxedExpression)] = []
    var missing: [ExpressionSyntax] = []
    if let applies {
      entries.append((words.applies, BoxedExpression(applies.tree)))
      if !applies.gaps.answers.isEmpty {
        missing.append(appliesName.isNull.and(.anyOf(applies.gaps.answers)))
      }
    }
    var result = person(check)
    if let rule {
      let text = rule.isChanged ? nil : check.rule?.text
      entries.append(
        (words.rule, text.map { BoxedExpression(feel: $0) } ?? BoxedExpression(rule.tree)))
      if !rule.gaps.answers.isEmpty {
        missing.append(ruleName.isNull.and(.anyOf(rule.gaps.answers)))
      }
      let passes = VerdictWord.passes.tree
      let fails = VerdictWord.fails.tree
      let unknown =
        rule.gaps.others.isEmpty
        ? VerdictWord.undetermined.tree
        : ruleName.isNull.and(.anyOf(rule.gaps.others))
          .then(
            rule.isOpenToPeople ? person(check) : VerdictWord.needsJudgement.tree,
            otherwise: VerdictWord.undetermined.tree)
      // A rule that gives neither says nothing.
      func says(_ truth: Bool) -> ExpressionSyntax {
        ruleName.compared(.equal, ExpressionSyntax(.boolean(truth)))
      }
      let moment = check.judgement?.moment
      result = says(true).then(
        moment == .passes ? person(check) : passes,
        otherwise: says(false).then(
          moment == .fails ? person(check) : fails, otherwise: unknown))
    }
    if applies != nil {
      // Of what neither applies nor does not, nothing can be said.
      result = appliesName.compared(.equal, ExpressionSyntax(.boolean(true)))
        .then(result, otherwise: VerdictWord.undetermined.tree)
    }
    if let applies, !applies.gaps.others.isEmpty {
      result = appliesName.isNull.and(.anyOf(applies.gaps.others))
        .then(VerdictWord.needsJudgement.tree, otherwise: result)
    }
    if !missing.isEmpty {
      entries.append((words.answersMissing, BoxedExpression(.anyOf(missing))))
      result = ExpressionSyntax.name(words.answersMissing)
        .then(VerdictWord.undetermined.tree, otherwise: result)
    }
    if applies != nil {
      result = appliesName.compared(.equal, ExpressionSyntax(.boolean(false)))
        .then(VerdictWord.notApplicable.tree, otherwise: result)
    }
    return entries.isEmpty
      ? BoxedExpression(result) : BoxedExpression(entries: entries, result: result)
  }

  /// What the reviewer says.
  private func person(_ check: Check) -> ExpressionSyntax {
    guard let name = judgements[check.id] else { return VerdictWord.needsJudgement.tree }
    let judgement = ExpressionSyntax.name(name)
    return judgement.isNull.then(
      VerdictWord.needsJudgement.tree,
      otherwise: judgement.then(VerdictWord.passes.tree, otherwise: VerdictWord.fails.tree))
  }

  // MARK: The outcome

  private mutating func conclude() {
    let logic: BoxedExpression
    let gaps: Gaps
    switch model.outcome.logic.form {
    case .literal(let fragment):
      let found = translation.translate(tree(fragment))
      logic = found.isChanged ? BoxedExpression(found.tree) : BoxedExpression(feel: fragment.text)
      gaps = found.gaps
    case .table(let table):
      (logic, gaps) = self.logic(of: table)
    default: return  // A ruleset has no other logic.
    }
    let value = ExpressionSyntax.name(words.value)
    let results = model.outcome.results.map(\.value)
    var entries: [(name: Name, value: BoxedExpression)] = [(words.value, logic)]
    var open = ExpressionSyntax.string(VerdictWord.judgementNeeded)
    if !gaps.answers.isEmpty {
      entries.append(
        (words.answersMissing, BoxedExpression(value.isNull.and(.anyOf(gaps.answers)))))
      open = ExpressionSyntax.name(words.answersMissing)
        .then(.string(VerdictWord.answersMissing), otherwise: open)
    }
    let isResult = ExpressionSyntax.call(
      "list contains",
      [ExpressionSyntax(.list(results.map { .string($0) })), value])
    exported.choices.append(
      .init(
        id: names.identifier("uitkomst", ""), name: names.name("uitkomst"),
        label: LocalizedText(nl: "Uitkomst", en: "Outcome").both,
        description: (model.outcome.results.map {
          "\($0.value): \($0.title.both)"
        } + [
          "\(VerdictWord.answersMissing): \(model.outcome.answersMissing.title.both)",
          "\(VerdictWord.judgementNeeded): \(model.outcome.judgementNeeded.title.both)",
        ]).joined(separator: "\n"),
        question: model.identity.title.both,
        answers: results + [VerdictWord.answersMissing, VerdictWord.judgementNeeded],
        typeReference: "string",
        logic: BoxedExpression(entries: entries, result: isResult.then(value, otherwise: open)),
        citations: model.outcome.citations, isJudged: true))
  }
}

extension Translated {
  /// Whether a reviewer may say what the rule can't, for want of a parameter.
  fileprivate var isOpenToPeople: Bool { !gaps.others.isEmpty && isExact }
}

extension BoxedExpression {
  fileprivate static func fragment(_ text: String) -> SourceFragment {
    SourceFragment(whole: SourceText(name: "", bytes: Array(text.utf8)))
  }
}

extension ValueType {
  /// How a type without a definition of its own is named.
  var reference: String? {
    switch self {
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateAndTime: "date and time"
    case .dayTimeDuration: "days and time duration"
    case .yearMonthDuration: "years and months duration"
    case .any, .null, .list, .context, .range, .function: nil
    }
  }

  /// Whether a value of it holds no other values.
  fileprivate var isScalar: Bool { reference != nil }
}
