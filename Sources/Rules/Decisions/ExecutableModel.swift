/// A decision model, checked and compiled: immutable, shared between threads.
public struct ExecutableModel: Sendable {
  /// As it was given; one that declares no input data asks here for what its expressions read and
  /// nothing gives.
  public let model: DecisionModel
  /// What can't be right in its texts; where it is computed, it gives `null`.
  public let advice: [Diagnostic]
  let compiled: CompiledModel
  let inputTypes: [CompiledType]
  /// For each decision, in the order they are computed, the inputs that it reads itself.
  let inputsRead: [[Int]]
  private let decisionPlaces: [ElementIdentifier: Int]
  private let servicePlaces: [ElementIdentifier: Int]
  private let inputPlaces: [ElementIdentifier: Int]

  /// Checks a model and turns it into code. What can't be right in one of its parts is in
  /// ``advice``.
  ///
  /// - Parameter externals: functions outside FEEL that the model may call.
  /// - Throws: everything that keeps the model from being run.
  public init(
    compiling model: DecisionModel, externals: ExternalFunctions = ExternalFunctions()
  ) throws(Diagnostics) {
    var model = model
    var checked = try CheckedModel(model, mode: .advising)
    var remarks: [Diagnostic] = []
    if let asking = model.asking(forNamesUnknownIn: checked) {
      model = asking.model
      remarks = [asking.remark]
      checked = try CheckedModel(model, mode: .advising)
    }
    self.model = model
    advice = remarks + checked.advice
    compiled = CompiledModel(checked, externals: externals)
    let compiler = compiled.compiler
    inputTypes = checked.inputs.map { compiler.compile($0.type) }
    let inputs = model.inputs.count
    let places = Dictionary(
      uniqueKeysWithValues: checked.decisions.enumerated().map { ($1.slot, $0) })
    inputsRead = checked.decisions.map { decision in
      decision.logic.slots.filter { $0 < inputs }.sorted()
    }
    decisionPlaces = Dictionary(
      model.decisions.enumerated().compactMap { index, decision in
        places[inputs + index].map { (decision.id, $0) }
      }, uniquingKeysWith: { first, _ in first })
    servicePlaces = Dictionary(
      model.services.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    inputPlaces = Dictionary(
      model.inputs.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The values of decisions, in the order asked for.
  ///
  /// - Parameters:
  ///   - decisions: identifiers of decisions of the model; others are passed over.
  ///   - facts: values of inputs, and of decisions that have no logic.
  ///   - moment: what `now()` answers.
  /// - Throws: where the model asks too much.
  public func evaluate(
    _ decisions: [ElementIdentifier], given facts: ModelFacts, at moment: DateAndTime,
    limits: EvaluationLimits = .assessment
  ) throws(EvaluationError) -> Evaluation {
    var run = ModelRun(self, facts, moment, limits)
    let wanted = decisions.compactMap { decisionPlaces[$0] }
    let slots = wanted.map { compiled.decisions[$0].slot }
    for place in compiled.model.decisions(for: slots, given: run.given) { run.decide(place) }
    if let failure = run.execution.failure { throw failure }
    return Evaluation(
      results: wanted.map { place in
        let decision = compiled.model.decisions[place]
        return Evaluation.Result(
          decision.decision, run.execution.slots[decision.slot], run.reasons(for: place))
      })
  }

  /// The values of the output decisions of a service, of which the facts are the inputs.
  ///
  /// - Returns: `nil` where the model has no such service; of one that can't be run, `null` under its
  ///   own name.
  /// - Throws: where the model asks too much.
  public func evaluate(
    service id: ElementIdentifier, given facts: ModelFacts, at moment: DateAndTime,
    limits: EvaluationLimits = .assessment
  ) throws(EvaluationError) -> Evaluation? {
    guard let place = servicePlaces[id] else { return nil }
    let service = compiled.services[place]
    var run = ModelRun(self, ModelFacts(), moment, limits)
    let given = zip(service.parameters, model.services[place].parameters).map { parameter, id in
      run.value(
        facts[id], of: parameter.name, parameter.type, isGiven: facts.has(id),
        at: placeOfDeclaration(id))
    }
    if let absence = model.services[place].absence {
      let service = model.services[place]
      let origin = Remark.Origin(whole: service.source, service.range)
      let reason = Remark(reason: absence, place: Remark.Place(origin, SourceRange(0, 0)))
      return Evaluation(
        results: [Evaluation.Result(service, because: Evaluation.Reason(reason))])
    }
    let results = service.results(given, in: &run.execution)
    if let failure = run.execution.failure { throw failure }
    let reasons = run.execution.remarks.map { Evaluation.Reason($0) }
    return Evaluation(
      results: zip(model.services[place].outputs, results).compactMap { id, value in
        decisionPlaces[id].map {
          Evaluation.Result(compiled.model.decisions[$0].decision, value, reasons)
        }
      })
  }

  private func placeOfDeclaration(
    _ id: ElementIdentifier
  ) -> (source: SourceText, range: SourceRange)? {
    if let place = inputPlaces[id] { return model.inputs[place].place }
    guard let place = decisionPlaces[id] else { return nil }
    let decision = compiled.model.decisions[place].decision
    return (decision.source, decision.range)
  }

  func slot(ofInput id: ElementIdentifier) -> Int? { inputPlaces[id] }

  func place(ofDecision id: ElementIdentifier) -> Int? { decisionPlaces[id] }
}

extension DecisionService {
  /// What is handed in: input data, then input decisions. Source: DMN 1.5, 10.4.
  public var parameters: [ElementIdentifier] { inputData + inputDecisions }
}

/// Values of the inputs of a model; an input without one is `null`, and says so.
public struct ModelFacts: Sendable {
  private var values: [ElementIdentifier: Value] = [:]

  /// No input has a value.
  public init() {}

  /// What is handed in for an input, or for a decision without logic; `null` where nothing is.
  ///
  /// One that is set to `null` counts as handed in; one that is left out is told of as missing.
  public subscript(id: ElementIdentifier) -> Value {
    get { values[id] ?? .null }
    set { values[id] = newValue }
  }

  /// Whether anything was handed in for an element, `null` included.
  public func has(_ id: ElementIdentifier) -> Bool { values[id] != nil }

  var all: [ElementIdentifier: Value] { values }
}

/// The values of decisions, and why they are `null` where they are.
public struct Evaluation: Sendable {
  /// Why something became `null`; of a test case, also why it tests nothing.
  public struct Reason: Sendable {
    /// The reason in one sentence, for the author of what it is about.
    public let text: LocalizedText
    /// The file and the words that it is about; `nil` for a value that was handed in.
    public let place: (source: SourceText, range: SourceRange)?

    init(_ remark: Remark) {
      text = remark.reason
      place = remark.location
    }

    /// The reason as advice to the author; `nil` where it is about no text.
    public var diagnostic: Diagnostic? {
      place.map { Diagnostic(.warning, text, at: $0.range, in: $0.source) }
    }
  }

  /// What came out for one decision.
  public struct Result: Sendable {
    /// Of a decision; of a service that can give nothing, its own.
    public let id: ElementIdentifier
    /// What the file that declares it calls it.
    public let name: Name
    /// What the logic gave; `null` where it has no answer.
    public let value: Value
    /// Why something became `null` on the way, in the order it happened; the first few only.
    public let reasons: [Reason]

    /// Of a service that gives nothing.
    init(_ service: DecisionService, because reason: Reason) {
      id = service.id
      name = service.name
      value = .null
      reasons = [reason]
    }

    /// A `null` that nothing went wrong for has a reason too: its author wants it so.
    init(_ decision: Decision, _ value: Value, _ reasons: [Reason]) {
      id = decision.id
      name = decision.name
      self.value = value
      guard value.isNull, reasons.isEmpty else {
        self.reasons = reasons
        return
      }
      let origin = Remark.Origin(whole: decision.source, decision.range)
      let place = Remark.Place(origin, SourceRange(0, 0))
      self.reasons = [Reason(Remark(reason: Evaluation.nullByItself, place: place))]
    }
  }

  private static let nullByItself = LocalizedText(
    nl: "dit is null volgens de logica zelf, of door een invoer die null is",
    en: "this is null by the logic itself, or by an input that is null")

  /// In the order asked for; of a service, in the order of its output decisions.
  public let results: [Result]

  /// The value of the first result of that name; `nil` where there is no such result.
  public subscript(name: Name) -> Value? { results.first { $0.name == name }?.value }
}
