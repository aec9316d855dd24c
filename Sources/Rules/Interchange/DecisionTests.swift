/// Cases that say what the decisions of a model give, in the XML of the standard's test kit.
public struct DecisionTests: Sendable {
  public struct Case: Sendable {
    public enum Subject: Sendable {
      /// Each result is of a decision of that name.
      case decisions
      /// Each result is of an output decision of this service.
      case service(String)
    }

    public let id: String
    public let subject: Subject
    public let inputs: [Item]
    public let results: [Result]
  }

  /// A value with the name it is for.
  public struct Item: Sendable {
    public let name: Name
    /// Of the file that declares it; `nil` for the model under test.
    public let namespace: String?
    public let value: Value
  }

  public struct Result: Sendable {
    public let name: Name
    public let namespace: String?
    public let expected: Value
    /// Whether the standard calls it an error, which gives `null`.
    public let isError: Bool
    public let source: SourceText
    public let range: SourceRange
  }

  /// The file that the cases are about, beside this one.
  public let modelName: String
  public let cases: [Case]

  /// - Throws: everything that is wrong with the file.
  public init(reading source: SourceText, limits: XMLLimits = .standard) throws(Diagnostics) {
    try self.init(XMLTree(reading: source, limits: limits))
  }

  public init(_ tree: XMLTree) throws(Diagnostics) {
    let root = tree.root
    guard Self.areHeld(by: tree) else { throw Diagnostics([.notTestCases(root)]) }
    var reading = DecisionTestReading()
    modelName = root.element(named: "modelName")?.text.trimmed ?? ""
    cases = root.elements(named: "testCase").enumerated().map { reading.testCase($1, number: $0) }
    if modelName.isEmpty { reading.report(.noModelName(root)) }
    if !reading.problems.isEmpty { throw Diagnostics(reading.problems) }
  }

  /// Whether a text means to hold test cases.
  public static func areHeld(by tree: XMLTree) -> Bool { tree.root.name.local == "testCases" }
}

/// Reads the cases, and keeps what is wrong with them.
private struct DecisionTestReading {
  private(set) var problems: [Diagnostic] = []

  mutating func report(_ problem: Diagnostic) { problems.append(problem) }

  mutating func testCase(_ element: XMLElement, number: Int) -> DecisionTests.Case {
    let subject: DecisionTests.Case.Subject
    if element["type"] == "decisionService" {
      subject = .service(element["invocableName"] ?? "")
    } else {
      subject = .decisions
    }
    return DecisionTests.Case(
      id: element["id"] ?? String(number + 1), subject: subject,
      inputs: element.elements(named: "inputNode").map { node in
        DecisionTests.Item(
          name: Name(node["name"] ?? ""), namespace: node["namespace"], value: value(in: node))
      },
      results: element.elements(named: "resultNode").map { node in
        DecisionTests.Result(
          name: Name(node["name"] ?? ""), namespace: node["namespace"],
          expected: node.element(named: "expected").map { value(in: $0) } ?? .null,
          isError: node["errorResult"] == "true",
          source: node.source, range: node.nameRange)
      })
  }

  /// The value that an element holds: a `value`, a `list` or `component`s. The reader of XML bounds the
  /// depth.
  private mutating func value(in element: XMLElement) -> Value {
    if let value = element.element(named: "value") { return simple(value) }
    if let list = element.element(named: "list") {
      if isNil(list) { return .null }
      return .list(list.elements(named: "item").map { value(in: $0) })
    }
    let components = element.elements(named: "component")
    guard !components.isEmpty, !isNil(element) else { return .null }
    let entries = components.map { component in
      (name: Name(component["name"] ?? "").text, value: isNil(component) ? .null : value(in: component))
    }
    guard let context = Context(entries) else {
      problems.append(.badTestValue("component", at: element))
      return .null
    }
    return .context(context)
  }

  private static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

  private func isNil(_ element: XMLElement) -> Bool {
    let mark = element.attribute(XMLElement.Name("nil", in: Self.schemaInstance))?.value
    return mark == "true" || mark == "1"
  }

  private mutating func simple(_ element: XMLElement) -> Value {
    if isNil(element) { return .null }
    let type = element.attribute(XMLElement.Name("type", in: Self.schemaInstance))?.value ?? ""
    let text = element.text
    let trimmed = text.trimmed
    let found: Value?
    switch type.split(separator: ":").last.map(String.init) ?? "string" {
    case "string": return .string(text)
    case "boolean":
      found = ["true": true, "1": true, "false": false, "0": false][trimmed].map(Value.boolean)
    case "decimal", "double", "float", "integer", "int", "long", "short":
      found = Number(trimmed).map(Value.number)
    case "date": found = CalendarDate(trimmed).map(Value.date)
    case "time": found = TimeOfDay(trimmed).map(Value.time)
    case "dateTime": found = DateAndTime(trimmed).map(Value.dateAndTime)
    case "duration", "dayTimeDuration", "yearMonthDuration":
      found =
        DayTimeDuration(trimmed).map(Value.dayTimeDuration)
        ?? YearMonthDuration(trimmed).map(Value.yearMonthDuration)
    default: found = nil
    }
    guard let found else {
      problems.append(.badTestValue(type, at: element))
      return .null
    }
    return found
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

extension Diagnostic {
  fileprivate static func notTestCases(_ root: XMLElement) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "dit zijn geen testgevallen: het begint met '\(root.name.local.shortened)'",
        en: "these are no test cases: it begins with '\(root.name.local.shortened)'"),
      mend: LocalizedText(
        nl: "een bestand met testgevallen begint met 'testCases'",
        en: "a file of test cases begins with 'testCases'"),
      at: root.nameRange, in: root.source)
  }

  fileprivate static func noModelName(_ root: XMLElement) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "deze testgevallen noemen geen model", en: "these test cases name no model"),
      mend: LocalizedText(
        nl: "zet de naam van het bestand in <modelName>",
        en: "put the name of the file in <modelName>"),
      at: root.nameRange, in: root.source)
  }

  fileprivate static func badTestValue(_ type: String, at element: XMLElement) -> Diagnostic {
    let words = element.text.shortened
    return Diagnostic(
      .error,
      LocalizedText(
        nl: "'\(words)' is geen waarde van het type '\(type.shortened)'",
        en: "'\(words)' is no value of type '\(type.shortened)'"),
      at: element.nameRange, in: element.source)
  }
}
