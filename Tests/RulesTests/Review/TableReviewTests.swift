import Testing

@testable import Rules

@Suite("What is wrong with a decision table is told with the values that show it")
struct TableReviewTests {
  /// Columns `bedrag`, which must be there, and `notitie`, which need not.
  private static func definition(
    _ name: String, _ hitPolicy: String, _ rows: [(when: [String], then: String)],
    columns: [String] = ["bedrag"], otherwise: String? = nil
  ) -> String {
    func quoted(_ cells: [String]) -> String { cells.map { "'\($0)'" }.joined(separator: ", ") }
    return """
      \(name):
          table:
            hit policy: \(hitPolicy)
            inputs: [\(columns.map { "{ expression: '\($0)' }" }.joined(separator: ", "))]
            outputs: [{ name: soort, type: string\(otherwise.map { ", default: '\"\($0)\"'" } ?? "") }]
            rules:
      \(rows.map { "        - { when: [\(quoted($0.when))], then: ['\"\($0.then)\"'] }" }.joined(separator: "\n"))

      """
  }

  private static func review(_ definitions: String) throws -> [Diagnostic] {
    try ReviewedRuleset.make("bedrag > 1", definitions: "  " + definitions).review()
      .filter { $0.code.map { tableCodes.contains($0) } ?? false }
  }

  static let tables: [(hitPolicy: String, columns: [String], rows: [[String]], says: [String])] = [
    ("UNIQUE", ["bedrag"], [["< 3"], [">= 3"]], []),
    ("UNIQUE", ["bedrag"], [["< 3"], ["> 3"]], ["geen regel van de tabel past bij bedrag 3"]),
    ("FIRST", ["bedrag"], [["< 3"], ["[3..5)"]], ["geen regel van de tabel past bij bedrag >= 5"]),
    ("UNIQUE", ["bedrag"], [["<= 3"], [">= 3"]], ["de regels 1 en 2 passen allebei bij bedrag 3"]),
    (
      "FIRST", ["bedrag"], [["<= 3"], ["[1..2]"], ["-"]],
      ["regel 2 is nooit aan de beurt: wat hij neemt, nemen eerdere regels (1)"]
    ),
    (
      "FIRST", ["bedrag"], [["< 1"], [">= 1"], ["-"]],
      ["regel 3 is nooit aan de beurt: wat hij neemt, nemen eerdere regels (1, 2)"]
    ),
    ("UNIQUE", ["bedrag"], [["-"], ["(3..3)"]], ["geen enkele waarde past bij '(3..3)'"]),
    ("UNIQUE", ["bedrag"], [["< 3"], ["? >= 3 and ? != 7"], ["7"]], []),
    (
      "UNIQUE", ["bedrag", "notitie"], [["< 3", "-"], [">= 3", "\"a\", \"b\""]],
      ["bedrag >= 3 en notitie not(\"a\", \"b\")"]
    ),
    (
      "UNIQUE", ["bedrag", "notitie"], [["< 3", "null"], [">= 3", "-"]],
      ["bedrag < 3 en notitie not(null)"]
    ),
    (
      "UNIQUE", ["subsidie"], [["< 3"], [">= 3"]],
      ["geen regel van de tabel past bij subsidie null"]
    ),
    ("UNIQUE", ["bedrag > 3"], [["true"]], ["past bij bedrag > 3 false"]),
    ("UNIQUE", ["ingediend op"], [["< date(\"2024-01-01\")"]], ["ingediend op >= "]),
    ("UNIQUE", ["bedrag"], [["? * 2 > 4"]], ["niet onderzocht: zij hangt af van 'bedrag'"]),
  ]

  @Test("gaps, rows that meet, rows that never decide", arguments: tables)
  func findings(
    _ row: (hitPolicy: String, columns: [String], rows: [[String]], says: [String])
  ) throws {
    let rows = row.rows.enumerated().map { (when: $0.element, then: "r\($0.offset)") }
    let definition = Self.definition("tabel", row.hitPolicy, rows, columns: row.columns)
    let found = try Self.review(definition)
    #expect(found.count == row.says.count, "\(found.map(\.message.nl))")
    for (fault, says) in zip(found, row.says) {
      #expect(fault.message.nl.contains(says), "\(fault.message.nl)")
    }
  }

  @Test("a table with a default has no gaps")
  func defaults() throws {
    let found = try Self.review(
      Self.definition("tabel", "UNIQUE", [(["< 3"], "laag")], otherwise: "hoog"))
    #expect(found.map(\.message.nl) == [])
  }

  private static let tableCodes: Set<DiagnosticCode> = [
    .tableGap, .tableOverlap, .cellOfNoValue, .maskedRow, .tableNotAnalysed, .tableCutShort,
  ]

  // MARK: The law

  private static let numbers = [
    "-", "< 1", "<= 2", "> 1", ">= 3", "[1..3)", "(0..2]", "2", "1, 3", "not(2)", "null",
    "not(null)", "? > 1 and ? < 3", "!= 1", "[0..1], > 3",
  ]
  private static let texts = [
    "-", "\"a\"", "\"a\", \"b\"", "not(\"a\")", "null", "not(null, \"b\")",
  ]

  @Test("a table gives nothing exactly where a gap or two rows are told")
  func law() throws {
    var dice = SeededRandom(seed: 11)
    for turn in 0..<cases(60) {
      let rows = (0..<Int.random(in: 1...5, using: &dice)).map { index in
        (
          when: [
            Self.numbers.randomElement(using: &dice) ?? "-",
            Self.numbers.randomElement(using: &dice) ?? "-",
            Self.texts.randomElement(using: &dice) ?? "-",
          ], then: "r\(index)"
        )
      }
      let columns = ["bedrag", "subsidie", "notitie"]
      let table = Self.definition("tabel", "UNIQUE", rows, columns: columns)
      let found = try Self.review(table)
      func told(_ word: String) -> [(when: [String], then: String)] {
        found.filter { $0.message.nl.contains(word) }.compactMap { fault in
          Self.pasted(fault).map { ($0, "zo") }
        }
      }
      let (gaps, overlaps) = (told("geen regel van de tabel"), told("passen allebei"))
      let nothing = [(when: ["? = null and ? != null", "-", "-"], then: "zo")]
      let ruleset = try ReviewedRuleset.make(
        "(tabel = null) = (gaten = \"zo\" or dubbel = \"zo\")",
        definitions: "  " + table + "  "
          + Self.definition(
            "gaten", "FIRST", gaps.isEmpty ? nothing : gaps, columns: columns, otherwise: "nee")
          + "  "
          + Self.definition(
            "dubbel", "FIRST", overlaps.isEmpty ? nothing : overlaps, columns: columns,
            otherwise: "nee"))
      for _ in 0..<40 {
        let amount = ["-1", "0", "0.5", "1", "1.5", "2", "2.5", "3", "9"].randomElement(
          using: &dice)
        let grant = [nil, "0", "1", "1.5", "2", "3", "4"].randomElement(using: &dice) ?? nil
        let note = [nil, "a", "b", "z"].randomElement(using: &dice) ?? nil
        let plan =
          "titel: Hallo\ningediend op: 2024-01-01\nbedrag: \(amount ?? "1")\nposten: []\n"
          + (grant.map { "subsidie: \($0)\n" } ?? "") + (note.map { "notitie: \($0)\n" } ?? "")
        let assessment = try ReviewedRuleset.assess(ruleset, plan)
        #expect(
          assessment.checks[0].verdict == .passes,
          "\(turn): \(rows.map(\.when)), \(plan), \(found.map(\.message.nl))")
      }
    }
  }

  /// The tests of the row that the mend of a gap gives, or those of what two rows take.
  private static func pasted(_ fault: Diagnostic) -> [String]? {
    if let mend = fault.mend?.en, let start = mend.firstRange(of: "when: ["),
      let end = mend.firstRange(of: "], then")
    {
      let cells = mend[start.upperBound..<end.lowerBound].split(separator: "', '")
      return cells.map { String($0).replacing("'", with: "") }
    }
    guard let start = fault.message.en.firstRange(of: "both take ") else { return nil }
    var tests = ["-", "-", "-"]
    for part in fault.message.en[start.upperBound...].split(separator: " and ") {
      for (index, name) in ["bedrag ", "subsidie ", "notitie "].enumerated()
      where part.hasPrefix(name) {
        tests[index] = String(part.dropFirst(name.count))
      }
    }
    return tests
  }
}
