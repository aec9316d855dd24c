extension Value {
  /// The value as JSON.
  ///
  /// Dates, times and durations are strings in the form of FEEL; a range is a string with its FEEL
  /// text and a function one with its parameters. What is unknown is left out of an object, as a
  /// plan leaves out what is not answered, and elsewhere is `null`.
  public func json(_ style: JSONWriter.Style = .compact) -> String {
    var writer = JSONWriter(style)
    writer.value(self)
    return writer.text
  }
}

extension JSONWriter {
  /// A FEEL value; see ``Value/json(_:)``.
  public mutating func value(_ value: Value) {
    switch value {
    case .null, .unknown: null()
    case .boolean(let truth): boolean(truth)
    case .number(let value): number(value)
    case .string(let text): string(text)
    case .date(let date): string(date.description)
    case .time(let time): string(time.description)
    case .dateAndTime(let moment): string(moment.description)
    case .dayTimeDuration(let duration): string(duration.description)
    case .yearMonthDuration(let duration): string(duration.description)
    case .list(let items):
      array { writer in
        for item in items { writer.value(item) }
      }
    case .context(let context):
      object { writer in
        for (name, value) in context.entries where !value.isUnknown {
          writer.key(name)
          writer.value(value)
        }
      }
    case .range(let range): string(range.spelling)
    case .function(let function): string(function.spelling)
    }
  }
}

extension Interval {
  /// The FEEL text: `[1..5)`, `(< 5)`.
  fileprivate var spelling: String {
    switch (low, high) {
    case (nil, nil): "null"
    case (let low?, nil): "(\(includesLow ? ">=" : ">") \(low.endSpelling))"
    case (nil, let high?): "(\(includesHigh ? "<=" : "<") \(high.endSpelling))"
    case (let low?, let high?):
      (includesLow ? "[" : "(") + low.endSpelling + ".." + high.endSpelling
        + (includesHigh ? "]" : ")")
    }
  }
}

extension FunctionValue {
  fileprivate var spelling: String {
    "function(\(parameters.map(\.name.text).joined(separator: ", ")))"
  }
}

extension Value {
  /// The FEEL text of a value that can be the end of a range.
  fileprivate var endSpelling: String {
    switch self {
    case .string(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    case .date(let date): "@\"\(date)\""
    case .time(let time): "@\"\(time)\""
    case .dateAndTime(let moment): "@\"\(moment)\""
    case .dayTimeDuration(let duration): "@\"\(duration)\""
    case .yearMonthDuration(let duration): "@\"\(duration)\""
    case .number(let number): number.description
    case .boolean(let truth): truth ? "true" : "false"
    case .null, .unknown, .list, .context, .range, .function: json()
    }
  }
}

extension Value {
  /// A value without a vocabulary to type it: JSON as it stands, and YAML scalars without
  /// quotation marks by the same rules. A text stays a text, whatever it looks like.
  ///
  /// - Throws: each number that is too large.
  public init(untyped node: DataDocument.Node) throws(Diagnostics) {
    var problems: [Diagnostic] = []
    self = Value.untyped(node, &problems)
    if !problems.isEmpty { throw Diagnostics(problems) }
  }

  // The document's own limit bounds the depth.
  private static func untyped(
    _ node: DataDocument.Node, _ problems: inout [Diagnostic]
  ) -> Value {
    switch node.kind {
    case .mapping:
      var names: [String] = []
      var values: [Value] = []
      for entry in node.entries {
        names.append(entry.key.text)
        values.append(untyped(entry.value, &problems))
      }
      return .context(Context(shape: ContextShape(names), values: values))
    case .sequence:
      var values: [Value] = []
      for item in node.items { values.append(untyped(item, &problems)) }
      return .list(values)
    case .null:
      return .null
    case .boolean:
      return .boolean(node.truth ?? false)
    case .number:
      return number(node, &problems)
    case .text:
      guard node.isPlain else { return .string(node.text) }
      if node.isAbsent { return .null }
      let text = node.text
      if text == "true" || text == "false" { return .boolean(text == "true") }
      return isJSONNumber(text) ? number(node, &problems) : .string(text)
    }
  }

  private static func number(
    _ node: DataDocument.Node, _ problems: inout [Diagnostic]
  ) -> Value {
    if let number = Number(node.text) { return .number(number) }
    problems.append(.numberTooLarge(at: node))
    return .null
  }

  /// Whether a plain scalar is written as JSON writes numbers: no `+`, no `007`, no `.5`.
  private static func isJSONNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func digits() -> Int {
      let run = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(run)
      return run
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, whole == 1 || !startsWithZero else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}

extension Diagnostic {
  fileprivate static func numberTooLarge(at node: DataDocument.Node) -> Diagnostic {
    let words = node.text.shortened
    return Diagnostic(
      at: node, nl: "het getal '\(words)' is te groot of te lang",
      en: "the number '\(words)' is too large or too long")
  }
}
