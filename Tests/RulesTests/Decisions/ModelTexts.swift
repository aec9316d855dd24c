import Rules

/// A model of the standard from the elements in it.
func model(
  _ elements: String, version: DMNVersion = .newest, importing others: [DMNDocument] = []
) throws -> ExecutableModel {
  let document = try document(elements, version: version)
  return try ExecutableModel(
    compiling: DecisionModel.reading(document, importing: others).model)
}

func document(
  _ elements: String, name: String = "m", version: DMNVersion = .newest
) throws -> DMNDocument {
  try DMNDocument(
    reading: SourceText(
      name: "\(name).dmn",
      text: """
        <definitions xmlns="\(version.namespace)" name="\(name)" namespace="urn:\(name)">
        \(elements)
        </definitions>
        """))
}

/// Elements of models as XML.
enum Element {
  /// A decision with FEEL; what it requires is told by the kind of element before the reference.
  static func decision(
    _ name: String, _ feel: String, type: String = "", requires requirements: [String] = []
  ) -> String {
    boxed(name, literal(feel), type: type, requires: requirements)
  }

  static func boxed(
    _ name: String, _ logic: String, type: String = "", requires requirements: [String] = []
  ) -> String {
    let references = requirements.map { requirement in
      let parts = requirement.split(separator: " ", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "input":
        return
          "<informationRequirement><requiredInput href=\"\(parts[1])\"/></informationRequirement>"
      case "decision":
        return
          "<informationRequirement><requiredDecision href=\"\(parts[1])\"/></informationRequirement>"
      default:
        return
          "<knowledgeRequirement><requiredKnowledge href=\"\(parts[1])\"/></knowledgeRequirement>"
      }
    }
    return """
      <decision id="\(name)" name="\(name)"><variable name="\(name)"\(attribute("typeRef", type))/>
      \(references.joined())\(logic)</decision>
      """
  }

  static func literal(_ feel: String) -> String {
    "<literalExpression><text><![CDATA[\(feel)]]></text></literalExpression>"
  }

  static func input(_ name: String, type: String = "") -> String {
    """
    <inputData id="\(name)" name="\(name)"><variable name="\(name)"\(attribute("typeRef", type))/>
    </inputData>
    """
  }

  private static func attribute(_ name: String, _ value: String) -> String {
    value.isEmpty ? "" : " \(name)=\"\(value)\""
  }
}

extension ExecutableModel {
  /// The value of a decision, in FEEL, and why something is null.
  func answer(
    _ name: String, given values: [String: Value] = [:]
  ) throws -> (value: String, reasons: [String]) {
    var facts = ModelFacts()
    for (name, value) in values {
      if let input = input(named: Name(name)) { facts[input.id] = value }
    }
    let moment = CalendarDate.epoch.midnightUTC
    guard let id = decision(named: Name(name)) else { return ("no such decision", []) }
    let evaluation = try evaluate([id], given: facts, at: moment)
    return (
      evaluation.results[0].value.literal, evaluation.results[0].reasons.map(\.text.en)
    )
  }
}
