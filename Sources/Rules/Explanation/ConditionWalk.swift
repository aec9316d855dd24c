/// A condition of the rules, or a row of a table, and what came of it for the plans that were looked at.
package struct SeenCondition: Sendable {
  package enum Kind: Sendable {
    /// Something that is true or false.
    case condition
    /// A row of a table that applies or does not; from 1.
    case row(Int)
  }

  package let kind: Kind
  /// Where it is written.
  package let source: SourceText
  package let range: SourceRange
  package fileprivate(set) var wasTrue = false
  package fileprivate(set) var wasFalse = false

  /// As its author wrote it.
  package var text: String { source.text(in: range) }
}

/// What came of each condition of a ruleset for some plans: in rules, definitions and the outcome. What stands behind `and`
/// or `or` counts where it is come to.
package struct SeenConditions: Sendable {
  private let explainer: Explainer
  private let programs: [CheckProgram]
  /// The slots of definitions.
  private let definitions: [Int]
  /// In the order of the ruleset.
  package private(set) var all: [SeenCondition] = []
  fileprivate var places: [Key: Int] = [:]

  fileprivate struct Key: Hashable {
    let node: ObjectIdentifier
    let row: Int
  }

  /// None is seen yet.
  ///
  /// - Parameter ids: the checks and criteria to look at, with the definitions that they need; empty for all.
  package init(of explainer: Explainer, only ids: Set<String> = []) {
    self.explainer = explainer
    let criteria = explainer.ruleset.model.criteria
    programs = explainer.programs.filter { program in
      ids.isEmpty || ids.contains(program.compiled.check.id)
        || ids.contains(criteria[program.criterion].id)
    }
    let model = explainer.open.model
    let read = programs.flatMap(\.parts).reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
    let needed = ids.isEmpty ? Array(model.decisions.indices) : model.decisions(for: read)
    definitions = needed.map { model.decisions[$0].slot }
    var known: [String: Int] = [:]
    var added: Set<ObjectIdentifier> = []
    // What is compared is a value, though it be true or false.
    func add(_ node: TracedExpression, isValue: Bool = false) {
      guard added.insert(ObjectIdentifier(node)).inserted else { return }
      if node.isCondition, !isValue { add(.condition, node, node.place, 0) }
      switch node.form {
      case .table(let table):
        let layout = TableLayout(table, node)
        for input in layout.inputs { add(input, isValue: true) }
        for (index, rule) in layout.rules.enumerated() {
          let place = rule.cells.lazy.compactMap(\.place).first ?? rule.conclusions.first?.place
          add(.row(index + 1), node, place, index + 1)
          for conclusion in rule.conclusions { add(conclusion, isValue: true) }
        }
      case .comparison, .membership:
        for child in node.children { add(child, isValue: true) }
      case .placed, .conversion:
        for child in node.children { add(child, isValue: isValue) }
      default: for child in node.children { add(child) }
      }
    }
    func add(
      _ kind: SeenCondition.Kind, _ node: TracedExpression,
      _ place: (source: SourceText, range: SourceRange)?, _ row: Int
    ) {
      guard let place else { return }
      let key = "\(place.source.name) \(place.range.start) \(place.range.end) \(row)"
      let index = known[key] ?? all.count
      if known[key] == nil {
        known[key] = index
        all.append(SeenCondition(kind: kind, source: place.source, range: place.range))
      }
      places[Key(node: ObjectIdentifier(node), row: row)] = index
    }
    for program in programs { for part in program.parts { add(part) } }
    for slot in definitions { if let logic = explainer.definitions[slot] { add(logic) } }
  }

  /// Goes through the rules with one plan.
  ///
  /// - Parameter verdicts: of the criteria, in their order; `nil` for one that does not apply.
  package mutating func look(
    at facts: Facts, judgements: [String: JudgementAnswer], at moment: DateAndTime,
    criteria verdicts: [Verdict]
  ) {
    let trial = Trial(explainer, facts, judgements, moment, .reasons)
    var execution = trial.execution(explainer)
    for (slot, verdict) in zip(explainer.ruleset.slots.criteria, verdicts) {
      execution.slots[slot] =
        switch verdict {
        case .passes: .boolean(true)
        case .fails: .boolean(false)
        case .notApplicable: .null
        case .undetermined, .needsJudgement: .unknown(.unspecified(.judgement))
        }
    }
    explainer.open.run(explainer.ruleset.conclusions, in: &execution)
    var walk = ConditionWalk(execution: execution, explainer: explainer)
    for program in programs { for part in program.parts { walk.visit(part, &self) } }
    for slot in definitions { walk.visit(definition: slot, &self) }
  }

  fileprivate mutating func see(_ node: TracedExpression, row: Int = 0, _ value: Value) {
    guard let place = places[Key(node: ObjectIdentifier(node), row: row)] else { return }
    if value.isTrue { all[place].wasTrue = true }
    if value.isFalse { all[place].wasFalse = true }
  }
}

extension Trial {
  /// All definitions computed.
  fileprivate func execution(_ explainer: Explainer) -> Execution {
    var execution = Execution(
      moment: moment, limits: .assessment,
      slots: values + explainer.blank[values.count...], keepingRemarks: false)
    explainer.open.run(
      explainer.open.decisions.filter { explainer.open.constants[$0.slot] == nil }, in: &execution)
    return execution
  }
}

/// One plan's way through the rules.
private struct ConditionWalk {
  var execution: Execution
  let explainer: Explainer
  /// Definitions say the same wherever they are named.
  private var visited: Set<Int> = []
  private var stepsLeft = 200_000

  init(execution: Execution, explainer: Explainer) {
    self.execution = execution
    self.explainer = explainer
  }

  private mutating func value(_ node: TracedExpression) -> Value {
    execution.renew()
    return node.code(&execution)
  }

  mutating func visit(definition slot: Int, _ seen: inout SeenConditions) {
    guard visited.insert(slot).inserted, let definition = explainer.definitions[slot] else {
      return
    }
    apart([]) { $0.visit(definition, &seen) }
  }

  mutating func visit(_ node: TracedExpression, _ seen: inout SeenConditions) {
    stepsLeft -= 1
    guard stepsLeft > 0 else { return }
    if node.isCondition { seen.see(node, value(node)) }
    switch node.form {
    case .constant, .noValue, .local, .itemMember, .function, .externalFunction: return
    case .slot(let slot): visit(definition: slot, &seen)
    case .conjunction: visit(node.children, until: false, &seen)
    case .disjunction: visit(node.children, until: true, &seen)
    case .conditional, .boxedConditional:
      visit(node.children[0], &seen)
      visit(node.children[value(node.children[0]).isTrue ? 1 : 2], &seen)
    case .filter, .boxedFilter: visitItems(node.children[...], of: 1, &seen)
    case .quantified(_, let iterators, _):
      visitItems(node.children[...], of: iterators.count, &seen)
    case .boxedQuantified: visitItems(node.children[...], of: 1, &seen)
    case .iteration(let iterators, _, _):
      visitItems(node.children[...], of: iterators.count, &seen, partial: true)
    case .call: visitCall(node, &seen)
    case .membership(_, let tests, _):
      visit(node.children[0], &seen)
      visit(tests, Array(node.children.dropFirst()), of: value(node.children[0]), &seen)
    case .context:
      for child in node.children {
        visit(child, &seen)
        execution.locals.append(value(child))
      }
      execution.locals.removeLast(node.children.count)
    case .table(let table): visit(table, node, &seen)
    default: for child in node.children { visit(child, &seen) }
    }
  }

  private mutating func visit(
    _ parts: [TracedExpression], until end: Bool, _ seen: inout SeenConditions
  ) {
    for part in parts {
      visit(part, &seen)
      if case .boolean(end) = value(part) { return }
    }
  }

  /// - Parameters:
  ///   - nodes: what the items are of, one after the other, and then what is said of them.
  ///   - partial: whether the result so far is a name too.
  private mutating func visitItems(
    _ nodes: ArraySlice<TracedExpression>, of count: Int, _ seen: inout SeenConditions,
    partial: Bool = false
  ) {
    guard count > 0, nodes.count == count + 1, let domain = nodes.first, let body = nodes.last
    else {
      for node in nodes { visit(node, &seen) }
      return
    }
    visit(domain, &seen)
    let items: [Value] =
      switch value(domain) {
      case .list(let items): items
      case .null, .unknown: []
      case let single: [single]
      }
    for item in items {
      execution.locals.append(item)
      if count > 1 {
        visitItems(nodes.dropFirst(), of: count - 1, &seen, partial: partial)
      } else {
        if partial { execution.locals.append(.null) }
        visit(body, &seen)
        if partial { execution.locals.removeLast() }
      }
      execution.locals.removeLast()
    }
  }

  private mutating func visitCall(_ node: TracedExpression, _ seen: inout SeenConditions) {
    for child in node.children.dropFirst() { visit(child, &seen) }
    guard case .slot(let slot) = node.children[0].form,
      var body = explainer.definitions[slot]
    else { return }
    while body.isWrapped { body = body.children[0] }
    guard case .function(let parameters, _, captured: 0) = body.form,
      parameters.count == node.children.count - 1
    else { return }
    let arguments = node.children.dropFirst().map { value($0) }
    let inner = body.children[0]
    apart(arguments) { $0.visit(inner, &seen) }
  }

  private mutating func apart(_ locals: [Value], _ body: (inout ConditionWalk) -> Void) {
    let base = execution.base
    execution.base = execution.locals.count
    execution.locals += locals
    body(&self)
    execution.locals.removeLast(locals.count)
    execution.base = base
  }

  private mutating func visit(
    _ tests: CheckedTests, _ operands: [TracedExpression], of input: Value,
    _ seen: inout SeenConditions
  ) {
    execution.locals.append(input)
    for operand in operands { visit(operand, &seen) }
    execution.locals.removeLast()
  }

  /// Row after row, as far as the table comes.
  private mutating func visit(
    _ table: CheckedTable, _ node: TracedExpression, _ seen: inout SeenConditions
  ) {
    let layout = TableLayout(table, node)
    for input in layout.inputs { visit(input, &seen) }
    let inputs = layout.inputs.map { value($0) }
    for (index, rule) in layout.rules.enumerated() {
      var applies = Value.boolean(true)
      for (cell, input) in zip(rule.cells, inputs) {
        visit(cell.tests, Array(cell.operands), of: input, &seen)
        let code = explainer.open.compiler.compile(cell.tests, input: cell.input)
        execution.renew()
        execution.locals.append(input)
        applies = applies.and(code(&execution))
        execution.locals.removeLast()
      }
      seen.see(node, row: index + 1, applies)
      guard applies.isTrue else { continue }
      for conclusion in rule.conclusions { visit(conclusion, &seen) }
      if table.hitPolicy == .first { return }
    }
  }
}

extension TableLayout.Cell {
  /// Where it is written; `nil` where that is not known.
  fileprivate var place: (source: SourceText, range: SourceRange)? {
    guard let fragment = tests.origin?.fragment else { return nil }
    return (fragment.source, fragment.range(of: tests.range))
  }
}

extension TracedExpression {
  /// Whether it is something that is true or false and not made of others that are, nor known beforehand.
  fileprivate var isCondition: Bool {
    guard type == .boolean, place != nil else { return false }
    switch form {
    case .constant, .conjunction, .disjunction, .conditional, .boxedConditional, .placed,
      .conversion, .guarded, .noValue, .table, .function:
      return false
    case .callBuiltIn(let function, _): return function.name.text != "not"
    default: return true
    }
  }

  fileprivate var isWrapped: Bool {
    switch form {
    case .placed, .conversion: true
    default: false
    }
  }

  /// Where it is written; `nil` where that is not known.
  fileprivate var place: (source: SourceText, range: SourceRange)? {
    guard let fragment, text != nil else { return nil }
    return (fragment.source, fragment.range(of: expression.range))
  }
}
