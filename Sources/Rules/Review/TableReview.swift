/// Tells what is wrong with the decision tables of a ruleset: what no row takes, what two take, rows that never decide.
struct TableReview {
  private let ruleset: Ruleset

  init(_ ruleset: Ruleset) { self.ruleset = ruleset }

  func run() -> [Diagnostic] {
    let logic = Dictionary(
      ruleset.checked.decisionModel.decisions.map { ($0.decision.name, $0.logic) },
      uniquingKeysWith: { first, _ in first })
    var problems: [Diagnostic] = []
    for definition in ruleset.model.definitions {
      guard case .table(let table) = definition.logic.form,
        let checked = logic[definition.name]?.table
      else { continue }
      let place = TablePlace(
        table: table, source: definition.source, range: definition.nameRange)
      problems += review(checked, place)
    }
    let outcome = ruleset.model.outcome
    if case .table(let table) = outcome.logic.form,
      let checked = logic[CheckedRuleset.outcomeName]?.table
    {
      // What it leaves out or takes twice, ``OutcomeReview`` tells with the verdicts that come to it.
      let place = TablePlace(table: table, source: outcome.source, range: outcome.range)
      problems += analysis(checked).idle.map { place.idle(row: $0.row, $0.reason) }
    }
    return problems
  }

  private func analysis(_ table: CheckedTable) -> TableAnalysis {
    TableAnalysis(
      table, table.inputs.map { domain(of: $0.expression) }, ruleset.compiled.compiler)
  }

  private func review(_ table: CheckedTable, _ place: TablePlace) -> [Diagnostic] {
    let analysis = analysis(table)
    var problems = analysis.opaque.map { place.notAnalysed(column: $0) }
    problems += analysis.gaps.map { place.gap($0) }
    problems += analysis.overlaps.map { place.overlap($0) }
    problems += analysis.idle.map { place.idle(row: $0.row, $0.reason) }
    if analysis.isCutShort { problems.append(place.cutShort()) }
    return problems
  }

  // MARK: What a column may be given

  private func domain(of expression: CheckedExpression) -> ColumnDomain {
    if let (field, path) = question(expression) {
      let place = ruleset.reader.constraints.firstIndex { $0.path == path }
      let limits = place.map { ruleset.checked.constraints[$0] }
      return ColumnDomain(
        kind: CellAxis.Kind(field.kind.type), mayBeAbsent: !field.isRequired,
        limits: limits.map { [($0, 0)] } ?? [])
    }
    var bare = expression
    while case .placed(let inner, _) = bare.form { bare = inner }
    var mayBeAbsent = false
    if case .slot(let slot) = bare.form, ruleset.slots.criteria.contains(slot) {
      let criterion = ruleset.model.criteria[slot - ruleset.slots.criteria.lowerBound]
      mayBeAbsent = criterion.mayNotApply
    }
    return ColumnDomain(kind: CellAxis.Kind(expression.type), mayBeAbsent: mayBeAbsent, limits: [])
  }

  /// The question that an expression reads, where it reads one and nothing else.
  private func question(_ expression: CheckedExpression) -> (field: Field, path: [String])? {
    switch expression.form {
    case .placed(let inner, _): return question(inner)
    case .slot(let slot):
      guard ruleset.slots.fields.contains(slot) else { return nil }
      let field = ruleset.model.vocabulary.fields[slot]
      return (field, [field.name])
    case .path(let base, let member):
      guard let (group, path) = question(base), case .group(let members) = group.kind,
        let field = members.first(where: { $0.name == member })
      else { return nil }
      return (field, path + [member])
    default: return nil
    }
  }
}

extension CheckedExpression {
  /// The table that it is.
  fileprivate var table: CheckedTable? {
    switch form {
    case .table(let table): table
    case .placed(let inner, _), .conversion(let inner, _, _), .guarded(_, let inner): inner.table
    default: nil
    }
  }
}

/// A table in the file of its author, and what is told of it there.
private struct TablePlace {
  let table: DecisionTable
  let source: SourceText
  let range: SourceRange

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
    return Diagnostic(
      .error, .tableOverlap,
      nl: "de regels \(first) en \(second) passen allebei bij \(words(overlap.tests, .nl))",
      en: "the rules \(first) and \(second) both take \(words(overlap.tests, .en))",
      mendNL: "maak een van beide smaller, of kies een andere 'hit policy' dan UNIQUE",
      mendEN: "make one of them narrower, or choose another 'hit policy' than UNIQUE",
      at: table.rules[overlap.second].range,
      in: table.rules[overlap.second].conclusions.first?.source ?? source)
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
      return Diagnostic(
        .warning, .maskedRow,
        LocalizedText(
          nl:
            "regel \(row + 1) is nooit aan de beurt: wat hij neemt, nemen eerdere regels (\(list))",
          en: "rule \(row + 1) never has its turn: earlier rules (\(list)) take what it takes"),
        mend: LocalizedText(
          nl: "zet de regel hoger, of haal hem weg", en: "move the rule up, or remove it"),
        at: table.rules[row].range,
        in: table.rules[row].conclusions.first?.source ?? source)
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

  func cutShort() -> Diagnostic {
    Diagnostic(
      .remark, .tableCutShort,
      LocalizedText(
        nl: "van deze tabel is niet alles onderzocht: er kan meer zijn dan hier staat",
        en: "not all of this table was looked at: there may be more than is told here"),
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
