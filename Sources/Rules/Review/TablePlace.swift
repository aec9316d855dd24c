/// A table in the file of its author, and what is told of it there.
struct TablePlace {
  let table: DecisionTable
  let source: SourceText
  let range: SourceRange

  /// What an analysis says, in the words of the author.
  ///
  /// - Parameter tellsGaps: whether that nothing applies is a fault.
  func problems(_ analysis: TableAnalysis, tellsGaps: Bool = true) -> [Diagnostic] {
    var problems = analysis.opaque.map { notAnalysed(column: $0) }
    if tellsGaps { problems += analysis.gaps.map { gap($0) } }
    problems += analysis.overlaps.map { overlap($0) }
    problems += analysis.idle.map { idle(row: $0.row, $0.reason) }
    for stop in analysis.stops {
      if case .gaps = stop, !tellsGaps { continue }
      problems.append(cutShort(stop))
    }
    return problems
  }

  /// For each column, in FEEL, that its input meets a test of what is told.
  func conditions(_ tests: [String]) -> [String] {
    zip(table.inputs, tests).compactMap { input, test in
      let value = "(\(input.expression.text))"
      if test == "-" { return nil }
      if test == "? != null" { return "\(value) != null" }
      guard test.hasPrefix("not("), test.hasSuffix(")") else { return "\(value) in (\(test))" }
      return "not(\(value) in (\(test.dropFirst("not(".count).dropLast())))"
    }
  }

  func gap(_ gap: TableAnalysis.Gap) -> Diagnostic {
    let cells = gap.tests.map { "'\($0)'" }.joined(separator: ", ")
    let outputs = table.outputs.map { _ in "…" }.joined(separator: ", ")
    return Diagnostic(
      .warning, .tableGap,
      LocalizedText(
        nl: "geen regel van de tabel past bij \(words(gap.tests, .nl))",
        en: "no rule of the table takes \(words(gap.tests, .en))"),
      mend: LocalizedText(
        nl: "voeg een regel toe: { when: [\(cells)], then: [\(outputs)] }",
        en: "add a rule: { when: [\(cells)], then: [\(outputs)] }"),
      at: range, in: source)
  }

  func overlap(_ overlap: TableAnalysis.Overlap) -> Diagnostic {
    let (first, second) = (overlap.first + 1, overlap.second + 1)
    let isOfAny = table.hitPolicy == .any
    return Diagnostic(
      .error, .tableOverlap,
      nl: "de regels \(first) en \(second) passen allebei bij \(words(overlap.tests, .nl))"
        + (isOfAny ? ", en geven iets anders" : ""),
      en: "the rules \(first) and \(second) both take \(words(overlap.tests, .en))"
        + (isOfAny ? ", and give different things" : ""),
      mendNL: "maak een van beide smaller, of kies een andere 'hit policy' dan "
        + table.hitPolicy.rawValue,
      mendEN: "make one of them narrower, or choose another 'hit policy' than "
        + table.hitPolicy.rawValue,
      at: table.rules[overlap.second].range, in: source(ofRow: overlap.second))
  }

  /// The text that a row stands in: a version may write over the rows of a table in a file of its own.
  private func source(ofRow row: Int) -> SourceText {
    table.rules[row].conclusions.first?.source ?? source
  }

  func idle(row: Int, _ reason: TableAnalysis.Idle) -> Diagnostic {
    switch reason {
    case .noValue(let column):
      let cell = table.rules[row].conditions[column]
      return Diagnostic(
        .warning, .cellOfNoValue,
        LocalizedText(
          nl: "geen enkele waarde past bij '\(cell.text.shortened)': regel \(row + 1) geldt nooit",
          en: "no value meets '\(cell.text.shortened)': rule \(row + 1) never applies"),
        mend: LocalizedText(
          nl: "verander de cel, of haal de regel weg", en: "change the cell, or remove the rule"),
        at: cell.wholeRange, in: cell.source)
    case .masked(let others):
      let list = others.prefix(5).map { "\($0 + 1)" }.joined(separator: ", ")
      let isFirst = table.hitPolicy == .first
      let before =
        isFirst
        ? LocalizedText(nl: "eerdere regels", en: "earlier rules")
        : LocalizedText(nl: "regels die voorgaan", en: "rules that go before it")
      let mend =
        isFirst
        ? LocalizedText(
          nl: "zet de regel hoger, of haal hem weg", en: "move the rule up, or remove it")
        : LocalizedText(
          nl: "maak die regels smaller, of haal deze weg",
          en: "make those rules narrower, or remove this one")
      return Diagnostic(
        .warning, .maskedRow,
        LocalizedText(
          nl:
            "regel \(row + 1) is nooit aan de beurt: wat hij neemt, nemen \(before.nl) (\(list))",
          en: "rule \(row + 1) never has its turn: \(before.en) (\(list)) take what it takes"),
        mend: mend,
        at: table.rules[row].range, in: source(ofRow: row))
    }
  }

  func notAnalysed(column: Int) -> Diagnostic {
    let input = table.inputs[column].expression
    return Diagnostic(
      .remark, .tableNotAnalysed,
      LocalizedText(
        nl: "deze tabel is niet onderzocht: zij hangt af van '\(input.text.shortened)'",
        en: "this table was not analysed: it depends on '\(input.text.shortened)'"),
      at: input.wholeRange, in: input.source)
  }

  func cutShort(_ stop: TableAnalysis.Stop) -> Diagnostic {
    let stopped: LocalizedText
    switch stop {
    case .gaps(let test):
      let column = "\(table.inputs[0].expression.text.shortened) \(test.shortened)"
      stopped = LocalizedText(
        nl: "bij \(column) is niet naar alle gaten gezocht",
        en: "where \(column) not all gaps were looked for")
    case .overlaps(let row):
      stopped = LocalizedText(
        nl: "vanaf regel \(row + 1) is niet gezocht naar regels die allebei passen",
        en: "from rule \(row + 1) on, rules that both apply were not looked for")
    case .idle(let rows):
      let list =
        rows.prefix(5).map { "\($0 + 1)" }.joined(separator: ", ") + (rows.count > 5 ? ", …" : "")
      stopped = LocalizedText(
        nl: "of deze regels ooit aan de beurt zijn, is niet uitgezocht: \(list)",
        en: "whether these rules ever have their turn was not found out: \(list)")
    }
    return Diagnostic(
      .remark, .tableCutShort,
      LocalizedText(
        nl: "deze tabel is te groot om alles te melden: \(stopped.nl)",
        en: "this table is too large for all to be told: \(stopped.en)"),
      mend: LocalizedText(
        nl: "herstel wat er wel staat en controleer opnieuw, of splits de tabel",
        en: "mend what is told and check again, or split the table"),
      at: range, in: source)
  }

  /// What is left out, in the author's words: each column that matters with its values.
  private func words(_ tests: [String], _ language: Language) -> String {
    let parts = zip(table.inputs, tests).filter { $0.1 != "-" }
      .map { "\($0.0.expression.text.shortened) \($0.1)" }
    if parts.isEmpty { return language == .nl ? "alle waarden" : "all values" }
    return parts.joined(separator: language == .nl ? " en " : " and ")
  }
}
