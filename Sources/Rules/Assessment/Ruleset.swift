/// One version of a ruleset, checked and compiled: immutable, shared between threads.
public struct Ruleset: Sendable {
  /// What everything in it means.
  package let checked: CheckedRuleset
  let compiled: CompiledModel
  let reader: FactsReader
  /// Decisions that need no verdict of a criterion; computed first.
  let definitions: [CompiledModel.CompiledDecision]
  /// Decisions that speak of criteria, the outcome last.
  let conclusions: [CompiledModel.CompiledDecision]
  let criteria: [CompiledCriterion]
  let constraints: [Code]
  let timeline: CompiledTimeline?
  /// For each parameter, what it is: unknown where nobody set it.
  let parameterValues: [Value]
  /// The slots before a plan is read: parameters and constants.
  let blankSlots: [Value]
  let checkCount: Int
  let parameterTexts: [LocalizedText?]
  let words: Words
  private let quickWayOnDemand: OnDemand<QuickWay>

  /// What the rules and texts of a version become.
  ///
  /// - Parameter settings: parameters as an organisation sets them; a name that the ruleset does not
  ///   have is a fault.
  /// - Throws: everything that is wrong, at once.
  public init(
    compiling model: RulesetModel, settings: ParameterSettings = ParameterSettings()
  ) throws(Diagnostics) {
    var checker = try RulesetChecker(model, settings: settings)
    let checked = checker.run()
    let compiler = RulesetCompiler(checked)
    let problems = checker.problems + compiler.problems
    if problems.contains(where: { $0.severity == .error }) { throw Diagnostics(problems) }
    self.checked = checked
    compiled = compiler.compiled
    reader = FactsReader(model.vocabulary, types: checked.fieldTypes)
    (definitions, conclusions) = compiler.stages
    criteria = compiler.criteria
    constraints = compiler.constraints
    timeline = compiler.timeline
    parameterValues = compiler.parameterValues
    blankSlots = compiler.blankSlots
    checkCount = criteria.reduce(0) { $0 + $1.checks.count }
    quickWayOnDemand = OnDemand { [conclusions, compiled, reader, blankSlots] in
      QuickWay(
        program: conclusions.last.flatMap { outcome in
          RulesetProgram(
            checked, compiled.compiler, outcome: outcome.slot, blank: blankSlots, reader.layout)
        },
        tests: AnswerTests(checked.constraints), reader: QuickReader(reader.root, reader.layout))
    }
    let words = Words(model.vocabulary, model.parameters)
    self.words = words
    parameterTexts = zip(compiler.parameterValues, model.parameters).map { value, parameter in
      value.isUnknown ? nil : words.text(of: value, parameter.type)
    }
  }

  /// What only those need who decide plans without reasons.
  var quickWay: QuickWay { quickWayOnDemand.value }

  /// Whether both were made at once, from one text and with one set of values.
  package func isSame(as other: Ruleset) -> Bool { quickWayOnDemand === other.quickWayOnDemand }

  /// What it was made of: texts, sources, vocabulary and criteria as the authors wrote them.
  public var model: RulesetModel { checked.model }
  /// The parameters that an organisation set, with why and when.
  public var settings: ParameterSettings { checked.settings }
  var slots: RulesetSlots { checked.slots }

  /// The answers of a plan, typed by the vocabulary, and everything that is wrong with them. A wrong
  /// answer counts as missing.
  ///
  /// - Parameter recordingCauses: whether missing answers are told by name, which costs time.
  public func facts(
    from document: DataDocument.Node, ignoring ignored: Set<String> = FactsReader.envelopeKeys,
    recordingCauses: Bool = true
  ) -> (facts: Facts, problems: [Diagnostic]) {
    var (facts, problems) = reader.facts(
      from: document, ignoring: ignored, recordingCauses: recordingCauses)
    for answer in facts.constrained {
      let constraint = reader.constraints[answer.constraint]
      var execution = Execution(moment: Ruleset.noMoment, limits: .standard)
      execution.locals = [answer.value]
      let result = constraints[answer.constraint](&execution)
      if result.isTrue || result.isUnknown { continue }
      if case .number(let number) = answer.value, number < 0 {
        execution.locals = [.number(number.negated)]
        if constraints[answer.constraint](&execution).isTrue {
          problems.append(
            .negative(
              constraint.field, meant: number.negated, at: answer.range, in: document.source))
          continue
        }
      }
      problems.append(
        Diagnostic(
          .error, nil, nl: "'\(constraint.field.label.nl)' heeft een waarde die niet kan",
          en: "'\(constraint.field.label.en)' has a value that cannot be",
          mendNL: "de waarde moet voldoen aan: \(constraint.tests.text)",
          mendEN: "the value must meet: \(constraint.tests.text)",
          at: answer.range, in: document.source))
    }
    problems.sort { $0.range.start < $1.range.start }
    return (facts, problems)
  }

  static let noMoment = DateAndTime(date: .epoch, time: .midnightUTC)
}

/// A version made ready for deciding plans without reasons.
struct QuickWay: Sendable {
  /// The rules as steps of the machine; `nil` where it has none for them.
  let program: RulesetProgram?
  /// What answers have to meet, for the machine.
  let tests: AnswerTests
  /// The fast way to read plans in JSON; `nil` where the vocabulary has none.
  let reader: QuickReader?
}

/// A criterion with its code.
struct CompiledCriterion: Sendable {
  let applies: Code?
  let otherwise: CompiledText?
  let checks: [CompiledCheck]
}

/// A check with its code.
///
/// A class of constants, so that going through checks does not copy their texts.
final class CompiledCheck: Sendable {
  let check: Check
  /// Whether its criterion hangs on it: it is a condition.
  let decides: Bool
  /// For which answer of the rule a person is asked; `nil` where nobody is.
  let asksWhen: Judgement.Moment?
  let applies: Code?
  let otherwise: CompiledText?
  let rule: Code?
  let passes: CompiledText?
  let fails: CompiledText?
  /// The parts of the rule that say something of each item of a list; empty where no text names one.
  let parts: [CompiledPart]
  let figures: [(label: LocalizedText, value: CompiledPhrase)]
  /// Places in the model's list of parameters that it rests on.
  let parameters: [Int]

  init(
    check: Check, applies: Code?, otherwise: CompiledText?, rule: Code?, passes: CompiledText?,
    fails: CompiledText?, parts: [CompiledPart],
    figures: [(label: LocalizedText, value: CompiledPhrase)], parameters: [Int]
  ) {
    self.check = check
    decides = check.force == .condition
    asksWhen = check.judgement?.moment
    self.applies = applies
    self.otherwise = otherwise
    self.rule = rule
    self.passes = passes
    self.fails = fails
    self.parts = parts
    self.figures = figures
    self.parameters = parameters
  }
}

/// One part of a rule, of those joined by `and`: `every … in … satisfies …`.
struct CompiledPart: Sendable {
  let iterators: [CompiledIterator]
  let condition: Code
}

/// Dates of a plan against a limit.
struct CompiledTimeline: Sendable {
  let title: LocalizedText
  let items: Code
  let limit: Code
}
