/// Finds what nothing comes of: definitions, parameters and questions that no rule, text, figure or outcome reads, and
/// sources and readings that nothing names.
struct UnusedReview {
  private let model: RulesetModel
  private let checked: CheckedRuleset

  init(_ ruleset: Ruleset) {
    checked = ruleset.checked
    model = ruleset.model
  }

  func run() -> [Diagnostic] {
    let rules = reached(from: checked.rules)
    let texts = reached(from: checked.rules + checked.texts)
    return parameters(rules, texts) + definitions(texts) + fields(texts) + sources() + readings()
  }

  /// What is read from somewhere, by whatever way round.
  private struct Reached {
    var slots: Set<Int> = []
    /// The names of members, of whatever.
    var members: Set<String> = []
  }

  private func reached(from fragments: [CheckedExpression]) -> Reached {
    var found = Reached()
    var waiting: [CheckedExpression] = fragments
    waiting += checked.decisionModel.decisions.filter {
      $0.decision.name == CheckedRuleset.outcomeName
    }
    .map(\.logic)
    while let next = waiting.popLast() {
      found.members.formUnion(next.membersRead)
      for slot in next.slots where found.slots.insert(slot).inserted {
        if let decision = checked.decisionModel.decision(at: slot) {
          waiting.append(decision.logic)
        }
      }
    }
    return found
  }

  // MARK: What rules read

  private func parameters(_ rules: Reached, _ texts: Reached) -> [Diagnostic] {
    zip(checked.slots.parameters, model.parameters).compactMap { slot, parameter in
      if rules.slots.contains(slot) || parameter.forPeople != nil { return nil }
      let isShown = texts.slots.contains(slot)
      return Diagnostic.unused(
        .unusedParameter,
        LocalizedText(
          nl: "de parameter '\(parameter.name)'", en: "the parameter '\(parameter.name)'"),
        isShown
          ? LocalizedText(
            nl: "beslist niets: alleen een tekst noemt die",
            en: "decides nothing: only a text names it") : Self.nothing,
        at: SourcePlace(parameter.nameRange, in: parameter.source))
    }
  }

  private func definitions(_ texts: Reached) -> [Diagnostic] {
    let slots = Dictionary(
      checked.decisionModel.decisions.map { ($0.decision.name, $0.slot) },
      uniquingKeysWith: { first, _ in first })
    return model.definitions.compactMap { definition in
      guard let slot = slots[definition.name], !texts.slots.contains(slot) else { return nil }
      return Diagnostic.unused(
        .unusedDefinition,
        LocalizedText(
          nl: "de definitie '\(definition.name)'", en: "the definition '\(definition.name)'"),
        Self.nothing, at: SourcePlace(definition.nameRange, in: definition.source))
    }
  }

  /// Questions of which nothing comes. What names a plan or an item, and what its procedure asks for, is read by people.
  private func fields(_ texts: Reached) -> [Diagnostic] {
    let procedure = model.identity.procedure
    let named =
      (procedure?.published ?? []) + (procedure?.neededToHandIn ?? [])
      + (procedure?.takenOver ?? [])
    let kept = Set(
      named.flatMap(\.self) + [model.identity.submissionField, model.identity.titleField])
    var found: [Diagnostic] = []
    func look(_ field: Field, _ path: [String], isRead: Bool, names: Bool) {
      if !isRead, field.forPeople != nil { return }
      if !isRead, !names, !kept.contains(field.name), let place = field.place {
        let name = path.joined(separator: ".")
        found.append(
          .unused(
            .unusedField, LocalizedText(nl: "de vraag '\(name)'", en: "the question '\(name)'"),
            Self.nothing, at: place))
        return
      }
      let first = field.kind.members.first { if case .string = $0.kind { true } else { false } }
      for member in field.kind.members {
        look(
          member, path + [member.name], isRead: texts.members.contains(member.name),
          names: member.name == first?.name)
      }
    }
    for (slot, field) in zip(checked.slots.fields, model.vocabulary.fields) {
      look(field, [field.name], isRead: texts.slots.contains(slot), names: false)
    }
    return found
  }

  // MARK: What is named

  private var citations: [Citation] {
    model.criteria.flatMap { $0.citations + $0.checks.flatMap(\.citations) }
      + model.outcome.citations
      + ([model.outcome.logic] + model.definitions.map(\.logic))
      .flatMap(\.citations)
  }

  private func sources() -> [Diagnostic] {
    let cited = Dictionary(grouping: citations, by: \.document)
    return model.sources.flatMap { source -> [Diagnostic] in
      guard let place = source.place else { return [] }
      guard let sections = cited[source.key] else {
        return [
          .unused(
            .unusedSource,
            LocalizedText(nl: "de bron '\(source.key)'", en: "the source '\(source.key)'"),
            Self.uncited, at: place)
        ]
      }
      let known = Set(sections.map(\.section))
      return source.sections.compactMap { section in
        guard !known.contains(section.key), let range = section.range else { return nil }
        let name = "\(source.key)#\(section.key)"
        return .unused(
          .unusedSection, LocalizedText(nl: "de sectie '\(name)'", en: "the section '\(name)'"),
          Self.uncited, at: SourcePlace(range, in: place.source))
      }
    }
  }

  private func readings() -> [Diagnostic] {
    let used =
      Set(model.criteria.flatMap(\.checks).flatMap(\.readings))
      .union(model.parameters.flatMap(\.readingKeys))
    return model.readings.compactMap { reading in
      guard !used.contains(reading.key), let place = reading.place else { return nil }
      return .unused(
        .unusedReading,
        LocalizedText(nl: "de lezing '\(reading.key)'", en: "the reading '\(reading.key)'"),
        LocalizedText(
          nl: "doet niets: geen controle of parameter noemt die",
          en: "does nothing: no check or parameter names it"), at: place)
    }
  }

  private static let nothing = LocalizedText(
    nl: "doet niets: geen regel, tekst of uitkomst leest die",
    en: "does nothing: no rule, text or outcome reads it")

  private static let uncited = LocalizedText(
    nl: "doet niets: niets verwijst ernaar", en: "does nothing: nothing cites it")
}

extension CheckedRuleset {
  /// What decides: conditions, rules, figures that people judge by, and the timeline.
  fileprivate var rules: [CheckedExpression] {
    var found: [CheckedFragment?] = [timeline?.items, timeline?.limit]
    for criterion in criteria {
      found.append(criterion.applies)
      for check in criterion.checks {
        found += [check.applies, check.rule]
        found += check.figures.map(\.value)
      }
    }
    return found.compactMap { $0?.expression }
  }

  /// What is told.
  fileprivate var texts: [CheckedExpression] {
    criteria.flatMap { criterion in
      [criterion.otherwise].flatMap(\.expressions)
        + criterion.checks.flatMap { check in
          [check.otherwise, check.passes, check.fails].flatMap(\.expressions)
        }
    }
  }
}

extension BoxedExpression {
  /// What the rows of a table cite.
  fileprivate var citations: [Citation] {
    if case .table(let table) = form { table.rules.flatMap(\.citations) } else { [] }
  }
}

extension Parameter {
  fileprivate var readingKeys: [String] {
    if case .reading(let keys, _) = kind { keys } else { [] }
  }
}

extension CheckedText? {
  fileprivate var expressions: [CheckedExpression] {
    ((self?.nl ?? []) + (self?.en ?? [])).compactMap { piece in
      if case .expression(let part, _) = piece { part.expression } else { nil }
    }
  }
}

extension CheckedExpression {
  /// The names of members that it reads, of whatever.
  fileprivate var membersRead: Set<String> {
    var found: Set<String> = []
    switch form {
    case .path(_, let member): found.insert(member)
    case .itemMember(let member, _, _): found.insert(member)
    default: break
    }
    return children.reduce(into: found) { $0.formUnion($1.membersRead) }
  }
}

extension Diagnostic {
  fileprivate static func unused(
    _ code: DiagnosticCode, _ what: LocalizedText, _ why: LocalizedText, at place: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      .warning, code,
      LocalizedText(nl: "\(what.nl) \(why.nl)", en: "\(what.en) \(why.en)"),
      mend: LocalizedText(nl: "gebruik die, of haal die weg", en: "use it, or remove it"),
      at: place.range, in: place.source)
  }
}
