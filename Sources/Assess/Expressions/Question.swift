package import Rules

/// One expression or test, and the names it may use.
struct Question {
  let text: String
  let isTest: Bool
  let names: Context
  /// Whether an unknown name is `null`, as the standard says, or a fault.
  var allowsUnknownNames = false
  /// What people call the text in messages.
  static let title = "<expression>"

  /// The name of the value under test.
  private static let input = "?"

  struct Answer {
    let value: Value
    /// Why something became `null`.
    let remarks: [Diagnostic]
  }

  /// - Throws: everything that is wrong with the text, or that it asks too much.
  func answer(at moment: DateAndTime) throws(Failure) -> Answer {
    let fragment = SourceFragment(whole: SourceText(name: Self.title, text: text))
    let entries = names.entries.enumerated().map { slot, entry in
      (name: Name(entry.0), slot: slot, type: ValueType.any)
    }
    let origin = Remark.Origin(fragment)
    let scope = ModelScope(entries: entries, members: names.memberNames)
    var checker = ExpressionChecker(scope: scope, mode: allowsUnknownNames ? .standard : .declared)
    var execution = Execution(moment: moment, slots: names.values)
    let code: Code
    if isTest {
      guard let input = names[Self.input] else { throw Failure(.badInput, .inputMissing) }
      let (tests, problems) = checker.checkTests(fragment, of: .any)
      if !problems.isEmpty { throw Failure(.badInput, problems) }
      code = Compiler(origin: origin).compile(tests, input: 0)
      execution.locals = [input]
    } else {
      let (expression, problems) = checker.check(fragment, type: nil)
      if !problems.isEmpty { throw Failure(.badInput, problems) }
      code = Compiler(origin: origin).compile(expression)
    }
    let value = code(&execution)
    if let failure = execution.failure { throw Failure(failure, about: Self.title) }
    let remarks = execution.remarks.map { remark in
      Diagnostic(
        .warning, remark.reason,
        at: remark.location?.range ?? SourceRange(0, 0), in: fragment.source)
    }
    return Answer(value: value, remarks: remarks)
  }
}

extension EvaluationError {
  static let answerTooLong = EvaluationError.tooLong(
    what: LocalizedText(nl: "het antwoord", en: "the answer"), limit: Value.jsonLimit)
}

extension Notice {
  fileprivate static let inputMissing = Notice(
    LocalizedText(
      nl: "er is geen waarde om te toetsen", en: "there is no value to test"),
    mend: LocalizedText(
      nl: "geef in de context een waarde aan '?': {\"?\": 7}",
      en: "give '?' a value in the context: {\"?\": 7}"))
}

extension Context {
  /// The names that a mapping gives values to, white space made single.
  package init(names root: DataDocument.Node) throws(Diagnostics) {
    guard root.kind == .mapping, case .context(let read) = try Value(untyped: root) else {
      throw Diagnostics([
        Diagnostic(
          .error,
          LocalizedText(
            nl: "hier horen namen met hun waarden te staan",
            en: "names with their values are expected here"),
          mend: LocalizedText(
            nl: "schrijf het als {\"naam\": waarde}", en: "write it as {\"name\": value}"),
          at: root.range, in: root.source)
      ])
    }
    self = read
  }

  /// The names inside the values, which may follow a dot.
  fileprivate var memberNames: Set<Name> {
    var found: Set<Name> = []
    for value in values { Self.collect(value, &found) }
    return found
  }

  // The document's own limit bounds the depth.
  private static func collect(_ value: Value, _ found: inout Set<Name>) {
    switch value {
    case .list(let items): for item in items { collect(item, &found) }
    case .context(let context):
      for (name, value) in context.entries {
        found.insert(Name(name))
        collect(value, &found)
      }
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration, .range, .function:
      break
    }
  }
}
