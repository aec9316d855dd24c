package import Rules

/// The one writing and the one reading of an answer by people, in the language of the page that carries
/// it.
///
/// Law: what is read of what is shown of an answer is that answer, whatever the file that it came from
/// spelled. A text without a word in it stands between quotation marks, as the help of questions says: a
/// field with nothing in it is no answer.
package struct AnswerForm: Sendable {
  package let language: Language

  package init(language: Language) { self.language = language }

  package enum Reading: Sendable {
    case empty
    case answer(PlanTree)
    /// What is wrong, and how to type it; a sentence without its full stop.
    case unreadable(LocalizedText)
  }

  // MARK: Writing

  /// What a control shows of what stands in a plan (nil: nothing). What can't be read as this kind shows
  /// its own text.
  package func shown(_ answer: PlanTree?, _ kind: Field.Kind) -> FieldText {
    guard let answer, !answer.isAbsent else { return FieldText() }
    switch (kind, answer) {
    case (.list(let item), .sequence(let items)):
      if items.isEmpty { return FieldText(isNone: true) }
      if case .string(let allowed) = item, !allowed.isEmpty {
        return FieldText(items.compactMap { $0.isAbsent ? nil : ownText($0) })
      }
      let lines = items.filter { !$0.isAbsent }.map { Self.oneLine(line($0, item)) }
      return FieldText(lines.joined(separator: "\n"))
    case (.boolean, .scalar(let text, _)):
      if case .boolean(let truth)? = value(answer, kind) { return FieldText("\(truth)") }
      return FieldText(text)
    case (_, .scalar): return FieldText(line(answer, kind))
    case (_, .sequence), (_, .mapping): return FieldText(ownText(answer))
    }
  }

  /// One answer in a field of text, or one line of several.
  private func line(_ answer: PlanTree, _ kind: Field.Kind) -> String {
    switch value(answer, kind) {
    case .number(let number)?: typed(number)
    case .boolean(let truth)?: word(truth)
    case .date(let date)?: typed(date)
    case .yearMonthDuration(let duration)?: typed(duration)
    case .dayTimeDuration(let duration)?: typed(duration)
    case .string(let text)?: text.quotedWhereBlank
    default: ownText(answer)
    }
  }

  /// What one answer stands for; `nil` where it can't be read as this kind, and of lists and groups.
  package func value(_ answer: PlanTree, _ kind: Field.Kind) -> Value? {
    guard case .scalar(let text, let isPlain) = answer, !answer.isAbsent else { return nil }
    switch kind {
    case .number:
      guard isPlain, let number = Number(text), NumberSpelling.isExact(text) else { return nil }
      return .number(number)
    case .boolean: return isPlain ? TruthWord.value(of: text.utf8).map { .boolean($0) } : nil
    case .date: return CalendarDate(text).map { .date($0) }
    case .time: return TimeOfDay(text).map { .time($0) }
    case .dateAndTime: return DateAndTime(text).map { .dateAndTime($0) }
    case .yearMonthDuration: return YearMonthDuration(text).map { .yearMonthDuration($0) }
    case .dayTimeDuration: return DayTimeDuration(text).map { .dayTimeDuration($0) }
    case .string(let allowed):
      let isKnown = allowed.isEmpty || allowed.contains { $0.value.utf8.elementsEqual(text.utf8) }
      return isKnown ? .string(text) : nil
    case .list, .group: return nil
    }
  }

  /// A break inside an answer that stands in one line becomes one that a browser leaves alone.
  private static func oneLine(_ text: String) -> String {
    text.withPlainLineBreaks.replacing("\n", with: "\u{2028}")
  }

  private func ownText(_ answer: PlanTree) -> String {
    if case .scalar(let text, _) = answer { text } else { answer.written }
  }

  private func word(_ truth: Bool) -> String {
    (truth ? LocalizedText(nl: "ja", en: "yes") : LocalizedText(nl: "nee", en: "no"))[language]
  }

  // MARK: Reading

  package func read(_ text: FieldText, _ kind: Field.Kind) -> Reading {
    // A browser sends its own line breaks, of what is chosen too.
    let text = FieldText(text.values.map(\.withPlainLineBreaks), isNone: text.isNone)
    switch kind {
    case .list(let item): return list(text, item)
    case .group: return .unreadable(expected(kind))
    case .string(let allowed) where allowed.isEmpty:
      let words = text.text
      return words.isBlank ? .empty : .answer(.scalar(words.unquotedWhereBlank, isPlain: false))
    default:
      let words = text.text
      return words.isBlank ? .empty : one(words, kind)
    }
  }

  private func list(_ text: FieldText, _ item: Field.Kind) -> Reading {
    // What was chosen is as it is; what was typed has a line for each.
    let isChosen: Bool =
      if case .string(let allowed) = item, !allowed.isEmpty {
        text.values.count != 1 || exact(text.values[0], allowed) != nil
      } else {
        false
      }
    let lines =
      isChosen
      ? text.values : text.text.split(separator: "\n").map(String.init)
    let given = lines.filter { !$0.isBlank }
    if given.isEmpty { return text.isNone ? .answer(.sequence([])) : .empty }
    if text.isNone {
      return .unreadable(
        LocalizedText(
          nl: "U geeft antwoorden en zegt ook dat er geen zijn; kies een van de twee",
          en: "You give answers and also say that there are none; choose one of the two"))
    }
    var items: [PlanTree] = []
    for line in given {
      switch one(line.replacing("\u{2028}", with: "\n"), item) {
      case .answer(let tree): items.append(tree)
      case .empty: break
      case .unreadable(let why):
        guard given.count > 1 else { return .unreadable(why) }
        return .unreadable(
          LocalizedText(
            nl: "Bij '\(line.shortened)': \(why.nl.lowercasedStart)",
            en: "At '\(line.shortened)': \(why.en.lowercasedStart)"))
      }
    }
    return .answer(.sequence(items))
  }

  /// One answer that is typed, not blank.
  private func one(_ text: String, _ kind: Field.Kind) -> Reading {
    let words = text.trimmedEnds
    switch kind {
    case .boolean:
      switch words.lowercased() {
      case "ja", "j", "yes", "y", "true", "waar": return .answer(.scalar("true", isPlain: true))
      case "nee", "n", "no", "false", "onwaar": return .answer(.scalar("false", isPlain: true))
      default: return .unreadable(expected(kind))
      }
    case .number(let unit): return number(words, unit)
    case .date: return date(words)
    case .string(let allowed) where !allowed.isEmpty:
      return choice(text, allowed).map { .answer(.scalar($0.value, isPlain: false)) }
        ?? .unreadable(expected(kind))
    case .string: return .answer(.scalar(text.unquotedWhereBlank, isPlain: false))
    case .time: return time(words)
    case .dateAndTime: return dateAndTime(words)
    case .dayTimeDuration: return duration(words, isOfDays: true)
    case .yearMonthDuration: return duration(words, isOfDays: false)
    case .list, .group: return .unreadable(expected(kind))
    }
  }

  private func exact(_ text: String, _ allowed: [Field.AllowedValue]) -> Field.AllowedValue? {
    allowed.first { $0.value.withPlainLineBreaks.utf8.elementsEqual(text.utf8) }
  }

  /// The allowed value that a text is, or whose label it is; capitals count only where they tell two
  /// apart.
  package func choice(_ text: String, _ allowed: [Field.AllowedValue]) -> Field.AllowedValue? {
    if let exact = exact(text, allowed) { return exact }
    let words = text.trimmedEnds
    let small = words.lowercased()
    let ways: [(Field.AllowedValue) -> Bool] = [
      { $0.value == words }, { $0.value.lowercased() == small },
      { $0.label[self.language].lowercased() == small },
      { $0.label.nl.lowercased() == small || $0.label.en.lowercased() == small },
    ]
    for isMeant in ways {
      let found = allowed.filter(isMeant)
      if found.count == 1 { return found[0] }
      if found.count > 1 { return nil }
    }
    return nil
  }
}

extension String {
  fileprivate var lowercasedStart: String {
    guard let first, first.isUppercase else { return self }
    return first.lowercased() + dropFirst()
  }
}
