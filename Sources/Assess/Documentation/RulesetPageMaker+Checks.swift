import Rules

/// Criteria and their checks.
extension RulesetPageMaker {
  func criterion(
    _ criterion: Criterion, _ told: RulesInWords.Criterion
  ) -> RulesetPage.Criterion {
    var rows: [Row] = []
    if let applies = told.applies { rows.append(row(say("Geldt als", "Applies if"), applies)) }
    if let otherwise = told.notApplicable {
      rows.append(
        Row(label: say("Geldt niet", "Does not apply"), lines: [Line(text: text(otherwise))]))
    }
    rows.append(Row(label: HTMLText(words.source), lines: criterion.citations.map(line)))
    if criterion.rulesDay == .decision {
      rows.append(
        Row(
          label: say("Regels van", "Rules of"),
          lines: [
            Line(
              text: say(
                "de dag van het besluit. Tot dan kunnen de regels nog veranderen.",
                "the day of the decision. Until then the rules may change."))
          ]))
    }
    if let why = criterion.decidesNothing {
      rows.append(
        Row(label: say("Telt niet mee", "Does not count"), lines: [Line(text: text(why))]))
    }
    return RulesetPage.Criterion(
      anchor: HTMLText(RulesetAnchor.code(criterion.id).id),
      heading: HTMLText(criterion.heading(language)), requirement: text(criterion.requirement),
      rows: rows, checks: zip(criterion.checks, told.checks).map(check))
  }

  private func check(_ check: Check, _ told: RulesInWords.Check) -> RulesetPage.Check {
    var rows: [Row] = []
    if let rule = told.rule { rows.append(row(say("De regel", "The rule"), rule)) }
    rows += judgement(check)
    if let applies = told.applies { rows.append(row(say("Geldt als", "Applies if"), applies)) }
    if !told.terms.isEmpty {
      rows.append(
        Row(
          label: say("Begrippen", "Terms"),
          lines: told.terms.map {
            Line(text: HTMLText("'\($0.title[language])'"), after: text($0.meaning))
          }))
    }
    rows.append(source(check))
    if !check.readings.isEmpty {
      rows.append(Row(label: HTMLText(words.readings), lines: check.readings.map(line(reading:))))
    }
    if check.basis == .assumption {
      rows.append(
        Row(
          label: say("Aanname", "Assumption"),
          lines: [
            Line(
              text: say(
                "Geen bron schrijft deze vorm voor. De makers van de regels kozen hem.",
                "No source prescribes this form. The makers of the rules chose it."))
          ]))
    }
    if !told.parameters.isEmpty {
      rows.append(
        Row(label: say("Waarden", "Values"), lines: told.parameters.map(line(parameter:))))
    }
    rows += reasons(check, told)
    if let examples = examples(of: check) { rows.append(examples) }
    rows.append(Row(label: say("Door de jaren", "Over the years"), lines: history(of: check)))
    let code = code(check, told)
    return RulesetPage.Check(
      anchor: HTMLText(RulesetAnchor.code(check.id).id), code: HTMLText(check.id),
      title: text(check.title), force: HTMLText(words.force(check.force)),
      tone: HTMLText(check.force.rawValue), rows: rows,
      fold: code.isEmpty ? nil : RulesetPage.Fold(summary: HTMLText(fold), code: code))
  }

  private func judgement(_ check: Check) -> [Row] {
    guard let judgement = check.judgement else { return [] }
    let moment: LocalizedText? =
      check.rule == nil
      ? nil
      : judgement.moment == .passes
        ? LocalizedText(
          nl: "Een mens beantwoordt dit als aan de regel is voldaan.",
          en: "A person answers this where the rule is met.")
        : LocalizedText(
          nl: "Een mens beantwoordt dit als niet aan de regel is voldaan.",
          en: "A person answers this where the rule is not met.")
    return [
      Row(
        label: HTMLText(words.judgementQuestion),
        lines: [Line(text: text(judgement.question))]
          + (moment.map { [Line(text: text($0))] } ?? [])),
      Row(label: HTMLText(words.guidance), lines: [Line(text: text(judgement.guidance))]),
    ]
  }

  private func source(_ check: Check) -> Row {
    Row(
      label: HTMLText(words.source), quote: check.words.map(text),
      lines: check.citations.map(line) + [
        Line(text: HTMLText("\(words.basis): \(words.basis(check.basis))"))
      ])
  }

  private func line(parameter: Parameter) -> Line {
    let value = value(of: parameter) ?? words.say("nog niet vastgesteld", "not set yet")
    return Line(
      text: text(parameter.title), href: href(.parameter(parameter.name)), after: HTMLText(value))
  }

  func value(of parameter: Parameter) -> String? {
    zip(model.parameters, told.words.parameterTexts).first { $0.0.name == parameter.name }?.1?[
      language]
  }

  private func reasons(_ check: Check, _ told: RulesInWords.Check) -> [Row] {
    let said: [(Verdict, HTMLText, LocalizedText?)] = [
      (.passes, say("Als het klopt", "Where it is so"), told.passes),
      (.fails, say("Als het niet klopt", "Where it is not so"), told.fails),
      (.notApplicable, say("Als het niet geldt", "Where it does not apply"), told.notApplicable),
    ]
    let lines = said.compactMap { verdict, label, said in
      said.map {
        Line(symbol: HTMLText(verdict.symbol(check.force)), text: label, after: text($0))
      }
    }
    return lines.isEmpty
      ? [] : [Row(label: say("Wat een rapport zegt", "What a report says"), lines: lines)]
  }

  private func examples(of check: Check) -> Row? {
    let lines = told.examples.verdicts(of: check.id).map { verdict, titles in
      Line(
        symbol: HTMLText(verdict.symbol(check.force)),
        text: HTMLText("\(words.verdict(verdict)) (\(titles.count))"),
        after: HTMLText(titles.joined(separator: "; ")))
    }
    return lines.isEmpty ? nil : Row(label: say("Voorbeelden", "Examples"), lines: lines)
  }

  // MARK: History

  private func history(of check: Check) -> [Line] {
    var lines: [Line] = []
    for step in told.history.steps(of: check.id) {
      let version = step.version
      let isHere = version.version == told.version.version
      let said: String =
        switch step.relation {
        case nil: words.say("de eerste versie", "the first version")
        case .same: words.say("andere woorden, zelfde beslissing", "other words, same decision")
        case .stricter: words.say("strenger", "stricter")
        case .looser: words.say("soepeler", "looser")
        case .both:
          words.say(
            "voor sommige plannen strenger, voor andere soepeler",
            "stricter for some plans, looser for others")
        case .otherPlans: words.say("geldt voor andere plannen", "applies to other plans")
        case .otherAnswers:
          words.say(
            "geeft bij andere plannen geen oordeel", "gives no verdict for other plans")
        case .open:
          words.say(
            "anders; voor welke plannen is niet vast te stellen",
            "different; for which plans can't be established")
        case .added: words.say("nieuw", "new")
        case .removed: words.say("vervallen", "removed")
        }
      let day = version.validFrom.map { " (\(words.date($0)))" } ?? ""
      lines.append(
        Line(
          text: HTMLText(version.title[language] + day),
          href: isHere
            ? nil
            : HTMLText(
              pages.address(
                of: told.folder.ruleset, version.version,
                at: step.relation == .removed ? nil : .code(check.id))),
          after: HTMLText(said)))
    }
    if lines.count == 1 {
      lines.append(Line(text: say("Daarna niet veranderd.", "Not changed since.")))
    }
    return lines
  }

  // MARK: What the computer reads

  private func code(_ check: Check, _ told: RulesInWords.Check) -> [RulesetPage.Code] {
    var code: [RulesetPage.Code] = []
    if let applies = check.applicability {
      code.append(
        .init(label: say("Geldt als", "Applies if"), text: HTMLText(applies.condition.text)))
    }
    if let rule = check.rule {
      code.append(.init(label: say("De regel", "The rule"), text: HTMLText(rule.text)))
    }
    return code
      + told.definitions.map {
        .init(label: HTMLText("'\($0.name.text)'"), text: HTMLText($0.logic.written))
      }
  }
}

extension BoxedExpression {
  /// As its author wrote it: FEEL, or the rows of a table.
  var written: String {
    switch form {
    case .literal(let fragment): return fragment.text
    case .table(let table):
      let rows = table.rules.map { rule in
        rule.conditions.map(\.text).joined(separator: " | ") + " → "
          + rule.conclusions.map(\.text).joined(separator: " | ")
      }
      let head = table.inputs.map(\.expression.text).joined(separator: " | ")
      return (["\(table.hitPolicy.rawValue): \(head)"] + rows).joined(separator: "; ")
    default: return "…"
    }
  }
}
