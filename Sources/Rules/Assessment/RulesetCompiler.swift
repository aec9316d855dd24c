/// Makes a checked ruleset ready to run.
struct RulesetCompiler {
  private let checked: CheckedRuleset
  let compiled: CompiledModel
  /// For each parameter, what it is: unknown where nobody set it.
  let parameterValues: [Value]
  /// What is wrong with the values of parameters.
  let problems: [Diagnostic]

  init(_ checked: CheckedRuleset) {
    self.checked = checked
    var problems: [Diagnostic] = []
    parameterValues = zip(checked.model.parameters, checked.parameters).map { parameter, set in
      set.map { Self.value(of: parameter, $0, &problems) }
        ?? .unknown(Unknown(.parameter(parameter.name)))
    }
    self.problems = problems
    var constants: [Int: Value] = [:]
    for (slot, value) in zip(checked.slots.parameters, parameterValues)
    where !value.isUnknown && !value.isNull {
      constants[slot] = value
    }
    compiled = CompiledModel(checked.decisionModel, constants: constants)
  }

  private static func value(
    of parameter: Parameter, _ set: CheckedFragment, _ problems: inout [Diagnostic]
  ) -> Value {
    let place = set.fragment.range(of: set.expression.range)
    let moment = DateAndTime(date: .epoch, time: .midnightUTC)
    var execution = Execution(moment: moment, limits: .standard)
    let value = Compiler().compile(set.expression)(&execution)
    if value.isNull {
      problems.append(
        Diagnostic(
          .error,
          LocalizedText(
            nl: "de parameter '\(parameter.name)' krijgt hier geen waarde",
            en: "the parameter '\(parameter.name)' is given no value here"),
          mend: execution.remarks.first?.reason, at: place, in: set.fragment.source))
    }
    if case .string(let text) = value, !parameter.allowed.isEmpty,
      !parameter.allowed.contains(where: { $0.value == text })
    {
      problems.append(
        Diagnostic(
          .error, nil,
          nl: "'\(text.shortened)' is geen waarde van de parameter '\(parameter.name)'",
          en: "'\(text.shortened)' is no value of the parameter '\(parameter.name)'",
          at: place, in: set.fragment.source
        ).offering(parameter.allowed, insteadOf: text))
    }
    return value
  }

  /// The slots before a plan is read: parameters and constants.
  var blankSlots: [Value] {
    var values = [Value](repeating: .null, count: checked.slots.count)
    for (slot, value) in zip(checked.slots.parameters, parameterValues) { values[slot] = value }
    for (slot, value) in compiled.constants { values[slot] = value }
    return values
  }

  /// Decisions that need no verdict of a criterion, and those that speak of criteria, the outcome last.
  var stages:
    (definitions: [CompiledModel.CompiledDecision], conclusions: [CompiledModel.CompiledDecision])
  {
    var definitions: [CompiledModel.CompiledDecision] = []
    var conclusions: [CompiledModel.CompiledDecision] = []
    for decision in compiled.decisions {
      let isOutcome = decision.name == CheckedRuleset.outcomeName
      if !isOutcome, compiled.constants[decision.slot] != nil { continue }
      if isOutcome || checked.restsOnCriteria(decision.slot) {
        conclusions.append(decision)
      } else {
        definitions.append(decision)
      }
    }
    return (definitions, conclusions)
  }

  var constraints: [Code] { checked.constraints.map { Compiler().compile($0, input: 0) } }

  var criteria: [CompiledCriterion] {
    checked.criteria.map { criterion in
      CompiledCriterion(
        applies: criterion.applies.map { code($0) },
        otherwise: criterion.otherwise.map { text($0) },
        checks: criterion.checks.map { compile($0) })
    }
  }

  var timeline: CompiledTimeline? {
    guard let timeline = checked.timeline, let title = checked.model.outcome.timeline?.title else {
      return nil
    }
    return CompiledTimeline(
      title: title, items: code(timeline.items), limit: code(timeline.limit))
  }

  // MARK: Parts

  private func compile(_ checked: CheckedCheck) -> CompiledCheck {
    CompiledCheck(
      check: checked.check, applies: checked.applies.map { code($0) },
      otherwise: checked.otherwise.map { text($0) }, rule: checked.rule.map { code($0) },
      passes: checked.passes.map { text($0) }, fails: checked.fails.map { text($0) },
      parts: checked.parts.compactMap { compile($0) },
      figures: checked.figures.map { ($0.label, phrase($0.value)) },
      parameters: checked.parameters)
  }

  /// - Returns: `nil` for a part that speaks of no items.
  private func compile(_ part: CheckedExpression) -> CompiledPart? {
    guard case .quantified(.every, let iterators, let condition) = part.form else { return nil }
    let compiler = Compiler(constants: compiled.constants)
    return CompiledPart(
      iterators: compiler.compile(iterators), condition: compiler.compile(condition))
  }

  private func code(_ part: CheckedFragment) -> Code {
    compiled.compile(part.expression, part.fragment)
  }

  private func phrase(_ part: CheckedFragment) -> CompiledPhrase {
    CompiledPhrase(code: code(part), type: part.expression.type)
  }

  private func text(_ text: CheckedText) -> CompiledText {
    func pieces(_ pieces: [CheckedText.Piece]) -> [CompiledText.Piece] {
      pieces.map { piece in
        switch piece {
        case .words(let words): .words(words)
        case .expression(let part, let readsItems): .phrase(phrase(part), readsItems: readsItems)
        }
      }
    }
    return CompiledText(nl: pieces(text.nl), en: pieces(text.en))
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
