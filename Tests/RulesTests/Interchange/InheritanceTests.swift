import Rules
import Testing

/// `v1` of the fixture, `v2` that inherits it and writes `new.yaml` over it, and `v3` that inherits that.
private enum Line {
  static let folder =
    RulesetFixture.folder + """
        - version: v3
          valid from: 2026-01-01
          inherits: v1
          title: { nl: Derde, en: Third }
          changes: { nl: C1.1, en: C1.1 }
          files: [new.yaml]
        - version: v4
          valid from: 2027-01-01
          inherits: v3
          title: { nl: Vierde, en: Fourth }
          changes: { nl: C1.1, en: C1.1 }
          files: [newer.yaml]

      """

  static let texts = [
    "basis.yaml": RulesetFixture.basis, "c1.yaml": RulesetFixture.criterion, "newer.yaml": "{}",
  ]

  static func read(
    _ new: String, newer: String = "definitions: { x: 1 }", version: String = "v3"
  ) throws(Diagnostics) -> RulesetModel {
    let folder = try RulesetFixture.readFolder(folder)
    guard let version = folder.version(named: version), case .files(let names) = version.content
    else { throw Diagnostics([]) }
    return try RulesetModel(
      of: folder, version: version,
      files: names.map { name in
        SourceText(
          name: name,
          text: name == "new.yaml" ? new : name == "newer.yaml" ? newer : texts[name] ?? "")
      })
  }
}

@Test("a version has the files of the version it inherits from, first to last")
func inheritedFiles() throws {
  let folder = try RulesetFixture.readFolder(Line.folder)
  let version = try #require(folder.version(named: "v4"))
  guard case .files(let names) = version.content else {
    Issue.record("no files")
    return
  }
  #expect(names == ["basis.yaml", "c1.yaml", "new.yaml", "newer.yaml"])
  #expect(version.inherits == "v3")
  let model = try Line.read("overrides: { definitions: { dubbel: saldo * 3 } }", version: "v4")
  // What a record's hash is made of.
  #expect(model.identity.files.map(\.name) == names)
}

private struct Override: Sendable {
  let text: String
  let found: String
  let part: @Sendable (RulesetModel) -> String?

  init(_ text: String, _ found: String, _ part: @escaping @Sendable (RulesetModel) -> String?) {
    self.text = text
    self.found = found
    self.part = part
  }
}

extension RulesetModel {
  fileprivate func check(_ id: String) -> Check? {
    criteria.flatMap(\.checks).first { $0.id == id }
  }
}

private let overrides = [
  Override("definitions: { dubbel: saldo * 3 }", "saldo * 3 in new.yaml") { model in
    let definition = model.definitions.first { $0.name == "dubbel" }
    guard let definition, case .literal(let text) = definition.logic.form else { return nil }
    return "\(text.text) in \(text.source.name)"
  },
  Override("parameters: { anker: { value: '\"eind\"' } }", "\"eind\" Vanaf?") { model in
    guard let parameter = model.parameters.first(where: { $0.name == "anker" }),
      case .reading(_, let value) = parameter.kind
    else { return nil }
    return "\(value.text) \(parameter.title.nl)"
  },
  Override("vocabulary: { saldo: { unit: fte } }", "fte ? >= 0") { model in
    guard let field = model.vocabulary["saldo"], case .number(let unit?) = field.kind else {
      return nil
    }
    return "\(unit) \(field.constraint?.text ?? "")"
  },
  Override(
    "vocabulary: { schaal: { allowed: { without: [lokaal], with: { landelijk: { nl: L, en: L } } } } }",
    "regionaal landelijk"
  ) { model in
    guard case .string(let allowed)? = model.vocabulary["schaal"]?.kind else { return nil }
    return allowed.map(\.value).joined(separator: " ")
  },
  Override(
    "types: { partij: { fields: { with: { rol: { type: string } } } } }", "naam bepalend rol"
  ) { model in
    model.vocabulary["partijen"]?.kind.members.map(\.name).joined(separator: " ")
  },
  Override(
    "sources: { kader: { title: Nieuw, sections: { with: { stap-2: Stap 2 } } } }",
    "Nieuw 2023-01-10 stap-1 stap-2"
  ) { model in
    guard let source = model.source("kader") else { return nil }
    return "\(source.title) \(source.date) "
      + source.sections.map(\.key).joined(separator: " ")
  },
  Override("readings: { H1: { choice: { nl: Dat } } }", "Wat? Dat This") { model in
    guard let reading = model.reading("H1") else { return nil }
    return "\(reading.point.nl) \(reading.choice.nl) \(reading.choice.en)"
  },
  Override("checks: { C1.1: { rule: saldo > 7 } }", "saldo > 7 in new.yaml of c1.yaml") { model in
    guard let check = model.check("C1.1"), let rule = check.rule else { return nil }
    return "\(rule.text) in \(rule.source.name) of \(check.source.name)"
  },
  Override(
    "checks: { C1.2: { without: [figures], judgement: { question: { nl: Echt? } } } }",
    "Echt? Good? Kijk 0"
  ) { model in
    guard let check = model.check("C1.2"), let judgement = check.judgement else { return nil }
    return "\(judgement.question.nl) \(judgement.question.en) \(judgement.guidance.nl) "
      + "\(check.figures.count)"
  },
  Override("checks: { without: C1.2 }", "C1.1") { model in
    model.criteria[0].checks.map(\.id).joined(separator: " ")
  },
  Override(
    """
    criteria:
        C1:
          title: { nl: Anders }
          checks:
            - check: C1.9
              title: { nl: Nieuw, en: New }
              source: kader#stap-1
              basis: source
              force: condition
              words: { nl: P, en: P }
              judgement: { question: { nl: Q, en: Q }, guidance: { nl: G, en: G } }
    """, "Anders Balance C1.1 C1.2 C1.9"
  ) { model in
    let criterion = model.criteria[0]
    return "\(criterion.title.nl) \(criterion.title.en) "
      + criterion.checks.map(\.id).joined(separator: " ")
  },
  Override(
    "outcome: { results: { voldoet: { text: { nl: Top } } }, definitions: { alles: C1 != false } }",
    "Ja Top Yes C1 != false"
  ) { model in
    let result = model.outcome.results[0]
    guard
      case .literal(let text)? = model.definitions.first(where: { $0.name == "alles" })?.logic.form
    else { return nil }
    return "\(result.title.nl) \(result.text.nl) \(result.text.en) \(text.text)"
  },
]

@Test("a version writes over one thing and keeps the rest as it was", arguments: overrides)
private func override(_ change: Override) throws {
  do throws(Diagnostics) {
    let model = try Line.read("overrides:\n  \(change.text)\n")
    #expect(change.part(model) == change.found, "\(change.text)")
    // The version that it inherits from is as it was.
    let before = try RulesetFixture.read()
    #expect(change.part(before) != change.found)
  } catch {
    Issue.record("\(change.text): \(error.all.map { RulesetFixture.line($0, .en) })")
  }
}

@Test("a later version writes over what an earlier one wrote over")
func overrideTwice() throws {
  let first = "overrides: { checks: { C1.1: { rule: saldo > 7, passes: { nl: 'A', en: A } } } }"
  let second = "overrides: { checks: { C1.1: { rule: saldo > 8 } } }"
  let check = try #require(try Line.read(first, newer: second, version: "v4").check("C1.1"))
  #expect(check.rule?.text == "saldo > 8")
  #expect(check.rule?.source.name == "newer.yaml")
  guard case .words(let words)? = check.passes?.nl.first else {
    Issue.record("no words")
    return
  }
  #expect(words == "A")
}

@Test("a file may have all its definitions left out")
func allLeftOut() throws {
  let first = "definitions: { eigen: 1 }"
  let model = try Line.read(
    first, newer: "overrides: { definitions: { without: [eigen] } }", version: "v4")
  #expect(!model.definitions.contains { $0.name == "eigen" })
}

@Test("a criterion that is left out makes room for another with its code")
func criterionReplaced() throws {
  let criterion = RulesetFixture.criterion.replacing("Saldo, en: Balance", with: "Los, en: Loose")
  let model = try Line.read("overrides: { criteria: { without: [C1] } }\n" + criterion)
  #expect(model.criteria.map(\.title.nl) == ["Los"])
  #expect(model.criteria[0].source.name == "new.yaml")
}

private let faults: [(text: String, faults: [String])] = [
  (
    "overrides: { definitions: { dubel: 1 } }",
    ["new.yaml:1:29 there is no 'dubel' to write over or leave out | did you mean 'dubbel'?"]
  ),
  (
    "overrides: { checks: { C1.7: { rule: true } }, parameters: { without: [ankr] } }",
    [
      "new.yaml:1:24 there is no 'C1.7' to write over or leave out | did you mean 'C1.1'?",
      "new.yaml:1:72 there is no 'ankr' to write over or leave out | did you mean 'anker'?",
    ]
  ),
  (
    "overrides: { vocabulary: { schaal: { allowed: { landelijk: { nl: L, en: L } } } } }",
    [
      "new.yaml:1:49 there is no 'landelijk' to write over or leave out | "
        + "known are lokaal, regionaal"
    ]
  ),
  (
    "overrides: { checks: { C1.1: { rul: saldo > 7 } } }",
    ["new.yaml:1:32 'rul' is unknown here: a check does not have it | did you mean 'rule'?"]
  ),
  // Of what was left out the file that left it out is told.
  (
    "overrides: { checks: { C1.1: { without: [title] } } }",
    ["new.yaml:1:42 'title' is missing: a check needs it | add `title:`"]
  ),
  (
    "overrides: { checks: { without: [C1.1, C1.2] } }",
    ["new.yaml:1:33 this is empty | add something, or remove the line"]
  ),
  (
    "overrides: { cheks: { C1.1: { rule: true } } }",
    [
      "new.yaml:1:14 'cheks' is unknown here: what a version writes over does not have it | "
        + "did you mean 'checks'?"
    ]
  ),
  (
    "overrides: { criteria: { C1: { vocabulary: { x: { type: string } } } } }",
    [
      "new.yaml:1:32 'vocabulary' is unknown here: a criterion does not have it | known are "
        + "criterion, number, title, requirement, source, applies, not applicable, rules of, "
        + "decides nothing, checks"
    ]
  ),
  (
    "definitions: { dubbel: 1 }",
    [
      "new.yaml:1:16 'dubbel' is there already: the first is in basis.yaml:41:3 | "
        + "choose another name, or remove one of them"
    ]
  ),
  (
    "overrides: { types: { partij: { fields: { with: { naam: { type: string } } } } } }",
    [
      "new.yaml:1:51 'naam' is there already: the first is in basis.yaml:15:7 | "
        + "choose another name, or remove one of them"
    ]
  ),
  (
    "overrides: { numbering: { C1: { number: 2 } } }",
    [
      "new.yaml:1:27 there is no 'C1' to write over or leave out | "
        + "write what is new outside `overrides`, or in a group under `with`"
    ]
  ),
  (
    "overrides: { definitions: [dubbel] }",
    [
      "new.yaml:1:27 names are expected here, and after each name a definition | "
        + "write each name on a line of its own, with a colon after it"
    ]
  ),
  // A fault in what is inherited stands where it was written.
  (
    "overrides: { sources: { kader: { sections: { without: [stap-1] } } } }",
    [
      "basis.yaml:51:54 the source 'kader' has no section 'stap-1'",
      "basis.yaml:53:11 the source 'kader' has no section 'stap-1'",
    ]
  ),
]

@Test("a fault in what is written over stands with the text that has it", arguments: faults)
private func overrideFaults(_ text: String, _ expected: [String]) {
  let found = RulesetFixture.faults { () throws(Diagnostics) in _ = try Line.read(text) }
  #expect(found.prefix(expected.count) == expected[...], "\(found)")
}

@Test("a version that inherits nothing writes nothing over")
func nothingInherited() {
  let found = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.read(
      criterion: RulesetFixture.criterion + "overrides: { definitions: { dubbel: 1 } }\n")
  }
  #expect(
    found == [
      "c1.yaml:30:12 a version that has this file inherits nothing | "
        + "write `inherits:` with the version, or write it without `overrides`"
    ])
}

private let lines: [(old: String, new: String, fault: String)] = [
  (
    "inherits: v1", "inherits: v9",
    "ruleset.yaml:19:15 there is no version with files called 'v9' | did you mean 'v1'?"
  ),
  (
    "inherits: v1", "inherits: v2",
    "ruleset.yaml:19:15 there is no version with files called 'v2' | did you mean 'v1'?"
  ),
  (
    "inherits: v1", "inherits: v3",
    "ruleset.yaml:19:15 this version inherits from itself: v3 → v3 | "
      + "remove one of these references"
  ),
  (
    "inherits: v1", "inherits: v4",
    "ruleset.yaml:25:15 this version inherits from itself: v3 → v4 → v3 | "
      + "remove one of these references"
  ),
  (
    "files: [newer.yaml]", "files: [c1.yaml]",
    "ruleset.yaml:25:15 'c1.yaml' is in the list twice | remove one of them"
  ),
  (
    "files: [newer.yaml]", "not encoded: { nl: x, en: x }",
    "ruleset.yaml:28:18 'inherits' and 'not encoded' cannot go together | remove one of them"
  ),
]

@Test("what a version can't inherit from is told where it names it", arguments: lines)
private func wrongLines(_ old: String, _ new: String, _ fault: String) {
  let found = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.readFolder(Line.folder.replacing(old, with: new))
  }
  #expect(found.contains(fault), "\(found)")
}

@Test("a version without files of its own has those that it inherits; a long line is refused")
func longLines() throws {
  func folder(_ count: Int) -> String {
    RulesetFixture.folder
      + (3...count).map { number in
        """
          - version: v\(number)
            never in force: { nl: Proef, en: Trial }
            inherits: v\(number == 3 ? 1 : number - 1)
            title: { nl: N, en: N }
            changes: { nl: N, en: N }

        """
      }.joined()
  }
  let versions = try RulesetFixture.readFolder(folder(20)).versions
  guard case .files(let names)? = versions.first(where: { $0.version == "v20" })?.content else {
    Issue.record("no files")
    return
  }
  #expect(names == ["basis.yaml", "c1.yaml"])
  let found = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.readFolder(folder(RulesetLimits.standard.inheritance + 2))
  }
  #expect(found.count == 1)
  #expect(
    found.first?.contains("more than 50 versions inherit from one another") == true, "\(found)")
}
