/// Holds what people read against what the rules say: the same values in both languages, and no number that no rule has.
struct TextReview {
  private let ruleset: Ruleset

  init(_ ruleset: Ruleset) { self.ruleset = ruleset }

  func run() -> [Diagnostic] {
    ruleset.checked.criteria.flatMap { criterion in
      criterion.checks.flatMap { review($0, criterion) }
    }
  }

  private func review(_ checked: CheckedCheck, _ criterion: CheckedCriterion) -> [Diagnostic] {
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
    let known = RuleNumbers(checked, criterion, of: ruleset)
    var numbers: [String: Set<String>] = [:]
    var times: [String: (words: LocalizedText, names: Set<String>)] = [:]
    func hold(_ words: String, _ name: String) {
      let lacking = known.lacking(in: words)
      for number in lacking.numbers { numbers["\(number)", default: []].insert(name) }
      for time in lacking.times {
        times[time.words.nl, default: (time.words, [])].names.insert(name)
      }
    }
    hold(check.title.nl, "title")
    hold(check.title.en, "title")
    for (name, text) in texts {
      for case .words(let words) in (text?.nl ?? []) + (text?.en ?? []) { hold(words, name) }
    }
    problems += numbers.sorted { $0.key < $1.key }.map {
      .numberOfText(check, $0.value.sorted(), $0.key)
    }
    problems += times.sorted { $0.key < $1.key }.map {
      .timeOfText(check, $0.value.names.sorted(), $0.value.words)
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
    _ check: Check, _ keys: [String], _ time: LocalizedText
  ) -> Diagnostic {
    let list = keys.map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      .warning, .timeOfText,
      LocalizedText(
        nl: "\(list) van controle \(check.id): \(time.nl), en de regel heeft een andere tijd",
        en: "\(list) of check \(check.id): \(time.en), and the rule has another time"),
      mend: LocalizedText(
        nl: "verander de tekst mee, of zet de tijd tussen accolades als definitie",
        en: "change the text too, or put the time between braces as a definition"),
      at: check.range, in: check.source)
  }
}
