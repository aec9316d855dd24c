/// Runs test cases against the model that they are about.
public struct DecisionTestRun: Sendable {
  /// What one expected result came to.
  public struct Outcome: Sendable {
    /// Whether the model does what the case says.
    public enum Kind: Hashable, Sendable {
      /// The result is as expected.
      case met
      /// The result is another than expected, or the evaluation asked for too much.
      case differs
      /// The case can't test what it says it tests, whatever the result is: it hands in what nothing
      /// asks for, or expects nothing.
      case testsNothing
    }

    /// The case that it is about: its `id` in the file, or its number.
    public let caseID: String
    /// The result that is expected; `nil` of a case that expects none.
    public let expected: DecisionTests.Result?
    /// What is expected, as a value of the kind that was found.
    public let expectedValue: Value
    /// What the model gave; `null` where it gave nothing.
    public let actual: Value
    /// Why something became `null`, why there is no value at all, or why the case tests nothing.
    public let reasons: [Evaluation.Reason]
    /// What it came to.
    public let kind: Kind

    /// Whether the result was computed and is as expected.
    public var passed: Bool { kind == .met }
  }

  /// The model that is tested.
  public let model: ExecutableModel
  /// What `now()` and `today()` answer in every case.
  public let moment: DateAndTime

  /// A run of any number of cases against one model, all at one moment.
  public init(_ model: ExecutableModel, at moment: DateAndTime) {
    self.model = model
    self.moment = moment
  }

  /// An outcome for each result that the case expects, and one for a case that expects none.
  public func outcomes(of testCase: DecisionTests.Case) -> [Outcome] {
    var facts = ModelFacts()
    var faults: [Evaluation.Reason] = []
    for item in testCase.inputs {
      switch input(item, of: testCase) {
      case .failure(let fault): faults.append(fault.reason)
      case .success(let (id, _)) where facts.has(id):
        faults.append(.init(.givenTwice(item.name), at: (item.source, item.range)))
      case .success(let (id, type)): facts[id] = item.value.read(as: type)
      }
    }
    if testCase.results.isEmpty {
      faults.append(.init(.expectsNothing, at: (testCase.source, testCase.range)))
      return [nothing(testCase, nil, faults)]
    }
    return testCase.results.map { result in
      var faults = faults
      if !result.isStated { faults.append(.init(.noExpected, at: (result.source, result.range))) }
      if !faults.isEmpty { return nothing(testCase, result, faults) }
      return outcome(testCase, result, facts)
    }
  }

  private func outcome(
    _ testCase: DecisionTests.Case, _ expected: DecisionTests.Result, _ facts: ModelFacts
  ) -> Outcome {
    do {
      let evaluation: Evaluation?
      switch testCase.subject {
      case .decisions:
        let id = model.decision(named: expected.name, in: expected.namespace)
        evaluation = try id.map { id throws(EvaluationError) in
          try model.evaluate([id], given: facts, at: moment)
        }
      case .service(let name):
        let id = model.service(named: Name(name))
        evaluation = try id.flatMap { id throws(EvaluationError) in
          try model.evaluate(service: id, given: facts, at: moment)
        }
      }
      guard let found = evaluation?.results.first(where: { $0.name == expected.name }) else {
        return nothing(testCase, expected, [noResult(expected, in: testCase)])
      }
      let wanted = expected.expected.read(like: found.value)
      return Outcome(
        caseID: testCase.id, expected: expected, expectedValue: wanted, actual: found.value,
        reasons: found.reasons, kind: found.value.isExpected(wanted) ? .met : .differs)
    } catch {
      return Outcome(
        caseID: testCase.id, expected: expected, expectedValue: expected.expected.read(as: .any),
        actual: .null, reasons: [Evaluation.Reason(Remark(reason: error.message, place: nil))],
        kind: .differs)
    }
  }

  private func nothing(
    _ testCase: DecisionTests.Case, _ expected: DecisionTests.Result?,
    _ faults: [Evaluation.Reason]
  ) -> Outcome {
    Outcome(
      caseID: testCase.id, expected: expected,
      expectedValue: expected?.expected.read(as: .any) ?? .null, actual: .null, reasons: faults,
      kind: .testsNothing)
  }

  private struct UnusedInput: Error {
    let reason: Evaluation.Reason
  }

  /// What an input node is for, if what is tested asks for it.
  private func input(
    _ item: DecisionTests.Item, of testCase: DecisionTests.Case
  ) -> Result<(id: ElementIdentifier, type: ValueType), UnusedInput> {
    func unused(_ text: LocalizedText) -> UnusedInput {
      UnusedInput(reason: .init(text, at: (item.source, item.range)))
    }
    let decisions = model.model.decisions
    var asked = model.model.inputs.map { ($0.id, $0.name) }
    asked += decisions.filter { $0.logic == nil }.map { ($0.id, $0.name) }
    if case .service(let name) = testCase.subject, let id = model.service(named: Name(name)),
      let service = model.model.services.first(where: { $0.id == id })
    {
      asked += decisions.map { ($0.id, $0.name) }
      asked = asked.filter { service.parameters.contains($0.0) }
    }
    guard let found = model.input(named: item.name, in: item.namespace) else {
      return .failure(unused(.notAskedFor(item.name, among: asked.map(\.1))))
    }
    if asked.contains(where: { $0.0 == found.id }) { return .success(found) }
    let isComputed = decisions.contains { $0.id == found.id && $0.logic != nil }
    if case .decisions = testCase.subject, isComputed {
      return .failure(unused(.isComputed(item.name)))
    }
    return .failure(unused(.notAskedFor(item.name, among: asked.map(\.1))))
  }

  private func noResult(
    _ expected: DecisionTests.Result, in testCase: DecisionTests.Case
  ) -> Evaluation.Reason {
    let place = (expected.source, expected.range)
    guard case .service(let name) = testCase.subject else {
      return .init(
        .noDecision(expected.name, among: model.model.decisions.map(\.name)), at: place)
    }
    let services = model.model.services
    guard let id = model.service(named: Name(name)) else {
      return .init(.noService(Name(name), among: services.map(\.name)), at: place)
    }
    let outputs = services.first { $0.id == id }?.outputs ?? []
    return .init(
      .noDecision(
        expected.name,
        among: model.model.decisions.filter { outputs.contains($0.id) }.map(\.name)), at: place)
  }
}

extension Evaluation.Reason {
  fileprivate init(_ text: LocalizedText, at place: (source: SourceText, range: SourceRange)) {
    let origin = Remark.Origin(whole: place.source, place.range)
    self.init(Remark(reason: text, place: Remark.Place(origin, SourceRange(0, 0))))
  }
}

/// Why a case tests nothing.
extension LocalizedText {
  fileprivate static let expectsNothing = LocalizedText(
    nl: "dit testgeval verwacht niets: het heeft geen 'resultNode'",
    en: "this test case expects nothing: it has no 'resultNode'")

  fileprivate static let noExpected = LocalizedText(
    nl: "hier staat niet wat er wordt verwacht: 'expected' ontbreekt",
    en: "this does not say what is expected: 'expected' is missing")

  fileprivate static func notAskedFor(_ name: Name, among known: [Name]) -> LocalizedText {
    LocalizedText(
      nl: "het model vraagt niet om '\(name.text.shortened)'",
      en: "the model does not ask for '\(name.text.shortened)'"
    ).suggesting(name, among: known)
  }

  fileprivate static func isComputed(_ name: Name) -> LocalizedText {
    LocalizedText(
      nl: "het model berekent '\(name.text.shortened)' zelf; een waarde ervoor telt niet",
      en: "the model computes '\(name.text.shortened)' itself; a value for it does not count")
  }

  fileprivate static func givenTwice(_ name: Name) -> LocalizedText {
    LocalizedText(
      nl: "voor '\(name.text.shortened)' staat hier al een waarde",
      en: "there is a value for '\(name.text.shortened)' here already")
  }

  fileprivate static func noDecision(_ name: Name, among known: [Name]) -> LocalizedText {
    LocalizedText(
      nl: "er is geen beslissing '\(name.text.shortened)' die dit geeft",
      en: "there is no decision '\(name.text.shortened)' that gives this"
    ).suggesting(name, among: known)
  }

  fileprivate static func noService(_ name: Name, among known: [Name]) -> LocalizedText {
    LocalizedText(
      nl: "het model heeft geen service '\(name.text.shortened)'",
      en: "the model has no service '\(name.text.shortened)'"
    ).suggesting(name, among: known)
  }

  private func suggesting(_ name: Name, among known: [Name]) -> LocalizedText {
    guard let mend = Suggestion.mend(for: name, among: known) else { return self }
    return LocalizedText(nl: "\(nl); \(mend.nl)", en: "\(en); \(mend.en)")
  }
}

extension ExecutableModel {
  /// The decision of that name; in the model that people mean where no namespace is given, else in any
  /// file that it imports, if only one has it.
  public func decision(named name: Name, in namespace: String? = nil) -> ElementIdentifier? {
    pick(model.decisions.map { ($0.name, $0.id) }, name, namespace)
  }

  /// The decision service of that name, found in the same way; `nil` where there is none.
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
