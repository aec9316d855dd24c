import Foundation
import Rules

/// How long a check of a large decision table takes, beside ten assessments of a plan by the same build.
struct TableBenchmark {
  /// Rows and columns. The first is what is promised; the others show what a budget does.
  private static let sizes = [(1_500, 5), (1_500, 5), (2_000, 5), (2_000, 8)]

  private let folder: URL
  private let tool: String

  /// - Returns: whether the first table took no longer than ten assessments.
  static func run(_ options: Options) throws -> Bool {
    let own = URL(filePath: CommandLine.arguments[0])
    let tool = own.deletingLastPathComponent().appending(path: "toets").path()
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "toets-tables-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try TableBenchmark(folder: folder, tool: tool).run(options)
  }

  private func run(_ options: Options) throws -> Bool {
    let loaded = try LoadedRuleset(folder: options.ruleset)
    let shelf = options.ruleset.deletingLastPathComponent().deletingLastPathComponent().path()
    guard let example = loaded.examples.first?.name else { return false }
    let plan = options.ruleset.appending(path: "examples/\(example)").path()
    var assess = Double.infinity
    for _ in 0..<5 {
      guard let run = ChildRun(tool, ["assess", "--rulesets", shelf, plan]) else { return false }
      assess = min(assess, run.processorTime)
    }
    print("ten assessments of \(example): \(Self.seconds(assess * 10))")
    var isInTime = true
    for (number, size) in Self.sizes.enumerated() {
      // The second has the widest cells: ranges that meet many others.
      let isOfRanges = number == 1
      let path = folder.appending(path: "table-\(number)")
      try write(rows: size.0, columns: size.1, isOfRanges: isOfRanges, to: path)
      guard let run = ChildRun(tool, ["ruleset", "check", "--rulesets", path.path()]) else {
        return false
      }
      let kind = isOfRanges ? "a half of the cells ranges" : "constant cells, a tenth noise"
      print(
        "\(size.0) rows, \(size.1) columns, \(kind): \(Self.seconds(run.processorTime)), "
          + "\(Int(run.peak)) MB, exit status \(run.status)")
      if number == 0 { isInTime = run.processorTime <= assess * 10 }
    }
    return isInTime
  }

  private static func seconds(_ time: Double) -> String { String(format: "%.2f s", time) }

  /// A ruleset with one table: every combination of a few values has a row, but in a tenth of the cells stands another value.
  private func write(rows: Int, columns: Int, isOfRanges: Bool, to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var random = SplitMix(state: 7)
    // So many values of each column that their product is the number of rows or more.
    let width = Int(pow(Double(rows), 1 / Double(columns)).rounded(.up))
    let names = (0..<columns).map { "k\($0)" }
    func isText(_ column: Int) -> Bool { !isOfRanges && column % 2 == 1 }
    var lines: [String] = []
    for row in 0..<rows {
      var rest = row
      let cells = (0..<columns).map { column -> String in
        var value = rest % width
        rest /= width
        if random.chance(10) { value = random.below(width * 20) }
        if isOfRanges, random.chance(50) {
          return "\"[\(value)..\(value + 1 + random.below(width * 10)))\""
        }
        return isText(column) ? "\"\\\"w\(value)\\\"\"" : "\"\(value)\""
      }
      lines.append("        - { when: [\(cells.joined(separator: ", "))], then: ['\(row % 7)'] }")
    }
    let fields = names.enumerated().map { place, name in
      let type = isText(place) ? "string" : "number"
      return "  \(name): { type: \(type), label: { nl: \(name), en: \(name) } }"
    }
    let text = Self.text.replacing("FIELDS", with: fields.joined(separator: "\n"))
      .replacing("INPUTS", with: names.map { "{ expression: \($0) }" }.joined(separator: ", "))
      .replacing("ROWS", with: lines.joined(separator: "\n"))
    try Self.identity.write(
      to: folder.appending(path: "ruleset.yaml"), atomically: true, encoding: .utf8)
    try text.write(to: folder.appending(path: "rules.yaml"), atomically: true, encoding: .utf8)
  }

  private static let identity = """
    ruleset: tafel
    title: { nl: Tabel, en: Table }
    authority: { nl: Niemand, en: Nobody }
    about: { nl: Verzonnen., en: Made up. }
    submission date: op
    plan title: naam
    versions:
      - version: een
        valid from: 2024-01-01
        title: { nl: Een, en: One }
        changes: { nl: Eerste versie., en: First version. }
        files: [rules.yaml]
    """

  private static let text = """
    sources:
      bron: { title: Bron, publisher: Niemand, date: 2024-01-01, sections: { een: Een } }
    vocabulary:
      naam: { type: string, label: { nl: Naam, en: Name } }
      op: { type: date, label: { nl: Op, en: On } }
    FIELDS
    definitions:
      uit:
        table:
          hit policy: UNIQUE
          inputs: [INPUTS]
          outputs: [{ name: uit, type: number }]
          rules:
    ROWS
    criterion: T1
    number: 1
    title: { nl: Tabel, en: Table }
    requirement: { nl: De tabel past., en: The table fits. }
    source: bron#een
    checks:
      - check: T1.1
        title: { nl: Tabel, en: Table }
        source: bron#een
        basis: source
        force: condition
        words: { nl: past, en: fits }
        rule: uit > 3
        passes: { nl: Ja., en: Yes. }
        fails: { nl: Nee., en: No. }
    outcome:
      source: bron#een
      decide: 'if T1 then "ja" else "nee"'
      results:
        ja: { effect: positive, title: { nl: Ja, en: Yes }, text: { nl: Ja., en: Yes. } }
        nee: { effect: negative, title: { nl: Nee, en: No }, text: { nl: Nee., en: No. } }
      undecided:
        answers missing: { title: { nl: A, en: A }, text: { nl: A, en: A } }
        judgement needed: { title: { nl: B, en: B }, text: { nl: B, en: B } }
    """
}
