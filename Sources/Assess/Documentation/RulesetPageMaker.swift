import Rules

/// Puts the documentation of a version into the words and links of a page.
struct RulesetPageMaker {
  typealias Row = RulesetPage.Row
  typealias Line = RulesetPage.Line

  let told: RulesetDocumentation
  let pages: RulesetPages
  let words: ReportWords

  init(_ told: RulesetDocumentation, _ pages: RulesetPages, _ language: Language) {
    self.told = told
    self.pages = pages
    words = ReportWords(language)
  }

  var language: Language { words.language }
  var model: RulesetModel { told.model }

  func text(_ text: LocalizedText) -> HTMLText { HTMLText(text[language]) }
  func say(_ nl: String, _ en: String) -> HTMLText { HTMLText(words.say(nl, en)) }

  func href(_ anchor: RulesetAnchor) -> HTMLText { HTMLText(anchor.fragment) }

  func link(code: String) -> RulesetPage.Link {
    RulesetPage.Link(href: href(.code(code)), text: HTMLText(code))
  }

  func links(codes: [String]) -> [RulesetPage.Link] { codes.map(link(code:)) }

  /// A place in a source, with a link to where this page tells of it.
  func line(_ citation: Citation) -> Line {
    let source = model.source(citation.document)
    let section = source?.section(citation.section)
    return Line(
      text: HTMLText(
        "\(source?.title ?? citation.document), \(section?.title ?? citation.section)"),
      href: href(.section(citation.section, of: citation.document)))
  }

  func line(reading key: String) -> Line {
    let reading = model.reading(key)
    let said = reading.map { "\($0.point[language]) \($0.choice[language])" } ?? ""
    return Line(text: HTMLText(key), href: href(.reading(key)), after: HTMLText(said))
  }

  // MARK: The head

  var facts: [Row] {
    let identity = model.identity
    var rows = [
      Row(
        label: HTMLText(words.version),
        lines: [Line(text: HTMLText("\(identity.ruleset)@\(identity.version)"))]),
      Row(label: say("Geldig", "Valid"), lines: [Line(text: HTMLText(validity(told.version)))]),
      Row(label: HTMLText(words.authority), lines: [Line(text: text(identity.authority))]),
    ]
    if !identity.changes[language].isEmpty {
      rows.append(
        Row(
          label: say("Wat veranderde", "What changed"), lines: [Line(text: text(identity.changes))])
      )
    }
    let forces = Dictionary(grouping: model.criteria.flatMap(\.checks), by: \.force)
    let counts = Check.Force.allCases.compactMap { force in
      forces[force].map { "\(words.force(force)): \($0.count)" }
    }
    rows.append(
      Row(
        label: say("Controles", "Checks"),
        lines: [Line(text: HTMLText(counts.joined(separator: "; ")))]))
    return rows
  }

  func validity(_ version: RulesetFolder.Version) -> String {
    guard let first = version.validFrom else {
      return words.say("nooit van kracht", "never in force")
    }
    let from = words.date(first)
    guard let last = version.validUntil else { return words.say("vanaf \(from)", "from \(from)") }
    return words.say(
      "van \(from) tot en met \(words.date(last))", "from \(from) to \(words.date(last)) inclusive")
  }

  func contents(annexes: [(anchor: HTMLText, heading: HTMLText)]) -> RulesetPage.Contents {
    let criteria = model.criteria.map { criterion in
      let count = criterion.checks.count
      return RulesetPage.Contents.Item(
        href: href(.code(criterion.id)),
        text: HTMLText("\(criterion.id) \(criterion.title[language])"),
        count: count == 0
          ? nil
          : HTMLText(
            count == 1
              ? words.say("1 controle", "1 check")
              : words.say("\(count) controles", "\(count) checks")),
        checks: criterion.checks.map {
          RulesetPage.Link(
            href: href(.code($0.id)), text: HTMLText("\($0.id) \($0.title[language])"))
        })
    }
    let others = annexes.map {
      RulesetPage.Contents.Item(
        href: HTMLText("#\($0.anchor)"), text: $0.heading, count: nil, checks: [])
    }
    return RulesetPage.Contents(
      anchor: HTMLText(RulesetAnchor.part("inhoud").id), heading: say("Inhoud", "Contents"),
      items: criteria + others)
  }

  // MARK: Rules in words

  /// What a rule says; where that is not all of it, so much is said too.
  func row(_ label: HTMLText, _ telling: RulesInWords.Telling) -> Row {
    var row = Row(
      label: label,
      sentences: telling.sentence.map { [RulesetPage.Sentence($0, language)] } ?? [])
    guard !telling.isWhole else { return row }
    let names = telling.calculations.map { "'\($0.text)'" }
    let note: String
    if names.isEmpty {
      note = words.say(
        "Dit is niet helemaal in gewone woorden te zeggen. Wat er precies staat, leest u bij '\(fold)'.",
        "Not all of this can be said in plain words. What it says exactly is under '\(fold)'.")
    } else if names.count == 1 {
      note = words.say(
        "\(names[0]) is een berekening. Hoe die gaat, leest u bij '\(fold)'.",
        "\(names[0]) is a calculation. How it goes is under '\(fold)'.")
    } else {
      let list = names.joined(separator: ", ")
      note = words.say(
        "Dit zijn berekeningen: \(list). Hoe die gaan, leest u bij '\(fold)'.",
        "These are calculations: \(list). How they go is under '\(fold)'.")
    }
    row.lines.append(Line(text: HTMLText(note)))
    return row
  }

  var fold: String {
    words.say("De regel zoals de computer hem leest", "The rule as the computer reads it")
  }
}
