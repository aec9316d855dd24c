import Rules
import TestSupport

@testable import Assess

// What the files of a ruleset may hold.
extension LimitCase {
  static let ruleset = [
    LimitCase(
      "file of a ruleset",
      refusal: "extra:1:1 the file is too large: 1048577 bytes, and at most 1048576 are allowed"
    ) { try read(extra: [commented("definitions:\n  meer: 1\n", to: $0)]) },
    LimitCase(
      "files of a version together",
      refusal:
        "sources.yaml:1:1 the files are 8388609 bytes together, and at most 8388608 are allowed"
    ) { count in
      let own = try fixture.files.reduce(0) { $0 + $1.bytes.count }
      let share = (count - own) / 8
      return try read(
        extra: (0..<8).map { part in
          commented(
            "definitions:\n  meer \(part): 1\n", to: part > 0 ? share : count - own - 7 * share)
        })
    },
    LimitCase(
      "files of a version",
      refusal:
        "ruleset.yaml:17:12 this version has 501 files, and at most 500 are allowed"
    ) { count in
      let paths = (0..<count).map { "f\($0).yaml" }.joined(separator: ", ")
      let own = RulesetFiles.names.joined(separator: ", ")
      let text = try fixture.text(of: "ruleset.yaml").replacing(own, with: paths)
      return told { () throws(Diagnostics) in
        _ = try RulesetFolder(reading: SourceText(name: "ruleset.yaml", text: text))
      }
    },
    LimitCase(
      "versions that inherit",
      refusal: "ruleset.yaml:271:15 more than 50 versions inherit from one another here"
    ) { count in
      let line = (2...count).map { number in
        """
          - version: v\(number)
            never in force: { nl: Proef, en: Trial }
            inherits: \(number == 2 ? "regeling-2024" : "v\(number - 1)")
            title: { nl: N, en: N }
            changes: { nl: N, en: N }

        """
      }
      let text = try fixture.text(of: "ruleset.yaml") + line.joined()
      return told { () throws(Diagnostics) in
        _ = try RulesetFolder(reading: SourceText(name: "ruleset.yaml", text: text))
      }
    },
    LimitCase(
      "fields of a vocabulary",
      refusal:
        "vocabulary.yaml:2:3 these are more than 10000 fields, counting those of the types"
    ) { count in
      // The fixture has 7; of the rest, as many as can be are in groups of 99.
      let groups = (count - 7) / 100
      let uses = (0..<groups).map { "  groep \($0): { type: groot }\n" }
      let loose = (0..<(count - 7) % 100).map { "  los \($0): { type: string }\n" }
      let inner = (0..<99).map { "      lid \($0): { type: string }\n" }
      return try read(
        vocabulary: (uses + loose).joined(),
        types: "  groot:\n    fields:\n" + inner.joined())
    },
    LimitCase(
      "fields inside one another",
      refusal:
        "vocabulary.yaml:2:17 more than 32 groups and lists are inside each other here"
    ) { count in
      try read(
        vocabulary: "  diep: { type: \(String(repeating: "list of ", count: count))string }\n")
    },
    LimitCase(
      "rules of a decision table",
      refusal:
        "extra:5:7 this table has more than 2000 rules"
    ) { count in
      try read(extra: [table(inputs: 1, rules: count)])
    },
    LimitCase(
      "columns of a decision table",
      refusal:
        "extra:5:7 this table has more than 50 columns"
    ) { count in
      try read(extra: [table(inputs: count - 1, rules: 1)])
    },
    LimitCase(
      "expressions in a text",
      refusal:
        "extra:14:19 this text has more than 100 expressions"
    ) { count in
      let text = String(repeating: "{bedrag} ", count: count)
      return try read(
        extra: [
          """
          criterion: B9
          number: 9
          title: { nl: Veel, en: Much }
          requirement: { nl: Veel, en: Much }
          source: regeling#art-3
          checks:
            - check: B9.1
              title: { nl: Veel, en: Much }
              source: regeling#art-3
              basis: source
              force: condition
              words: { nl: P, en: P }
              rule: bedrag > 0
              passes: { nl: "\(text)", en: "{bedrag}" }
              fails: { nl: Nee, en: No }
          """
        ])
    },
  ]

  private static func table(inputs: Int, rules: Int) -> String {
    let cells = Array(repeating: "\"-\"", count: inputs).joined(separator: ", ")
    return """
      definitions:
        tabel:
          type: string
          table:
            hit policy: FIRST
            inputs:
      \(String(repeating: "        - { expression: bedrag }\n", count: inputs))\
            outputs:
              - { type: string }
            rules:
      \(String(repeating: "        - { when: [\(cells)], then: ['\"a\"'] }\n", count: rules))
      """
  }

  private static let fixture = RulesetFiles()

  /// What is wrong with the fixture's ruleset with more in it.
  private static func read(
    vocabulary: String = "", types: String = "", extra: [String] = []
  ) throws -> [String] {
    let files = try fixture.files.map { file in
      guard file.name == "vocabulary.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacing("vocabulary:\n", with: "vocabulary:\n" + vocabulary)
        .replacing("types:\n", with: "types:\n" + types)
      return SourceText(name: file.name, text: text)
    }
    let more = extra.map { SourceText(name: "extra", text: $0) }
    let folder = try RulesetFolder(
      reading: SourceText(name: "ruleset.yaml", text: fixture.text(of: "ruleset.yaml")))
    return told { () throws(Diagnostics) in
      _ = try RulesetModel(of: folder, version: folder.versions[1], files: files + more)
    }
  }
}

/// The files of the fixture's ruleset, as they are on disk.
private struct RulesetFiles: Sendable {
  static let names = [
    "sources.yaml", "vocabulary.yaml", "limit-2023.yaml", "criteria/money.yaml",
    "criteria/support.yaml", "outcome.yaml",
  ]

  func text(of name: String) throws -> String {
    let bytes = try Effects.process.readFile(World.ruleset + "/" + name, 1 << 20)
    return String(decoding: bytes, as: UTF8.self)
  }

  var files: [SourceText] {
    get throws { try Self.names.map { SourceText(name: $0, text: try text(of: $0)) } }
  }
}
