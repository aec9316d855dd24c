/// Puts values into words for people: amounts, dates, lists, and the labels of allowed values.
struct Words: Sendable {
  /// The lists of allowed values with their labels, in the order of the vocabulary and the parameters.
  private let labels: [[Field.AllowedValue]]
  /// The same by the values of the list.
  private let labelsOfAll: [[String]: [Field.AllowedValue]]
  /// The names of the fields of each group that the vocabulary declares.
  private let groups: Set<[String]>

  init(_ vocabulary: Vocabulary, _ parameters: [Parameter] = []) {
    var labels: [[Field.AllowedValue]] = []
    var groups: Set<[String]> = []
    func collect(_ kind: Field.Kind) {
      switch kind {
      case .string(let allowed) where !allowed.isEmpty: labels.append(allowed)
      case .list(let items): collect(items)
      case .group(let fields):
        groups.insert(fields.map(\.name))
        for field in fields { collect(field.kind) }
      case .string, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
        .yearMonthDuration:
        break
      }
    }
    for field in vocabulary.fields { collect(field.kind) }
    for parameter in parameters where !parameter.allowed.isEmpty {
      labels.append(parameter.allowed)
    }
    self.labels = labels
    labelsOfAll = Dictionary(
      labels.map { ($0.map(\.value), $0) }, uniquingKeysWith: { first, _ in first })
    self.groups = groups
  }

  /// The value in both languages.
  func text(of value: Value, _ type: ValueType) -> LocalizedText {
    LocalizedText(nl: text(of: value, type, in: .nl), en: text(of: value, type, in: .en))
  }

  func text(of value: Value, _ type: ValueType, in language: Language) -> String {
    guard value.canBeTold else { return "…" }
    return words(of: value, type, language)
  }

  private func words(of value: Value, _ type: ValueType, _ language: Language) -> String {
    switch value {
    case .null: return Self.none[language]
    case .unknown: return Self.notFilledIn[language]
    case .boolean(let truth): return (truth ? Self.yes : Self.no)[language]
    case .number(let number):
      if case .number(let unit?) = type { return amount(number, unit, language) }
      return Self.number(number, language)
    case .string(let text): return label(of: text, type, language)
    case .date(let date): return date.words(language)
    case .time(let time): return time.description
    case .dateAndTime(let moment):
      return moment.date.words(language) + Self.atTime[language] + moment.time.description
    case .dayTimeDuration(let duration): return Self.duration(duration, language)
    case .yearMonthDuration(let duration): return Self.duration(duration, language)
    case .list(let items):
      let item = type.itemType
      return Self.list(items.map { words(of: $0, item, language) }, language)
    case .context(let context):
      guard groups.contains(context.shape.names) else { return parts(of: context, type, language) }
      // What people call a thing of the plan is its first text.
      let name = context.entries.first { if case .string = $0.1 { true } else { false } }
      guard let name else { return Self.list(context.shape.names, language) }
      return words(of: name.1, .string, language)
    case .range(let range):
      let ends = [range.low, range.high].map { end in
        end.map { words(of: $0, type.itemType, language) } ?? "…"
      }
      return ends.joined(separator: Self.upTo[language])
    case .function: return Self.function[language]
    }
  }

  private func label(of text: String, _ type: ValueType, _ language: Language) -> String {
    guard case .string(let allowed?) = type else { return text }
    // A rule may name some of the values: then any list of the vocabulary that has them all.
    let known =
      labelsOfAll[allowed]
      ?? labels.first { list in allowed.allSatisfy { value in list.contains { $0.value == value } }
      }
    return known?.first { $0.value == text }?.label[language] ?? text
  }

  /// What a rule puts together, whole: `first: second, third`. What is empty is left out.
  private func parts(of context: Context, _ type: ValueType, _ language: Language) -> String {
    var texts = context.entries.compactMap { name, value -> String? in
      switch value {
      case .null, .string(""): return nil
      default: break
      }
      guard case .context(let members) = type, let member = members[name] else {
        return words(of: value, .any, language)
      }
      return words(of: value, member, language)
    }
    guard !texts.isEmpty else { return Self.none[language] }
    let first = texts.removeFirst()
    return texts.isEmpty ? first : "\(first): \(texts.joined(separator: ", "))"
  }

  // MARK: Numbers

  private func amount(_ number: Number, _ unit: MeasureUnit, _ language: Language) -> String {
    switch unit.description {
    case "1": return Self.number(number, language)
    case "EUR": return Self.euros(number, language)
    case "%": return Self.number(number, language) + (language == .nl ? " %" : "%")
    case let symbol:
      guard symbol.hasPrefix("EUR/") else { return "\(Self.number(number, language)) \(symbol)" }
      return "\(Self.euros(number, language)) per \(symbol.dropFirst(4))"
    }
  }

  /// Whole euros where it is a whole amount, otherwise with cents.
  private static func euros(_ number: Number, _ language: Language) -> String {
    let scale = number.isInteger ? 0 : 2
    let amount = number.magnitude.rounded(toScale: scale, .halfEven) ?? number.magnitude
    let sign = number.isNegative ? "-" : ""
    switch language {
    case .nl: return "€ \(sign)\(Self.number(amount, language, fixed: true))"
    case .en: return "\(sign)€\(Self.number(amount, language, fixed: true))"
    }
  }

  /// Thousands apart from five digits on, at most six decimals, no zeros at the end.
  static func number(_ number: Number, _ language: Language, fixed: Bool = false) -> String {
    let rounded = fixed ? number : (number.rounded(toScale: 6, .halfEven) ?? number).canonical
    let spelled = rounded.description
    guard !spelled.contains("E") else { return spelled }
    let parts = spelled.split(separator: ".", maxSplits: 1)
    var whole = parts.first.map(String.init) ?? "0"
    var sign = ""
    if whole.hasPrefix("-") {
      sign = "-"
      whole.removeFirst()
    }
    let (thousands, decimal) = language == .nl ? (".", ",") : (",", ".")
    // Four digits stand together, as in a year; amounts of money are always grouped.
    let groups = fixed || whole.count > 4
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if groups, index > 0, (whole.count - index) % 3 == 0 { grouped += thousands }
      grouped.append(digit)
    }
    return sign + grouped + (parts.count > 1 ? decimal + parts[1] : "")
  }

  // MARK: Dates and durations

  private static func duration(_ duration: YearMonthDuration, _ language: Language) -> String {
    let magnitude = duration.magnitude
    let parts = [
      counted(magnitude.years, "jaar", "jaar", "year"),
      counted(magnitude.months, "maand", "maanden", "month"),
    ]
    return together(parts, isNegative: duration.isNegative, language)
  }

  private static func duration(_ duration: DayTimeDuration, _ language: Language) -> String {
    let magnitude = duration.magnitude
    let parts = [
      counted(magnitude.days, "dag", "dagen", "day"),
      counted(magnitude.hours, "uur", "uur", "hour"),
      counted(magnitude.minutes, "minuut", "minuten", "minute"),
      counted(magnitude.seconds, "seconde", "seconden", "second"),
    ]
    return together(parts, isNegative: duration.isNegative, language)
  }

  private static func counted(
    _ count: Int, _ one: String, _ many: String, _ english: String
  ) -> (count: Int, text: LocalizedText) {
    (
      count,
      LocalizedText(
        nl: "\(count) \(count == 1 ? one : many)", en: "\(count) \(english)\(count == 1 ? "" : "s")"
      )
    )
  }

  /// What there is of it; of nothing, none of the smallest.
  private static func together(
    _ parts: [(count: Int, text: LocalizedText)], isNegative: Bool, _ language: Language
  ) -> String {
    let given = parts.filter { $0.count > 0 }
    let told = (given.isEmpty ? parts.suffix(1) : given[...]).map { $0.text[language] }
    return (isNegative ? "-" : "") + list(told, language)
  }

  // MARK: Lists and small words

  /// `a, b en c`, or `a, nog iets; b` where an item holds a comma or a colon itself.
  static func list(_ items: [String], _ language: Language) -> String {
    guard let last = items.last else { return none[language] }
    if items.count > 1, items.contains(where: { $0.contains(",") || $0.contains(":") }) {
      return items.joined(separator: "; ")
    }
    let others = items.dropLast().joined(separator: ", ")
    return others.isEmpty ? last : "\(others) \(language == .nl ? "en" : "and") \(last)"
  }

  private static let none = LocalizedText(nl: "geen", en: "none")
  private static let notFilledIn = LocalizedText(
    nl: "(nog niet ingevuld)", en: "(not answered yet)")
  private static let yes = LocalizedText(nl: "ja", en: "yes")
  private static let no = LocalizedText(nl: "nee", en: "no")
  private static let atTime = LocalizedText(nl: " om ", en: " at ")
  private static let upTo = LocalizedText(nl: " tot en met ", en: " to ")
  private static let function = LocalizedText(nl: "een berekening", en: "a calculation")
}

extension Value {
  /// Whether the text of the value has an end in sight: one that shares its parts may not.
  var canBeTold: Bool {
    var room = 4 << 20
    return take(from: &room)
  }

  private func take(from room: inout Int) -> Bool {
    room -= 1
    guard room > 0 else { return false }
    switch self {
    case .string(let text):
      room -= text.utf8.count
      return room > 0
    case .list(let items): return items.allSatisfy { $0.take(from: &room) }
    case .context(let context): return context.values.allSatisfy { $0.take(from: &room) }
    case .range(let range): return range.ends.allSatisfy { $0.take(from: &room) }
    case .null, .unknown, .boolean, .number, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .function:
      return true
    }
  }
}
