extension Vocabulary {
  /// The JSON Schema (draft 2020-12) of a plan, with titles and descriptions in one language.
  ///
  /// Nothing is required, for a plan that is not finished is a plan; and every answer may be
  /// `null`, which is the same as leaving it out. Constraints in FEEL are not in the schema.
  public func jsonSchema(
    title: LocalizedText, identifier: String? = nil, in language: Language,
    style: JSONWriter.Style = .pretty
  ) -> String {
    var json = JSONWriter(style)
    SchemaWriter(language: language).plan(self, title: title, identifier: identifier, &json)
    return json.text
  }
}

private struct SchemaWriter {
  let language: Language

  func plan(
    _ vocabulary: Vocabulary, title: LocalizedText, identifier: String?, _ json: inout JSONWriter
  ) {
    json.object { json in
      json.string("$schema", "https://json-schema.org/draft/2020-12/schema")
      if let identifier { json.string("$id", identifier) }
      json.string("title", title[language])
      json.string("type", "object")
      json.object("properties") { json in
        json.object("ruleset") { json in
          json.string("title", LocalizedText(nl: "Ruleset", en: "Ruleset")[language])
          json.string("description", Self.rulesetDescription[language])
          json.string("type", "string")
        }
        for field in vocabulary.fields { property(field, &json) }
        json.object("oordelen") { json in judgements(&json) }
      }
      json.strings("required", [])
      json.boolean("additionalProperties", false)
    }
  }

  private static let rulesetDescription = LocalizedText(
    nl: "De ruleset waarvoor het plan is geschreven, zoals `voorbeeld/plan`.",
    en: "The ruleset that the plan is written for, like `voorbeeld/plan`.")

  private static let judgementsTitle = LocalizedText(
    nl: "Oordelen bij controles, op de code van de controle",
    en: "Judgements by the code of the check")

  private func judgements(_ json: inout JSONWriter) {
    json.string("title", Self.judgementsTitle[language])
    json.strings("type", ["object", "null"])
    json.object("additionalProperties") { json in
      json.string("type", "object")
      json.object("properties") { json in
        json.object("oordeel") { json in json.strings("enum", ["voldoet", "voldoet niet"]) }
        json.object("toelichting") { json in
          json.string("type", "string")
          json.string("pattern", "\\S")
        }
        json.object("door") { json in json.strings("enum", ["aanvrager", "beoordelaar"]) }
      }
      json.strings("required", ["oordeel", "toelichting"])
      json.boolean("additionalProperties", false)
    }
  }

  private func property(_ field: Field, _ json: inout JSONWriter) {
    property(field, as: field.name, description(of: field), &json)
    for name in field.formerNames {
      let now = LocalizedText(nl: "Heet nu '\(field.name)'.", en: "Now called '\(field.name)'.")
      property(field, as: name, now[language], &json)
    }
  }

  private func property(
    _ field: Field, as name: String, _ description: String?, _ json: inout JSONWriter
  ) {
    json.object(name) { json in
      json.string("title", field.label[language])
      if let description { json.string("description", description) }
      if name != field.name { json.boolean("deprecated", true) }
      kind(field.kind, &json)
      if let example = field.example { examples(example, field.kind, &json) }
    }
  }

  private func description(of field: Field) -> String? {
    var sentences = [field.question?[language], field.help?[language]].compactMap { $0 }
    if let unit = unit(of: field.kind), !unit.factors.isEmpty {
      sentences.append(LocalizedText(nl: "Eenheid: \(unit).", en: "Unit: \(unit).")[language])
    }
    if let form = form(of: field.kind) { sentences.append(form[language]) }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func unit(of kind: Field.Kind) -> MeasureUnit? {
    switch kind {
    case .number(let unit): unit
    case .list(let items): self.unit(of: items)
    case .string, .boolean, .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration,
      .group:
      nil
    }
  }

  /// How to write what JSON has no type for.
  private func form(of kind: Field.Kind) -> LocalizedText? {
    switch kind {
    case .date:
      LocalizedText(nl: "Schrijf een datum als 2027-06-01.", en: "Write a date as 2027-06-01.")
    case .time:
      LocalizedText(nl: "Schrijf een tijd als 09:30:00.", en: "Write a time as 09:30:00.")
    case .dateAndTime:
      LocalizedText(
        nl: "Schrijf datum en tijd als 2027-06-01T09:30:00.",
        en: "Write date and time as 2027-06-01T09:30:00.")
    case .dayTimeDuration:
      LocalizedText(nl: "Schrijf 30 dagen als P30D.", en: "Write 30 days as P30D.")
    case .yearMonthDuration:
      LocalizedText(nl: "Schrijf 5 jaar als P5Y.", en: "Write 5 years as P5Y.")
    case .list(let items): form(of: items)
    case .string, .number, .boolean, .group: nil
    }
  }

  // The vocabulary's own limit bounds the depth.
  private func kind(_ kind: Field.Kind, _ json: inout JSONWriter) {
    switch kind {
    case .string(let allowed) where !allowed.isEmpty:
      json.array("oneOf") { json in
        for value in allowed {
          json.object { json in
            json.string("const", value.value)
            json.string("title", value.label[language])
          }
        }
        json.object { json in json.string("type", "null") }
      }
    // A number or a word for truth without quotes is read as a text where a text is asked.
    case .string: json.strings("type", ["string", "number", "boolean", "null"])
    case .number: json.strings("type", ["number", "null"])
    case .boolean:
      json.strings("type", ["boolean", "string", "null"])
      json.string("pattern", Self.truthPattern)
    case .date: text("date", &json)
    // The formats for times ask for an offset, which FEEL does not.
    case .time, .dateAndTime: json.strings("type", ["string", "null"])
    case .dayTimeDuration, .yearMonthDuration: text("duration", &json)
    case .list(let items):
      json.strings("type", ["array", "null"])
      json.object("items") { json in self.kind(items, &json) }
    case .group(let fields):
      json.strings("type", ["object", "null"])
      json.object("properties") { json in
        for field in fields { property(field, &json) }
      }
      json.strings("required", [])
      json.boolean("additionalProperties", false)
    }
  }

  /// The words that a plan in YAML may have for true and false, in capitals or not.
  private static let truthPattern: String = {
    let words = TruthWord.all.map { word in
      word.map { letter in "[\(letter.uppercased())\(letter)]" }.joined()
    }
    return "^(\(words.joined(separator: "|")))$"
  }()

  private func text(_ format: String, _ json: inout JSONWriter) {
    json.strings("type", ["string", "null"])
    json.string("format", format)
  }

  /// An example counts only where it is an answer of the field's kind.
  private func examples(
    _ example: String, _ kind: Field.Kind, _ json: inout JSONWriter
  ) {
    switch kind {
    case .number:
      guard let number = Number(example) else { return }
      json.array("examples") { $0.number(number) }
    case .string, .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration:
      json.strings("examples", [example])
    case .boolean, .list, .group:
      return
    }
  }
}
