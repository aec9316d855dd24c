import Testing

@testable import Rules

@Test("a table gives what its rows say, read one by one, for every hit policy")
func tableReading() {
  for number in 0..<cases(220) {
    var random = SeededRandom(seed: number)
    let policy = HitPolicy.allCases[number % HitPolicy.allCases.count]
    let table = RandomTable(policy, &random)
    guard let code = RandomTable.code(table.table) else {
      Issue.record("case \(number) is no table: \(table.text)")
      continue
    }
    // Every number in a cell, one less than the least of them, one more than the greatest, and null.
    let domain = (-3...7).map { Value.number(Number($0)) } + [.null]
    for one in domain {
      for other in table.columns.count == 1 ? [.null] : domain {
        let expected = table.reading([one, other])
        let found = RandomRule.value(code, [one, other])
        #expect(
          found?.isSame(as: expected) ?? false,
          """
          case \(number): \(spelled(one)) and \(spelled(other)) gives \
          \(found.map { spelled($0) } ?? "nothing"), not \(spelled(expected)) of
          \(table.text)
          """)
      }
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
    let policy = HitPolicy.allCases[number % HitPolicy.allCases.count]
    let table = expression.decisionTable(policy, .number, depth: 1)
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
