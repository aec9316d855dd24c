extension Value {
  /// The value as JSON.
  ///
  /// Dates, times and durations are strings in the form of FEEL; a range is a string with its FEEL
  /// text and a function one with its parameters. What is unknown is left out of an object, as a
  /// plan leaves out what is not answered, and elsewhere is `null`.
  ///
  /// - Parameter limit: the most bytes it may take.
  /// - Returns: `nil` where it would take more: a small value that shares its parts can have a text
  ///   without end.
  public func json(_ style: JSONWriter.Style = .compact, atMost limit: Int = jsonLimit) -> String? {
    var writer = JSONWriter(style)
    return writer.value(self, atMost: limit) ? writer.text : nil
  }
}

extension Value {
  /// 8 MiB.
  public static let jsonLimit = 8 << 20
}

extension JSONWriter {
  /// A FEEL value; see ``Value/json(_:atMost:)``.
  ///
  /// - Returns: `false` when more than so many bytes would stand here; what was written is then cut
  ///   short and no JSON.
  public mutating func value(_ value: Value, atMost limit: Int = Value.jsonLimit) -> Bool {
    guard bytes.count <= limit else { return false }
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
        for item in items where !writer.value(item, atMost: limit) { break }
      }
    case .context(let context):
      object { writer in
        for (name, value) in context.entries where !value.isUnknown {
          writer.key(name)
          guard writer.value(value, atMost: limit) else { break }
        }
      }
    case .range(let range):
      guard let text = range.spelling(atMost: limit - bytes.count) else { return false }
      string(text)
    case .function(let function): string(function.spelling)
    }
    return bytes.count <= limit
  }
}

extension Interval {
  /// The FEEL text: `[1..5)`, `(< 5)`; `nil` where it would take more bytes than the limit.
  fileprivate func spelling(atMost limit: Int) -> String? {
    let ends = [low, high].map { $0?.spelling(isNested: true, atMost: limit) }
    if ends[0] == nil && low != nil || ends[1] == nil && high != nil { return nil }
    return switch (ends[0], ends[1]) {
    case (nil, nil): "null"
    case (let low?, nil): "(\(includesLow ? ">=" : ">") \(low))"
    case (nil, let high?): "(\(includesHigh ? "<=" : "<") \(high))"
    case (let low?, let high?):
      (includesLow ? "[" : "(") + low + ".." + high + (includesHigh ? "]" : ")")
    }
  }
}

extension FunctionValue {
  fileprivate var spelling: String {
    "function(\(parameters.map(\.name.text).joined(separator: ", ")))"
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
      nil, at: node, nl: "het getal '\(words)' is te groot of te lang",
      en: "the number '\(words)' is too large or too long")
  }
}
