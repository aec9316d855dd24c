import Rules

/// What stands behind the criteria: the outcome, and the lists of what they rest on.
extension RulesetPageMaker {
  private typealias Annex = RulesetPage.Annex

  private func anchor(_ anchor: RulesetAnchor) -> HTMLText { HTMLText(anchor.id) }

  var outcome: RulesetPage.Annex {
    let outcome = model.outcome
    var items = outcome.results.map { result in
      Annex.Item(
        anchor: nil, heading: text(result.title),
        rows: [
          Row(
            label: say("Betekent", "Means"),
            lines: HTMLText.lines(result.text[language]).map { Line(text: $0) })
        ])
    }
    items += [outcome.answersMissing, outcome.judgementNeeded].map { undecided in
      Annex.Item(
        anchor: nil, heading: text(undecided.title),
        rows: [
          Row(
            label: say("Betekent", "Means"),
            lines: HTMLText.lines(undecided.text[language]).map { Line(text: $0) })
        ])
    }
    items.append(
      Annex.Item(
        anchor: nil, heading: say("Waar dit staat", "Where this is stated"),
        rows: [Row(label: HTMLText(words.source), lines: outcome.citations.map(line))]))
    return RulesetPage.Annex(
      anchor: anchor(.part("uitkomst")), heading: HTMLText(words.outcome),
      about: say(
        "De criteria geven samen een van deze uitkomsten. Het besluit nemen mensen.",
        "The criteria together give one of these outcomes. People take the decision."),
      items: items,
      fold: RulesetPage.Fold(
        summary: HTMLText(fold),
        code: [.init(label: HTMLText(words.outcome), text: HTMLText(outcome.logic.written))]))
  }

  var parameters: RulesetPage.Annex? {
    guard !model.parameters.isEmpty else { return nil }
    let items = model.parameters.map { parameter -> Annex.Item in
      var rows = [
        Row(
          label: HTMLText(words.value),
          lines: [
            Line(
              text: HTMLText(
                value(of: parameter) ?? words.say("nog niet vastgesteld", "not set yet")))
          ])
      ]
      if case .number(let unit?) = parameter.type {
        rows.append(
          Row(label: say("Eenheid", "Unit"), lines: [Line(text: HTMLText(unit.description))]))
      }
      if !parameter.allowed.isEmpty {
        rows.append(
          Row(
            label: say("Mogelijke keuzes", "Possible choices"),
            lines: parameter.allowed.map { Line(text: text($0.label)) }))
      }
      rows.append(Row(label: HTMLText(words.why), lines: [Line(text: text(parameter.why))]))
      if case .reading(let keys, _) = parameter.kind, !keys.isEmpty {
        rows.append(Row(label: HTMLText(words.readings), lines: keys.map(line(reading:))))
      }
      if let why = parameter.forPeople {
        rows.append(Row(label: say("Voor wie", "For whom"), lines: [Line(text: text(why))]))
      }
      rows.append(used(told.readingParameter[parameter.name] ?? []))
      return Annex.Item(
        anchor: anchor(.parameter(parameter.name)), heading: text(parameter.title), rows: rows)
    }
    return RulesetPage.Annex(
      anchor: anchor(.part("aannames")),
      heading: HTMLText(words.say("Waarden en aannames", "Values and assumptions")),
      about: say(
        "De bronnen laten dit open. Wat niet is vastgesteld, kan een organisatie zelf invullen; tot dan oordeelt een mens.",
        "The sources leave this open. What is not set, an organisation may set; until then a person judges."
      ), items: items, fold: nil)
  }

  private func used(_ codes: [String]) -> Row {
    Row(
      label: HTMLText(words.usedIn),
      lines: [
        codes.isEmpty
          ? Line(text: say("geen controle", "no check"))
          : Line(text: HTMLText(""), links: links(codes: codes))
      ])
  }

  var readings: RulesetPage.Annex? {
    guard !model.readings.isEmpty else { return nil }
    let items = model.readings.map { reading -> Annex.Item in
      var rows = [
        Row(
          label: say("Wat de bron openlaat", "What the source leaves open"),
          lines: [Line(text: text(reading.point))]),
        Row(
          label: say("Zo lezen wij het", "How it is read"),
          lines: [Line(text: text(reading.choice))]),
      ]
      let checks = told.restingOnReading[reading.key] ?? []
      if !checks.isEmpty { rows.append(used(checks)) }
      return Annex.Item(
        anchor: anchor(.reading(reading.key)), heading: HTMLText(reading.key), rows: rows)
    }
    return RulesetPage.Annex(
      anchor: anchor(.part("lezingen")),
      heading: say("Hoe de bronnen zijn gelezen", "How the sources are read"),
      about: say(
        "Waar een bron onduidelijk is of een andere tegenspreekt, is hier een keuze gemaakt.",
        "Where a source is unclear or contradicts another, a choice was made here."), items: items,
      fold: nil)
  }

  // MARK: Sources

  var sources: RulesetPage.Sources {
    let checks = model.criteria.flatMap(\.checks)
    let items = model.sources.map { source -> RulesetPage.Sources.Source in
      var rows = [
        Row(
          label: say("Uitgegeven door", "Published by"),
          lines: [Line(text: HTMLText("\(source.publisher), \(words.date(source.date))"))])
      ]
      if let address = source.url.flatMap({ WebAddress($0) }) {
        rows.append(
          Row(
            label: say("Te lezen op", "To be read at"),
            lines: [Line(text: HTMLText(address.text), href: HTMLText(address.text))]))
      }
      if let note = source.note {
        rows.append(Row(label: say("Let op", "Note"), lines: [Line(text: text(note))]))
      }
      let sections = source.sections.map { section -> RulesetPage.Sources.Section in
        let name = "\(source.key)#\(section.key)"
        var cited = links(codes: told.citing[name] ?? [])
        if model.outcome.citations.contains(where: { $0.description == name }) {
          cited.append(
            RulesetPage.Link(href: href(.part("uitkomst")), text: HTMLText(words.outcome)))
        }
        return RulesetPage.Sources.Section(
          anchor: anchor(.section(section.key, of: source.key)), title: HTMLText(section.title),
          cited: cited, isCited: !cited.isEmpty,
          quotes: quotes(of: checks.filter { $0.citations.first?.description == name }))
      }
      return RulesetPage.Sources.Source(
        anchor: anchor(.source(source.key)), heading: HTMLText(source.title), rows: rows,
        sections: sections)
    }
    return RulesetPage.Sources(
      anchor: anchor(.part("bronnen")), heading: HTMLText(words.sources),
      about: say(
        "Per bron elke plaats die deze regels gebruiken, en waar.",
        "For each source every place that these rules use, and where."),
      place: say("Plaats", "Place"), citedBy: say("Genoemd bij", "Cited by"),
      quoted: say("Woorden van de bron", "Words of the source"),
      nowhere: say("nergens", "nowhere"), items: items)
  }

  /// Each once, with the checks that quote it.
  private func quotes(of checks: [Check]) -> [HTMLText] {
    var found: [(words: String, codes: [String])] = []
    for check in checks {
      guard let said = check.words?[language] else { continue }
      if let index = found.firstIndex(where: { $0.words == said }) {
        found[index].codes.append(check.id)
      } else {
        found.append((said, [check.id]))
      }
    }
    return found.map { HTMLText("\($0.words) (\($0.codes.joined(separator: ", ")))") }
  }

  // MARK: Tables

  var examples: RulesetPage.Table? {
    guard !told.examples.all.isEmpty else { return nil }
    let names = told.examples.all.map { example in
      let outcome = Report.Outcome(example.outcome, indication: nil, in: language)
      return RulesetPage.Table.Row(
        head: HTMLText(example.title), href: nil,
        cells: [
          HTMLText(example.day.map { words.date($0) } ?? "–"),
          HTMLText("\(outcome.kind.verdict.symbol) \(outcome.title)"),
        ])
    }
    return RulesetPage.Table(
      anchor: anchor(.part("voorbeelden")), heading: say("Voorbeelden", "Examples"),
      about: HTMLText(
        words.say(
          "Deze voorbeelden horen bij de regels. Elk is hier beoordeeld met deze versie, ook als op de dag van indienen een andere gold.",
          "These examples belong to the rules. Each is assessed here by this version, also where another was valid on the day of submission."
        ) + (told.examples.left == 0 ? "" : " (\(words.more(told.examples.left)))")),
      columns: [
        say("Voorbeeld", "Example"), say("Ingediend op", "Submitted on"), HTMLText(words.outcome),
      ], rows: names)
  }

  var versions: RulesetPage.Table {
    RulesetPage.Table(
      anchor: anchor(.part("versies")), heading: say("Versies", "Versions"),
      about: say(
        "De dag van indienen bepaalt welke versie geldt.",
        "The day of submission decides which version applies."),
      columns: [
        say("Versie", "Version"), say("Geldig", "Valid"), say("Wat veranderde", "What changed"),
      ],
      rows: told.folder.versions.map { version in
        let isOther = version.isEncoded && version.version != told.version.version
        return RulesetPage.Table.Row(
          head: text(version.title),
          href: isOther
            ? HTMLText(pages.address(of: told.folder.ruleset, version.version)) : nil,
          cells: [HTMLText(validity(version)), text(version.changes)])
      })
  }
}
