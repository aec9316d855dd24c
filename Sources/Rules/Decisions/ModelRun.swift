/// One evaluation of a model: what was handed in, and what was decided so far.
struct ModelRun {
  private let model: ExecutableModel
  private let facts: ModelFacts
  var execution: Execution
  /// Slots of decisions whose values were handed in.
  private(set) var given: Set<Int> = []
  /// For each decision that was computed, the remarks that were made then.
  private var remarks: [Int: Range<Int>] = [:]
  /// The inputs that were read, with the remarks about them.
  private var inputRemarks: [Int: Range<Int>] = [:]

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
    let before = execution.remarks.count
    let decision = model.compiled.decisions[place]
    model.compiled.run(CollectionOfOne(decision), in: &execution)
    remarks[place] = before..<execution.remarks.count
  }

  private mutating func read(_ input: Int) {
    let declared = model.model.inputs[input]
    let before = execution.remarks.count
    execution.slots[input] = value(
      facts[declared.id], of: declared.name, model.inputTypes[input],
      isGiven: facts.has(declared.id), at: declared.place)
    inputRemarks[input] = before..<execution.remarks.count
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

  /// The remarks about these decisions and the inputs that they read.
  func reasons(for places: [Int]) -> [Evaluation.Reason] {
    var found: Set<Int> = []
    for place in places {
      found.formUnion(remarks[place] ?? 0..<0)
      for input in model.inputsRead[place] { found.formUnion(inputRemarks[input] ?? 0..<0) }
    }
    return found.sorted().map { Evaluation.Reason(execution.remarks[$0]) }
  }
}
