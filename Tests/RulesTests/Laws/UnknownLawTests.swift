import Foundation
import Testing

@testable import Rules

/// How many random cases a law is tried on: half of what is said where it fits a quick run, and as many times it as the
/// environment asks for with `LAW_CASES=8`.
func cases(_ count: Int) -> Int {
  let factor = ProcessInfo.processInfo.environment["LAW_CASES"].flatMap { Int($0) }
  return factor.map { count * $0 } ?? (count + 1) / 2
}

/// Random rules over the inputs of ``RandomFacts``, made ready to run.
enum RandomRule {
  static let scope = ModelScope(
    entries: RandomFacts.inputs.enumerated().map { (Name($1.name), $0, $1.sort.type) },
    members: Set(RandomFacts.members.map { Name($0.name) }))

  static let moment = DateAndTime(date: .epoch, time: .midnightUTC)

  static func fragment(_ text: String) -> SourceFragment {
    SourceFragment(whole: SourceText(name: "rule", text: text))
  }

  /// - Returns: `nil` where the text is not a rule.
  static func checked(_ text: String) -> CheckedExpression? {
    var checker = ExpressionChecker(scope: scope, mode: .standard)
    let checked = checker.check(fragment(text), type: nil)
    return checked.diagnostics.isEmpty ? checked.expression : nil
  }

  /// - Returns: `nil` where the text is not a rule.
  static func code(_ text: String) -> Code? { checked(text).map { Compiler().compile($0) } }

  /// - Returns: `nil` where a limit was passed.
  static func value(_ code: Code, _ facts: [Value]) -> Value? {
    let limits = EvaluationLimits(steps: 5_000, listItems: 500, stringLength: 2_000)
    var execution = Execution(moment: moment, limits: limits, slots: facts)
    let value = code(&execution)
    return execution.failure == nil ? value : nil
  }
}

/// What breaks the law of unknown for one rule and one set of facts; `nil` where nothing does.
///
/// The law: what is not unknown in an answer stays as it is, whatever is answered later; an answer
/// names as its causes only what is unanswered; and without anything unanswered nothing is unknown.
func violation(
  of code: Code, facts: [Value], _ random: inout SeededRandom, _ decided: inout Int
) -> String? {
  guard let known = RandomRule.value(code, facts) else { return nil }
  if known.unknownWithin != nil { return "unknown of nothing: \(facts) gives \(known)" }
  if let again = RandomRule.value(code, facts), !again.completes(known) {
    return "twice the same facts give \(known) and \(again)"
  }
  for percent in [5, 20, 60] {
    let partial = RandomFacts.hiding(percent, of: facts, &random)
    guard let early = RandomRule.value(code, partial) else { continue }
    let causes = early.causesWithin
    let open = Value.list(partial).causesWithin
    if early.unknownWithin != nil, causes.isEmpty { return "no cause: \(partial) gives \(early)" }
    if !causes.isSubset(of: open) { return "strange cause: \(partial) gives \(early)" }
    if case .unknown = early { continue }
    if !open.isEmpty { decided += 1 }
    for turn in 0..<3 {
      let completed = turn == 0 ? facts : RandomFacts.completing(partial, &random)
      guard let late = RandomRule.value(code, completed) else { continue }
      if !late.completes(early) {
        return
          "\(spelled(partial)) gives \(spelled(early)), but \(spelled(completed)) gives \(spelled(late))"
      }
    }
  }
  return nil
}

func spelled(_ facts: [Value]) -> String {
  zip(RandomFacts.inputs, facts).map { "\($0.name)=\(spelled($1))" }.joined(separator: " ")
}

func spelled(_ value: Value) -> String {
  switch value {
  case .unknown: "?"
  case .list(let items): "[\(items.map { spelled($0) }.joined(separator: ", "))]"
  case .context(let context):
    "{\(context.entries.map { "\($0): \(spelled($1))" }.joined(separator: ", "))}"
  default: value.spelling(isNested: true, atMost: 100) ?? ""
  }
}

@Test("an answer reached in spite of what is unknown stands, whatever is answered later")
func lawOfUnknown() {
  var tried = 0
  var decided = 0
  var failures: [(text: String, case: Int, why: String)] = []
  for number in 0..<cases(3_000) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let sort = expression.random.pick(Sort.simple + [.boolean, .boolean, .record, .list(.number)])
    let text = expression.text(sort, depth: 1 + expression.random.below(4))
    guard let code = RandomRule.code(text) else { continue }
    tried += 1
    for _ in 0..<2 {
      let facts = RandomFacts.values(&expression.random)
      guard let why = violation(of: code, facts: facts, &expression.random, &decided)
      else { continue }
      failures.append((text, number, why))
    }
  }
  #expect(tried > cases(2_700), "most of what is made is well formed")
  #expect(decided > cases(4_500), "much is decided in spite of what is unknown")
  for failure in failures.sorted(by: { $0.text.count < $1.text.count }).prefix(5) {
    Issue.record("case \(failure.case) of \(failures.count): \(failure.text)\n\(failure.why)")
  }
}
