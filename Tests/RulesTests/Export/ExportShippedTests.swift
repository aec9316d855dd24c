import Foundation
import Testing

@testable import Rules

private let root = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The rulesets that ship, and the made-up one that commands are tested with.
private let folders = [
  "rulesets/iza/plan", "rulesets/iza/snelle-toets",
  "Tests/AssessTests/Fixtures/rulesets/gemeente/buurtfonds",
]

private func source(_ path: String) throws -> SourceText {
  SourceText(
    name: path.split(separator: "/").last.map(String.init) ?? path,
    bytes: Array(try Data(contentsOf: root.appending(path: path))))
}

/// A version of a ruleset, and the example plans that are written for it or another version.
private struct Edition: Sendable {
  let exported: ExportedRuleset
  let plans:
    [(
      name: String, facts: [Value], judgements: [String: JudgementAnswer], day: CalendarDate
    )]

  static func all(in folder: String) throws -> [Edition] {
    let about = try RulesetFolder(reading: source("\(folder)/ruleset.yaml"))
    let examples = try FileManager.default
      .contentsOfDirectory(atPath: root.appending(path: "\(folder)/examples").path).sorted()
      .filter { $0.hasSuffix(".yaml") }
      .map { ($0, try DataDocument(yaml: source("\(folder)/examples/\($0)")).root) }
    return try about.versions.compactMap { version in
      guard case .files(let names) = version.content else { return nil }
      let ruleset = try Ruleset(
        compiling: RulesetModel(
          of: about, version: version, files: names.map { try source("\(folder)/\($0)") }))
      return Edition(
        exported: try ExportedRuleset(ruleset),
        plans: examples.map { name, root in
          let day = root[about.submissionField].flatMap { CalendarDate($0.text) }
          return (
            name, ruleset.facts(from: root).facts.values, judgements(root["oordelen"]),
            day ?? .epoch
          )
        })
    }
  }

  /// Each read once for all tests.
  private static let known = Dictionary(
    uniqueKeysWithValues: folders.map { folder in (folder, Result { try all(in: folder) }) })

  static func known(_ folder: String) throws -> [Edition] { try known[folder]?.get() ?? [] }

  private static func judgements(_ node: DataDocument.Node?) -> [String: JudgementAnswer] {
    var found: [String: JudgementAnswer] = [:]
    guard let node else { return [:] }
    for entry in node.entries {
      found[entry.key.text] = JudgementAnswer(
        holds: entry.value["oordeel"]?.text == "voldoet", explanation: "",
        author: entry.value["door"]?.text == "beoordelaar" ? .reviewer : .applicant)
    }
    return found
  }
}

@Test(
  "an exported ruleset that ships says of every example plan what the ruleset says",
  arguments: folders)
func exportedExamples(folder: String) throws {
  var left = 0
  var all = 0
  for edition in try Edition.known(folder) {
    let exported = edition.exported
    let identity = exported.ruleset.model.identity
    #expect(exported.advice.map { $0.rendered(in: .en) } == [], "\(identity.version)")
    let outcomes = Set(exported.ruleset.model.outcome.results.map(\.value))
    let checks = exported.ruleset.model.criteria.flatMap(\.checks).map(\.id)
    let criteria = exported.ruleset.model.criteria.map(\.id)
    for plan in edition.plans {
      let moment = plan.day.midnightUTC
      for judgements in [plan.judgements, [:]] {
        let expected = try exported.expected(plan.facts, judgements, at: moment)
        let found = try exported.words(plan.facts, judgements, at: moment)
        let differences = zip(
          ["outcome"] + criteria + checks,
          zip(
            [found.outcome] + found.criteria + found.checks,
            [expected.outcome] + expected.criteria + expected.checks)
        ).filter { $1.0 != $1.1 }.map { "\($0): \($1.1) became \($1.0)" }
        #expect(differences == [], "\(identity.version) \(plan.name)")
      }
      var random = SeededRandom(seed: 7)
      for percent in [2, 20] {
        let partial = zip(exported.ruleset.model.vocabulary.fields, plan.facts).map {
          hiding(percent, $1, AnswerShape($0), &random)
        }
        let expected = try exported.expected(partial, plan.judgements, at: moment)
        let found = try exported.words(partial, plan.judgements, at: moment)
        #expect(
          found.contradictions(with: expected, outcomes: outcomes) == [],
          "\(identity.version) \(plan.name)")
        all += checks.count
        for (id, pair) in zip(checks, zip(found.checks, expected.checks)) where pair.0 != pair.1 {
          left += 1
          if ProcessInfo.processInfo.environment["EXPORT_TELL"] != nil {
            print("\(plan.name) \(percent)% \(id): \(pair.1) became \(pair.0)")
          }
        }
      }
    }
  }
  print("\(folder): \(left) of \(all) verdicts of plans with answers taken away are left open")
  #expect(left * 50 <= all, "few verdicts are left open that the ruleset decides")
}

/// The value with some of the answers left out that must be given.
private func hiding(
  _ percent: Int, _ value: Value, _ shape: AnswerShape, _ random: inout SeededRandom
) -> Value {
  switch (value, shape) {
  case (.list(let items), .list(let item, let isRequired)):
    if isRequired, random.happens(percent / 2) { return .unknown(.unspecified(.answer)) }
    return .list(items.map { hiding(percent, $0, item, &random) })
  case (.context(let context), .group(let members, _)):
    let values = zip(context.values, members).map { hiding(percent, $0, $1.shape, &random) }
    return .context(Context(shape: context.shape, values: values))
  default:
    return shape.isRequired && random.happens(percent)
      ? .unknown(.unspecified(.answer)) : value
  }
}

@Test("the same ruleset gives the same bytes", arguments: folders)
func exportedBytes(folder: String) throws {
  let exported = try #require(try Edition.known(folder).first).exported
  let again = try Ruleset(compiling: exported.ruleset.model)
  #expect(try again.decisionModel().indented().text == exported.text)
}

/// The standard's schema and the program that holds a text against it.
private enum Schema {
  static let program = ["/usr/bin/xmllint", "/usr/local/bin/xmllint"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static let file: String? = {
    let named = ProcessInfo.processInfo.environment["DMN_TCK"].map { URL(filePath: $0) }
    let folder = named ?? root.appending(path: "../shared/dmn-tck").standardized
    let file = folder.appending(path: "DMN15.xsd").path
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }()

  static let off: Comment =
    "the standard's schema is not held against exports: xmllint and DMN_TCK are both needed"
}

@Test(
  "an exported ruleset is valid by the standard's schema",
  .enabled(if: Schema.program != nil && Schema.file != nil, Schema.off), arguments: folders)
func exportedSchema(folder: String) throws {
  let program = try #require(Schema.program)
  let schema = try #require(Schema.file)
  for edition in try Edition.known(folder) {
    let own = "\(ProcessInfo.processInfo.processIdentifier)-\(folder.replacing("/", with: "-"))"
    let file = FileManager.default.temporaryDirectory.appending(path: "export-\(own).dmn")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(edition.exported.text.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--noout", "--nonet", "--schema", schema, file.path]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self).prefix(2000))")
  }
}
