package import Rules

/// One expression or test, and the names it may use.
struct ExpressionQuestion {
  let text: String
  let isTest: Bool
  let names: Context
  /// Whether an unknown name is `null`, as the standard says, or a fault.
  var allowsUnknownNames = false
  /// What people call the text in messages.
  static let title = "<expression>"

  /// The name of the value under test.
  private static let input = "?"

  /// - Throws: everything that is wrong with the text, or that it asks too much.
  func answer(at moment: DateAndTime) throws(Failure) -> FEELExpression.Answer {
    let input = names[Self.input]
    if isTest, input == nil { throw Failure(.badInput, .inputMissing) }
    let expression: FEELExpression
    do {
      expression = try FEELExpression(
        text, as: isTest ? .unaryTests : .expression, with: names,
        unknownNames: allowsUnknownNames ? .areNull : .areFaults, title: Self.title)
    } catch {
      throw Failure(.badInput, error)
    }
    do {
      return try expression.answer(with: names, testing: input ?? .null, at: moment)
    } catch {
      throw Failure(error, about: Self.title)
    }
  }
}

extension EvaluationError {
  static let answerTooLong = EvaluationError.tooLong(
    what: LocalizedText(nl: "het antwoord", en: "the answer"), limit: Value.jsonLimit)
}

extension Notice {
  fileprivate static let inputMissing = Notice(
    nl: "er is geen waarde om te toetsen", en: "there is no value to test",
    mendNL: "geef in de context een waarde aan '?': {\"?\": 7}",
    mendEN: "give '?' a value in the context: {\"?\": 7}")
}

extension Context {
  /// The names that a mapping gives values to, white space made single.
  package init(names root: DataDocument.Node) throws(Diagnostics) {
    guard root.kind == .mapping, case .context(let read) = try Value(untyped: root) else {
      throw Diagnostics([
        Diagnostic(
          .error, nil, nl: "hier horen namen met hun waarden te staan",
          en: "names with their values are expected here",
          mendNL: "schrijf het als {\"naam\": waarde}", mendEN: "write it as {\"name\": value}",
          at: root.range, in: root.source)
      ])
    }
    self = read
  }
}
