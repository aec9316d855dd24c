extension ValueType {
  /// The type as words with an article: `een getal`, `a number`.
  var designation: LocalizedText {
    switch self {
    case .any: LocalizedText(nl: "een waarde", en: "a value")
    case .null: LocalizedText(nl: "null", en: "null")
    case .boolean: LocalizedText(nl: "true of false", en: "true or false")
    case .number(let unit?) where !unit.factors.isEmpty:
      LocalizedText(nl: "een getal in \(unit)", en: "a number in \(unit)")
    case .number: LocalizedText(nl: "een getal", en: "a number")
    case .string: LocalizedText(nl: "een tekst", en: "a string")
    case .date: LocalizedText(nl: "een datum", en: "a date")
    case .time: LocalizedText(nl: "een tijd", en: "a time")
    case .dateAndTime: LocalizedText(nl: "een datum met tijd", en: "a date and time")
    case .dayTimeDuration:
      LocalizedText(nl: "een duur in dagen en tijd", en: "a days and time duration")
    case .yearMonthDuration:
      LocalizedText(nl: "een duur in jaren en maanden", en: "a years and months duration")
    case .list: LocalizedText(nl: "een lijst", en: "a list")
    case .range: LocalizedText(nl: "een bereik", en: "a range")
    case .context: LocalizedText(nl: "een context", en: "a context")
    case .function: LocalizedText(nl: "een functie", en: "a function")
    }
  }
}

extension Value {
  /// The value as words for a message: its type, and the value itself where that is short.
  var designation: LocalizedText {
    guard let type = plainType else { return LocalizedText(nl: "onbekend", en: "unknown") }
    let words = type.designation
    switch self {
    case .null, .list, .context, .function, .unknown: return words
    case .boolean(let truth): return LocalizedText(nl: "\(truth)", en: "\(truth)")
    case .number, .string, .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration, .range:
      guard let spelling = spelling(isNested: true, atMost: 60) else { return words }
      return LocalizedText(
        nl: "\(words.nl) (\(spelling))", en: "\(words.en) (\(spelling))")
    }
  }

  /// The kind of value; `nil` of an unknown one.
  private var plainType: ValueType? {
    switch self {
    case .null: .null
    case .unknown: nil
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateAndTime: .dateAndTime
    case .dayTimeDuration: .dayTimeDuration
    case .yearMonthDuration: .yearMonthDuration
    case .list: .list(.any)
    case .context: .context(ContextType([]))
    case .range: .range(.any)
    case .function: .function([], result: .any)
    }
  }
}
