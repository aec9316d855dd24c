import Rules

/// Any bytes as a plan in JSON, by the quick reader: it says what the other reader says, or nothing.
enum QuickPlanTarget {
  /// Without the types of answers that the quick reader leaves to the other.
  private static let ruleset = try? SmallRuleset.ruleset(
    basis: Array(
      SmallRuleset.basis.replacing("type: time }", with: "type: string }")
        .replacing(
          "          since: { type: date }",
          with:
            "          since: { type: date }\n          seats: { type: number, constraint: '>= 0' }"
        )
        .replacing("type: date and time }", with: "type: list of number }").utf8))

  static func run(_ bytes: [UInt8]) throws(Finding) {
    guard let ruleset else { throw Finding("the small ruleset is refused") }
    let moment = DateAndTime(date: .epoch, time: .midnightUTC)
    let decider = PlanDecider(ruleset)
    let found = bytes.withUnsafeBufferPointer { bytes in
      decider.decide(0..<bytes.count, of: bytes, at: moment, accepts: { _ in true }) {
        verdicts, answers in
        (
          verdicts, answers.ruleset,
          ruleset.model.vocabulary.fields.indices.map { answers.answer(ofField: $0) }
        )
      }
    }
    guard let (verdicts, name, answers) = found else { return }
    let document: DataDocument
    do throws(Diagnostics) {
      document = try DataDocument(json: SourceText(name: "plan.json", bytes: bytes))
    } catch {
      throw Finding("read, and refused by the other reader: \(error.all.map(\.message.en))")
    }
    let (facts, problems) = ruleset.facts(from: document.root, recordingCauses: false)
    try demand(problems.isEmpty, "read, with problems: \(problems.map(\.message.en))")
    try demand(name, is: document.root["ruleset"]?.text, "the name of the ruleset")
    try demand(
      answers.map { "\($0)" }, is: facts.values.map { "\($0)" }, "answers")
    let expected: Verdicts
    do throws(EvaluationError) {
      expected = try ruleset.verdicts(for: facts, at: moment)
    } catch {
      throw Finding("decided, and not by the other way: \(error.message.en)")
    }
    try demand(verdicts, is: expected, "verdicts")
  }
}
