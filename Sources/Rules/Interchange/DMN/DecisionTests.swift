/// Cases that say what the decisions of a model give, in the XML of the standard's test kit.
public struct DecisionTests: Sendable {
  /// Inputs that are handed in together, and the results that they should give: a `testCase` of the
  /// file.
  public struct Case: Sendable {
    /// What of the model is asked for the results.
    public enum Subject: Sendable {
      /// Each result is of a decision of that name.
      case decisions
      /// Each result is of an output decision of this service.
      case service(String)
    }

    /// Its `id` in the file; of a case without one its number, from 1.
    public let id: String
    /// What is asked for the results.
    public let subject: Subject
    /// What is handed in, in the order of the file: its `inputNode`s.
    public let inputs: [Item]
    /// What is expected, in the order of the file: its `resultNode`s. None tests nothing.
    public let results: [Result]
    /// The file that holds the case.
    public let source: SourceText
    /// Where it begins there: the name of its element.
    public let range: SourceRange
  }

  /// A value with the name it is for.
  public struct Item: Sendable {
    /// The input or the decision that the value is for.
    public let name: Name
    /// Of the file that declares it; `nil` for the model under test.
    public let namespace: String?
    /// What is handed in.
    public let value: TestValue
    /// The file of the test cases.
    public let source: SourceText
    /// Where it begins there: the name of its element.
    public let range: SourceRange
  }

  /// What one decision should give.
  public struct Result: Sendable {
    /// The decision that should give it.
    public let name: Name
    /// Of the file that declares it; `nil` for the model under test.
    public let namespace: String?
    /// The value that it should give; `null` where the file states none, as of an error.
    public let expected: TestValue
    /// Whether the standard calls it an error, which gives `null`.
    public let isError: Bool
    /// Whether it says what is expected.
    public let isStated: Bool
    /// The file of the test cases.
    public let source: SourceText
    /// Where it begins there: the name of its element.
    public let range: SourceRange
  }

  /// The file that the cases are about, beside this one.
  public let modelName: String
  /// May be none, which tests nothing.
  public let cases: [Case]

  /// Reads a file of test cases.
  ///
  /// - Throws: everything that is wrong with the file.
  public init(reading source: SourceText, limits: XMLLimits = .standard) throws(Diagnostics) {
    try self.init(XMLTree(reading: source, limits: limits))
  }

  /// Takes XML for test cases.
  ///
  /// - Throws: that the root is no `testCases`; else that no model is named, and every value that
  ///   can't be read as what it says it is.
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

/// A value as a test file writes it. Where it does not say of which type a text is, the model does.
public indirect enum TestValue: Sendable {
  /// A value whose type the file states, or `null`.
  case value(Value)
  /// A text whose type the file does not state.
  case untyped(String)
  /// Items in order.
  case list([TestValue])
  /// Members in order, no name twice.
  case context([(name: String, value: TestValue)])

  /// The value, with texts of no stated type read as a type asks.
  public func read(as type: ValueType) -> Value {
    switch (self, type) {
    case (.value(let value), _): return value
    case (.untyped(let text), .number):
      return Number(text.trimmed).map(Value.number) ?? .string(text)
    case (.untyped(let text), .boolean):
      return Self.truths[text.trimmed].map(Value.boolean) ?? .string(text)
    case (.untyped(let text), _): return Value.string(text).read(as: type)
    case (.list(let items), .list(let item)): return .list(items.map { $0.read(as: item) })
    case (.list(let items), _): return .list(items.map { $0.read(as: type) })
    case (.context(let entries), _):
      var members: ContextType?
      if case .context(let found) = type { members = found }
      let values = entries.map { $0.value.read(as: members?[$0.name] ?? .any) }
      return .context(Context(shape: ContextShape(entries.map(\.name)), values: values))
    }
  }

  /// The value, with texts of no stated type read as values of the kind that was found.
  public func read(like found: Value) -> Value {
    switch (self, found) {
    case (.untyped(let text), .null) where text.trimmed.isEmpty: return .null
    case (.list(let items), .list(let values)):
      return .list(
        items.enumerated().map { $1.read(like: $0 < values.count ? values[$0] : .null) })
    case (.context(let entries), .context(let context)):
      let values = entries.map { $0.value.read(like: context[$0.name] ?? .null) }
      return .context(Context(shape: ContextShape(entries.map(\.name)), values: values))
    default: return read(as: found.plainType)
    }
  }

  fileprivate static let truths = ["true": true, "1": true, "false": false, "0": false]
}

extension Value {
  /// The type of a value that a text can write; `any` of others.
  fileprivate var plainType: ValueType {
    switch self {
    case .boolean: .boolean
    case .number: .number
    case .date: .date
    case .time: .time
    case .dateAndTime: .dateAndTime
    case .dayTimeDuration: .dayTimeDuration
    case .yearMonthDuration: .yearMonthDuration
    case .null, .unknown, .string, .list, .context, .range, .function: .any
    }
  }
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
          name: Name(node["name"] ?? ""), namespace: node["namespace"], value: value(in: node),
          source: node.source, range: node.nameRange)
      },
      results: element.elements(named: "resultNode").map { node in
        let isError = node["errorResult"] == "true" || node["errorResult"] == "1"
        return DecisionTests.Result(
          name: Name(node["name"] ?? ""), namespace: node["namespace"],
          expected: node.element(named: "expected").map { value(in: $0) } ?? .value(.null),
          isError: isError, isStated: isError || node.element(named: "expected") != nil,
          source: node.source, range: node.nameRange)
      }, source: element.source, range: element.nameRange)
  }

  /// The value that an element holds: a `value`, a `list` or `component`s. The reader of XML bounds the
  /// depth.
  private mutating func value(in element: XMLElement) -> TestValue {
    if let value = element.element(named: "value") { return simple(value) }
    if let list = element.element(named: "list") {
      if isNil(list) { return .value(.null) }
      return .list(list.elements(named: "item").map { value(in: $0) })
    }
    if let stranger = element.elements.first(where: { !Self.parts.contains($0.name.local) }) {
      problems.append(.notAValue(stranger))
    }
    let components = element.elements(named: "component")
    guard !components.isEmpty, !isNil(element) else { return .value(.null) }
    var names: Set<String> = []
    return .context(
      components.compactMap { component in
        let name = Name(component["name"] ?? "").text
        guard names.insert(name).inserted else {
          problems.append(.badTestValue("component", at: component))
          return nil
        }
        return (name, isNil(component) ? .value(.null) : value(in: component))
      })
  }

  /// What may stand in a value, and in a result around it.
  private static let parts: Set<String> = ["value", "list", "component", "extensionElements"]

  private static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"

  private func isNil(_ element: XMLElement) -> Bool {
    let mark = element.attribute(XMLElement.Name("nil", in: Self.schemaInstance))?.value
    return mark == "true" || mark == "1"
  }

  private mutating func simple(_ element: XMLElement) -> TestValue {
    if isNil(element) { return .value(.null) }
    let text = element.text
    guard let type = element.attribute(XMLElement.Name("type", in: Self.schemaInstance))?.value
    else { return .untyped(text) }
    let trimmed = text.trimmed
    let found: Value?
    switch type.split(separator: ":").last.map(String.init) ?? "" {
    case "string": return .value(.string(text))
    case "boolean": found = TestValue.truths[trimmed].map(Value.boolean)
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
      return .value(.null)
    }
    return .value(found)
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
      .error, nil, nl: "dit zijn geen testgevallen: het begint met '\(root.name.local.shortened)'",
      en: "these are no test cases: it begins with '\(root.name.local.shortened)'",
      mendNL: "een bestand met testgevallen begint met 'testCases'",
      mendEN: "a file of test cases begins with 'testCases'",
      at: root.nameRange, in: root.source)
  }

  fileprivate static func noModelName(_ root: XMLElement) -> Diagnostic {
    Diagnostic(
      .error, nil, nl: "deze testgevallen noemen geen model", en: "these test cases name no model",
      mendNL: "zet de naam van het bestand in <modelName>",
      mendEN: "put the name of the file in <modelName>",
      at: root.nameRange, in: root.source)
  }

  fileprivate static func notAValue(_ element: XMLElement) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "'\(element.name.local.shortened)' is geen waarde",
        en: "'\(element.name.local.shortened)' is no value"),
      mend: Suggestion.mend(for: element.name.local, among: ["value", "list", "component"])
        ?? LocalizedText(
          nl: "een waarde staat in 'value', 'list' of 'component'",
          en: "a value stands in 'value', 'list' or 'component'"),
      at: element.nameRange, in: element.source)
  }

  fileprivate static func badTestValue(_ type: String, at element: XMLElement) -> Diagnostic {
    let words = element.text.shortened
    return Diagnostic(
      .error, nil, nl: "'\(words)' is geen waarde van het type '\(type.shortened)'",
      en: "'\(words)' is no value of type '\(type.shortened)'",
      at: element.nameRange, in: element.source)
  }
}
