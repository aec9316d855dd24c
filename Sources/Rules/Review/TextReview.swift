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
    let known = numbers(checked, criterion)
    var told: Set<String> = []
    for number in check.title.nl.numbersWritten + check.title.en.numbersWritten
    where !known.contains(number) && told.insert("\(number)").inserted {
      problems.append(.numberOfText(check, "title", number, at: nil))
    }
    for (name, text) in texts {
      for piece in (text?.nl ?? []) + (text?.en ?? []) {
        guard case .words(let words) = piece else { continue }
        for number in words.numbersWritten where !known.contains(number) {
          guard told.insert("\(number)").inserted else { continue }
          problems.append(.numberOfText(check, name, number, at: text.flatMap { place(of: $0) }))
        }
      }
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

  // MARK: Numbers

  /// The numbers of the rule, of all that it needs, and of the words of the source.
  private func numbers(_ checked: CheckedCheck, _ criterion: CheckedCriterion) -> Set<Number> {
    var found: Set<Number> = []
    var seen: Set<Int> = []
    var waiting = [criterion.applies, checked.applies, checked.rule].compactMap { $0?.expression }
    while let next = waiting.popLast() {
      add(next, &found)
      for slot in next.slots where seen.insert(slot).inserted {
        if let decision = ruleset.checked.decisionModel.decision(at: slot) {
          waiting.append(decision.logic)
        }
        if ruleset.slots.parameters.contains(slot) {
          add(ruleset.parameterValues[slot - ruleset.slots.parameters.lowerBound], &found)
        }
        if ruleset.slots.fields.contains(slot) {
          let field = ruleset.model.vocabulary.fields[slot]
          add(field, &found)
        }
      }
    }
    // What began with this version, or with the next.
    let identity = ruleset.model.identity
    for day in [identity.validFrom, identity.validUntil, identity.validUntil?.adding(days: 1)] {
      if let day { add(.date(day), &found) }
    }
    if let words = checked.check.words {
      found.formUnion(words.nl.numbersWritten + words.en.numbersWritten)
    }
    return found
  }

  /// The values that may be answered, and what they are called.
  private func add(_ field: Field, _ found: inout Set<Number>) {
    var kind = field.kind
    while case .list(let item) = kind { kind = item }
    if case .string(let allowed) = kind {
      // "2 of the 4": how many there are is known of a list.
      found.insert(Number(allowed.count))
      for value in allowed {
        found.formUnion(value.value.numbersWritten + value.label.nl.numbersWritten)
      }
    }
    for member in field.kind.members { add(member, &found) }
  }

  private func add(_ expression: CheckedExpression, _ found: inout Set<Number>) {
    if let value = ruleset.compiled.compiler.constant(expression) { add(value, &found) }
    for child in expression.children { add(child, &found) }
  }

  private func add(_ value: Value, _ found: inout Set<Number>) {
    switch value {
    case .number(let number): found.insert(number)
    case .string(let text): found.formUnion(text.numbersWritten)
    case .list(let items): for item in items { add(item, &found) }
    case .range(let range): for end in range.ends { add(end, &found) }
    case .date(let date):
      found.formUnion([date.year, date.month, date.day].map { Number($0) })
    case .yearMonthDuration(let duration):
      found.formUnion([Number(duration.totalMonths), Number(duration.totalMonths / 12)])
    case .dayTimeDuration(let duration):
      let days = duration.wholeSeconds / 86_400
      found.formUnion([Number(days), Number(days / 7)])
    default: break
    }
  }
}

extension String {
  /// The numbers in a text as people write them, in Dutch or in English: `20.000`, `20 000`, `2,5`, `2.5`. What stands
  /// against a letter, a dash or a hash is part of a name.
  fileprivate var numbersWritten: [Number] {
    var found: [Number] = []
    let scalars = Array(unicodeScalars)
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
    }
    func joins(_ index: Int) -> Bool {
      guard scalars.indices.contains(index), isDigit(index + 1) else { return false }
      if [".", ","].contains(scalars[index]) { return true }
      guard [" ", "\u{A0}", "\u{202F}"].contains(scalars[index]) else { return false }
      return isDigit(index + 2) && isDigit(index + 3) && !isDigit(index + 4)
    }
    func isOfName(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      return scalars[index].properties.isAlphabetic
        || ["#", "-", "–", "/", "_", ".", ","].contains(scalars[index])
          && (isDigit(index + 1) || isDigit(index - 1)) && !isEndOfSentence(index)
    }
    func isEndOfSentence(_ index: Int) -> Bool {
      [".", ","].contains(scalars[index]) && !isDigit(index + 1)
    }
    var index = 0
    while index < scalars.count {
      guard isDigit(index) else {
        index += 1
        continue
      }
      let start = index
      var groups = [""]
      var separators: Set<Unicode.Scalar> = []
      while isDigit(index) || joins(index) {
        if isDigit(index) {
          groups[groups.count - 1].unicodeScalars.append(scalars[index])
        } else {
          separators.insert(scalars[index])
          groups.append("")
        }
        index += 1
      }
      if isOfName(start - 1) || isOfName(index) || separators.count > 1 { continue }
      let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 }
      if let number = Number(groups.joined(separator: areThousands ? "" : ".")) {
        found.append(number)
      }
    }
    return found
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
    _ check: Check, _ key: String, _ number: Number, at fragment: SourceFragment?
  ) -> Diagnostic {
    Diagnostic(
      .warning, .numberOfText,
      LocalizedText(
        nl:
          "'\(key)' van controle \(check.id) noemt \(number), en dat getal staat niet in de regel",
        en: "'\(key)' of check \(check.id) names \(number), a number that is not in the rule"),
      mend: LocalizedText(
        nl: "verbeter de tekst of de regel, of zet het getal tussen accolades als definitie",
        en: "correct the text or the rule, or put the number between braces as a definition"),
      at: fragment?.wholeRange ?? check.range, in: fragment?.source ?? check.source)
  }
}
