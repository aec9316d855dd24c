package import Rules

// Numbers, as they are typed in Dutch (1.250,50) and in English (1,250.50).
extension AnswerForm {
  /// What stands before the decimals in this language.
  private var mark: NumberSpelling.Mark { language == .nl ? .comma : .point }

  /// A number as it is typed, so that it can be read as that number only.
  ///
  /// Thousands are apart from five digits on: four may be a year. Three decimals could be thousands in
  /// another language, so a zero goes with them.
  package func typed(_ number: Number) -> String {
    let spelled = number.description
    // So large or small that it is written with a power of ten.
    if spelled.contains("E") {
      return spelled.replacing(".", with: String(mark.rawValue))
    }
    let sign = spelled.hasPrefix("-") ? "-" : ""
    let parts = spelled.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    let whole = parts.first.map(String.init) ?? "0"
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    if fraction.count == 3, whole.count <= 3, whole != "0" {
      while fraction.last == "0" { fraction.removeLast() }
      if fraction.count == 3 { fraction += "0" }
    }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if whole.count > 4, index > 0, (whole.count - index) % 3 == 0 {
        grouped.append(mark.other.rawValue)
      }
      grouped.append(digit)
    }
    return sign + grouped + (fraction.isEmpty ? "" : String(mark.rawValue) + fraction)
  }

  package func number(_ text: String, _ unit: MeasureUnit?) -> Reading {
    if let reading = withPowerOfTen(text) { return reading }
    guard let spelling = NumberSpelling(text, unit: unit) else {
      return .unreadable(
        asked(text, Self.nearly(text, unit)?.readings ?? []) ?? expected(.number(unit)))
    }
    if let foreign = spelling.foreignUnit {
      let asked = unit.map { $0.description == "EUR" ? "euro" : $0.description } ?? ""
      return .unreadable(
        LocalizedText(
          nl: "Hier hoort een antwoord in \(asked), niet in '\(foreign)'; typ alleen het getal",
          en: "This asks for an answer in \(asked), not in '\(foreign)'; type the number only"))
    }
    switch (spelling.reading(mark), spelling.reading(mark.other)) {
    case (let own?, let other?):
      // A mark of this language between thousands says what it is; three decimals may be thousands in
      // the other language.
      if own.number == other.number || own.isGroupedByMark { return answer(own) }
      return .unreadable(asked(text, [other, own]) ?? expected(.number(unit)))
    case (let own?, nil): return answer(own)
    case (nil, let other?):
      // A mark that can't stand between thousands stands before decimals.
      let mayBeThousands = other.fraction.count == 3 && other.whole != "0"
      if !other.fraction.isEmpty, !other.isGroupedByMark, !mayBeThousands { return answer(other) }
      let thousands =
        mayBeThousands && !other.isGroupedByMark ? spelling.withoutMarks : nil
      return .unreadable(
        asked(text, [thousands, other].compactMap { $0 }) ?? expected(.number(unit)))
    case (nil, nil):
      let isLong = text.unicodeScalars.count { $0.properties.numericType == .decimal } > 34
      return .unreadable(
        isLong
          ? LocalizedText(
            nl: "Dit getal heeft meer dan 34 cijfers; zoveel kunnen er niet worden bewaard",
            en: "This number has more than 34 digits; so many can't be kept")
          : expected(.number(unit)))
    }
  }

  private func answer(_ reading: NumberSpelling.Reading) -> Reading {
    .answer(.scalar(reading.text, isPlain: true))
  }

  /// `1,5E+50`, which can be written in no other way; `1e6` can, and people mean something else by an E.
  private func withPowerOfTen(_ text: String) -> Reading? {
    guard text.contains(where: { $0 == "e" || $0 == "E" }), text.last?.isNumber ?? false else {
      return nil
    }
    let plain = text.replacing(String(mark.rawValue), with: ".")
    guard let number = Number(plain), NumberSpelling.isExact(plain) else { return nil }
    if number.description.contains("E") { return .answer(.scalar(plain, isPlain: true)) }
    return .unreadable(oneMeant(typed(number)))
  }

  /// What a text would be with the digits of a keyboard, and with a letter for thousands or millions
  /// written out.
  private static func nearly(_ text: String, _ unit: MeasureUnit?) -> NumberSpelling? {
    var digits = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .decimalNumber,
        let value = scalar.properties.numericValue
      {
        digits += "\(Int(value))"
      } else {
        digits.unicodeScalars.append(scalar)
      }
    }
    if let spelling = NumberSpelling(digits, unit: unit) { return spelling }
    for (letter, word) in [
      ("bn", "miljard"), ("billion", "miljard"), ("mio", "miljoen"), ("k", "duizend"),
      ("m", "miljoen"),
    ] where digits.lowercased().hasSuffix(letter) {
      return NumberSpelling("\(digits.dropLast(letter.count)) \(word)", unit: unit)
    }
    return nil
  }

  /// Asks which number is meant; `nil` where there is none to ask about.
  private func asked(_ text: String, _ readings: [NumberSpelling.Reading]) -> LocalizedText? {
    let ways = readings.map { typed($0.number) }
    guard let first = ways.first else { return nil }
    guard let second = ways.dropFirst().first(where: { $0 != first }) else {
      return oneMeant(first)
    }
    return LocalizedText(
      nl: "'\(text.shortened)' kan \(first) betekenen of \(second); typ het zoals een van die twee",
      en: "'\(text.shortened)' can mean \(first) or \(second); type it as one of those two")
  }

  func oneMeant(_ way: String) -> LocalizedText {
    LocalizedText(nl: "Bedoelt u \(way)? Typ het dan zo", en: "Do you mean \(way)? Then type it so")
  }
}
