/// Tells what is wrong with the decision tables of a ruleset: what no row takes, what two take, rows that never decide.
struct TableReview {
  private let ruleset: Ruleset
  private(set) var goals: [WitnessGoal] = []

  init(_ ruleset: Ruleset) { self.ruleset = ruleset }

  mutating func run() -> [Diagnostic] {
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
      let analysis = analysis(checked)
      problems += place.problems(analysis)
      goals += analysis.gaps.map { goal(definition.name, place, place.gap($0), $0.tests) }
      goals += analysis.overlaps.map { goal(definition.name, place, place.overlap($0), $0.tests) }
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

  private func goal(
    _ name: Name, _ place: TablePlace, _ diagnostic: Diagnostic, _ tests: [String]
  ) -> WitnessGoal {
    WitnessGoal(
      diagnostic: diagnostic, target: .table(name, conditions: place.conditions(tests)))
  }

  // MARK: What a column may be given

  private func domain(of expression: CheckedExpression) -> ColumnDomain {
    if let (field, path) = question(expression) {
      let place = ruleset.reader.constraints.firstIndex { $0.path == path }
      let limits = place.map { ruleset.checked.constraints[$0] }
      return ColumnDomain(
        kind: CellAxis.Kind(field.kind.type), mayBeAbsent: !field.isRequired,
        limits: limits.map { [ValueLimit(tests: $0, input: 0)] } ?? [],
        subject: path.joined(separator: "."))
    }
    var bare = expression
    while case .placed(let inner, _) = bare.form { bare = inner }
    var mayBeAbsent = false
    if case .slot(let slot) = bare.form, ruleset.slots.criteria.contains(slot) {
      let criterion = ruleset.model.criteria[slot - ruleset.slots.criteria.lowerBound]
      mayBeAbsent = criterion.mayNotApply
    }
    var domain = ColumnDomain(
      kind: CellAxis.Kind(expression.type), mayBeAbsent: mayBeAbsent, limits: [])
    switch bare.form {
    case .slot(let slot): domain.subject = "slot \(slot)"
    case .callBuiltIn(let function, _): domain.isCount = function.name.text == "count"
    default: break
    }
    return domain
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
