/// A checked model made ready to run: immutable, shared between threads.
package struct CompiledModel: Sendable {
  package struct CompiledDecision: Sendable {
    package let name: Name
    package let slot: Int
    package let type: ValueType
    /// The type that its author states; what the logic gives is converted to it, or is `null`.
    let declaredType: ValueType?
    let code: Code
    /// Where its logic stands, for a remark about what it gives.
    let place: Remark.Place
  }

  /// Where an expression stands, for the place of a remark.
  package enum Origin: Sendable {
    case fragment(SourceFragment)
    case whole(SourceText, SourceRange)
  }

  package let model: CheckedModel
  /// Each after those it needs.
  package let decisions: [CompiledDecision]
  /// By the number that remarks give.
  package private(set) var origins: [Origin] = []

  /// What is known of slots before any plan is; those of decisions are among ``decisions`` too.
  package let constants: [Int: Value]

  /// - Parameter constants: inputs that are known beforehand, by slot.
  package init(_ model: CheckedModel, constants known: [Int: Value] = [:]) {
    self.model = model
    var origins: [Origin] = []
    var constants = known
    decisions = model.decisions.map { decision in
      let number = origins.count
      let code: Code
      let range: SourceRange
      switch decision.logic {
      case .expression(let expression, let fragment):
        range = expression.range
        origins.append(.fragment(fragment))
        let compiler = Compiler(number: number, constants: constants)
        code = compiler.compileKept(expression)
        constants[decision.slot] = compiler.lasting(
          expression, declaredType: decision.decision.type)
      case .table(let table):
        range = SourceRange(0, 0)
        origins.append(.whole(decision.decision.source, decision.decision.range))
        code = Compiler.kept(
          Compiler(number: number, wholeRange: range, constants: constants).compile(table, range))
      }
      return CompiledDecision(
        name: decision.decision.name, slot: decision.slot, type: decision.type,
        declaredType: decision.decision.type, code: code,
        place: Remark.Place(expression: number, range: range))
    }
    self.origins = origins
    self.constants = constants
  }

  /// Compiles one more expression that sees the names of the model.
  package mutating func compile(_ expression: CheckedExpression, _ fragment: SourceFragment) -> Code
  {
    origins.append(.fragment(fragment))
    return Compiler(number: origins.count - 1, constants: constants).compile(expression)
  }

  /// Computes decisions in order; each finds those it needs in the slots. What does not conform to
  /// the type of its decision, after the conversions of the standard, is `null`.
  ///
  /// Source: DMN 1.5, 10.3.2.9.4.
  package func run(
    _ decisions: some Sequence<CompiledDecision>, in execution: inout Execution
  ) {
    for decision in decisions {
      let value = decision.code(&execution)
      if let type = decision.declaredType {
        guard execution.spend(converting: value, to: type) else { return }
        execution.slots[decision.slot] =
          value.converted(to: type)
          ?? execution.null(Reasons.wrongResult(decision.name, type, value), at: decision.place)
      } else {
        execution.slots[decision.slot] = value
      }
    }
  }

  /// The file and range of a remark, where it has one.
  package func place(of remark: Remark) -> (source: SourceText, range: SourceRange)? {
    guard let place = remark.place, origins.indices.contains(place.expression) else { return nil }
    switch origins[place.expression] {
    case .fragment(let fragment): return (fragment.source, fragment.range(of: place.range))
    case .whole(let source, let range): return (source, range)
    }
  }
}
