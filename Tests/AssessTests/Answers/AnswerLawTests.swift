import Foundation
@testable import Rules
import TestSupport
import Testing

@testable import Assess

@Suite("What is read of what is shown of an answer is that answer")
struct AnswerLawTests {
  private static let path = InputPath([.member("x")])
  private static let allowed: [Field.AllowedValue] = ["ja", "12", "Één", "a b", "true", "x\ny"].map
  {
    .init(value: $0, label: LocalizedText(nl: "Label \($0)", en: "Label of \($0)"))
  }

  private static func value(_ text: String, _ kind: Field.Kind) throws -> (Value, [Diagnostic]) {
    let reader = FactsReader(Vocabulary([Field(name: "x", kind: kind)]))
    let document = try DataDocument(reading: SourceText(name: "plan", text: text))
    let (facts, problems) = reader.facts(from: document.root)
    return (facts.values[0], problems)
  }

  /// What is shown of the answer in a text, read, and written into a plan again.
  private static func again(
    _ text: String, _ kind: Field.Kind, _ language: Language
  ) throws -> (shown: FieldText, text: String?) {
    let document = try DataDocument(reading: SourceText(name: "plan", text: text))
    let form = AnswerForm(language: language)
    let shown = form.shown(PlanDraft(document)[path], kind)
    guard case .answer(let tree) = form.read(shown, kind) else { return (shown, nil) }
    var draft = PlanDraft()
    draft.set(path, to: tree)
    return (shown, draft.yaml)
  }

  /// Whether the law holds for the answer that a file spells so; `nil` where the file is refused.
  private static func holds(_ text: String, _ kind: Field.Kind) throws -> Bool? {
    let (value, problems) = try value(text, kind)
    guard !problems.contains(where: { $0.severity == .error }) else { return nil }
    if case .unknown = value { return nil }
    for language in Language.allCases {
      let (shown, written) = try again(text, kind, language)
      guard let written, try self.value(written, kind).0.isSame(as: value) else {
        Issue.record(
          "\(text) as \(kind) in \(language): shown \(shown), written \(written ?? "nothing")")
        return false
      }
    }
    return true
  }

  static let spellings: [(Field.Kind, good: [String], refused: [String])] = [
    (
      .boolean, ["ja", "Ja", "JA", "true", "True", "waar", "nee", "false", "onwaar", "yes", "no"],
      ["\"ja\"", "'true'", "1", "misschien", "[ja]"]
    ),
    (
      .number(nil),
      [
        "12.500", "12.5", "1250", "-3", "0", "-0", "0.125", ".5", "+5", "1e6", "1E+50", "1e-50",
        "123.456", "999.999", "1234.567", "12345.678", "0.500", "00.500", "1250000.5", "2027",
        "9999999999999999999999999999999999", "0.0000000000000000000000000000001", "1e40", "1e41",
        "100.100", "-123.450", "1.000",
      ], ["1250,00", "\"12\"", "1.250.000", "€ 5", "99999999999999999999999999999999999", "veel"]
    ),
    (
      .date,
      ["2029-06-01", "\"2029-06-01\"", "'2029-06-01'", "0001-01-01", "-0044-03-15", "12029-06-01"],
      ["1-6-2029", "2029-6-1", "2029-02-30", "1 juni 2029"]
    ),
    (.time, ["09:30:00", "\"09:30:00\"", "09:30:00.5", "09:30:00Z", "09:30:00+02:00"], ["9:30"]),
    (
      .dateAndTime, ["2029-06-01T09:30:00", "2029-06-01T09:30:00Z", "\"2029-06-01T09:30:00\""],
      ["2029-06-01 9u"]
    ),
    (
      .dayTimeDuration,
      ["P30D", "PT8H", "P1DT2H3M4S", "PT0.5S", "-P1D", "P0D", "PT36H", "P9999999D", "\"P1D\""],
      ["30 dagen"]
    ),
    (.yearMonthDuration, ["P5Y", "P18M", "P1Y6M", "-P1Y", "P0M", "P9999999Y"], ["5 jaar"]),
    (
      .string(allowed: []),
      [
        "tekst", "12", "12.500", "ja", "true", "nee", "1-6-2029", "\" voor\"", "\"na \"",
        "'1250,00'",
        "\"a\\nb\"", "|\n  een\n  twee\n", "\"nee\"", "\"null\"", "\"~\"", "\"[a]\"", "\"a\\tb\"",
        "\"soft\\u00adhyphen\"", "'geen'", "\"\\u2028\"", "emoji 🧑‍⚕️", "nULL",
        "\"\"", "\"  \"", "'\"\"'", "'\"'", "'\"\"\"'", "'\" \"'", "\"\\n\"",
      ], []
    ),
    (
      .string(allowed: allowed),
      ["ja", "\"ja\"", "12", "\"12\"", "Één", "a b", "true", "\"x\\ny\""],
      ["JA", "\"Label ja\"", "3"]
    ),
    (
      .list(.string(allowed: allowed)),
      ["[]", "[ja]", "[12, ja]", "[ja, ja]", "[\"x\\ny\", a b]", "[true]"], ["[oud]", "ja"]
    ),
    (
      .list(.string(allowed: [])),
      [
        "[]", "[a]", "[a, b]", "[12, ja, \"true\"]", "[\" a\", \"b \"]", "[\"a\\nb\", c]",
        "\n  - een\n  - twee", "[geen]", "[a, a]", "[\"x;y\"]", "[\"\", a]", "[\" \"]",
      ], ["a"]
    ),
    (.list(.number(nil)), ["[]", "[1250, 12.500, 0.125]", "[-1, 1e50]"], ["[1,5 x]"]),
    (.list(.boolean), ["[ja, false, no]", "[]"], ["[misschien]"]),
    (.list(.date), ["[2029-06-01, \"2029-06-02\"]"], ["[morgen]"]),
    (.list(.yearMonthDuration), ["[P5Y, P6M]"], []),
  ]

  @Test("every spelling that a file may have, in both languages")
  func spellings() throws {
    for (kind, good, refused) in Self.spellings {
      for spelling in good {
        #expect(try Self.holds("x: \(spelling)\n", kind) == true, "\(spelling) as \(kind)")
      }
      for spelling in refused {
        #expect(try Self.holds("x: \(spelling)\n", kind) == nil, "\(spelling) as \(kind)")
      }
    }
  }

  @Test("what is in JSON too")
  func json() throws {
    let cases: [(String, Field.Kind)] = [
      ("true", .boolean), ("false", .boolean), ("12.500", .number(nil)), ("1e3", .number(nil)),
      ("\"2029-06-01\"", .date), ("\"12\"", .string(allowed: [])), ("\"ja\"", .string(allowed: [])),
      ("[]", .list(.number(nil))), ("[1, 2.250]", .list(.number(nil))),
      ("\"P5Y\"", .yearMonthDuration),
    ]
    for (text, kind) in cases {
      #expect(try Self.holds("{\"x\": \(text)}", kind) == true, "\(text)")
    }
  }

  @Test("what can't be read shows its own text, and stays unread or is what it says")
  func unreadable() throws {
    for (kind, _, refused) in Self.spellings {
      for spelling in refused {
        let document = try DataDocument(yaml: SourceText(name: "plan", text: "x: \(spelling)\n"))
        guard case .scalar(let own, _)? = PlanDraft(document)[Self.path] else { continue }
        for language in Language.allCases {
          #expect(
            AnswerForm(language: language).shown(PlanDraft(document)[Self.path], kind).text == own)
        }
      }
    }
    for absent in ["", "~", "null", "Null"] {
      let document = try DataDocument(yaml: SourceText(name: "plan", text: "x: \(absent)\n"))
      #expect(
        AnswerForm(language: .nl).shown(PlanDraft(document)[Self.path], .boolean) == FieldText())
    }
    #expect(AnswerForm(language: .nl).shown(nil, .date) == FieldText())
  }

  @Test("random answers of every kind", arguments: 0..<16)
  func random(seed: Int) throws {
    var dice = SeededDice(state: UInt64(seed) &* 7919 &+ 3)
    var tried = 0
    for _ in 0..<400 {
      let (kind, text) = Self.answer(&dice, depth: 0)
      if try Self.holds("{\"x\": \(text)}", kind) == true { tried += 1 }
    }
    #expect(tried > 350)
  }

  /// A kind, and an answer of it in JSON.
  private static func answer(_ dice: inout SeededDice, depth: Int) -> (Field.Kind, String) {
    func digits(_ count: Int) -> String { (0..<count).map { _ in "\(dice.below(10))" }.joined() }
    func quoted(_ text: String) -> String {
      var json = JSONWriter()
      json.string(text)
      return json.text
    }
    func two(_ from: Int, _ count: Int) -> String {
      let number = from + dice.below(count)
      return number < 10 ? "0\(number)" : "\(number)"
    }
    switch dice.below(depth == 0 ? 10 : 8) {
    case 0: return (.boolean, dice.pick(["true", "false"]))
    case 1, 2:
      let whole = dice.pick(["0", "\(1 + dice.below(9))" + digits(dice.below(12))])
      let fraction = dice.below(3) == 0 ? "" : "." + digits(1 + dice.below(7))
      let power = dice.below(8) == 0 ? "e\(dice.below(120) - 60)" : ""
      return (.number(nil), dice.pick(["", "-"]) + whole + fraction + power)
    case 3:
      return (
        .date, "\"\(dice.pick(["1999", "2029", "0012", "9999"]))-\(two(1, 12))-\(two(1, 28))\""
      )
    case 4: return (.time, "\"\(two(0, 24)):\(two(0, 60)):\(two(0, 60))\"")
    case 5:
      return dice.below(2) == 0
        ? (.yearMonthDuration, "\"P\(dice.below(100))Y\(dice.below(30))M\"")
        : (.dayTimeDuration, "\"P\(dice.below(100))DT\(dice.below(30))H\(dice.below(90))M\"")
    case 6: return (.string(allowed: allowed), quoted(dice.pick(allowed).value))
    case 7:
      let parts = [
        "a", "12", "1.250", "ja", "true", "null", "-", ":", "#", "\"", "'", "é", "🧑‍⚕️", " ", "\t",
        "[", "{", "geen", "0", "%", "€", "\u{AD}", "\u{A0}",
      ]
      var text = (0...dice.below(5)).map { _ in dice.pick(parts) }.joined()
      if depth == 0, dice.below(4) == 0 { text += "\n" + dice.pick(parts) }
      return (.string(allowed: []), quoted(text))
    default:
      let (kind, first) = answer(&dice, depth: 1)
      var items = dice.below(6) == 0 ? [] : [first]
      for _ in 0..<dice.below(4) {
        let (other, item) = answer(&dice, depth: 1)
        if "\(other)" == "\(kind)" { items.append(item) }
      }
      return (.list(kind), "[\(items.joined(separator: ", "))]")
    }
  }

  @Test("every answer of every example plan that is shipped")
  func examples() throws {
    let root = URL(filePath: #filePath).appending(path: "../../../../rulesets").standardized.path
    let effects = Effects.process
    let catalog = RulesetCatalog(root: root, effects: effects)
    var tried = 0
    for ruleset in ["iza/plan", "iza/snelle-toets"] {
      let folder = "\(root)/\(ruleset)/examples"
      for entry in effects.entries(folder) ?? [] where entry.name.hasSuffix(".yaml") {
        let file = try PlanFile.read("\(folder)/\(entry.name)", effects: effects)
        let edition = try Editions(catalog, Editions.Request(day: .epoch)).edition(
          for: file)
        let vocabulary = edition.ruleset.model.vocabulary
        for language in Language.allCases {
          let form = AnswerForm(language: language)
          var draft = PlanDraft(file.document)
          for (path, kind) in Self.places(draft.root, .group(vocabulary.fields), []) {
            guard let tree = draft[path], !tree.isAbsent else { continue }
            guard case .answer(let again) = form.read(form.shown(tree, kind), kind) else {
              Issue.record("\(entry.name) \(path): \(tree.written)")
              continue
            }
            draft.set(path, to: again)
            tried += 1
          }
          let written = PlanFile(
            document: try DataDocument(yaml: SourceText(name: "plan", text: draft.yaml)))
          let (old, new) = (
            ReadPlan(file, by: edition, recordingCauses: false),
            ReadPlan(written, by: edition, recordingCauses: false)
          )
          #expect(old.problems.isEmpty && new.problems.isEmpty)
          #expect(zip(old.facts.values, new.facts.values).allSatisfy { $0.isSame(as: $1) })
        }
      }
    }
    #expect(tried > 5_000)
  }

  /// The places of a plan that have a field in a form.
  private static func places(
    _ node: PlanTree, _ kind: Field.Kind, _ steps: [InputPath.Step]
  ) -> [(InputPath, Field.Kind)] {
    switch (node, kind) {
    case (.mapping(let entries), .group(let fields)):
      return entries.flatMap { entry in
        fields.first { $0.name == entry.key }.map {
          places(entry.value, $0.kind, steps + [.member(entry.key)])
        } ?? []
      }
    case (.sequence(let items), .list(.group(let fields))):
      return items.enumerated().flatMap {
        places($1, .group(fields), steps + [.item($0 + 1)])
      }
    default: return [(InputPath(steps), kind)]
    }
  }
}

extension Value {
  /// Whether it is the same answer; unknown is the same as unknown. Line breaks are of one kind.
  fileprivate func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.unknown, .unknown), (.null, .null): true
    case (.list(let one), .list(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isSame(as: $1) }
    case (.context(let one), .context(let other)):
      one.values.count == other.values.count
        && zip(one.values, other.values).allSatisfy { $0.isSame(as: $1) }
    case (.string(let one), .string(let other)):
      one.withPlainLineBreaks.replacing("\u{2028}", with: "\n").utf8
        .elementsEqual(other.withPlainLineBreaks.replacing("\u{2028}", with: "\n").utf8)
    default: if case .boolean(true) = isEqual(to: other) { true } else { false }
    }
  }
}
