/// One evaluation of a model: what was handed in, and what was decided so far.
struct ModelRun {
  private let model: ExecutableModel
  private let facts: ModelFacts
  var execution: Execution
  /// Slots of decisions whose values were handed in.
  private(set) var given: Set<Int> = []
  /// What was remarked, in the order it happened.
  private var remarks: [Remark] = []
  /// For each decision that was computed, the remarks about it and what it needs, in order.
  private var decisionRemarks: [Int: [Int]] = [:]
  /// The inputs that were read, with the remarks about them.
  private var inputRemarks: [Int: [Int]] = [:]

  init(
    _ model: ExecutableModel, _ facts: ModelFacts, _ moment: DateAndTime,
    _ limits: EvaluationLimits
  ) {
    self.model = model
    self.facts = facts
    execution = Execution(
      moment: moment, limits: limits, slots: model.compiled.blankSlots)
    for (id, value) in facts.all {
      guard let place = model.place(ofDecision: id) else { continue }
      let decision = model.compiled.model.decisions[place]
      // A decision with logic is computed, whatever is said of it.
      guard decision.decision.logic == nil else { continue }
      execution.slots[decision.slot] = value
      given.insert(decision.slot)
    }
  }

  /// Computes one decision; those that it needs were computed before.
  mutating func decide(_ place: Int) {
    for input in model.inputsRead[place] where inputRemarks[input] == nil { read(input) }
    let decision = model.compiled.decisions[place]
    model.compiled.run(CollectionOfOne(decision), in: &execution)
    var all = Set(takeRemarks())
    for input in model.inputsRead[place] { all.formUnion(inputRemarks[input] ?? []) }
    for needed in model.compiled.model.needed(by: place) {
      all.formUnion(decisionRemarks[needed] ?? [])
    }
    decisionRemarks[place] = Array(all.sorted().prefix(Self.reasonsTold))
  }

  /// The remarks since they were last taken, each by its place among all; the first few only.
  private mutating func takeRemarks() -> Range<Int> {
    let first = remarks.count
    remarks += execution.remarks.prefix(Self.reasonsTold)
    execution.forget(remarksFrom: 0)
    return first..<remarks.count
  }

  private mutating func read(_ input: Int) {
    let declared = model.model.inputs[input]
    execution.slots[input] = value(
      facts[declared.id], of: declared.name, model.inputTypes[input],
      isGiven: facts.has(declared.id), at: declared.place)
    inputRemarks[input] = Array(takeRemarks())
  }

  /// What was handed in, as a value of its type.
  mutating func value(
    _ value: Value, of name: Name, _ type: CompiledType, isGiven: Bool,
    at place: (source: SourceText, range: SourceRange)? = nil
  ) -> Value {
    let place = place.map {
      Remark.Place(Remark.Origin(whole: $0.source, $0.range), SourceRange(0, 0))
    }
    guard isGiven else { return execution.null(Reasons.missingInput(name), at: place) }
    return type.value(value, named: name, place, &execution)
  }

  /// Why something became `null` for a decision or what it needs, in the order it happened.
  func reasons(for place: Int) -> [Evaluation.Reason] {
    (decisionRemarks[place] ?? []).map { Evaluation.Reason(remarks[$0]) }
  }

  private static let reasonsTold = 16
}
