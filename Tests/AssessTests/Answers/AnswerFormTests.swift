@testable import Rules
import Testing

@testable import Assess

@Suite("An answer is read as people type it")
struct AnswerFormTests {
  /// What is read, as it goes into a plan; what is asked; or nothing.
  enum Expected: Sendable {
    case answer(String)
    /// Every one of these is in the question.
    case asked([String])
    case refused
  }

  private func check(
    _ text: String, _ kind: Field.Kind, _ language: Language, _ expected: Expected,
    _ sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let reading = AnswerForm(language: language).read(FieldText(text), kind)
    switch (reading, expected) {
    case (.answer(.scalar(let found, _)), .answer(let right)):
      #expect(found == right, "\(text)", sourceLocation: sourceLocation)
    case (.unreadable(let why), .asked(let ways)):
      for way in ways {
        #expect(why[language].contains(way), "\(text): \(why)", sourceLocation: sourceLocation)
      }
      #expect(why[language].last != ".", sourceLocation: sourceLocation)
    case (.unreadable, .refused): break
    default:
      Issue.record("\(text) in \(language): \(reading)", sourceLocation: sourceLocation)
    }
  }

  static let numbers: [(text: String, nl: Expected, en: Expected)] = [
    ("1250", .answer("1250"), .answer("1250")),
    ("1.250", .answer("1250"), .asked(["1250", "1.25"])),
    ("1,250", .asked(["1250", "1,25"]), .answer("1250")),
    ("1.250.000", .answer("1250000"), .asked(["1,250,000"])),
    ("1,250,000", .asked(["1.250.000"]), .answer("1250000")),
    ("1.250,50", .answer("1250.50"), .asked(["1250.50"])),
    ("1,250.50", .asked(["1250,50"]), .answer("1250.50")),
    ("1250,50", .answer("1250.50"), .answer("1250.50")),
    ("1250.50", .answer("1250.50"), .answer("1250.50")),
    // A dot that cannot be a grouping.
    ("0.125", .answer("0.125"), .answer("0.125")), ("0,125", .answer("0.125"), .answer("0.125")),
    ("00.500", .asked(["500", "0,500"]), .answer("0.500")),
    ("00,500", .answer("0.500"), .asked(["500", "0.500"])),
    ("1.25", .answer("1.25"), .answer("1.25")), ("12.5", .answer("12.5"), .answer("12.5")),
    ("1.2500", .answer("1.2500"), .answer("1.2500")), (".5", .answer("0.5"), .answer("0.5")),
    ("1234.567", .asked(["1.234.567", "1234,567"]), .answer("1234.567")),
    ("1.25.000", .refused, .refused), ("1.2.3", .refused, .refused), ("1..250", .refused, .refused),
    ("0.125.000", .refused, .refused), ("5,", .refused, .refused),
    // Signs and units in the middle of digits.
    ("1€2", .refused, .refused), ("1-2", .refused, .refused), ("1 2", .refused, .refused),
    ("1%2", .refused, .refused), ("12fte3", .refused, .refused), ("1 25 000", .refused, .refused),
    ("--5", .refused, .refused), ("5-", .refused, .refused), ("(5)", .refused, .refused),
    ("€€5", .refused, .refused), ("+-5", .refused, .refused),
    // Money and signs.
    ("€ 1.000,-", .answer("1000"), .asked(["1000"])),
    ("1.000,--", .answer("1000"), .asked(["1000"])),
    ("1.000,—", .answer("1000"), .asked(["1000"])), ("€1000,-", .answer("1000"), .answer("1000")),
    ("1.000 Euro", .answer("1000"), .asked(["1000"])),
    ("EUR 1000", .answer("1000"), .answer("1000")),
    ("−1.000", .answer("-1000"), .asked(["-1000"])), ("–1000", .answer("-1000"), .answer("-1000")),
    ("- € 5", .answer("-5"), .answer("-5")), ("€ -5", .answer("-5"), .answer("-5")),
    ("+5", .answer("5"), .answer("5")), ("4,5 %", .answer("4.5"), .answer("4.5")),
    ("4 procent", .answer("4"), .answer("4")), ("007", .answer("7"), .answer("7")),
    // Spaces, of any kind, between thousands.
    ("1 250 000", .answer("1250000"), .answer("1250000")),
    ("1\u{A0}250,50", .answer("1250.50"), .answer("1250.50")),
    ("1\u{202F}250", .answer("1250"), .answer("1250")),
    ("1\u{2009}250,500", .answer("1250.500"), .refused),
    ("1'250", .answer("1250"), .answer("1250")),
    ("\u{A0}12\u{A0}", .answer("12"), .answer("12")), ("1\u{AD}2", .answer("12"), .answer("12")),
    // Words.
    ("2,5 miljoen", .answer("2500000"), .answer("2500000")),
    ("2,5 mln", .answer("2500000"), .answer("2500000")),
    ("€ 2,5 mln.", .answer("2500000"), .answer("2500000")),
    ("1.250 mln", .answer("1250000000"), .asked(["1,250,000,000", "1,250,000"])),
    ("3 miljard euro", .answer("3000000000"), .answer("3000000000")),
    ("12k", .asked(["12.000"]), .asked(["12,000"])), ("3M", .asked(["3.000.000"]), .refused),
    ("1e6", .asked(["1.000.000"]), .asked(["1,000,000"])), ("1E+50", .answer("1E+50"), .refused),
    ("１２３", .asked(["123"]), .asked(["123"])), ("١٢٣", .asked(["123"]), .asked(["123"])),
    (String(repeating: "9", count: 34), .answer(String(repeating: "9", count: 34)), .refused),
    (String(repeating: "9", count: 35), .asked(["34 cijfers"]), .asked(["34 digits"])),
    ("veel", .refused, .refused), ("0x10", .refused, .refused), ("NaN", .refused, .refused),
    ("∞", .refused, .refused), ("½", .refused, .refused), ("5²", .refused, .refused),
    ("1,2,3", .refused, .refused), ("-", .refused, .refused), ("€", .refused, .refused),
  ]

  @Test("a number is never read as another; what can be two is asked about with both")
  func numbers() {
    for row in Self.numbers {
      check(row.text, .number(nil), .nl, row.nl)
      if case .refused = row.en, case .refused = row.nl {
        check(row.text, .number(nil), .en, row.en)
      } else if case .refused = row.en {
        continue
      } else {
        check(row.text, .number(nil), .en, row.en)
      }
    }
  }

  @Test("a unit belongs to the question: a percentage is no amount of money")
  func units() {
    let euros = Field.Kind.number(MeasureUnit("EUR"))
    check("€ 5", euros, .nl, .answer("5"))
    check("5 %", euros, .nl, .asked(["euro", "'%'"]))
    check("5 fte", euros, .nl, .asked(["euro", "'fte'"]))
    check("5 fte", .number(MeasureUnit("fte")), .nl, .answer("5"))
    check("€ 5", .number(MeasureUnit("fte")), .nl, .asked(["fte", "'€'"]))
    check("€ 5", .number(MeasureUnit("EUR/jaar")), .nl, .answer("5"))
    check("5 uur", .number(MeasureUnit("uur")), .nl, .answer("5"))
    check("5 %", .number(MeasureUnit("%")), .en, .answer("5"))
  }

  static let dates: [(text: String, nl: Expected, en: Expected)] = [
    ("2029-06-01", .answer("2029-06-01"), .answer("2029-06-01")),
    ("1-6-2029", .answer("2029-06-01"), .asked(["1 June 2029", "6 January 2029", "2029-06-01"])),
    ("6/1/2029", .answer("2029-01-06"), .asked(["6 January 2029", "1 June 2029", "2029-01-06"])),
    ("01.06.2029", .answer("2029-06-01"), .asked(["2029-06-01", "2029-01-06"])),
    ("13-6-2029", .answer("2029-06-13"), .answer("2029-06-13")),
    ("6/13/2029", .asked(["geen maand 13", "13-6-2029"]), .answer("2029-06-13")),
    ("6-6-2029", .answer("2029-06-06"), .answer("2029-06-06")),
    ("1\u{A0}juni\u{A0}2029", .answer("2029-06-01"), .answer("2029-06-01")),
    ("13–6–2029", .answer("2029-06-13"), .answer("2029-06-13")),
    ("13\u{2011}6\u{2011}2029", .answer("2029-06-13"), .answer("2029-06-13")),
    ("13−6−2029", .answer("2029-06-13"), .answer("2029-06-13")),
    ("1 juni 2029", .answer("2029-06-01"), .answer("2029-06-01")),
    ("1 JUN. 2029", .answer("2029-06-01"), .answer("2029-06-01")),
    ("1e mrt 2029", .answer("2029-03-01"), .answer("2029-03-01")),
    ("June 1, 2029", .answer("2029-06-01"), .answer("2029-06-01")),
    ("1st of June 2029", .refused, .refused),
    ("2029/6/1", .answer("2029-06-01"), .answer("2029-06-01")),
    ("juni 2029", .asked(["dag ontbreekt", "1-6-2029"]), .asked(["day is missing"])),
    ("1 juni", .asked(["jaar ontbreekt"]), .asked(["year is missing"])),
    ("1-6-29", .asked(["vier cijfers", "1-6-2029"]), .asked(["four digits", "2029-06-01"])),
    ("31-2-2029", .asked(["bestaat niet", "februari 2029 heeft 28 dagen"]), .asked(["28 days"])),
    ("2029-02-30", .asked(["februari 2029 heeft 28 dagen"]), .asked(["February 2029 has 28 days"])),
    ("32 juni 2029", .asked(["juni heeft 30 dagen"]), .asked(["June has 30 days"])),
    ("0-6-2029", .refused, .refused), ("morgen", .refused, .refused), ("2029", .refused, .refused),
    ("20290601", .refused, .refused), ("1-6-20290", .refused, .refused),
  ]

  @Test("a date is read as its language writes it; what can be two days is asked about with both")
  func dates() {
    for row in Self.dates {
      check(row.text, .date, .nl, row.nl)
      check(row.text, .date, .en, row.en)
    }
  }

  @Test("other kinds are read in words and in the standard's form")
  func otherKinds() {
    let choice = Field.Kind.string(allowed: [
      .init(value: "x", label: LocalizedText(nl: "Ix", en: "Ex")),
      .init(value: "2", label: LocalizedText(nl: "Twee", en: "Two")),
    ])
    let cases: [(String, Field.Kind, Expected)] = [
      ("ja", .boolean, .answer("true")), ("N", .boolean, .answer("false")),
      ("Yes", .boolean, .answer("true")), ("onwaar", .boolean, .answer("false")),
      ("misschien", .boolean, .refused), ("1", .boolean, .refused),
      ("ix", choice, .answer("x")), ("Ex", choice, .answer("x")), (" x ", choice, .answer("x")),
      ("2", choice, .answer("2")), ("1", choice, .refused), ("3", choice, .refused),
      ("9:30", .time, .answer("09:30:00")), ("09:30:15", .time, .answer("09:30:15")),
      ("25:00", .time, .refused), ("half tien", .time, .refused),
      ("1-6-2029 9:30", .dateAndTime, .answer("2029-06-01T09:30:00")),
      ("2029-06-01T09:30:00", .dateAndTime, .answer("2029-06-01T09:30:00")),
      ("1-6-2029", .dateAndTime, .refused),
      ("5 jaar", .yearMonthDuration, .answer("P5Y")), ("P18M", .yearMonthDuration, .answer("P18M")),
      ("1 jaar en 6 maanden", .yearMonthDuration, .answer("P1Y6M")),
      ("30 dagen", .yearMonthDuration, .refused), ("30 dagen", .dayTimeDuration, .answer("P30D")),
      ("2 days, 4 hours and 1 minute", .dayTimeDuration, .answer("P2DT4H1M")),
      ("2 weken", .dayTimeDuration, .answer("P14D")), ("een poos", .dayTimeDuration, .refused),
      ("  tekst ", .string(allowed: []), .answer("  tekst ")),
      ("a\r\nb\rc", .string(allowed: []), .answer("a\nb\nc")),
      ("\"\"", .string(allowed: []), .answer("")),
    ]
    for (text, kind, expected) in cases { check(text, kind, .nl, expected) }
  }

  @Test("a list has a line for each; none is said, and not both")
  func lists() {
    let form = AnswerForm(language: .nl)
    func read(_ field: FieldText, _ kind: Field.Kind) -> String {
      switch form.read(field, .list(kind)) {
      case .empty: "niets"
      case .answer(let tree): tree.yaml
      case .unreadable(let why): why.nl
      }
    }
    #expect(read(FieldText("1.250\r\n\r\n2,5\n"), .number(nil)) == "[1250, 2.5]")
    #expect(read(FieldText("1\n1.2.3"), .number(nil)).hasPrefix("Bij '1.2.3': vul een getal in"))
    #expect(read(FieldText("a\n b"), .string(allowed: [])) == #"["a", " b"]"#)
    #expect(read(FieldText(), .string(allowed: [])) == "niets")
    #expect(read(FieldText(isNone: true), .string(allowed: [])) == "[]")
    #expect(
      read(FieldText(["a"], isNone: true), .string(allowed: [])).contains("kies een van de twee"))
    let allowed = Field.Kind.string(allowed: [
      .init(value: "a", label: LocalizedText(nl: "A", en: "A")),
      .init(value: "b\nc", label: LocalizedText(nl: "B", en: "B")),
    ])
    #expect(read(FieldText(["a", "b\nc"]), allowed) == #"["a", "b\nc"]"#)
    #expect(read(FieldText(["a", "oud"]), allowed).contains("'oud'"))
    #expect(read(FieldText(["b\r\nc"]), allowed) == #"["b\nc"]"#)
  }

  @Test("a field compares equal as a browser may send it")
  func normalized() {
    #expect(FieldText("a\r\nb").normalized == FieldText("a\nb").normalized)
    #expect(FieldText([""]).normalized == FieldText().normalized)
    #expect(FieldText(["b", "a", "a"]).normalized == FieldText(["a", "b"]).normalized)
    #expect(FieldText(isNone: true).normalized != FieldText().normalized)
    #expect(FieldText("a\0").normalized == FieldText("a\u{FFFD}").normalized)
    #expect(FieldText("a ").normalized != FieldText("a").normalized)
  }
}
