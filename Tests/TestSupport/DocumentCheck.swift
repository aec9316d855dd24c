import Foundation

/// The document of the API as a test reads it: what it says of an answer, and whether a value is as a
/// schema of it asks. Knows as much of JSON Schema 2020-12 as the document uses.
package struct DocumentCheck: Sendable {
  /// JSON that a test may hand around.
  package indirect enum Value: Hashable, Sendable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([Value])
    case object([String: Value])

    package init(_ any: Any) {
      switch any {
      case let number as NSNumber where String(cString: number.objCType) == "c":
        self = .truth(number.boolValue)
      case let number as NSNumber: self = .number(number.doubleValue)
      case let text as String: self = .text(text)
      case let list as [Any]: self = .list(list.map(Value.init))
      case let object as [String: Any]: self = .object(object.mapValues(Value.init))
      default: self = .null
      }
    }

    package init(json bytes: [UInt8]) throws {
      self.init(try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
    }

    package subscript(key: String) -> Value? {
      if case .object(let members) = self { members[key] } else { nil }
    }

    package subscript(index: Int) -> Value? {
      if case .list(let items) = self, items.indices.contains(index) { items[index] } else { nil }
    }

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var number: Double? { if case .number(let number) = self { number } else { nil } }
    package var items: [Value] { if case .list(let items) = self { items } else { [] } }
    package var members: [String: Value] {
      if case .object(let members) = self { members } else { [:] }
    }
  }

  package let root: Value

  package init(_ bytes: [UInt8]) throws { root = try Value(json: bytes) }

  /// What a path leads to: `#/components/schemas/Plan`.
  package func part(_ reference: String) -> Value? {
    reference.split(separator: "/").dropFirst().reduce(root as Value?) { $0?[String($1)] }
  }

  package func resolved(_ value: Value?) -> Value? {
    value?["$ref"]?.text.map { part($0) } ?? value
  }

  package func schema(_ name: String) -> Value? { part("#/components/schemas/\(name)") }

  /// What the document says of the answers of one operation.
  package func operation(_ method: String, _ path: String) -> Value? {
    root["paths"]?[path]?[method.lowercased()]
  }

  // MARK: Schemas

  private static let known: Set<String> = [
    "$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "items",
    "oneOf", "anyOf", "minimum", "maximum", "minLength", "maxLength", "pattern", "description",
    "title", "examples", "format", "minItems", "$schema", "$id", "$defs",
  ]

  package func faults(of value: Value, against schema: Value, at path: String) -> [String] {
    if let reference = schema["$ref"]?.text {
      guard let target = part(reference) else { return ["\(path): \(reference) is not there"] }
      return faults(of: value, against: target, at: path)
    }
    var found: [String] = []
    for key in schema.members.keys where !Self.known.contains(key) {
      found.append("\(path): the test does not know \(key)")
    }
    if let type = schema["type"] {
      let names = type.text.map { [$0] } ?? type.items.compactMap(\.text)
      if !names.contains(where: { Self.isA($0, value) }) { found.append("\(path): not \(names)") }
    }
    if let constant = schema["const"], constant != value {
      found.append("\(path): not \(constant)")
    }
    if let allowed = schema["enum"], !allowed.items.contains(value) {
      found.append("\(path): not one of \(allowed.items)")
    }
    for (key, most) in [("oneOf", 1), ("anyOf", Int.max)] {
      guard let options = schema[key]?.items else { continue }
      let fitting = options.count { faults(of: value, against: $0, at: path).isEmpty }
      if fitting < 1 || fitting > most { found.append("\(path): \(fitting) forms of \(key) fit") }
    }
    switch value {
    case .text(let text): found += self.faults(of: text, against: schema, at: path)
    case .number(let number):
      if let least = schema["minimum"]?.number, number < least { found.append("\(path): too low") }
      if let most = schema["maximum"]?.number, number > most { found.append("\(path): too high") }
    case .list(let items):
      guard let schema = schema["items"] else { break }
      for (index, item) in items.enumerated() {
        found += faults(of: item, against: schema, at: "\(path)[\(index)]")
      }
    case .object(let members): found += self.faults(of: members, against: schema, at: path)
    case .null, .truth: break
    }
    return found
  }

  private func faults(of text: String, against schema: Value, at path: String) -> [String] {
    var found: [String] = []
    let length = Double(text.unicodeScalars.count)
    if let least = schema["minLength"]?.number, length < least {
      found.append("\(path): too short")
    }
    if let most = schema["maxLength"]?.number, length > most { found.append("\(path): too long") }
    if let pattern = schema["pattern"]?.text, (try? Regex(pattern).firstMatch(in: text)) == nil {
      found.append("\(path): not like \(pattern)")
    }
    return found
  }

  private func faults(
    of members: [String: Value], against schema: Value, at path: String
  ) -> [String] {
    var found: [String] = []
    for name in schema["required"]?.items.compactMap(\.text) ?? [] where members[name] == nil {
      found.append("\(path).\(name): missing")
    }
    for (name, member) in members {
      if let part = schema["properties"]?[name] {
        found += faults(of: member, against: part, at: "\(path).\(name)")
      } else if schema["additionalProperties"] == .truth(false) {
        found.append("\(path).\(name): not in the schema")
      }
    }
    return found
  }

  private static func isA(_ type: String, _ value: Value) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .list), ("string", .text), ("boolean", .truth),
      ("number", .number), ("null", .null):
      true
    case ("integer", .number(let number)): number.rounded() == number
    default: false
    }
  }
}
