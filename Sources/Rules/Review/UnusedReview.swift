/// Finds definitions and parameters that nothing comes of: no rule, text, figure or outcome reads them, whatever way round.
struct UnusedReview {
  private let ruleset: Ruleset

  init(_ ruleset: Ruleset) { self.ruleset = ruleset }

  func run() -> [Diagnostic] {
    let checked = ruleset.checked
    let decisions = Dictionary(
      checked.decisionModel.decisions.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first }
    )
    var reached: Set<Int> = []
    var waiting = Array(checked.readFromOutside)
    waiting += decisions.values.filter { $0.decision.name == CheckedRuleset.outcomeName }
      .map(\.slot)
    while let slot = waiting.popLast() {
      guard reached.insert(slot).inserted else { continue }
      waiting += decisions[slot].map { Array($0.logic.slots) } ?? []
    }
    let model = checked.model
    var problems: [Diagnostic] = []
    for (slot, parameter) in zip(checked.slots.parameters, model.parameters)
    where !reached.contains(slot) {
      problems.append(
        .unused(
          LocalizedText(
            nl: "de parameter '\(parameter.name)'", en: "the parameter '\(parameter.name)'"),
          at: parameter.nameRange, in: parameter.source))
    }
    let slots = Dictionary(
      decisions.values.map { ($0.decision.name, $0.slot) }, uniquingKeysWith: { first, _ in first })
    for definition in model.definitions {
      guard let slot = slots[definition.name], !reached.contains(slot) else { continue }
      problems.append(
        .unused(
          LocalizedText(
            nl: "de definitie '\(definition.name)'", en: "the definition '\(definition.name)'"),
          at: definition.nameRange, in: definition.source))
    }
    return problems
  }
}

extension CheckedRuleset {
  /// The slots that criteria, checks, texts and the timeline read themselves.
  fileprivate var readFromOutside: Set<Int> {
    var found: Set<Int> = []
    func add(_ part: CheckedFragment?) {
      if let part { found.formUnion(part.expression.slots) }
    }
    func add(_ text: CheckedText?) {
      for piece in (text?.nl ?? []) + (text?.en ?? []) {
        if case .expression(let part, _) = piece { add(part) }
      }
    }
    for criterion in criteria {
      add(criterion.applies)
      add(criterion.otherwise)
      for check in criterion.checks {
        add(check.applies)
        add(check.otherwise)
        add(check.rule)
        add(check.passes)
        add(check.fails)
        for figure in check.figures { add(figure.value) }
      }
    }
    add(timeline?.items)
    add(timeline?.limit)
    return found
  }
}

extension Ruleset {
  /// Definitions and parameters that nothing in this version comes of. A file that several versions share may have what
  /// another version needs.
  public func unused() -> [Diagnostic] { UnusedReview(self).run() }
}

extension Diagnostic {
  fileprivate static func unused(
    _ what: LocalizedText, at range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .warning,
      LocalizedText(
        nl: "\(what.nl) doet niets: geen regel, tekst of uitkomst leest die",
        en: "\(what.en) does nothing: no rule, text or outcome reads it"),
      mend: LocalizedText(nl: "gebruik die, of haal die weg", en: "use it, or remove it"),
      at: range, in: source)
  }
}
