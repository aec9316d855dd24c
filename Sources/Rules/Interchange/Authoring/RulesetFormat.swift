/// The keys that one kind of mapping in a ruleset may hold.
///
/// The tables below are the whole grammar of the format: the readers take keys by these names only,
/// and what a table does not have is refused.
protocol FormatKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What people call the mapping, with an article: "a check".
  static var section: LocalizedText { get }
  /// The keys that must be given.
  static var required: [Self] { get }
}

extension FormatKey {
  static var names: [String] { allCases.map(\.rawValue) }
}

enum RulesetKey: String, FormatKey {
  case ruleset, title, authority, about
  case submissionDate = "submission date"
  case planTitle = "plan title"
  case procedure
  case openedBy = "opened by"
  case published
  case takesOver = "takes over"
  case neededToHandIn = "needed to hand in"
  case versions

  static let section = LocalizedText(nl: "een ruleset", en: "a ruleset")
  static let required: [RulesetKey] = [
    .ruleset, .title, .authority, .about, .submissionDate, .planTitle, .versions,
  ]
  /// The keys that say what a plan is in the procedure, and so mean nothing without ``procedure``.
  static let ofProcedure: [RulesetKey] = [.openedBy, .published, .takesOver, .neededToHandIn]
}

enum VersionKey: String, FormatKey {
  case version
  case validFrom = "valid from"
  case validUntil = "valid until"
  case neverInForce = "never in force"
  case title, changes, inherits, files
  case madeFrom = "made from"
  case notEncoded = "not encoded"
  case indicatedBy = "indicated by"

  static let section = LocalizedText(nl: "een versie", en: "a version")
  static let required: [VersionKey] = [.version]
}

/// What a part file may hold, beside the keys of a criterion.
enum PartKey: String, FormatKey {
  case sources, readings, types, vocabulary, parameters, definitions, outcome, numbering, overrides

  static let section = LocalizedText(nl: "een deelbestand", en: "a part file")
  static let required: [PartKey] = []
}

enum OverrideKey: String, FormatKey {
  case sources, readings, types, vocabulary, parameters, definitions, outcome, numbering
  case criteria, checks

  static let section = LocalizedText(
    nl: "wat een versie vervangt", en: "what a version writes over")
  static let required: [OverrideKey] = []
}

enum NumberingKey: String, FormatKey {
  case number, requirement

  static let section = LocalizedText(
    nl: "de nummering van een criterium", en: "the numbering of a criterion")
  static let required: [NumberingKey] = [.number]
}

enum SourceKey: String, FormatKey {
  case title, publisher, date, url, note, sections

  static let section = LocalizedText(nl: "een bron", en: "a source")
  static let required: [SourceKey] = [.title, .publisher, .date, .sections]
}

enum ReadingKey: String, FormatKey {
  case point, choice

  static let section = LocalizedText(nl: "een lezing", en: "a reading")
  static let required = allCases
}

enum TypeKey: String, FormatKey {
  case fields, type, unit, allowed

  static let section = LocalizedText(nl: "een type", en: "a type")
  static let required: [TypeKey] = []
}

enum FieldKey: String, FormatKey {
  case type, fields, unit, allowed, constraint
  case isRequired = "required"
  case forPeople = "for people"
  case formerly
  case label, question, help, example, mark
  case isChangeable = "changeable"
  case topic
  case effort

  static let section = LocalizedText(nl: "een veld", en: "a field")
  static let required: [FieldKey] = []
}

enum ParameterKey: String, FormatKey {
  case kind, type, unit, allowed, value, reading, title, why
  case forPeople = "for people"

  static let section = LocalizedText(nl: "een parameter", en: "a parameter")
  static let required: [ParameterKey] = [.kind, .type, .title, .why]
}

enum DefinitionKey: String, FormatKey {
  case value, table, type, unit, title

  static let section = LocalizedText(nl: "een definitie", en: "a definition")
  static let required: [DefinitionKey] = []
}

enum TableKey: String, FormatKey {
  case hitPolicy = "hit policy"
  case inputs, outputs, rules

  static let section = LocalizedText(nl: "een beslistabel", en: "a decision table")
  static let required = allCases
}

enum TableInputKey: String, FormatKey {
  case expression, allowed

  static let section = LocalizedText(nl: "een invoerkolom", en: "an input column")
  static let required: [TableInputKey] = [.expression]
}

enum TableOutputKey: String, FormatKey {
  case name, type, unit, allowed
  case defaultValue = "default"

  static let section = LocalizedText(nl: "een uitvoerkolom", en: "an output column")
  static let required: [TableOutputKey] = [.type]
}

enum TableRuleKey: String, FormatKey {
  case when, then, note, source

  static let section = LocalizedText(nl: "een regel van een tabel", en: "a rule of a table")
  static let required: [TableRuleKey] = [.when, .then]
}

enum CriterionKey: String, FormatKey {
  case criterion, number, title, requirement, source, applies
  case notApplicable = "not applicable"
  case rulesOf = "rules of"
  case decidesNothing = "decides nothing"
  case checks

  static let section = LocalizedText(nl: "een criterium", en: "a criterion")
  static let required: [CriterionKey] = [
    .criterion, .number, .title, .requirement, .source, .checks,
  ]
}

enum CheckKey: String, FormatKey {
  case check, title, source, basis, force, words, reading, applies
  case notApplicable = "not applicable"
  case rule, judgement, passes, fails, figures

  static let section = LocalizedText(nl: "een controle", en: "a check")
  static let required: [CheckKey] = [.check, .title, .source, .basis, .force]
}

enum JudgementKey: String, FormatKey {
  case question, guidance, when

  static let section = LocalizedText(nl: "een oordeel", en: "a judgement")
  static let required: [JudgementKey] = [.question, .guidance]
}

enum FigureKey: String, FormatKey {
  case label, value

  static let section = LocalizedText(nl: "een cijfer", en: "a figure")
  static let required = allCases
}

enum OutcomeKey: String, FormatKey {
  case source, definitions, table, decide, results, undecided, timeline

  static let section = LocalizedText(nl: "de uitkomst", en: "the outcome")
  static let required: [OutcomeKey] = [.source, .results, .undecided]
}

enum TimelineKey: String, FormatKey {
  case title, items, limit

  static let section = LocalizedText(nl: "de tijdlijn", en: "the timeline")
  static let required = allCases
}

enum ResultKey: String, FormatKey {
  case effect, title, text

  static let section = LocalizedText(nl: "een resultaat", en: "a result")
  static let required = allCases
}

enum UndecidedKey: String, FormatKey {
  case answersMissing = "answers missing"
  case judgementNeeded = "judgement needed"

  static let section = LocalizedText(nl: "'undecided'", en: "'undecided'")
  static let required = allCases
}

enum UndecidedTextKey: String, FormatKey {
  case title, text

  static let section = LocalizedText(nl: "een tekst", en: "a text")
  static let required = allCases
}

enum LanguageKey: String, FormatKey {
  case nl, en

  static let section = LocalizedText(nl: "een tekst in twee talen", en: "a text in two languages")
  static let required = allCases
}

/// The whole format as one table, for manuals and for the test that keeps its description complete.
package enum RulesetFormat {
  package struct Section: Sendable {
    package let title: LocalizedText
    package let keys: [String]
    package let required: [String]

    fileprivate init<Key: FormatKey>(_ keys: Key.Type) {
      title = keys.section
      self.keys = keys.names
      required = keys.allCases.filter { keys.required.contains($0) }.map(\.rawValue)
    }
  }

  package static let sections: [Section] = [
    Section(RulesetKey.self), Section(VersionKey.self), Section(PartKey.self),
    Section(SourceKey.self), Section(ReadingKey.self), Section(TypeKey.self),
    Section(FieldKey.self), Section(ParameterKey.self), Section(DefinitionKey.self),
    Section(TableKey.self), Section(TableInputKey.self), Section(TableOutputKey.self),
    Section(TableRuleKey.self), Section(CriterionKey.self), Section(CheckKey.self),
    Section(JudgementKey.self), Section(FigureKey.self), Section(OutcomeKey.self),
    Section(TimelineKey.self),
    Section(ResultKey.self), Section(UndecidedKey.self), Section(UndecidedTextKey.self),
    Section(LanguageKey.self), Section(NumberingKey.self), Section(OverrideKey.self),
  ]
}
