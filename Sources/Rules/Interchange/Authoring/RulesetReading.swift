/// What the readers of one version share: the faults found so far, and what a part may refer to.
struct RulesetReading {
  let limits: RulesetLimits
  private(set) var problems: [Diagnostic] = []
  var overrides = Overrides()
  /// The order of the files, for the order of the faults.
  private var fileOrder: [String: Int] = [:]

  var sources: [SourceDocument] = []
  var readings: [Reading] = []
  var types = TypeTable()
  var typeNames = DeclaredNames()
  var sourceKeys = DeclaredNames()
  var readingNames = DeclaredNames()
  /// Names that expressions use: fields, parameters, definitions and criteria.
  var names = DeclaredNames()
  /// Identifiers of criteria and checks.
  var identifiers = DeclaredNames()

  init(limits: RulesetLimits) { self.limits = limits }

  mutating func report(_ problem: Diagnostic) { problems.append(problem) }

  mutating func report(_ found: [Diagnostic]) { problems.append(contentsOf: found) }

  /// The names to look among for one that was perhaps meant: none any more when there are already
  /// so many faults that looking would take long and help nobody.
  func offered(_ known: @autoclosure () -> [String]) -> [String] {
    problems.count < Self.problemsWithSuggestions ? known() : []
  }

  private static let problemsWithSuggestions = 200

  mutating func add(file name: String) {
    if fileOrder[name] == nil { fileOrder[name] = fileOrder.count }
  }

  /// All faults, file by file and in text order.
  ///
  /// - Throws: when one of them is an error.
  func finish() throws(Diagnostics) {
    guard problems.contains(where: { $0.severity == .error }) else { return }
    throw Diagnostics(sorted(problems))
  }

  /// Faults file by file and in text order.
  func sorted(_ problems: [Diagnostic]) -> [Diagnostic] {
    func place(_ index: Int) -> (Int, Int, Int) {
      let problem = problems[index]
      return (fileOrder[problem.source.name] ?? Int.max, problem.range.start, index)
    }
    let order = problems.indices.sorted { left, right in
      place(left) < place(right)
    }
    return order.map { problems[$0] }
  }
}

/// Names that may be declared once, and where each was.
struct DeclaredNames {
  private var places: [Name: (range: SourceRange, source: SourceText)] = [:]

  var all: some Sequence<Name> { places.keys }

  /// - Returns: the fault, when the name is there already.
  mutating func declare(
    _ name: Name, at range: SourceRange, in source: SourceText
  ) -> Diagnostic? {
    if let first = places[name] {
      return .declaredTwice(
        name.text, at: range, in: source, first: first.range, firstIn: first.source)
    }
    places[name] = (range, source)
    return nil
  }
}

extension RulesetReading {
  /// The name that a key gives.
  ///
  /// - Returns: `nil`, and a report, when the key is blank.
  mutating func name(_ key: DataDocument.Node) -> Name? {
    let name = Name(key.text)
    if !name.text.isEmpty { return name }
    report(.blankName(at: key))
    return nil
  }

  mutating func declareName(_ name: Name, at key: DataDocument.Node) {
    if let fault = names.declare(name, at: key.range, in: key.source) { report(fault) }
  }

  mutating func declareIdentifier(_ name: Name, at key: DataDocument.Node) {
    if let fault = identifiers.declare(name, at: key.range, in: key.source) { report(fault) }
  }
}
