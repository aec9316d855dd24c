import Rules

/// What is kept of one assessment: what it was made of, as hashes, and what came out.
///
/// The answers themselves are not in it: of each field it holds a hash, so that a later look can
/// name the fields that changed. A short answer can be guessed from its hash; a record is no place
/// to hide one.
struct AssessmentRecord: Sendable {
  static let format = "toetssteen/record"
  static let version = 2

  /// One thing with the word or the hash that a later look compares.
  struct Entry: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// A part of a record; the order is the one in which a reviewer is told of differences.
  enum Section: String, CaseIterable, Sendable {
    case engine, ruleset, settings, parameters, plan, answers, judgements, outcome, criteria, checks
    case missing, unsetParameters
  }

  let made: String
  let moment: String
  /// By section, in the order of the ruleset.
  let sections: [Section: [Entry]]

  func value(_ section: Section, _ name: String) -> String? {
    sections[section]?.first { $0.name == name }?.value
  }

  init(made: String, moment: String, sections: [Section: [Entry]]) {
    self.made = made
    self.moment = moment
    self.sections = sections
  }

  init(
    _ assessment: Assessment, of plan: PlanFile, read: ReadPlan, by edition: Edition,
    in catalog: RulesetCatalog, settings: [UInt8]?, made: DateAndTime
  ) {
    let model = edition.ruleset.model
    let identity = model.identity
    self.made = made.description
    moment = assessment.moment.description
    var sections: [Section: [Entry]] = [:]
    sections[.engine] = [Entry(name: "version", value: Engine.version)]
    sections[.ruleset] = [
      Entry(name: "id", value: identity.ruleset), Entry(name: "version", value: identity.version),
      Entry(name: "validFrom", value: identity.validFrom?.description ?? ""),
      Entry(name: "validUntil", value: identity.validUntil?.description ?? ""),
      Entry(
        name: "content",
        value: identity.contentHash(below: catalog.folder(of: identity.ruleset))),
    ]
    sections[.settings] = [
      Entry(name: "file", value: settings.map { ContentHash.plain($0) } ?? "")
    ]
    sections[.parameters] = model.parameters.compactMap { parameter in
      let set = edition.ruleset.settings.settings[parameter.name]?.value
      let shipped: SourceFragment? =
        switch parameter.kind {
        case .threshold: nil
        case .reading(_, let value): value
        }
      return (set ?? shipped).map { Entry(name: parameter.name.text, value: $0.text) }
    }
    let answers = zip(model.vocabulary.fields, read.facts.values).map { field, value in
      var hash = ContentHash()
      hash.add(field.name)
      hash.add(value.isUnknown ? "" : value.json() ?? String(describing: value))
      return Entry(name: field.name, value: hash.text)
    }
    var facts = ContentHash()
    for answer in answers { facts.add(answer.value) }
    sections[.plan] = [
      Entry(name: "bytes", value: ContentHash.plain(plan.document.source.bytes)),
      Entry(name: "answers", value: facts.text),
    ]
    sections[.answers] = answers
    sections[.judgements] = model.criteria.flatMap(\.checks).compactMap { check in
      read.judgements[check.id].map { given in
        var hash = ContentHash()
        hash.add(given.explanation)
        let word = given.holds ? "holds" : "fails"
        return Entry(name: check.id, value: "\(word) \(given.author.rawValue) \(hash.text)")
      }
    }
    let outcome =
      switch assessment.outcome {
      case .decided(let result): result.value
      case .answersMissing: "answersMissing"
      case .judgementNeeded: "judgementNeeded"
      case .rulesetFault: "rulesetFault"
      }
    sections[.outcome] = [
      Entry(name: "result", value: outcome)
    ]
    sections[.criteria] = assessment.criteria.map {
      Entry(name: $0.criterion.id, value: $0.verdict.rawValue)
    }
    sections[.checks] = assessment.checks.map {
      Entry(name: $0.check.id, value: $0.verdict.rawValue)
    }
    sections[.missing] = assessment.openQuestions.map {
      Entry(name: $0.path.description, value: $0.checks.joined(separator: " "))
    }
    sections[.unsetParameters] = assessment.assumptions.compactMap {
      $0.value == nil
        ? Entry(name: $0.parameter.name.text, value: $0.checks.joined(separator: " ")) : nil
    }
    self.sections = sections
  }

  /// The record as it is kept: keys in one order, two spaces a level, a line break at the end.
  var text: String {
    var writer = JSONWriter(.pretty)
    writer.object { writer in
      writer.string("format", Self.format)
      writer.integer("version", Self.version)
      writer.string("made", made)
      writer.string("moment", moment)
      for section in Section.allCases {
        writer.object(section.rawValue) { writer in
          for entry in sections[section] ?? [] { writer.string(entry.name, entry.value) }
        }
      }
    }
    return writer.text
  }
}
