import Rules

/// A type as people read it: one word or a few, and for contexts a line for each member below.
struct TypeOutline {
  /// `list<number ([0..100])>`
  let title: String
  /// `name: type`, members of members further in.
  let members: [String]

  init(_ type: ConstrainedType) {
    title = Self.title(type.type, type.constraints)
    members = Self.members(type.type, type.constraints)
  }

  /// Without a type anything may be there.
  init(_ type: ConstrainedType?) { self.init(type ?? .any) }

  private static func title(_ type: ValueType, _ constraints: [TypeConstraint]) -> String {
    var tests = constraints.filter(\.path.isEmpty).map { VisibleText($0.tests.text.text).text }
    if case .string(let allowed?) = type { tests.insert(allowed.quoted, at: 0) }
    let name = name(type, constraints)
    return tests.isEmpty ? name : "\(name) (\(tests.joined(separator: "; ").shortened(to: 300)))"
  }

  private static func name(_ type: ValueType, _ constraints: [TypeConstraint]) -> String {
    switch type {
    case .any: "Any"
    case .null: "Null"
    case .boolean: "boolean"
    case .number(let unit): unit.map { "number, \($0)" } ?? "number"
    case .string: "string"
    case .date: "date"
    case .time: "time"
    case .dateAndTime: "date and time"
    case .dayTimeDuration: "days and time duration"
    case .yearMonthDuration: "years and months duration"
    case .list(let item): "list<\(title(item, constraints.below(.items)))>"
    case .range(let end): "range<\(title(end, []))>"
    case .context: "context"
    case .function(let parameters, let result):
      "function<\(parameters.map { title($0, []) }.joined(separator: ", "))> → \(title(result, []))"
    }
  }

  private static func members(_ type: ValueType, _ constraints: [TypeConstraint]) -> [String] {
    switch type {
    case .list(let item): members(item, constraints.below(.items))
    case .range(let end): members(end, [])
    case .context(let context):
      context.members.flatMap { member in
        let own = constraints.below(.member(member.name))
        return ["\(member.name): \(title(member.type, own))"]
          + members(member.type, own).map { "  " + $0 }
      }
    case .any, .null, .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .function:
      []
    }
  }
}

extension [TypeConstraint] {
  /// Those of a part, seen from that part.
  fileprivate func below(_ step: TypeConstraint.Step) -> [TypeConstraint] {
    compactMap { constraint in
      guard constraint.path.first == step else { return nil }
      return TypeConstraint(
        path: [TypeConstraint.Step](constraint.path.dropFirst()), tests: constraint.tests)
    }
  }
}

extension [String] {
  fileprivate var quoted: String { map { "\"\($0)\"" }.joined(separator: ", ") }
}
