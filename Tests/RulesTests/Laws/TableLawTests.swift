import Testing

@testable import Rules

@Test("a table gives what its rows say, read one by one, for every hit policy")
func tableReading() {
  for number in 0..<cases(600) {
    var random = SeededRandom(seed: number)
    let policy = HitPolicy.allCases[number % HitPolicy.allCases.count]
    let table = RandomTable(policy, &random)
    guard let code = RandomTable.code(table.table) else {
      Issue.record("case \(number) is no table: \(table.text)")
      continue
    }
    for one in -3...4 {
      var facts = RandomFacts.values(&random)
      facts[0] = one == 4 ? .null : .number(Number(one))
      let expected = table.reading(Array(facts.prefix(table.columns.count)))
      let found = RandomRule.value(code, facts)
      #expect(
        found.map { $0.isIdentical(to: expected) } ?? false,
        """
        case \(number): \(spelled(facts)) gives \(found.map { spelled($0) } ?? "nothing"), \
        not \(spelled(expected)) of
        \(table.text)
        """)
    }
  }
}

@Test("what a table gives in spite of what is unknown stands, for every hit policy")
func tableLawOfUnknown() {
  var decided = 0
  for number in 0..<cases(600) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let policy = HitPolicy.allCases[number % HitPolicy.allCases.count]
    let shape = RandomTable(policy, &expression.random)
    let table = shape.table { row in
      expression.random.happens(70)
        ? "\(row.output)"
        : expression.text(.number, depth: expression.random.below(2))
    }
    guard let code = RandomTable.code(table) else { continue }
    let facts = RandomFacts.values(&expression.random)
    if let why = violation(of: code, facts: facts, &expression.random, &decided) {
      let outputs = table.rules.map { $0.conclusions[0].text }
      Issue.record("case \(number): \(shape.text)\noutputs \(outputs)\n\(why)")
    }
  }
  #expect(decided > cases(160), "much is decided in spite of what is unknown")
}

@Test("tables whose cells are any expressions keep the law of unknown")
func expressiveTables() {
  var tried = 0
  var decided = 0
  for number in 0..<cases(600) {
    var expression = RandomExpression(SeededRandom(seed: number))
    let sorts = (0...expression.random.below(2)).map { _ in expression.random.pick(Sort.simple) }
    let outputs = 1 + expression.random.below(2)
    func fragment(_ text: String) -> SourceFragment { RandomRule.fragment(text) }
    let table = DecisionTable(
      hitPolicy: HitPolicy.allCases[number % HitPolicy.allCases.count],
      inputs: sorts.map { sort in
        let allowed = expression.random.happens(15) ? expression.tests(sort, depth: 1) : nil
        return .init(
          expression: fragment(expression.text(sort, depth: 1)), allowed: allowed.map(fragment))
      },
      outputs: (0..<outputs).map { index in
        .init(
          name: outputs == 1 ? nil : "o\(index)", type: .any,
          allowed: expression.random.happens(30) ? fragment("0, 1, 2, n2") : nil,
          defaultValue: expression.random.happens(30)
            ? fragment(expression.text(.number, depth: 1)) : nil)
      },
      rules: (0..<(1 + expression.random.below(4))).map { _ in
        .init(
          conditions: sorts.map { fragment(expression.tests($0, depth: 1)) },
          conclusions: (0..<outputs).map { _ in fragment(expression.text(.number, depth: 1)) },
          range: SourceRange(0, 0))
      })
    guard let code = RandomTable.code(table) else { continue }
    tried += 1
    let facts = RandomFacts.values(&expression.random)
    if let why = violation(of: code, facts: facts, &expression.random, &decided) {
      let inputs = table.inputs.map { "\($0.expression.text) {\($0.allowed?.text ?? "")}" }
      let rows = table.rules.map { ($0.conditions + $0.conclusions).map(\.text) }
      Issue.record("case \(number): \(table.hitPolicy) \(inputs) \(rows)\n\(why)")
    }
  }
  #expect(tried > cases(530), "most of what is made is well formed")
  #expect(decided > cases(160), "much is decided in spite of what is unknown")
}
