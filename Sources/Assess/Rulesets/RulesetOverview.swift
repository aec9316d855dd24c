import Rules

/// A version of a ruleset for people who want to know what is in it.
struct RulesetOverview {
  let model: RulesetModel
  let language: Language

  init(_ model: RulesetModel, in language: Language) {
    self.model = model
    self.language = language
  }

  private func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }

  var text: String {
    let identity = model.identity
    var lines = [
      "\(identity.ruleset)@\(identity.version)", identity.title[language],
      identity.versionTitle[language],
      say("Geldig: ", "Valid: ")
        + (identity.validFrom.map { "\($0) – \(identity.validUntil.map(\.description) ?? "…")" }
          ?? "–"),
      say("Vastgesteld door: ", "Issued by: ") + identity.authority[language],
      identity.about[language],
      "", say("BRONNEN", "SOURCES"),
    ]
    for source in model.sources {
      lines.append("  \(source.key): \(source.title), \(source.publisher), \(source.date)")
    }
    lines += ["", say("VELDEN", "FIELDS")]
    add(model.vocabulary.fields, indent: "  ", to: &lines)
    if !model.parameters.isEmpty { lines += ["", "PARAMETERS"] }
    for parameter in model.parameters {
      let value: String =
        switch parameter.kind {
        case .threshold: say("niet vastgesteld", "not set")
        case .reading(_, let value): value.text
        }
      lines.append("  \(parameter.name.text): \(parameter.title[language]) = \(value)")
    }
    lines += ["", say("CRITERIA", "CRITERIA")]
    for criterion in model.criteria {
      lines.append("  \(criterion.id). \(criterion.title[language])")
      for check in criterion.checks {
        let citations = check.citations.map(\.description).joined(separator: ", ")
        lines.append("    \(check.id)  \(check.title[language])  [\(citations)]")
      }
    }
    return lines.joined(separator: "\n").withoutControls + "\n"
  }

  private func add(_ fields: [Field], indent: String, to lines: inout [String]) {
    for field in fields {
      let isOptional = field.isRequired ? "" : say(", mag ontbreken", ", may be absent")
      lines.append(
        "\(indent)\(field.name) (\(field.kind.name)\(isOptional)): \(field.label[language])")
      add(field.kind.members, indent: indent + "  ", to: &lines)
    }
  }

  var json: String {
    var json = JSONWriter(.pretty)
    json.object { json in
      let identity = model.identity
      json.string("ruleset", identity.ruleset)
      json.string("version", identity.version)
      json.string("title", identity.title[language])
      json.string("versionTitle", identity.versionTitle[language])
      json.string("authority", identity.authority[language])
      json.string("about", identity.about[language])
      json.key("validFrom")
      if let first = identity.validFrom { json.string(first.description) } else { json.null() }
      json.key("validUntil")
      if let last = identity.validUntil { json.string(last.description) } else { json.null() }
      json.array("sources") { json in for source in model.sources { add(source, &json) } }
      json.array("fields") { json in for field in model.vocabulary.fields { add(field, &json) } }
      json.array("parameters") { json in
        for parameter in model.parameters { add(parameter, &json) }
      }
      json.array("criteria") { json in for criterion in model.criteria { add(criterion, &json) } }
    }
    return json.text
  }

  private func add(_ source: SourceDocument, _ json: inout JSONWriter) {
    json.object { json in
      json.string("key", source.key)
      json.string("title", source.title)
      json.string("publisher", source.publisher)
      json.string("date", source.date.description)
      if let url = source.url { json.string("url", url) }
      json.object("sections") { json in
        for section in source.sections { json.string(section.key, section.title) }
      }
    }
  }

  private func add(_ field: Field, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", field.name)
      json.string("type", field.kind.name)
      json.boolean("required", field.isRequired)
      json.string("label", field.label[language])
      if let question = field.question { json.string("question", question[language]) }
      if let help = field.help { json.string("help", help[language]) }
      if !field.kind.members.isEmpty {
        json.array("fields") { json in for member in field.kind.members { add(member, &json) } }
      }
    }
  }

  private func add(_ parameter: Parameter, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", parameter.name.text)
      json.string("title", parameter.title[language])
      json.string("why", parameter.why[language])
      switch parameter.kind {
      case .threshold: json.string("kind", "threshold")
      case .reading(let keys, let value):
        json.string("kind", "reading")
        json.strings("readings", keys)
        json.string("value", value.text)
      }
    }
  }

  private func add(_ criterion: Criterion, _ json: inout JSONWriter) {
    json.object { json in
      json.string("id", criterion.id)
      json.string("number", criterion.number[language])
      json.string("title", criterion.title[language])
      json.string("requirement", criterion.requirement[language])
      json.strings("sources", criterion.citations.map(\.description))
      json.string("rulesOf", criterion.rulesDay.rawValue)
      json.array("checks") { json in for check in criterion.checks { add(check, &json) } }
    }
  }

  private func add(_ check: Check, _ json: inout JSONWriter) {
    json.object { json in
      json.string("id", check.id)
      json.string("title", check.title[language])
      json.strings("sources", check.citations.map(\.description))
      json.string("basis", check.basis.rawValue)
      json.strings("readings", check.readings)
      json.string("force", check.force.rawValue)
      if let words = check.words { json.string("words", words[language]) }
      if let rule = check.rule { json.string("rule", rule.text) }
      if let judgement = check.judgement { json.string("judgement", judgement.question[language]) }
    }
  }
}

extension Field.Kind {
  /// The type as the ruleset format writes it, with its unit.
  fileprivate var name: String {
    switch self {
    case .string: "string"
    case .number(let unit): unit.map { "number, \($0)" } ?? "number"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .dateAndTime: "date and time"
    case .dayTimeDuration: "days and time duration"
    case .yearMonthDuration: "years and months duration"
    case .list(let items): "list of \(items.name)"
    case .group: "group"
    }
  }
}
