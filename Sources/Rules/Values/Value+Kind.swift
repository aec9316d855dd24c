extension Value {
  /// What kind of value it is, as a rule author calls it.
  var kindName: LocalizedText {
    switch self {
    case .null: LocalizedText(nl: "null", en: "null")
    case .unknown: LocalizedText(nl: "een onbekend antwoord", en: "an unknown answer")
    case .boolean: ValueType.boolean.name
    case .number: ValueType.number.name
    case .string: ValueType.string.name
    case .date: ValueType.date.name
    case .time: ValueType.time.name
    case .dateAndTime: ValueType.dateAndTime.name
    case .dayTimeDuration: ValueType.dayTimeDuration.name
    case .yearMonthDuration: ValueType.yearMonthDuration.name
    case .list: LocalizedText(nl: "een lijst", en: "a list")
    case .context: LocalizedText(nl: "een context", en: "a context")
    case .range: LocalizedText(nl: "een bereik", en: "a range")
    case .function: LocalizedText(nl: "een functie", en: "a function")
    }
  }
}

extension ValueType {
  /// The type in words, with an article.
  var name: LocalizedText {
    switch self {
    case .any: LocalizedText(nl: "een waarde", en: "a value")
    case .null: LocalizedText(nl: "null", en: "null")
    case .boolean: LocalizedText(nl: "waar of onwaar", en: "true or false")
    case .number(let unit?) where !unit.factors.isEmpty:
      LocalizedText(nl: "een getal in \(unit)", en: "a number in \(unit)")
    case .number: LocalizedText(nl: "een getal", en: "a number")
    case .string: LocalizedText(nl: "tekst", en: "a string")
    case .date: LocalizedText(nl: "een datum", en: "a date")
    case .time: LocalizedText(nl: "een tijd", en: "a time")
    case .dateAndTime: LocalizedText(nl: "een datum met tijd", en: "a date and time")
    case .dayTimeDuration:
      LocalizedText(nl: "een duur in dagen en uren", en: "a days and time duration")
    case .yearMonthDuration:
      LocalizedText(nl: "een duur in jaren en maanden", en: "a years and months duration")
    case .list(let item):
      LocalizedText(nl: "een lijst (elk: \(item.name.nl))", en: "a list (of: \(item.name.en))")
    case .range(let item):
      LocalizedText(nl: "een bereik (\(item.name.nl))", en: "a range (of: \(item.name.en))")
    case .context(let type):
      LocalizedText(
        nl: "een context met \(type.memberList)", en: "a context with \(type.memberList)")
    case .function: LocalizedText(nl: "een functie", en: "a function")
    }
  }
}

extension ContextType {
  /// The first few members, for messages.
  fileprivate var memberList: String {
    let shown = members.prefix(4).map(\.name).joined(separator: ", ")
    return members.count > 4 ? shown + ", …" : shown
  }
}
