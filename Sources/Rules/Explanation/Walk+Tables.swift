/// Claims about decision tables.
extension Walk {
  /// The row that applied; and where the answer is not as wanted, of the rows that would give what is
  /// wanted the one that comes closest, with the cells that kept it out.
  mutating func tableClaim(
    _ node: TracedExpression, _ table: CheckedTable, _ value: Value, _ purpose: Purpose
  ) -> Claim? {
    let layout = TableLayout(table, node)
    let inputs = layout.inputs.map { (node: $0, value: self.value($0)) }
    var applied: [Int] = []
    var closest: (rule: Int, cells: [Int])?
    for (index, rule) in layout.rules.enumerated() {
      let missed = rule.cells.enumerated().compactMap { column, cell -> Int? in
        meets(cell, inputs[column].value, inputs[column].node) ? nil : column
      }
      if missed.isEmpty {
        applied.append(index)
      } else if let wanted = purpose.wanted, let conclusion = rule.conclusions.first,
        case .boolean(wanted) = self.value(conclusion),
        closest.map({ missed.count < $0.cells.count }) ?? true
      {
        closest = (index, missed)
      }
    }
    var parts = inputs.compactMap { input -> Claim? in
      guard let name = phrase(input.node)?.uppercasedFirst else { return nil }
      return make(
        input.node, .null, purpose.asCircumstance(), statement(name, input.value, input.node),
        inputs: reads(input.node))
    }
    var sentence =
      applied.isEmpty
      ? LocalizedText(
        nl: "Geen regel van de tabel past bij deze antwoorden.",
        en: "No row of the table fits these answers.")
      : LocalizedText(
        nl:
          "In de tabel past \(applied.count == 1 ? "regel" : "regels") \(Words.list(applied.map { "\($0 + 1)" }, .nl)).",
        en:
          "In the table \(applied.count == 1 ? "row" : "rows") \(Words.list(applied.map { "\($0 + 1)" }, .en)) \(applied.count == 1 ? "fits" : "fit")."
      )
    if let closest, purpose.wanted.map({ !value.is($0) }) ?? false {
      sentence = sentence.followed(
        by: LocalizedText(
          nl: "Regel \(closest.rule + 1) past niet. Dat komt hierdoor:",
          en: "Row \(closest.rule + 1) does not fit. This is why:"))
      let kept = closest.cells
      parts = parts.enumerated().filter { kept.contains($0.offset) }.map(\.element)
    }
    return make(node, value, purpose, sentence, parts: parts)
  }

  private mutating func meets(
    _ cell: TableLayout.Cell, _ input: Value, _ node: TracedExpression
  ) -> Bool {
    let code = explainer.open.compiler.compile(cell.tests, input: cell.input)
    return with(input, Local(place: nil, reads: [])) { walk in
      code(&walk.execution).isTrue
    }
  }
}

extension Value {
  fileprivate func `is`(_ truth: Bool) -> Bool {
    if case .boolean(truth) = self { true } else { false }
  }
}

/// Which children of a table are what.
struct TableLayout {
  struct Cell {
    let tests: CheckedTests
    let input: Int
    /// The operands of the tests.
    let operands: ArraySlice<TracedExpression>
  }

  struct Rule {
    let cells: [Cell]
    let conclusions: [TracedExpression]
  }

  let inputs: [TracedExpression]
  let defaults: [TracedExpression]
  let rules: [Rule]

  /// The children stand as ``CheckedTable/expressions`` lists them.
  init(_ table: CheckedTable, _ node: TracedExpression) {
    var next = 0
    var inputs: [TracedExpression] = []
    for input in table.inputs {
      inputs.append(node.children[next])
      next += 1 + (input.allowed?.expressions.count ?? 0)
    }
    var defaults: [TracedExpression] = []
    for output in table.outputs {
      next += output.allowed.count + (output.allowedTests?.expressions.count ?? 0)
      if output.defaultValue != nil {
        defaults.append(node.children[next])
        next += 1
      }
    }
    var rules: [Rule] = []
    for rule in table.rules {
      var cells: [Cell] = []
      for tests in rule.conditions {
        let count = tests.expressions.count
        cells.append(
          Cell(tests: tests, input: table.input, operands: node.children[next..<next + count]))
        next += count
      }
      let conclusions = Array(node.children[next..<next + rule.conclusions.count])
      next += conclusions.count
      rules.append(Rule(cells: cells, conclusions: conclusions))
    }
    self.inputs = inputs
    self.defaults = defaults
    self.rules = rules
  }
}
