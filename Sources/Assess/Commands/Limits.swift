import Rules

/// How much of everything is accepted, in one table: what is refused beyond it, and the manual, are
/// made of the same numbers. An embedder can set others where each stage takes its limits.
enum Limits {
  struct Row: Sendable {
    enum Unit: Sendable {
      case bytes
      case characters
      case count
    }

    let title: LocalizedText
    let value: Int
    let unit: Unit

    init(_ nl: String, _ en: String, _ value: Int, _ unit: Unit = .count) {
      title = LocalizedText(nl: nl, en: en)
      self.value = value
      self.unit = unit
    }
  }

  static let all: [Row] = files + models + expressions + evaluation + patterns

  private static let files: [Row] = {
    let plan = ReadingLimits.plan
    let ruleset = RulesetLimits.standard
    return [
      Row("bestand van een plan", "file of a plan", plan.bytes, .bytes),
      Row("bestand van een ruleset", "file of a ruleset", ReadingLimits.rulesetFile.bytes, .bytes),
      Row("groepen en lijsten in elkaar", "groups and lists inside one another", plan.depth),
      Row("waarden in een bestand", "values in a file", plan.nodes),
      Row("bestanden van een versie samen", "files of a version together", ruleset.bytes, .bytes),
      Row("bestanden van een versie", "files of a version", ruleset.files),
      Row("versies die van elkaar overnemen", "versions that inherit", ruleset.inheritance),
      Row("velden van een vocabulaire", "fields of a vocabulary", ruleset.fields),
      Row("velden in elkaar", "fields inside one another", ruleset.fieldDepth),
      Row("regels van een beslistabel", "rules of a decision table", ruleset.tableRules),
      Row("kolommen van een beslistabel", "columns of a decision table", ruleset.tableColumns),
      Row("uitdrukkingen in een tekst", "expressions in a text", ruleset.textExpressions),
    ]
  }()

  private static let models: [Row] = {
    let xml = XMLLimits.standard
    let types = ItemTypeLimits.standard
    return [
      Row("bestand van een beslismodel", "file of a decision model", xml.bytes, .bytes),
      Row("elementen in elkaar", "elements inside one another", xml.depth),
      Row("onderdelen van een XML-bestand", "parts of an XML file", xml.nodes),
      Row("attributen van een element", "attributes of an element", xml.attributes),
      Row("namespaces tegelijk in gebruik", "namespaces in sight of an element", xml.namespaces),
      Row("onderdelen van een type", "parts of a type", types.parts),
      Row("typen in elkaar", "types inside one another", types.depth),
      Row(
        "onderdelen van een context als uitdrukking", "entries of a boxed context",
        RulesetLimits.standard.contextEntries),
    ]
  }()

  private static let expressions: [Row] = {
    let syntax = SyntaxLimits.standard
    return [
      Row("een uitdrukking", "an expression", syntax.characters, .characters),
      Row("lagen in een uitdrukking", "levels in an expression", syntax.nesting),
      Row("delen van een keten (a + b + …)", "operands of a chain (a + b + …)", syntax.operands),
      Row("een getal", "a number", syntax.numberLength, .characters),
    ]
  }()

  private static let evaluation: [Row] = {
    let decision = EvaluationLimits.standard
    return [
      Row("stappen van een beslissing", "steps of a decision", decision.steps),
      Row(
        "stappen van een beoordeling", "steps of an assessment", EvaluationLimits.assessment.steps),
      Row("functies die elkaar aanroepen", "functions calling each other", decision.callDepth),
      Row(
        "lagen van uitdrukkingen in al die functies",
        "levels of expressions in all those functions", decision.levels),
      Row("delen van een lijst", "items of a list", decision.listItems),
      Row("waarden in elkaar", "values inside one another", Value.nestingLimit),
      Row("antwoorden die een check mist", "answers that a check misses", Unknown.answersKept),
      Row("een tekst die wordt gemaakt", "a text that is made", decision.stringLength, .characters),
    ]
  }()

  private static let patterns: [Row] = {
    let pattern = PatternLimits.standard
    return [
      Row("een patroon", "a pattern", pattern.pattern, .characters),
      Row(
        "groepen in elkaar in een patroon", "groups inside one another in a pattern",
        pattern.nesting),
      Row("toestanden van een patroon", "states of a pattern", pattern.states),
      Row("tekst die wordt doorzocht", "text that is searched", pattern.input, .characters),
      Row("tekst na vervangen", "text after replacing", pattern.output, .characters),
      Row("stappen van een zoektocht", "steps of a search", pattern.visits),
    ]
  }()
}

extension Limits.Row {
  /// `2 MiB`, `20.000 tekens`, `500`.
  func spelling(in language: Language) -> String {
    switch unit {
    case .bytes where value % (1 << 20) == 0: "\(value >> 20) MiB"
    case .bytes: "\(grouped(in: language)) bytes"
    case .characters:
      "\(grouped(in: language)) " + LocalizedText(nl: "tekens", en: "characters")[language]
    case .count: grouped(in: language)
    }
  }

  private func grouped(in language: Language) -> String {
    let separator = LocalizedText(nl: ".", en: ",")[language]
    var text = ""
    for (index, digit) in String(value).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text = separator + text }
      text = String(digit) + text
    }
    return text
  }
}
