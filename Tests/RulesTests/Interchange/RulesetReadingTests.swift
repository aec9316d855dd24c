import Rules
import Testing

@Test("a ruleset reads into its model")
func goodRuleset() throws {
  let folder = try RulesetFixture.readFolder()
  #expect(folder.ruleset == "test/plan")
  #expect(folder.submissionField == "ingediend op")
  #expect(folder.versions.map(\.version) == ["v1", "v2"])
  #expect(folder.versions.map { $0.validUntil?.description } == ["2023-10-17", nil])
  #expect(folder.versions[1].changes.en == "The text is not there")

  let model = try RulesetFixture.read()
  #expect(model.identity.version == "v1")
  #expect(model.identity.files.map(\.name) == ["basis.yaml", "c1.yaml"])
  #expect(model.sources.map(\.key) == ["kader"])
  #expect(model.readings.map(\.key) == ["H1"])
  #expect(model.types.map(\.name) == ["partij"])
  #expect(
    model.vocabulary.fields.map(\.name)
      == ["titel", "ingediend op", "partijen", "saldo", "schaal"])
  #expect(model.vocabulary["partijen"]?.typeName == "partij")
  #expect(model.vocabulary["saldo"]?.constraint?.text == "? >= 0")
  #expect(model.vocabulary.field(at: ["partijen", "bepalend"])?.isRequired == false)
  #expect(model.parameters.map(\.name) == ["drempel", "anker"])
  #expect(model.definitions.map(\.name) == ["dubbel", "klasse", "alles"])
  #expect(model.outcome.results.map(\.value) == ["voldoet", "voldoet niet"])
  #expect(model.criteria.map(\.id) == ["C1"])

  let checks = try #require(model.criteria.first).checks
  #expect(checks.map(\.id) == ["C1.1", "C1.2"])
  #expect(checks[0].readings == ["H1"])
  #expect(checks[0].citations.map(\.description) == ["kader#stap-1"])
  #expect(checks[1].applicability?.condition.text == "saldo > 5")
  #expect(checks[1].figures.map(\.value.text) == ["saldo"])
  #expect(checks[1].judgement?.moment == .passes)
}

@Test("a text is split into words and expressions, which know their place in the file")
func templates() throws {
  let model = try RulesetFixture.read()
  let fails = try #require(model.criteria.first?.checks.first?.fails)
  #expect(spelled(fails.nl) == ["Te laag: ", "<saldo>", " {ok}"])
  #expect(spelled(fails.en) == ["Too low: ", "<string(saldo)>"])
  guard case .expression(let expression) = fails.en[1] else { return }
  let range = expression.range(of: SourceRange(7, 12))
  #expect(expression.source.text(in: range) == "saldo")
  #expect(expression.source.position(at: range.start) == .init(line: 16, column: 67))
}

private func spelled(_ pieces: [TextTemplate.Piece]) -> [String] {
  pieces.map { piece in
    switch piece {
    case .words(let words): words
    case .expression(let expression): "<\(expression.text)>"
    }
  }
}

@Test("the days of a version end where the next begins")
func versionDays() throws {
  let text = RulesetFixture.folder.replacing("    valid until: 2023-10-17\n", with: "")
  let folder = try RulesetFixture.readFolder(text)
  #expect(folder.versions[0].validUntil?.description == "2025-07-07")
  let last = try #require(CalendarDate("2025-07-07"))
  #expect(folder.version(on: last)?.version == "v1")
}

/// A part of the fixture, what stands there instead, and what is then wrong.
private struct Change {
  let old: String
  let new: String
  let faults: [String]

  init(_ old: String, _ new: String, _ faults: String...) {
    self.old = old
    self.new = new
    self.faults = faults
  }
}

private let folderChanges = [
  Change(
    "authority:", "autority:",
    "ruleset.yaml:1:1 'authority' is missing: a ruleset needs it | add `authority:`",
    "ruleset.yaml:3:1 'autority' is unknown here: a ruleset does not have it | "
      + "did you mean 'authority'?"),
  Change(
    "{ nl: Proef, en: Trial }", "Proef",
    "ruleset.yaml:2:8 this text must be given in Dutch and in English | "
      + "write `{ nl: …, en: … }`"),
  Change(
    "valid until: 2023-10-17", "valid until: 2025-07-08",
    "ruleset.yaml:14:14 the versions 'v1' and 'v2' are valid on the same days | "
      + "let 'v1' end on the day before 'v2' begins"),
  Change(
    "valid until: 2023-10-17", "valid until: 2023-01-31",
    "ruleset.yaml:10:18 this version ends before it begins | "
      + "make `valid until` no earlier than `valid from`"),
  Change(
    "valid from: 2023-02-01", "valid from: 01-02-2023",
    "ruleset.yaml:9:17 '01-02-2023' is not a date | write `2023-02-01`"),
  Change(
    "[basis.yaml, c1.yaml]", "[../basis.yaml, /etc/passwd, c1.yaml, c1.yaml]",
    "ruleset.yaml:13:13 '../basis.yaml' is no path inside the folder of the ruleset | "
      + "write a name like `c1-impact.yaml` or `parts/c1.yaml`",
    "ruleset.yaml:13:28 '/etc/passwd' is no path inside the folder of the ruleset | "
      + "write a name like `c1-impact.yaml` or `parts/c1.yaml`",
    "ruleset.yaml:13:50 'c1.yaml' is in the list twice | remove one of them"),
  Change(
    "[basis.yaml, c1.yaml]", "[../\u{301}basis.yaml, c1.yaml]",
    "ruleset.yaml:13:13 '../\u{301}basis.yaml' is no path inside the folder of the ruleset | "
      + "write a name like `c1-impact.yaml` or `parts/c1.yaml`"),
  Change(
    "version: v2", "version: v1",
    "ruleset.yaml:14:14 'v1' is there already: the first is in ruleset.yaml:8:14 | "
      + "choose another name, or remove one of them"),
  Change(
    "version: v2", "version: v 2",
    "ruleset.yaml:14:14 the name of a version has no space, '@', '/' or '#': 'v 2' | "
      + "write for instance `kader-2023-02`"),
  Change(
    "    files: [basis.yaml, c1.yaml]\n", "",
    "ruleset.yaml:8:5 'files' or 'not encoded' is missing | add one of them"),
  Change(
    "plan title: titel\n", "plan title: titel\nneeded to hand in: [titel]\npublished: [titel]\n",
    "ruleset.yaml:7:20 'needed to hand in' is about the procedure, and there is no 'procedure' | "
      + "add `procedure: plan` or `procedure: quick test`, or remove `needed to hand in`",
    "ruleset.yaml:8:12 'published' is about the procedure, and there is no 'procedure' | "
      + "add `procedure: plan` or `procedure: quick test`, or remove `published`"),
  Change(
    "plan title: titel\n",
    "plan title: titel\nprocedure: plan\nneeded to hand in: [titel, ingediend op]\n",
    "ruleset.yaml:8:20 'ingediend op' is the day of submission, which only handing in gives | "
      + "remove 'ingediend op' from this list"),
]

@Test("a fault in ruleset.yaml is told with its place and how to mend it")
func folderFaults() {
  for change in folderChanges {
    let text = RulesetFixture.folder.replacing(change.old, with: change.new, maxReplacements: 1)
    #expect(text != RulesetFixture.folder, "\(change.old)")
    let faults = RulesetFixture.faults { () throws(Diagnostics) in
      _ = try RulesetFixture.readFolder(text)
    }
    #expect(faults == change.faults, "\(change.new)")
  }
}

@Test("what is needed to hand a plan in is a list of answers that every version asks for")
func neededToHandIn() throws {
  func folder(_ list: String) throws -> RulesetFolder {
    try RulesetFixture.readFolder(
      RulesetFixture.folder.replacing(
        "plan title: titel\n",
        with: "plan title: titel\nprocedure: plan\nneeded to hand in: \(list)\n"))
  }
  let good = try folder("[titel, partijen.naam]")
  #expect(good.procedure?.neededToHandIn == [["titel"], ["partijen", "naam"]])
  #expect(try RulesetFixture.readFolder().procedure == nil)
  let bad = try folder("[titel, partijen.namen]")
  let faults = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetModel(
      of: bad, version: bad.versions[0],
      files: [
        SourceText(name: "basis.yaml", text: RulesetFixture.basis),
        SourceText(name: "c1.yaml", text: RulesetFixture.criterion),
      ])
  }
  #expect(
    faults == [
      "ruleset.yaml:8:28 the field 'partijen.namen' is missing in a version, and 'ruleset.yaml' "
        + "names it as 'needed to hand in' | add the field to the vocabulary, or change "
        + "`needed to hand in`"
    ])
}

@Test("a parameter may list its values: another one is refused, shipped or set")
func parameterValues() throws {
  let allowed = """
    type: string
        allowed: { start: { nl: de start, en: the start }, eind: { nl: het eind, en: the end } }
    """
  func model(_ value: String) throws(Diagnostics) -> RulesetModel {
    try RulesetFixture.read(
      basis: RulesetFixture.basis.replacing(
        "type: string\n    value: '\"start\"'", with: "\(allowed)\n    value: '\(value)'"))
  }
  let good = try Ruleset(compiling: model("\"start\""))
  #expect(good.model.parameters.last?.allowed.map(\.value) == ["start", "eind"])
  let offered = "choose from '\"start\"' (the start), '\"eind\"' (the end)"
  for value in ["\"strat\"", "\"begin\""] {
    let faults = RulesetFixture.faults { () throws(Diagnostics) in
      _ = try Ruleset(compiling: model(value))
    }
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("basis.yaml:") ?? false)
    #expect(faults.first?.contains("is no value of the parameter 'anker'") ?? false, "\(faults)")
    #expect(faults.first?.hasSuffix(offered) ?? false, "\(faults)")
  }
  for (value, isGood) in [("\"eind\"", true), ("\"einde\"", false), ("eind", false), ("3", false)] {
    let setting = ParameterSettings.Setting(
      value: SourceFragment(whole: SourceText(name: "settings.yaml", text: value)), reason: "R",
      date: .epoch)
    let faults = RulesetFixture.faults { () throws(Diagnostics) in
      _ = try Ruleset(
        compiling: good.model, settings: ParameterSettings([Name("anker"): setting]))
    }
    #expect(faults.isEmpty == isGood, "\(value): \(faults)")
    if !isGood { #expect(faults.first?.hasSuffix(offered) ?? false, "\(value): \(faults)") }
  }
}

private let basisChanges = [
  Change(
    "titel: { type: string,", "titel: { typ: string,",
    "basis.yaml:18:10 'type' or 'fields' is missing | add `type:`, or `fields:` for a group",
    "basis.yaml:18:12 'typ' is unknown here: a field does not have it | did you mean 'type'?"),
  Change(
    "type: list of partij", "type: list of partijj",
    "basis.yaml:20:21 the type 'partijj' is unknown | did you mean 'partij'?"),
  Change(
    "type: list of partij", "type: integer",
    "basis.yaml:20:21 the type 'integer' is unknown | choose from string, number, boolean, date, "
      + "time, date and time, days and time duration, years and months duration, partij, "
      + "or `list of` one of these"),
  Change(
    "naam: { type: string }", "naam: { type: list of partij }",
    "basis.yaml:13:3 this type holds itself: partij → partij | remove one of these references"),
  Change(
    "ingediend op: { type: date }", "ingediend op: { type: string }",
    "ruleset.yaml:5:18 the field 'ingediend op' is the 'submission date' of the plan, "
      + "so its type must be 'date'"),
  Change(
    "titel: {", "oordelen: {",
    "basis.yaml:18:3 'oordelen' has a meaning of its own in a plan | give the field another name",
    "ruleset.yaml:6:13 the field 'titel' is missing in a version, and 'ruleset.yaml' names it as "
      + "'plan title' | add the field to the vocabulary, or change `plan title`"),
  Change(
    "titel: { type: string,", "titel: { type: string, unit: EUR,",
    "basis.yaml:18:32 only a number has a unit | remove `unit`, or make the type `number`"),
  Change(
    "saldo: { type: number,", "saldo: { type: number, required: nee,",
    "basis.yaml:21:36 true or false is expected here, without quotation marks"),
  Change(
    "lokaal: { nl: lokaal, en: local }", "lokaal: { nl: lokaal }",
    "basis.yaml:25:15 'en' is missing: a text in two languages needs it | add `en:`"),
  Change(
    "kind: threshold", "kind: threshold\n    value: \"5\"",
    "basis.yaml:30:12 a threshold has no 'value': only an organisation can set it | "
      + "remove this, or make it `kind: reading`"),
  Change(
    "    reading: H1\n", "",
    "basis.yaml:33:3 'reading' is missing: a parameter that follows a reading needs it | "
      + "add `reading:`, or make it `kind: threshold`"),
  Change(
    "reading: H1", "reading: H2",
    "basis.yaml:37:14 the reading 'H2' is unknown | did you mean 'H1'?"),
  Change(
    "dubbel: saldo * 2", "saldo: 2",
    "basis.yaml:41:3 'saldo' is there already: the first is in basis.yaml:21:3 | "
      + "choose another name, or remove one of them"),
  Change(
    "dubbel: saldo * 2", "dubbel: { a: 1, b: 2 }",
    "basis.yaml:41:3 'value' or 'table' is missing | add one of them",
    "basis.yaml:41:13 'a' is unknown here: a definition does not have it | "
      + "known are value, table, type, unit, title",
    "basis.yaml:41:19 'b' is unknown here: a definition does not have it | "
      + "known are value, table, type, unit, title"),
  Change(
    "hit policy: FIRST", "hit policy: FISRT",
    "basis.yaml:45:19 'FISRT' is not possible here; choose from UNIQUE, ANY, PRIORITY, FIRST, "
      + "RULE ORDER, OUTPUT ORDER, COLLECT, COLLECT+, COLLECT<, COLLECT>, COLLECT# | "
      + "did you mean 'FIRST'?"),
  Change(
    "when: [\"> 0\"]", "when: [\"> 0\", \"-\"]",
    "basis.yaml:51:19 this rule has 2 cells, and 'inputs' has 1 | "
      + "give each column a cell; `-` is \"does not matter\""),
  Change(
    "kader#stap-1 }", "kader#stap-2 }",
    "basis.yaml:51:54 the source 'kader' has no section 'stap-2' | did you mean 'stap-1'?"),
  Change(
    "effect: negative", "effect: bad",
    "basis.yaml:59:29 'bad' is not possible here; choose from positive, negative"),
  Change(
    "  source: kader#stap-1\n  definitions:", "  definitions:",
    "basis.yaml:53:3 'source' is missing: the outcome needs it | add `source:`"),
]

@Test("a fault in a part file is told with its place and how to mend it")
func partFaults() {
  for change in basisChanges {
    let text = RulesetFixture.basis.replacing(change.old, with: change.new, maxReplacements: 1)
    #expect(text != RulesetFixture.basis, "\(change.old)")
    let faults = RulesetFixture.faults { () throws(Diagnostics) in
      _ = try RulesetFixture.read(basis: text)
    }
    #expect(faults == change.faults, "\(change.new)")
  }
}

private let criterionChanges = [
  Change(
    "source: kader#stap-1\nchecks", "checks",
    "c1.yaml:1:1 'source' is missing: a criterion needs it | add `source:`"),
  Change(
    "criterion: C1", "criterion: saldo",
    "c1.yaml:1:12 'saldo' is there already: the first is in basis.yaml:21:3 | "
      + "choose another name, or remove one of them"),
  Change(
    "criterion: C1\n", "criterion: \"<b>\"\n",
    "c1.yaml:1:12 this cannot be the code of a criterion or a check | "
      + "begin with a letter, and use at most 40 letters, digits, dots, `-` and `_`"),
  Change(
    "criterion: C1\n", "",
    "c1.yaml:1:1 'number' belongs to a criterion, but 'criterion' is missing | "
      + "add `criterion:`, with the name of the criterion"),
  Change(
    "    source: [kader#stap-1]\n", "",
    "c1.yaml:7:5 'source' is missing: a check needs it | add `source:`"),
  Change(
    "[kader#stap-1]", "[kader, kadr#stap-1]",
    "c1.yaml:9:14 'kader' is no citation of a source | "
      + "write the source and one of its sections, like `kader#stap-3`",
    "c1.yaml:9:21 the source 'kadr' of 'kadr#stap-1' is unknown | did you mean 'kader'?"),
  Change(
    "    fails:", "    fials:",
    "c1.yaml:7:12 'fails' is missing: a check with a rule says why | "
      + "add `fails: { nl: …, en: … }`",
    "c1.yaml:16:5 'fials' is unknown here: a check does not have it | did you mean 'fails'?"),
  Change(
    "    rule: saldo > 0\n", "",
    "c1.yaml:7:12 this check has no 'rule' and no 'judgement' | add one of them",
    "c1.yaml:14:13 'passes' belongs with a 'rule', and there is none | "
      + "remove this, or add `rule:`",
    "c1.yaml:15:12 'fails' belongs with a 'rule', and there is none | "
      + "remove this, or add `rule:`"),
  Change(
    "rule: saldo > 0", "rule: { a: 1 }",
    "c1.yaml:14:11 an expression is expected here, but the text reads as a list or as names | "
      + "put the whole expression between single quotation marks"),
  Change(
    "\"Het saldo is {saldo}.\"", "\"Het saldo is {saldo.\"",
    "c1.yaml:15:33 this brace has no '}' to go with it | "
      + "end the expression with `}`, or write `{{` for a brace"),
  Change(
    "\"Het saldo is {saldo}.\"", "\"Het saldo is { }.\"",
    "c1.yaml:15:33 nothing stands between these braces | "
      + "write an expression between them, or write `{{` for a brace"),
  Change(
    "    not applicable: { nl: Klein, en: Small }\n", "",
    "c1.yaml:23:14 'not applicable' is missing: what do people see when this does not apply? | "
      + "add `not applicable:`"),
  Change(
    "check: C1.2", "check: C1.1",
    "c1.yaml:17:12 'C1.1' is there already: the first is in c1.yaml:7:12 | "
      + "choose another name, or remove one of them"),
  Change(
    "    force: condition\n", "",
    "c1.yaml:7:5 'force' is missing: a check needs it | add `force:`"),
  Change(
    "    words: { nl: P, en: P }\n", "",
    "c1.yaml:11:12 'words' is missing: a plan fails only on what a source makes a condition | "
      + "add `words: { nl: …, en: … }` with what the source says, or make it `force: expectation`"),
  Change(
    "basis: source", "basis: assumption",
    "c1.yaml:10:12 no source says this rule, so it cannot fail a plan by itself | "
      + "let a person decide with `judgement:` and `when: fails`, or make it `force: expectation`"),
  Change(
    "basis: derived", "basis: assumption"),
  Change(
    "basis: derived", "basis:",
    "c1.yaml:20:5 nothing stands after 'basis' | fill it in, or remove the line"),
]

@Test("a fault in a criterion is told with its place and how to mend it")
func criterionFaults() {
  for change in criterionChanges {
    let text = RulesetFixture.criterion.replacing(change.old, with: change.new, maxReplacements: 1)
    #expect(text != RulesetFixture.criterion, "\(change.old)")
    let faults = RulesetFixture.faults { () throws(Diagnostics) in
      _ = try RulesetFixture.read(criterion: text)
    }
    #expect(faults == change.faults, "\(change.new)")
  }
}

@Test("faults of several files come at once, in the order of the files")
func severalFiles() {
  let faults = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.read(
      basis: RulesetFixture.basis.replacing("publisher", with: "publishr"),
      criterion: RulesetFixture.criterion.replacing("basis: derived", with: "basis: x"))
  }
  #expect(
    faults.map { $0.prefix { $0 != " " } } == ["basis.yaml:3:5", "basis.yaml:4:5", "c1.yaml:20:12"])
}

@Test("parts that are not there are told; not so when a file could not be read")
func missingParts() {
  let missing = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.read(basis: "readings:\n", criterion: "types:\n  a: { type: date }\n")
  }
  #expect(missing.count == 5)
  #expect(missing.contains { $0.contains("'vocabulary' is missing in this version") })
  let unread = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.read(basis: "a: [", criterion: "types:\n  a: { type: date }\n")
  }
  #expect(unread.count == 1)
}

@Test("a version that was never in force, or is indicated by another, says so where it can be")
func indicatedVersions() throws {
  let folder = RulesetFixture.folder
  func read(_ old: String, _ new: String) throws(Diagnostics) -> RulesetFolder {
    try RulesetFixture.readFolder(folder.replacing(old, with: new))
  }
  let reason = "not encoded: { nl: De tekst is er niet, en: The text is not there }"
  let indicated = try read(reason, reason + "\n    indicated by: v1")
  let day = try #require(CalendarDate("2026-01-01"))
  let rules = try #require(indicated.rules(on: day))
  #expect(rules.version.version == "v1" && rules.indication?.en == "The text is not there")
  let early = try #require(CalendarDate("2020-01-01"))
  #expect(indicated.rules(on: early) == nil)
  let draft = try read(
    "    valid from: 2023-02-01\n    valid until: 2023-10-17\n",
    "    never in force: { nl: Een ontwerp, en: A draft }\n")
  let first = try #require(draft.rules(on: early))
  #expect(first.version.version == "v1" && first.indication?.en == "A draft")
  #expect(draft.rules(on: day) == nil && draft.version(on: early) == nil)
  let table: [(old: String, new: String, fault: String)] = [
    (
      reason, reason + "\n    indicated by: v3",
      "ruleset.yaml:17:19 there is no version with files called 'v3' | did you mean 'v1'?"
    ),
    (
      "    valid until: 2023-10-17\n", "    indicated by: v2\n",
      "ruleset.yaml:10:19 a version with files needs no version that indicates it | "
        + "remove this, or write `not encoded:` instead of `files:`"
    ),
    (
      "    valid until: 2023-10-17\n", "    never in force: { nl: O, en: O }\n",
      "ruleset.yaml:10:21 'valid from' and 'never in force' cannot go together | remove one of them"
    ),
    (
      "    valid from: 2023-02-01\n    valid until: 2023-10-17\n", "",
      "ruleset.yaml:8:5 'valid from' or 'never in force' is missing | add one of them"
    ),
  ]
  for row in table {
    let faults = RulesetFixture.faults { () throws(Diagnostics) in _ = try read(row.old, row.new) }
    #expect(faults.contains(row.fault), "\(faults)")
  }
}

@Test("a version can be made from some of the sources alone, with their own numbers and words")
func madeFrom() throws {
  let folder = try RulesetFixture.readFolder(
    RulesetFixture.folder.replacing(
      "    files: [basis.yaml, c1.yaml]",
      with: "    made from: [akkoord]\n    files: [basis.yaml, c1.yaml]"))
  let second =
    "sources:\n  akkoord: { title: A, publisher: P, date: 2022-01-01, sections: { een: Een } }"
  let basis = RulesetFixture.basis.replacing("sources:", with: second, maxReplacements: 1)
  func model(_ numbering: String, cites: Bool = true) throws(Diagnostics) -> RulesetModel {
    let cited = cites ? "[kader#stap-1, akkoord#een]" : "[kader#stap-1]"
    return try RulesetModel(
      of: folder, version: folder.versions[0],
      files: [
        SourceText(name: "basis.yaml", text: basis + numbering),
        SourceText(
          name: "c1.yaml",
          text: RulesetFixture.criterion
            .replacing("source: kader#stap-1\nchecks", with: "source: \(cited)\nchecks")
            .replacing("    source: [kader#stap-1]", with: "    source: \(cited)")),
      ])
  }
  let made = try model(
    "\nnumbering:\n  C1: { number: { nl: lid 2, en: paragraph 2 }, requirement: { nl: Zo, en: So } }\n"
  )
  let criterion = try #require(made.criteria.first)
  #expect(criterion.checks.map(\.id) == ["C1.1"])
  #expect(criterion.citations.map(\.description) == ["akkoord#een"])
  #expect(criterion.checks[0].citations.map(\.description) == ["akkoord#een"])
  #expect(criterion.number.nl == "lid 2" && criterion.requirement.en == "So")
  let unknown = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try model("\nnumbering:\n  C2: { number: 2 }\n")
  }
  #expect(unknown.first?.contains("the criterion 'C2' is unknown") ?? false, "\(unknown)")
  let nothing = RulesetFixture.faults { () throws(Diagnostics) in _ = try model("", cites: false) }
  #expect(nothing.first?.contains("no check of this version cites akkoord") ?? false, "\(nothing)")
}

@Test("a version that is not encoded says so")
func notEncoded() throws {
  let folder = try RulesetFixture.readFolder()
  let faults = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetModel(of: folder, version: folder.versions[1], files: [])
  }
  #expect(faults == ["test/plan@v2:1:1 'test/plan@v2' is not encoded: The text is not there"])
}

@Test("limits refuse what is one past them")
func rulesetLimits() {
  func faults(_ change: (inout RulesetLimits) -> Void) -> [String] {
    var limits = RulesetLimits.standard
    change(&limits)
    return RulesetFixture.faults { () throws(Diagnostics) in
      _ = try RulesetFixture.read(limits: limits)
    }
  }
  #expect(faults { $0.tableRules = 1 } == [])
  #expect(faults { $0.tableColumns = 2 } == [])
  #expect(faults { $0.fields = 7 } == [])
  #expect(faults { $0.fieldDepth = 2 } == [])
  #expect(faults { $0.tableRules = 0 }.count == 1)
  #expect(faults { $0.tableColumns = 1 }.count == 1)
  #expect(faults { $0.fields = 6 }.count == 1)
  #expect(faults { $0.fieldDepth = 1 }.count == 1)
  #expect(faults { $0.textExpressions = 0 }.count == 4)
  #expect(faults { $0.files = 1 }.count == 1)
  #expect(faults { $0.bytes = 1000 }.count == 1)
}

@Test("types that double at each step are refused, not unfolded")
func doublingTypes() {
  var types = "types:\n  t0: { type: string }\n"
  for level in 1...30 {
    types += "  t\(level): { fields: { a: { type: t\(level - 1) }, b: { type: t\(level - 1) } } }\n"
  }
  let faults = RulesetFixture.faults { () throws(Diagnostics) in
    _ = try RulesetFixture.read(
      basis: RulesetFixture.basis.replacing("types:\n", with: types))
  }
  #expect(faults.count == 1)
  #expect(faults.first?.contains("more than 10000 fields") == true)
}
