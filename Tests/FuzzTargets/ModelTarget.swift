import Rules

/// Any bytes as a decision model in the standard's XML: what is read is written and read the same, and
/// what can be run gives the same values twice, within its limits.
enum ModelTarget {
  static func run(_ bytes: [UInt8]) throws(Finding) {
    let source = SourceText(name: "model.dmn", bytes: bytes)
    let tree: XMLTree
    do throws(Diagnostics) {
      tree = try XMLTree(reading: source)
    } catch {
      return try check(error.all)
    }
    try checkWriting(of: tree)
    let executable: ExecutableModel
    let advice: [Diagnostic]
    do throws(Diagnostics) {
      let document = try DMNDocument(tree)
      let read = try DecisionModel.reading(document, importing: [imported()])
      advice = read.advice
      executable = try ExecutableModel(compiling: read.model)
    } catch {
      return try check(error.all)
    }
    try check(advice + executable.advice)
    try checkValues(of: executable)
  }

  private static func checkWriting(of tree: XMLTree) throws(Finding) {
    let text = tree.text
    let again: XMLTree
    do throws(Diagnostics) {
      again = try XMLTree(reading: SourceText(name: "written", text: text), limits: wideLimits)
    } catch {
      throw Finding("written XML that is none: \(error.all.map(\.message.en))")
    }
    try demand(again.text == text, "a tree that is written in two ways")
  }

  /// References take more room than what they stand for.
  private static let wideLimits: XMLLimits = {
    var limits = XMLLimits.standard
    limits.bytes = 1 << 26
    return limits
  }()

  private static let limits = EvaluationLimits(
    steps: 20_000, listItems: 2_000, stringLength: 20_000)

  private static func checkValues(of executable: ExecutableModel) throws(Finding) {
    let moment = DateAndTime(date: .epoch, time: .midnightUTC)
    let decisions = executable.model.decisions.map(\.id)
    func values() -> [String] {
      do throws(EvaluationError) {
        let evaluation = try executable.evaluate(
          decisions, given: ModelFacts(), at: moment, limits: limits)
        return evaluation.results.map { "\($0.name): \($0.value.literal) \($0.reasons.count)" }
      } catch {
        return [error.message.en]
      }
    }
    if values() != values() { throw Finding("two answers of one model") }
    for service in executable.model.services {
      do throws(EvaluationError) {
        _ = try executable.evaluate(
          service: service.id, given: ModelFacts(), at: moment, limits: limits)
      } catch {
        _ = error.message.nl
      }
    }
  }

  /// A model that others may import.
  private static func imported() throws(Diagnostics) -> DMNDocument {
    let text = """
      <definitions xmlns="\(DMNVersion.dmn15.namespace)" name="lib" namespace="urn:lib">
        <itemDefinition name="tAge"><typeRef>number</typeRef>
          <allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
        <inputData id="i" name="age"><variable name="age" typeRef="tAge"/></inputData>
        <decision id="d" name="adult"><variable name="adult"/>
          <informationRequirement><requiredInput href="#i"/></informationRequirement>
          <literalExpression><text>age &gt;= 18</text></literalExpression></decision>
      </definitions>
      """
    return try DMNDocument(reading: SourceText(name: "lib.dmn", text: text))
  }
}
