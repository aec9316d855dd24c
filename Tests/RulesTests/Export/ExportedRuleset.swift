import Testing

@testable import Rules

/// A ruleset written as DMN, read back as any model is, and run.
struct ExportedRuleset: Sendable {
  let ruleset: Ruleset
  let text: String
  /// What the reader and the checker of models have to say of it.
  let advice: [Diagnostic]
  private let executable: ExecutableModel
  private let inputs: [Name: ElementIdentifier]
  private let wanted: [ElementIdentifier]

  init(_ ruleset: Ruleset) throws {
    self.ruleset = ruleset
    text = try ruleset.decisionModel().indented().text
    let document = try DMNDocument(reading: SourceText(name: "model.dmn", text: text))
    let (model, advice) = try DecisionModel.reading(document)
    executable = try ExecutableModel(compiling: model)
    self.advice = advice + executable.advice
    inputs = Dictionary(
      model.inputs.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    let checks = ruleset.model.criteria.flatMap(\.checks).map { "controle_" + Self.plain($0.id) }
    let criteria = ruleset.model.criteria.map { "criterium_" + Self.plain($0.id) }
    wanted = (["uitkomst_"] + criteria + checks).map {
      ElementIdentifier($0, in: model.namespace)
    }
  }

  private static func plain(_ id: String) -> String {
    String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "_" })
  }

  struct Words: Equatable {
    let outcome: String
    let criteria: [String]
    let checks: [String]
  }

  /// What the model says.
  func words(
    _ facts: [Value], _ judgements: [String: JudgementAnswer], at moment: DateAndTime
  ) throws -> Words {
    var given = ModelFacts()
    for (field, value) in zip(ruleset.model.vocabulary.fields, facts) {
      if let id = inputs[Name(field.name)] { given[id] = value.withoutUnknown }
    }
    for (id, answer) in judgements where answer.author == .reviewer {
      let name = Name("oordeel " + String(id.map { $0.isLetter || $0.isNumber ? $0 : "_" }))
      if let input = inputs[name] { given[input] = .boolean(answer.holds) }
    }
    let found = try executable.evaluate(wanted, given: given, at: moment).results
    #expect(found.count == wanted.count)
    let texts = found.map { result in
      if case .string(let text) = result.value { text } else { "nothing" }
    }
    let criteria = ruleset.model.criteria.count
    return Words(
      outcome: texts[0], criteria: Array(texts[1...criteria]),
      checks: Array(texts[(criteria + 1)...]))
  }

  /// What the ruleset says.
  func expected(
    _ facts: [Value], _ judgements: [String: JudgementAnswer], at moment: DateAndTime
  ) throws -> Words {
    let verdicts = try PlanDecider(ruleset).verdicts(
      for: Facts(values: facts), judgements: judgements, at: moment)
    let outcome =
      switch verdicts.outcome {
      case .decided(let index): ruleset.model.outcome.results[index].value
      case .answersMissing: "answers missing"
      case .judgementNeeded: "judgement needed"
      case .faulty: "nothing"
      }
    return Words(
      outcome: outcome, criteria: verdicts.criteria.map(\.word),
      checks: verdicts.checks.map(\.word))
  }
}

extension ExportedRuleset.Words {
  /// Whether these are the words of a ruleset. A fault of its rules is told there, and left open here.
  func say(what ruleset: ExportedRuleset.Words) -> Bool {
    let open = ["answers missing", "judgement needed"]
    return criteria == ruleset.criteria && checks == ruleset.checks
      && (outcome == ruleset.outcome || ruleset.outcome == "nothing" && open.contains(outcome))
  }

  /// Verdicts that are not those of the ruleset, and may not be: only what is decided may be left open.
  func contradictions(with ruleset: ExportedRuleset.Words, outcomes: Set<String>) -> [String] {
    var found: [String] = []
    for (place, (own, other)) in zip(criteria + checks, ruleset.criteria + ruleset.checks)
      .enumerated() where own != other
    {
      if ["passes", "fails", "not applicable", "nothing"].contains(own) {
        found.append("\(place): \(other) became \(own)")
      }
    }
    if outcome != ruleset.outcome, outcomes.contains(outcome) || outcome == "nothing" {
      found.append("the outcome \(ruleset.outcome) became \(outcome)")
    }
    return found
  }
}

extension Verdict {
  fileprivate var word: String {
    switch self {
    case .passes: "passes"
    case .fails: "fails"
    case .undetermined: "undetermined"
    case .needsJudgement: "needs judgement"
    case .notApplicable: "not applicable"
    }
  }
}

extension Value {
  /// As DMN has it: `null` for what is not answered.
  var withoutUnknown: Value {
    switch self {
    case .unknown: .null
    case .list(let items): .list(items.map(\.withoutUnknown))
    case .context(let context):
      .context(Context(shape: context.shape, values: context.values.map(\.withoutUnknown)))
    default: self
    }
  }
}
