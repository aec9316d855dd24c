import Rules

/// What one version decides otherwise than another, for whoever keeps the rules.
struct DifferenceReport {
  let old: RulesetIdentity
  let new: RulesetIdentity
  let difference: RulesetDifference
  /// How many plans were assessed by both.
  let assessed: Int
  /// Those that are assessed otherwise.
  let flips: [PlanFlip]

  /// Plans that are told of one by one.
  private static let plansTold = 50
  /// What an open relation depends on, as far as that is told.
  private static let namesTold = 3

  var isSame: Bool { difference.isSame && flips.isEmpty }

  /// A heading with what belongs to it.
  private struct Section {
    enum Line {
      case words(String)
      /// A plan by its answers, and what is said of it.
      case plan(lead: String, answers: [(path: String, value: String)], reasons: [String])
      case item(String, details: [String])
    }

    let title: String
    let lines: [Line]
  }

  // MARK: Forms

  func text(in language: Language) -> String {
    var lines = [head]
    for section in sections(in: language) {
      if !section.title.isEmpty { lines += ["", section.title] }
      for line in section.lines {
        switch line {
        case .words(let words): lines.append((section.title.isEmpty ? "" : "  ") + words)
        case .plan(let lead, let answers, let reasons):
          lines.append("  " + lead)
          lines += answers.map { "    \($0.path): \($0.value)" }
          lines += reasons.map { "  " + $0 }
        case .item(let words, let details):
          lines.append("  " + words)
          lines += details.map { "    " + $0 }
        }
      }
    }
    return lines.joined(separator: "\n").withoutControls + "\n"
  }

  func markdown(in language: Language) -> String {
    var blocks = ["# \(MarkdownText(head))"]
    for section in sections(in: language) {
      if !section.title.isEmpty { blocks.append("## \(MarkdownText(section.title))") }
      var items: [String] = []
      for line in section.lines {
        switch line {
        case .words(let words):
          blocks.append(MarkdownText(words).startingLine)
        case .plan(let lead, let answers, let reasons):
          blocks.append(MarkdownText(lead).startingLine)
          blocks.append(
            answers.map { "- \(MarkdownText("\($0.path): \($0.value)"))" }.joined(separator: "\n"))
          blocks += reasons.map { MarkdownText($0).startingLine }
        case .item(let words, let details):
          items.append("- \(MarkdownText(words))")
          items += details.map { "  - \(MarkdownText($0))" }
        }
      }
      if !items.isEmpty { blocks.append(items.joined(separator: "\n")) }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  // MARK: Contents

  private var head: String { "\(old.ruleset): \(old.version) → \(new.version)" }

  private func sections(in language: Language) -> [Section] {
    let words = ReportWords(language)
    var found: [Section] = []
    if difference.isSame {
      found.append(
        Section(
          title: "",
          lines: [
            .words(
              words.say(
                "Elk plan krijgt volgens beide versies hetzelfde oordeel.",
                "Every plan gets the same verdict by both versions."))
          ]))
    }
    found += difference.changes.map { section(of: $0, words) }
    let criteria: [(ids: [String], relation: RulesetDifference.Relation)] = [
      (difference.criteria.added, .added), (difference.criteria.removed, .removed),
    ]
    for (ids, relation) in criteria {
      found += ids.map { id in
        Section(
          title: words.say("Criterium \(id)", "Criterion \(id)"),
          lines: [.words(relation.words[language])])
      }
    }
    func add(_ dutch: String, _ english: String, _ lines: [Section.Line]) {
      if !lines.isEmpty { found.append(Section(title: words.say(dutch, english), lines: lines)) }
    }
    add(
      "De uitkomst", "The outcome",
      difference.outcome.map { change in
        let when = change.when.map { "\($0.criterion) \($0.verdict.name[language])" }
          .joined(separator: ", ")
        return .item("\(when): '\(change.before)' → '\(change.after)'", details: [])
      })
    add(
      "Vragen", "Questions",
      difference.questions.map {
        .item("\($0.path.joined(separator: ".")): \($0.words[language])", details: [])
      })
    add(
      "Parameters", "Parameters",
      difference.parameters.map { .item("\($0.name): \($0.words[language])", details: []) })
    if !difference.cited.isEmpty {
      add(
        "Andere plaatsen in de bronnen", "Other places in the sources",
        [.words(difference.cited.joined(separator: ", "))])
    }
    if assessed > 0 { found.append(plans(words)) }
    return found
  }

  private func section(of change: RulesetDifference.Change, _ words: ReportWords) -> Section {
    let language = words.language
    var lines: [Section.Line] = [.words(change.relation.words[language])]
    if change.isOpen, change.relation != .open {
      lines.append(
        .words(
          words.say(
            "Of er ook plannen zijn waarvoor zij op een andere manier verandert, is niet vast te stellen.",
            "Whether it changes otherwise for other plans can't be established.")))
    }
    if change.isOpen, !change.because.isEmpty {
      let list = change.because.prefix(Self.namesTold).map { "'\($0)'" }.joined(separator: ", ")
      lines.append(.words(words.say("Dat hangt af van \(list).", "That depends on \(list).")))
    }
    lines += change.examples.map { example in
      .plan(
        lead: words.say(
          "Eerst '\(example.before.name.nl)', nu '\(example.after.name.nl)':",
          "First '\(example.before.name.en)', now '\(example.after.name.en)':"),
        answers: example.answers,
        reasons: [
          (words.say("Eerst: ", "First: "), example.reasons.before),
          (words.say("Nu: ", "Now: "), example.reasons.after),
        ].flatMap { lead, reasons in reasons.map { lead + $0[language] } })
    }
    return Section(title: "\(change.id) \(change.title[language])", lines: lines)
  }

  private func plans(_ words: ReportWords) -> Section {
    let language = words.language
    // What comes to something else as a whole matters most.
    let flips = flips.filter(\.hasOtherOutcome) + flips.filter { !$0.hasOtherOutcome }
    var lines: [Section.Line] = [
      .words(
        words.say(
          "\(flips.count) van de \(assessed) worden anders beoordeeld",
          "\(flips.count) of \(assessed) are assessed otherwise"))
    ]
    // How many went from which outcome to which.
    var moves: [String: Int] = [:]
    for flip in flips { moves[flip.move(in: language), default: 0] += 1 }
    if flips.count > 1 {
      lines += moves.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { .item("\($0.value) × \($0.key)", details: []) }
    }
    lines += flips.prefix(Self.plansTold).map { flip in
      var details = flip.checks.map {
        "\($0.id): \($0.before.name[language]) → \($0.after.name[language])"
      }
      if let reason = flip.reason { details.append(reason[language]) }
      return .item("\(flip.plan): \(flip.move(in: language))", details: details)
    }
    if flips.count > Self.plansTold {
      let more = flips.count - Self.plansTold
      lines.append(
        .words(
          words.say(
            "En nog \(more); `--format json` noemt alle.",
            "And \(more) more; `--format json` names all.")))
    }
    return Section(title: words.say("Plannen", "Plans"), lines: lines)
  }

  /// A plan that comes to something else, on a line for each answer that it takes; nothing where none was found.
  static func shortly(_ difference: RulesetDifference, in language: Language) -> String {
    let words = ReportWords(language)
    for change in difference.changes {
      guard let example = change.examples.first else { continue }
      let answers = example.answers.map { "\($0.path): \($0.value)" }.joined(separator: ", ")
      return words.say(
        "  \(change.id) zou '\(example.after.name.nl)' zijn en niet '\(example.before.name.nl)' bij: \(answers)\n",
        "  \(change.id) would be '\(example.after.name.en)' and not '\(example.before.name.en)' with: \(answers)\n"
      ).withoutControls
    }
    for change in difference.outcome {
      let when = change.when.map { "\($0.criterion) \($0.verdict.name[language])" }
        .joined(separator: ", ")
      return "  \(when): '\(change.before)' → '\(change.after)'\n".withoutControls
    }
    return ""
  }
}

extension PlanFlip {
  fileprivate func move(in language: Language) -> String {
    hasOtherOutcome
      ? "\(before.title[language]) → \(after.title[language])" : after.title[language]
  }
}

extension RulesetDifference.Relation {
  fileprivate var words: LocalizedText {
    switch self {
    case .same:
      LocalizedText(
        nl: "Alleen woorden zijn anders. Elk plan krijgt hetzelfde oordeel.",
        en: "Only words differ. Every plan gets the same verdict.")
    case .stricter:
      LocalizedText(
        nl: "Strenger: sommige plannen kwamen door deze controle en nu niet meer.",
        en: "Stricter: some plans fail now that did not.")
    case .looser:
      LocalizedText(
        nl: "Soepeler: sommige plannen kwamen niet door deze controle en nu wel.",
        en: "Looser: some plans that failed do not now.")
    case .both:
      LocalizedText(
        nl: "Anders: voor sommige plannen strenger, voor andere soepeler.",
        en: "Different: stricter for some plans, looser for others.")
    case .otherPlans:
      LocalizedText(
        nl: "Van toepassing op andere plannen. Geen daarvan voldoet niet.",
        en: "Applies to other plans. None of these fails.")
    case .otherAnswers:
      LocalizedText(
        nl:
          "Voor sommige plannen geeft één van beide versies een oordeel en de andere niet, ook als alles is ingevuld.",
        en:
          "For some plans one version gives a verdict and the other none, though all is answered.")
    case .open:
      LocalizedText(
        nl: "Veranderd. Of er plannen zijn die nu anders uitkomen, is niet vast te stellen.",
        en: "Changed. Whether some plan comes out otherwise can't be established.")
    case .added: LocalizedText(nl: "Nieuw.", en: "New.")
    case .removed: LocalizedText(nl: "Vervallen.", en: "Removed.")
    }
  }
}

extension QuestionChange {
  var words: LocalizedText {
    switch kind {
    case .added(isRequired: true):
      LocalizedText(nl: "nieuw, en moet worden beantwoord", en: "new, and must be answered")
    case .added(isRequired: false):
      LocalizedText(nl: "nieuw, en mag open blijven", en: "new, and may be left out")
    case .removed: LocalizedText(nl: "wordt niet meer gevraagd", en: "is asked no more")
    case .required: LocalizedText(nl: "moet nu worden beantwoord", en: "must be answered now")
    case .optional: LocalizedText(nl: "mag nu open blijven", en: "may be left out now")
    case .type:
      LocalizedText(nl: "vraagt een ander soort antwoord", en: "asks for another kind of answer")
    case .values(let added, let removed):
      LocalizedText(
        nl: Self.list(added, "mag nu ook") + (added.isEmpty || removed.isEmpty ? "" : "; ")
          + Self.list(removed, "mag niet meer"),
        en: Self.list(added, "allowed now") + (added.isEmpty || removed.isEmpty ? "" : "; ")
          + Self.list(removed, "allowed no more"))
    case .limit(let before?, let after?):
      LocalizedText(
        nl: "grens was `\(before)`, is nu `\(after)`",
        en: "limit was `\(before)`, is now `\(after)`")
    case .limit(nil, let after?):
      LocalizedText(nl: "heeft nu de grens `\(after)`", en: "has the limit `\(after)` now")
    case .limit(_, nil):
      LocalizedText(nl: "heeft geen grens meer", en: "has no limit any more")
    }
  }

  private static func list(_ values: [String], _ words: String) -> String {
    values.isEmpty
      ? "" : "\(words): " + values.map { "\"\($0)\"" }.joined(separator: ", ")
  }
}

extension ParameterChange {
  var words: LocalizedText {
    switch (before, after) {
    case (let before?, let after?):
      LocalizedText(nl: "was \(before), is nu \(after)", en: "was \(before), is now \(after)")
    case (nil, let after?): LocalizedText(nl: "is nu \(after)", en: "is now \(after)")
    case (let before?, nil):
      LocalizedText(nl: "was \(before), is er nu niet", en: "was \(before), is gone now")
    case (nil, nil):
      LocalizedText(nl: "nieuw of vervallen, zonder waarde", en: "new or gone, without a value")
    }
  }
}
