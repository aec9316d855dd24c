import Testing

@testable import Rules

/// What came of comparing code with plain readings, over many cases.
private struct Tally {
  let causes: NamedCauses
  var compared = 0
  var limited = 0
  var counts: [FormKind: Int] = [:]
  private var failures: [(text: String, why: String)] = []

  init(causes: NamedCauses) { self.causes = causes }

  /// Compares one expression for facts without and with something unanswered.
  mutating func compare(
    _ checked: CheckedExpression, _ text: String, facts sets: Int, _ random: inout SeededRandom
  ) {
    checked.count(into: &counts)
    let code = Compiler().compile(checked)
    let before = failures.count
    for _ in 0..<sets {
      let facts = RandomFacts.values(&random)
      for percent in [0, 10, 50] {
        add(
          RulesTests.compare(
            code, with: checked, RandomFacts.hiding(percent, of: facts, &random), causes: causes),
          text)
      }
      // Some inputs are known beforehand, as the parameters of a ruleset are.
      var constants: [Int: Value] = [:]
      for slot in facts.indices where random.happens(30) { constants[slot] = facts[slot] }
      let folded = Compiler(constants: constants).compile(checked)
      let partial = RandomFacts.hiding(20, of: facts, &random).enumerated().map {
        constants[$0] ?? $1
      }
      add(RulesTests.compare(folded, with: checked, partial, causes: causes), text)
    }
    // One case of each expression tells enough.
    failures.removeLast(max(0, failures.count - before - 1))
  }

  mutating func add(_ result: ComparisonResult, _ text: String) {
    switch result {
    case .same: compared += 1
    case .limited: limited += 1
    case .differs(let why): failures.append((text, why))
    }
  }

  /// The shortest are told; they are the easiest to understand.
  func tell() {
    for (text, why) in failures.sorted(by: { $0.text.count < $1.text.count }).prefix(5) {
      Issue.record("one of \(failures.count): \(text)\n\(why)")
    }
  }
}

@Test("code gives what a plain reading of the expression gives, whatever is unanswered")
func referenceLaw() {
  var tally = Tally(causes: .all)
  for number in 0..<cases(2_500) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let sort = expression.random.pick(Sort.simple + [.boolean, .record, .list(.number)])
    let text = expression.text(sort, depth: 1 + expression.random.below(4))
    guard let checked = RandomRule.checked(text) else { continue }
    tally.compare(checked, "case \(number): \(text)", facts: 2, &expression.random)
  }
  tally.tell()
  #expect(tally.compared > cases(18_000), "\(tally.limited) cases passed a limit")
  for kind in FormKind.ofTexts {
    #expect(tally.counts[kind, default: 0] > 0, "\(kind) is never tried")
  }
}

@Test("tables and boxed logic give what a plain reading of them gives, whatever is unanswered")
func boxedReferenceLaw() {
  var tally = Tally(causes: .some)
  for number in 0..<cases(1_200) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let sort = expression.random.pick(Sort.simple + [.boolean, .record, .list(.number)])
    let boxed = expression.boxed(sort, depth: 1 + expression.random.below(3))
    var checker = ExpressionChecker(
      scope: RandomRule.scope, mode: .standard, types: RandomExpression.checkedTypes)
    let checked = checker.check(boxed, as: nil, named: "d")
    guard checker.diagnostics.isEmpty else { continue }
    tally.compare(checked, "case \(number): \(outline(boxed))", facts: 2, &expression.random)
  }
  tally.tell()
  #expect(tally.compared > cases(8_000), "\(tally.limited) cases passed a limit")
  for kind in FormKind.allCases {
    #expect(tally.counts[kind, default: 0] > 0, "\(kind) is never tried")
  }
}

@Test("a model gives what a plain reading of it gives, whatever is known beforehand")
func modelReferenceLaw() throws {
  var tally = Tally(causes: .some)
  for number in 0..<cases(400) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let made = RandomModel(&expression)
    let checked = try CheckedModel(made.model, mode: .standard)
    guard checked.advice.isEmpty else { continue }
    for decision in checked.decisions { decision.logic.count(into: &tally.counts) }
    var facts = RandomFacts.values(&expression.random)
    var constants: [Int: Value] = [:]
    for slot in facts.indices where expression.random.happens(30) { constants[slot] = facts[slot] }
    let models = [CompiledModel(checked), CompiledModel(checked, constants: constants)]
    for percent in [0, 0, 30] {
      for (index, model) in models.enumerated() {
        if percent > 0 {
          facts = RandomFacts.hiding(percent, of: facts, &expression.random)
          if index == 1 { for (slot, value) in constants { facts[slot] = value } }
        }
        tally.add(compare(model, with: checked, facts), "case \(number): \(made.text)")
      }
    }
  }
  tally.tell()
  #expect(tally.compared > cases(1_500), "\(tally.limited) cases passed a limit")
}
