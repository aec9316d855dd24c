/// Holds what people read against what the rules say: the same values in both languages, and no number that no rule has.
struct TextReview {
  private let ruleset: Ruleset

  init(_ ruleset: Ruleset) { self.ruleset = ruleset }

  func run() -> [Diagnostic] {
    zip(ruleset.model.criteria, ruleset.checked.criteria).flatMap { criterion, checked in
      let known = checked.checks.map { RuleNumbers($0, checked, of: ruleset) }
      return review(criterion, known) + zip(checked.checks, known).flatMap { review($0, $1) }
    } + ruleset.model.definitions.flatMap(review)
  }

  /// What people call a definition, beside what it is.
  private func review(_ definition: Definition) -> [Diagnostic] {
    let decisions = ruleset.checked.decisionModel.decisions
    guard let title = definition.title,
      let decision = decisions.first(where: { $0.decision.name == definition.name })
    else { return [] }
    let known = [RuleNumbers([decision.logic], of: ruleset)]
    var lacking = Lacking()
    for words in [title.nl, title.en] {
      lacking.add(RuleNumbers.timesLacking(in: words, known), "title")
    }
    let whose = LocalizedText(nl: "'\(definition.name)'", en: "'\(definition.name)'")
    return lacking.timesSorted.map { time, names in
      .timeOfText(whose, names, time, at: definition.nameRange, in: definition.source)
    }
  }

  /// What a criterion asks, beside the rules of its checks.
  private func review(_ criterion: Criterion, _ known: [RuleNumbers]) -> [Diagnostic] {
    var lacking = Lacking()
    for (name, text) in [("title", criterion.title), ("requirement", criterion.requirement)] {
      for words in [text.nl, text.en] {
        lacking.add(RuleNumbers.timesLacking(in: words, known), name)
      }
    }
    let whose = LocalizedText(nl: "criterium \(criterion.id)", en: "criterion \(criterion.id)")
    return lacking.timesSorted.map { time, names in
      .timeOfText(whose, names, time, at: criterion.range, in: criterion.source)
    }
  }

  /// Numbers and times that no rule has, with the texts that name them.
  private struct Lacking {
    private var numbers: [String: Set<String>] = [:]
    private var times: [TimeSpan: Set<String>] = [:]

    mutating func add(_ more: [Number], _ name: String) {
      for number in more { numbers["\(number)", default: []].insert(name) }
    }

    mutating func add(_ more: [TimeSpan], _ name: String) {
      for time in more { times[time, default: []].insert(name) }
    }

    var numbersSorted: [(String, [String])] {
      numbers.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }

    var timesSorted: [(LocalizedText, [String])] {
      times.map { ($0.key.words, $0.value.sorted()) }.sorted { $0.0.nl < $1.0.nl }
    }
  }

  private func review(_ checked: CheckedCheck, _ known: RuleNumbers) -> [Diagnostic] {
    let check = checked.check
    var problems: [Diagnostic] = []
    let texts: [(name: String, text: CheckedText?)] = [
      ("not applicable", checked.otherwise), ("passes", checked.passes), ("fails", checked.fails),
    ]
    for (name, text) in texts {
      guard let text else { continue }
      let (dutch, english) = (reads(text.nl), reads(text.en))
      let apart = dutch.symmetricDifference(english).sorted()
      if !apart.isEmpty {
        problems.append(.languagesApart(check, name, apart, at: place(of: text)))
      }
    }
    guard checked.rule != nil else { return problems }
    var lacking = Lacking()
    func hold(_ words: String, _ name: String) {
      let found = known.lacking(in: words)
      lacking.add(found.numbers, name)
      lacking.add(found.times, name)
    }
    hold(check.title.nl, "title")
    hold(check.title.en, "title")
    for (name, text) in texts {
      for case .words(let words) in (text?.nl ?? []) + (text?.en ?? []) { hold(words, name) }
    }
    problems += lacking.numbersSorted.map { .numberOfText(check, $1, $0) }
    let whose = LocalizedText(nl: "controle \(check.id)", en: "check \(check.id)")
    problems += lacking.timesSorted.map {
      .timeOfText(whose, $1, $0, at: check.range, in: check.source)
    }
    return problems
  }

  private func place(of text: CheckedText) -> SourceFragment? {
    for piece in text.nl + text.en {
      if case .expression(let part, _) = piece { return part.fragment }
    }
    return nil
  }

  /// The names that the expressions of a text read.
  private func reads(_ pieces: [CheckedText.Piece]) -> Set<String> {
    var found: Set<String> = []
    for case .expression(let part, _) in pieces { collect(part.expression, &found) }
    return found
  }

  private func collect(_ expression: CheckedExpression, _ found: inout Set<String>) {
    switch expression.form {
    case .slot(let slot): found.insert(ruleset.checked.name(ofSlot: slot))
    case .path(_, let member): found.insert(member)
    default: break
    }
    for child in expression.children { collect(child, &found) }
  }
}

extension Diagnostic {
  fileprivate static func languagesApart(
    _ check: Check, _ key: String, _ names: [String], at fragment: SourceFragment?
  ) -> Diagnostic {
    let list = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .warning, .languagesApart,
      LocalizedText(
        nl: "'\(key)' van controle \(check.id) noemt in één van de talen iets anders: \(list)",
        en: "'\(key)' of check \(check.id) names something else in one of the languages: \(list)"),
      mend: LocalizedText(
        nl: "noem in beide talen dezelfde gegevens", en: "name the same data in both languages"),
      at: fragment?.wholeRange ?? check.range, in: fragment?.source ?? check.source)
  }

  fileprivate static func numberOfText(
    _ check: Check, _ keys: [String], _ number: String
  ) -> Diagnostic {
    let list = keys.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .warning, .numberOfText,
      LocalizedText(
        nl: "\(list) van controle \(check.id): \(number) staat niet in de regel",
        en: "\(list) of check \(check.id): \(number) is not in the rule"),
      mend: LocalizedText(
        nl: "verbeter de tekst of de regel, of zet het getal tussen accolades als definitie",
        en: "correct the text or the rule, or put the number between braces as a definition"),
      at: check.range, in: check.source)
  }

  fileprivate static func timeOfText(
    _ whose: LocalizedText, _ keys: [String], _ time: LocalizedText, at range: SourceRange,
    in source: SourceText
  ) -> Diagnostic {
    let list = keys.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .warning, .timeOfText,
      LocalizedText(
        nl: "\(list) van \(whose.nl): \(time.nl), en de regel heeft een andere tijd",
        en: "\(list) of \(whose.en): \(time.en), and the rule has another time"),
      mend: LocalizedText(
        nl:
          "verander de tekst mee (wie erft, doet dat onder 'overrides'), of zet de tijd tussen accolades",
        en:
          "change the text too (who inherits does so under 'overrides'), or put the time between braces"
      ),
      at: range, in: source)
  }
}
