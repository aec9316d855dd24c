/// Why a text is no answer of the kind that is asked, and how to write what was perhaps meant.
struct AnswerFault {
  let written: String
  /// Goes on after "that": "is no date".
  let complaint: LocalizedText
  let mend: LocalizedText?

  private init(
    _ written: String, nl: String, en: String, mend: LocalizedText? = nil, mendNL: String? = nil,
    mendEN: String? = nil
  ) {
    self.written = written
    complaint = LocalizedText(nl: nl, en: en)
    self.mend = mend ?? .said(nl: mendNL, en: mendEN)
  }

  init(_ kind: FactsField.Kind, _ node: DataDocument.Node) {
    let written = node.text
    switch kind {
    case .string: self = .string(written)
    case .oneOf(let answers):
      self = node.kind == .text ? .oneOf(written, answers.allowed) : .string(written)
    case .number(let unit): self = .number(written, unit: unit, isQuoted: !node.mayBeNumber)
    case .boolean: self = .boolean(written, isQuoted: !node.mayBeTruth)
    case .date: self = .date(written)
    case .time: self = .time(written)
    case .dateAndTime: self = .dateAndTime(written)
    case .dayTimeDuration: self = .duration(written, isOfDays: true)
    case .yearMonthDuration: self = .duration(written, isOfDays: false)
    case .list, .group: self = .string(written)
    }
  }

  /// - Parameter field: What the answer belongs to; `nil` where the place says it.
  func diagnostic(
    of field: String? = nil, at range: SourceRange, in source: SourceText
  ) -> Diagnostic {
    let words = "'" + written.shortened + "'"
    let message =
      if let field {
        LocalizedText(
          nl: "bij '\(field)' staat \(words), en dat \(complaint.nl)",
          en: "'\(field)' is given as \(words), and that \(complaint.en)")
      } else {
        LocalizedText(nl: "\(words) \(complaint.nl)", en: "\(words) \(complaint.en)")
      }
    return Diagnostic(.error, message, mend: mend, at: range, in: source)
  }

  /// `write this or that`.
  private static func write(_ spellings: [String]) -> LocalizedText? {
    guard !spellings.isEmpty else { return nil }
    let quoted = spellings.map { "`\($0)`" }
    return LocalizedText(
      nl: "schrijf \(quoted.joined(separator: " of "))",
      en: "write \(quoted.joined(separator: " or "))")
  }
}

extension AnswerFault {
  /// Of a JSON number or truth value where a text is asked.
  static func string(_ written: String) -> AnswerFault {
    AnswerFault(
      written, nl: "is geen tekst", en: "is not a text",
      mendNL: "zet aanhalingstekens om het antwoord: `\"\(written.shortened)\"`",
      mendEN: "put quotation marks around the answer: `\"\(written.shortened)\"`")
  }

  private static let listed = 40

  static func oneOf(_ written: String, _ allowed: [Field.AllowedValue]) -> AnswerFault {
    let values = allowed.map(\.value)
    let shown = values.prefix(listed).map { "`\($0)`" }.joined(separator: ", ")
    let more = values.count > listed ? ", …" : ""
    let small = written.lowercased()
    let labelled = allowed.first {
      $0.value.lowercased() == small || $0.label.nl.lowercased() == small
        || $0.label.en.lowercased() == small
    }
    let meant = labelled?.value ?? Suggestion.nearest(to: written, among: values)
    let hint = meant.map {
      LocalizedText(nl: "bedoelt u `\($0)`? ", en: "did you mean `\($0)`? ")
    }
    return AnswerFault(
      written, nl: "is geen van de mogelijke antwoorden", en: "is none of the possible answers",
      mendNL: (hint?.nl ?? "") + "kies uit: \(shown)\(more)",
      mendEN: (hint?.en ?? "") + "choose from: \(shown)\(more)")
  }

  static func number(_ written: String, unit: MeasureUnit?, isQuoted: Bool) -> AnswerFault {
    if isQuoted, Number(written) != nil {
      return AnswerFault(
        written, nl: "is hier tekst, want er staan aanhalingstekens om",
        en: "is text here, because it stands between quotation marks",
        mendNL: "haal de aanhalingstekens weg: `\(written)`",
        mendEN: "remove the quotation marks: `\(written)`")
    }
    if Number(written) != nil {
      return AnswerFault(
        written, nl: "heeft te veel cijfers", en: "has too many digits",
        mendNL: "schrijf het getal met hoogstens \(Number.digits) cijfers",
        mendEN: "write the number with at most \(Number.digits) digits")
    }
    let general = LocalizedText(
      nl: "schrijf alleen cijfers, met een punt voor de decimalen: `1250000` of `1.5`",
      en: "write digits only, with a point before the decimals: `1250000` or `1.5`")
    return AnswerFault(
      written, nl: "is geen getal", en: "is not a number",
      mend: write(NumberSpelling.meant(by: written, unit: unit)) ?? general)
  }

  static func boolean(_ written: String, isQuoted: Bool = false) -> AnswerFault {
    if isQuoted, let truth = TruthWord.value(of: written.utf8) {
      return AnswerFault(
        written, nl: "is hier tekst, want er staan aanhalingstekens om",
        en: "is text here, because it stands between quotation marks",
        mendNL: "haal de aanhalingstekens weg; schrijf in JSON `\(truth)`",
        mendEN: "remove the quotation marks; in JSON write `\(truth)`")
    }
    return AnswerFault(
      written, nl: "is geen ja of nee", en: "is not a yes or no",
      mendNL: "schrijf `ja` of `nee`, of in JSON `true` of `false`, zonder aanhalingstekens",
      mendEN: "write `true` or `false`, without quotation marks")
  }

  static func date(_ written: String) -> AnswerFault {
    if let why = DateSpelling.impossibility(of: written) {
      return AnswerFault(
        written, nl: "bestaat niet: \(why.nl)", en: "does not exist: \(why.en)",
        mendNL: "schrijf een dag die er is", mendEN: "write a day that there is")
    }
    let general = LocalizedText(
      nl: "schrijf het jaar, de maand en de dag, zoals `2027-06-01`",
      en: "write the year, the month and the day, like `2027-06-01`")
    return AnswerFault(
      written, nl: "is geen datum", en: "is not a date",
      mend: write(DateSpelling.meant(by: written).map(\.description)) ?? general)
  }

  static func time(_ written: String) -> AnswerFault {
    AnswerFault(
      written, nl: "is geen tijd", en: "is not a time",
      mendNL: "schrijf de uren, minuten en seconden, zoals `09:30:00`",
      mendEN: "write the hours, minutes and seconds, like `09:30:00`")
  }

  static func dateAndTime(_ written: String) -> AnswerFault {
    AnswerFault(
      written, nl: "is geen datum met tijd", en: "is not a date with a time",
      mendNL: "schrijf de datum, een T en de tijd, zoals `2027-06-01T09:30:00`",
      mendEN: "write the date, a T and the time, like `2027-06-01T09:30:00`")
  }

  static func duration(_ written: String, isOfDays: Bool) -> AnswerFault {
    let general =
      isOfDays
      ? LocalizedText(
        nl: "schrijf `P30D` voor 30 dagen, of `PT8H` voor 8 uur",
        en: "write `P30D` for 30 days, or `PT8H` for 8 hours")
      : LocalizedText(
        nl: "schrijf `P5Y` voor 5 jaar, of `P18M` voor 18 maanden",
        en: "write `P5Y` for 5 years, or `P18M` for 18 months")
    return AnswerFault(
      written, nl: isOfDays ? "is geen duur in dagen of uren" : "is geen duur in jaren of maanden",
      en: isOfDays ? "is not a duration in days or hours" : "is not a duration in years or months",
      mend: DurationSpelling.meant(by: written, isOfDays: isOfDays).flatMap { write([$0]) }
        ?? general)
  }

  /// Whether a number is written as people write thousands: `1.250`, which reads as 1.25.
  static func looksGrouped(_ node: DataDocument.Node) -> Bool {
    node.withTextBytes { Number.mayBeGrouped($0) }
  }
}

extension DataDocument.Node {
  var mayBeNumber: Bool { kind == .number || isPlain }
  fileprivate var mayBeTruth: Bool { kind == .boolean || isPlain }
}
