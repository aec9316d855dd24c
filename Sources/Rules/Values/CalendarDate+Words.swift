extension CalendarDate {
  /// The names of the months as they stand inside a sentence.
  package static let months: [Language: [String]] = [
    .nl: [
      "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december",
    ],
    .en: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ],
  ]

  /// The day with its month as a word, which nobody can take for another: `1 juni 2029`.
  package func words(_ language: Language) -> String {
    let (year, month, day) = components
    return "\(day) \(Self.name(ofMonth: month, language)) \(year)"
  }

  /// - Parameter month: from 1.
  package static func name(ofMonth month: Int, _ language: Language) -> String {
    let names = months[language] ?? []
    return names.indices.contains(month - 1) ? names[month - 1] : "\(month)"
  }
}
