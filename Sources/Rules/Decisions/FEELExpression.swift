/// One text of FEEL, checked and compiled, to be answered in any number of contexts: immutable, shared between threads.
public struct FEELExpression: Sendable {
  /// What a text is read as.
  public enum Kind: Sendable {
    /// Something that gives a value. Source: DMN 1.5, 10.3.1.2, grammar rule 1.
    case expression
    /// Tests of a value, as a cell of a table has them: `> 5`, `"a", "b"`. Source: DMN 1.5, 7.3.3.
    case unaryTests
  }

  /// What a name means that nothing gives.
  public enum UnknownNames: Sendable {
    /// `null`, as the standard says.
    case areNull
    /// A fault, so that a misspelling is told.
    case areFaults
  }

  /// What an expression came to.
  public struct Answer: Sendable {
    /// Of tests `true`, `false` or `null`.
    public let value: Value
    /// Why something became `null`, with its place in the text.
    public let remarks: [Diagnostic]
  }

  private let kind: Kind
  private let fragment: SourceFragment
  private let names: [String]
  private let code: Code

  /// Reads and checks a text.
  ///
  /// - Parameters:
  ///   - context: the names that the text may use, with values like those that it will be answered with: names may
  ///     hold spaces, also those of members, so the text can't be read without them.
  ///   - title: what messages call the text.
  /// - Throws: everything that is wrong with the text.
  public init(
    _ text: String, as kind: Kind = .expression, with context: Context = .empty,
    unknownNames: UnknownNames = .areFaults, title: String = "<expression>"
  ) throws(Diagnostics) {
    self.kind = kind
    fragment = SourceFragment(whole: SourceText(name: title, text: text))
    names = context.shape.names
    let entries = names.enumerated().map { (name: Name($1), slot: $0, type: ValueType.any) }
    let scope = ModelScope(entries: entries, members: context.memberNames)
    let mode: CheckingMode =
      switch unknownNames {
      case .areNull: .standard
      case .areFaults: .declared
      }
    var checker = ExpressionChecker(scope: scope, mode: mode)
    let compiler = Compiler(origin: Remark.Origin(fragment))
    let problems: [Diagnostic]
    switch kind {
    case .expression:
      let found = checker.check(fragment, type: nil)
      problems = found.diagnostics
      code = compiler.compile(found.expression)
    case .unaryTests:
      let found = checker.checkTests(fragment, of: .any)
      problems = found.diagnostics
      code = compiler.compile(found.tests, input: 0)
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
  }

  /// What it comes to.
  ///
  /// - Parameters:
  ///   - context: values for the names; one that it lacks is `null`, what it has besides is not looked at.
  ///   - input: what tests are tests of; of no meaning to an expression.
  ///   - moment: what `now()` answers.
  /// - Throws: where it asks for more than the limits allow.
  public func answer(
    with context: Context = .empty, testing input: Value = .null, at moment: DateAndTime,
    limits: EvaluationLimits = .standard
  ) throws(EvaluationError) -> Answer {
    var execution = Execution(
      moment: moment, limits: limits, slots: names.map { context[$0] ?? .null })
    if case .unaryTests = kind { execution.locals = [input] }
    let value = code(&execution)
    if let failure = execution.failure { throw failure }
    let remarks = execution.remarks.map { remark in
      Diagnostic(
        .warning, remark.reason, at: remark.location?.range ?? SourceRange(0, 0),
        in: fragment.source)
    }
    return Answer(value: value, remarks: remarks)
  }
}

extension Context {
  /// The names inside the values, which may follow a dot.
  fileprivate var memberNames: Set<Name> {
    var found: Set<Name> = []
    for value in values { value.addMemberNames(to: &found) }
    return found
  }
}

extension Value {
  // Whoever made the value bounded its depth.
  fileprivate func addMemberNames(to found: inout Set<Name>) {
    switch self {
    case .list(let items): for item in items { item.addMemberNames(to: &found) }
    case .context(let context):
      for (name, value) in context.entries {
        found.insert(Name(name))
        value.addMemberNames(to: &found)
      }
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration, .range, .function:
      break
    }
  }
}
