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
  /// The value as words for a message: what kind it is, and the value itself where that is short.
  var designation: LocalizedText {
    switch self {
    case .null: LocalizedText(nl: "null", en: "null")
    case .unknown: LocalizedText(nl: "onbekend", en: "unknown")
    case .boolean(let truth): LocalizedText(nl: "\(truth)", en: "\(truth)")
    case .list: ValueType.list(.any).designation
    case .context: ValueType.context(ContextType([])).designation
    case .function: ValueType.function([], result: .any).designation
    case .number: quoted(nl: "het getal", en: "the number", else: .number)
    case .string: quoted(nl: "de tekst", en: "the string", else: .string)
    case .date: quoted(nl: "de datum", en: "the date", else: .date)
    case .time: quoted(nl: "de tijd", en: "the time", else: .time)
    case .dateAndTime:
      quoted(nl: "de datum met tijd", en: "the date and time", else: .dateAndTime)
    case .dayTimeDuration: quoted(nl: "de duur", en: "the duration", else: .dayTimeDuration)
    case .yearMonthDuration: quoted(nl: "de duur", en: "the duration", else: .yearMonthDuration)
    case .range: quoted(nl: "het bereik", en: "the range", else: .range(.any))
    }
  }

  private func quoted(nl: String, en: String, else type: ValueType) -> LocalizedText {
    var isString = false
    if case .string = self { isString = true }
    guard let spelling = spelling(isNested: isString, atMost: 60) else { return type.designation }
    return LocalizedText(nl: "\(nl) \(spelling)", en: "\(en) \(spelling)")
  }
}
