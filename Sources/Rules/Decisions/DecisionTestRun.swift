/// Runs test cases against the model that they are about.
public struct DecisionTestRun: Sendable {
  /// What one expected result came to.
  public struct Outcome: Sendable {
    public let caseID: String
    public let expected: DecisionTests.Result
    /// What is expected, as a value of the kind that was found.
    public let expectedValue: Value
    public let actual: Value
    /// Why something became `null`, or why there is no value at all.
    public let reasons: [Evaluation.Reason]
    public let passed: Bool
  }

  public let model: ExecutableModel
  public let moment: DateAndTime

  public init(_ model: ExecutableModel, at moment: DateAndTime) {
    self.model = model
    self.moment = moment
  }

  /// An outcome for each result that the case expects.
  public func outcomes(of testCase: DecisionTests.Case) -> [Outcome] {
    var facts = ModelFacts()
    for item in testCase.inputs {
      if let (id, type) = model.input(named: item.name, in: item.namespace) {
        facts[id] = item.value.read(as: type)
      }
    }
    switch testCase.subject {
    case .decisions:
      return testCase.results.map { result in
        outcome(testCase, result) { () throws(EvaluationError) in
          guard let id = model.decision(named: result.name, in: result.namespace) else {
            return nil
          }
          return try model.evaluate([id], given: facts, at: moment).results.first
        }
      }
    case .service(let name):
      return testCase.results.map { result in
        outcome(testCase, result) { () throws(EvaluationError) in
          guard let id = model.service(named: Name(name)) else { return nil }
          let evaluation = try model.evaluate(service: id, given: facts, at: moment)
          return evaluation?.results.first { $0.name == result.name }
        }
      }
    }
  }

  private func outcome(
    _ testCase: DecisionTests.Case, _ expected: DecisionTests.Result,
    _ evaluate: () throws(EvaluationError) -> Evaluation.Result?
  ) -> Outcome {
    do {
      guard let found = try evaluate() else {
        return failed(
          testCase, expected,
          LocalizedText(
            nl: "het model heeft geen '\(expected.name)' dat dit geeft",
            en: "the model has no '\(expected.name)' that gives this"))
      }
      let wanted = expected.expected.read(like: found.value)
      return Outcome(
        caseID: testCase.id, expected: expected, expectedValue: wanted, actual: found.value,
        reasons: found.reasons, passed: found.value.isExpected(wanted))
    } catch {
      return failed(testCase, expected, error.message)
    }
  }

  private func failed(
    _ testCase: DecisionTests.Case, _ expected: DecisionTests.Result, _ reason: LocalizedText
  ) -> Outcome {
    Outcome(
      caseID: testCase.id, expected: expected, expectedValue: expected.expected.read(as: .any),
      actual: .null,
      reasons: [Evaluation.Reason(Remark(reason: reason, place: nil))], passed: false)
  }
}

extension ExecutableModel {
  /// The decision of that name; in the model that people mean where no namespace is given, else in any
  /// file that it imports, if only one has it.
  public func decision(named name: Name, in namespace: String? = nil) -> ElementIdentifier? {
    pick(model.decisions.map { ($0.name, $0.id) }, name, namespace)
  }

  public func service(named name: Name, in namespace: String? = nil) -> ElementIdentifier? {
    pick(model.services.map { ($0.name, $0.id) }, name, namespace)
  }

  /// What may be handed in under a name, and of which type it is: the input of that name, else the
  /// decision.
  public func input(
    named name: Name, in namespace: String? = nil
  ) -> (id: ElementIdentifier, type: ValueType)? {
    if let id = pick(model.inputs.map { ($0.name, $0.id) }, name, namespace) {
      return model.inputs.first { $0.id == id }.map { (id, $0.type.type) }
    }
    guard let id = decision(named: name, in: namespace) else { return nil }
    return model.decisions.first { $0.id == id }.map { (id, $0.type?.type ?? .any) }
  }

  private func pick(
    _ elements: [(name: Name, id: ElementIdentifier)], _ name: Name, _ namespace: String?
  ) -> ElementIdentifier? {
    let named = elements.filter { $0.name == name }.map(\.id)
    if let namespace { return named.first { $0.namespace == namespace } }
    return named.first { $0.namespace == model.namespace } ?? (named.count == 1 ? named[0] : nil)
  }
}

extension Number {
  /// Whether the number is what a test expects. The kit writes results of binary arithmetic with eight
  /// decimals or more, and those are met by what is less than 10⁻⁸ away; other numbers must be equal.
  fileprivate func isExpected(_ expected: Number) -> Bool {
    if self == expected { return true }
    guard expected.exponent <= -8, let difference = subtracting(expected) else { return false }
    return difference.magnitude < Self.closeness
  }

  private static let closeness = Number(
    packing: 1, exponent: -8, isNegative: false)
}

extension Value {
  /// Whether the value is what a test expects: the same in every part.
  fileprivate func isExpected(_ expected: Value) -> Bool {
    switch (self, expected) {
    case (.null, .null): return true
    case (.number(let actual), .number(let expected)): return actual.isExpected(expected)
    case (.list(let left), .list(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isExpected($1) }
    case (.context(let left), .context(let right)):
      return left.shape.names.count == right.shape.names.count
        && right.entries.allSatisfy { name, value in left[name]?.isExpected(value) ?? false }
    default: return isIdentical(to: expected) || isEqual(to: expected).isTrue
    }
  }
}
