/// The canonical text of a value. Source: DMN 1.5, 10.3.4.1, `string`.
extension Value {
  /// What `string()` answers: a string as it is, anything else as FEEL would write it.
  ///
  /// Very large values are cut off at a million characters; ``spelling(isNested:atMost:)`` tells.
  public var text: String { spelling(isNested: false, atMost: 1_000_000) ?? "…" }

  /// The value as FEEL would write it inside another: `"a"`, `@"2025-01-31"`, `[1, 2]`.
  public var literal: String { spelling(isNested: true, atMost: 1_000_000) ?? "…" }

  /// - Parameters:
  ///   - isNested: inside a list, context or range strings are quoted and dates written `@"…"`.
  ///   - limit: the most bytes of UTF-8 it may take.
  /// - Returns: `nil` when the text would be longer, or is nested too deep to write.
  public func spelling(isNested: Bool, atMost limit: Int) -> String? {
    var speller = ValueSpeller(limit: limit)
    speller.spell(self, isNested: isNested, depth: 0)
    return speller.isTooLong ? nil : speller.text
  }

  /// How deep values may lie inside each other, for what walks all of a value: even forgetting one
  /// takes stack for each level.
  package static let nestingLimit = 500
}

private struct ValueSpeller {
  let limit: Int
  var text = ""
  var isTooLong = false

  init(limit: Int) { self.limit = limit }

  mutating func spell(_ value: Value, isNested: Bool, depth: Int) {
    guard !isTooLong else { return }
    switch value {
    case .null: add("null")
    case .unknown: add("?")
    case .boolean(let truth): add(truth ? "true" : "false")
    case .number(let number): add(number.description)
    case .string(let string): isNested ? addQuoted(string) : add(string)
    case .date(let date): addTemporal(date.description, isNested: isNested)
    case .time(let time): addTemporal(time.description, isNested: isNested)
    case .dateAndTime(let moment): addTemporal(moment.description, isNested: isNested)
    case .dayTimeDuration(let duration): addTemporal(duration.description, isNested: isNested)
    case .yearMonthDuration(let duration): addTemporal(duration.description, isNested: isNested)
    case .function(let function): add(function.spelling)
    case .list, .context, .range:
      guard depth < Value.nestingLimit else {
        isTooLong = true
        return
      }
      spellParts(of: value, depth: depth + 1)
    }
  }

  private mutating func spellParts(of value: Value, depth: Int) {
    switch value {
    case .list(let items):
      add("[")
      for (index, item) in items.enumerated() where !isTooLong {
        if index > 0 { add(", ") }
        spell(item, isNested: true, depth: depth)
      }
      add("]")
    case .context(let context):
      add("{")
      for (index, entry) in context.entries.enumerated() where !isTooLong {
        if index > 0 { add(", ") }
        entry.0.isPlainKey ? add(entry.0) : addQuoted(entry.0)
        add(": ")
        spell(entry.1, isNested: true, depth: depth)
      }
      add("}")
    case .range(let range): spell(range, depth: depth)
    case .null, .unknown, .boolean, .number, .string, .date, .time, .dateAndTime,
      .dayTimeDuration, .yearMonthDuration, .function:
      spell(value, isNested: true, depth: depth)
    }
  }

  private mutating func spell(_ range: Interval, depth: Int) {
    switch (range.low, range.high) {
    case (.some(let value), _) where range.form != .span:
      add(range.form == .single ? "= " : "!= ")
      spell(value, isNested: true, depth: depth)
    case (.some(let low), .some(let high)):
      add(range.includesLow ? "[" : "(")
      spell(low, isNested: true, depth: depth)
      add("..")
      spell(high, isNested: true, depth: depth)
      add(range.includesHigh ? "]" : ")")
    case (.some(let low), nil):
      add(range.includesLow ? ">= " : "> ")
      spell(low, isNested: true, depth: depth)
    case (nil, .some(let high)):
      add(range.includesHigh ? "<= " : "< ")
      spell(high, isNested: true, depth: depth)
    case (nil, nil): add("(null..null)")
    }
  }

  private mutating func add(_ part: String) {
    guard text.utf8.count + part.utf8.count <= limit else {
      isTooLong = true
      return
    }
    text += part
  }

  private mutating func addTemporal(_ part: String, isNested: Bool) {
    add(isNested ? "@\"\(part)\"" : part)
  }

  private mutating func addQuoted(_ string: String) {
    guard text.utf8.count + string.utf8.count + 2 <= limit else {
      isTooLong = true
      return
    }
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        // A terminal obeys control characters, and those that turn the direction of text.
        if scalar.properties.generalCategory == .control || scalar.properties.isBidiControl {
          let code = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\u" + String(repeating: "0", count: max(0, 4 - code.count)) + code
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    add(quoted + "\"")
  }
}

extension FunctionValue {
  /// Its name, or `function(a, b)` for one without.
  fileprivate var spelling: String {
    if !name.isEmpty { return name }
    return "function(\(parameters.map(\.name.text).joined(separator: ", ")))"
  }
}

extension String {
  /// Whether FEEL can write this key of a context without quotes.
  fileprivate var isPlainKey: Bool {
    guard let first = unicodeScalars.first, first.startsName, unicodeScalars.last != " " else {
      return false
    }
    return unicodeScalars.allSatisfy { scalar in
      scalar.startsName || ("0"..."9").contains(scalar) || " .-+*/'".unicodeScalars.contains(scalar)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var startsName: Bool {
    self == "_" || self == "?" || properties.isAlphabetic || (0x1_0000...0xE_FFFF).contains(value)
  }
}
