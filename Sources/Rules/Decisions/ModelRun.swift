/// One evaluation of a model: what was handed in, and what was decided so far.
struct ModelRun {
  private let model: ExecutableModel
  private let facts: ModelFacts
  var execution: Execution
  /// Slots of decisions whose values were handed in.
  private(set) var given: Set<Int> = []
  /// For each decision that was computed, the remarks that were made then and for what it needs.
  private var remarks: [Int: RemarkSet] = [:]
  /// The inputs that were read, with the remarks about them.
  private var inputRemarks: [Int: RemarkSet] = [:]

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
    var made = RemarkSet(before..<execution.remarks.count)
    for input in model.inputsRead[place] { made.formUnion(inputRemarks[input]) }
    for needed in model.compiled.model.needed(by: place) { made.formUnion(remarks[needed]) }
    remarks[place] = made
  }

  private mutating func read(_ input: Int) {
    let declared = model.model.inputs[input]
    let before = execution.remarks.count
    execution.slots[input] = value(
      facts[declared.id], of: declared.name, model.inputTypes[input],
      isGiven: facts.has(declared.id), at: declared.place)
    inputRemarks[input] = RemarkSet(before..<execution.remarks.count)
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

  /// The remarks about a decision and all that it needs.
  func reasons(for place: Int) -> [Evaluation.Reason] {
    guard let found = remarks[place] else { return [] }
    return execution.remarks.indices.filter { found.contains($0) }.map {
      Evaluation.Reason(execution.remarks[$0])
    }
  }
}

/// Some of the remarks of an execution, which keeps no more than there are bits here.
private struct RemarkSet {
  private var bits: UInt64 = 0

  init(_ range: Range<Int>) {
    for index in range where index < UInt64.bitWidth { bits |= 1 << UInt64(index) }
  }

  mutating func formUnion(_ other: RemarkSet?) { bits |= other?.bits ?? 0 }

  func contains(_ index: Int) -> Bool {
    index < UInt64.bitWidth && bits & 1 << UInt64(index) != 0
  }
}
