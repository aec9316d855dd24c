package import Rules

extension AnswerForm {
  /// What an answer looks like, for whoever typed something else; a sentence without its full stop.
  package func expected(_ kind: Field.Kind) -> LocalizedText {
    let isDutch = language == .nl
    switch kind {
    case .boolean: return LocalizedText(nl: "Kies ja of nee", en: "Choose yes or no")
    case .number:
      let (whole, decimal) = isDutch ? ("1.250", "4,5") : ("1,250", "4.5")
      return LocalizedText(
        nl: "Vul een getal in, zoals \(whole) of \(decimal)",
        en: "Give a number, such as \(whole) or \(decimal)")
    case .date:
      let day = isDutch ? "1-6-2029" : "2029-06-01"
      return LocalizedText(nl: "Vul een datum in, zoals \(day)", en: "Give a date, such as \(day)")
    case .time:
      return LocalizedText(nl: "Vul een tijd in, zoals 9:30", en: "Give a time, such as 9:30")
    case .dateAndTime:
      let day = isDutch ? "1-6-2029" : "2029-06-01"
      return LocalizedText(
        nl: "Vul een datum en een tijd in, zoals \(day) 9:30",
        en: "Give a date and a time, such as \(day) 9:30")
    case .yearMonthDuration:
      return LocalizedText(
        nl: "Vul een duur in, zoals \(isDutch ? "5 jaar of 18 maanden" : "5 years or 18 months")",
        en: "Give a duration, such as \(isDutch ? "5 jaar or 18 maanden" : "5 years or 18 months")")
    case .dayTimeDuration:
      return LocalizedText(
        nl: "Vul een duur in, zoals \(isDutch ? "30 dagen of 8 uur" : "30 days or 8 hours")",
        en: "Give a duration, such as \(isDutch ? "30 dagen or 8 uur" : "30 days or 8 hours")")
    case .string(let allowed) where !allowed.isEmpty:
      return LocalizedText(nl: "Kies een antwoord uit de lijst", en: "Choose from the list")
    case .list(let item): return expected(item)
    case .string, .group:
      return LocalizedText(
        nl: "Vul een antwoord in zoals het voorbeeld", en: "Give an answer like the example")
    }
  }
}
