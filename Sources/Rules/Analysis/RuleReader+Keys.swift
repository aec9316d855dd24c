/// What tells what rules compute apart: the same words of the same answers are one.
extension RuleReader {
  /// A key for what an expression computes, the same for every item and in whichever order it is written, and the variables
  /// that it speaks of.
  mutating func key(of expression: CheckedExpression, _ frame: Frame) -> (String, [Int]) {
    VariableKey(rawKey(of: expression, frame)).numbered
  }

  /// The same with variables by their own numbers.
  mutating func rawKey(of expression: CheckedExpression, _ frame: Frame) -> String {
    stepsLeft -= 1
    // What is too large to be told from others is like nothing else.
    guard stepsLeft > 0 else { return unnamedKey() }
    if let value = constant(expression, frame) { return rawKey(of: value) }
    if let answer = answer(expression, frame) {
      guard let variable = answer.item else { return "p:" + answer.path.joined(separator: ".") }
      let key = terms.key(list: variables[variable].list, path: answer.path)
      return "\(VariableKey.mark(variable)):\(key)"
    }
    func all(_ name: String, _ parts: [String]) -> String {
      "\(name)(\(parts.joined(separator: ", ")))"
    }
    switch expression.form {
    case .placed(let inner, _): return rawKey(of: inner, frame)
    case .slot(let slot): return key(ofSlot: slot)
    case .local(let place):
      guard case .expression(let inner, let frame)? = frame.locals[place] else {
        return "l\(place)"
      }
      return deeper { $0.rawKey(of: inner, frame) } ?? unnamedKey()
    case .guarded(let guards, let inner) where guards.allSatisfy(\.type.constraints.isEmpty):
      return rawKey(of: inner, frame)
    default: break
    }
    guard let name = expression.nameOfKey else { return unnamedKey() }
    let parts = expression.children.map { rawKey(of: $0, frame) }
    switch expression.form {
    case .comparison(_, let comparison, _):
      let sorted = VariableKey.sorted(parts)
      return all((sorted == parts ? comparison : comparison.mirrored).rawValue, sorted)
    case .conjunction, .disjunction: return all(name, VariableKey.sorted(parts))
    default: return all(name, parts)
    }
  }

  func rawKey(of value: Value) -> String { VariableKey.withoutMarks(value.literal) }

  /// A definition is what it says; the verdict of a criterion is that of its version.
  private mutating func key(ofSlot slot: Int) -> String {
    if let known = definitionKeys[slot] { return known }
    guard let inner = logic(slot) else { return "slot \(slot) of \(side)" }
    let text = deeper { $0.rawKey(of: inner, Frame()) } ?? unnamedKey()
    let key = text.utf8.count < Self.longestKey ? text : "@\(terms.number(of: text))"
    definitionKeys[slot] = key
    return key
  }

  private static let longestKey = 80

  /// Of what is like nothing else.
  private mutating func unnamedKey() -> String {
    unnamed += 1
    return "?\(unnamed)"
  }
}

/// A key in which variables stand by their own numbers, until it is known in which order they are spoken of.
struct VariableKey {
  private let raw: String

  private static let start: Character = "\u{1}"
  private static let end: Character = "\u{2}"

  init(_ raw: String) { self.raw = raw }

  static func mark(_ variable: Int) -> String { "\(start)\(variable)\(end)" }

  /// A text of the author, in which no mark stands.
  static func withoutMarks(_ text: String) -> String {
    guard text.contains(where: { $0 == start || $0 == end || $0 == "\\" }) else { return text }
    return text.replacing("\\", with: "\\\\").replacing(String(start), with: "\\1")
      .replacing(String(end), with: "\\2")
  }

  /// In an order that does not depend on which variables they speak of.
  static func sorted(_ keys: [String]) -> [String] {
    keys.map { (VariableKey($0).replacingMarks { _ in "" }, $0) }
      .sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// With the variables counted from the first that is spoken of, and which these are.
  var numbered: (key: String, items: [Int]) {
    var items: [Int] = []
    let key = replacingMarks { variable in
      if !items.contains(variable) { items.append(variable) }
      return "#\(items.firstIndex(of: variable) ?? 0)"
    }
    return (key, items)
  }

  private func replacingMarks(_ replacement: (Int) -> String) -> String {
    let parts = raw.split(separator: Self.start, omittingEmptySubsequences: false)
    var text = String(parts.first ?? "")
    for part in parts.dropFirst() {
      let pieces = part.split(
        separator: Self.end, maxSplits: 1, omittingEmptySubsequences: false)
      if let variable = Int(pieces[0]) { text += replacement(variable) }
      text += pieces.dropFirst().first ?? ""
    }
    return text
  }
}

extension CheckedExpression {
  /// What tells it from another with the same parts; `nil` where its parts alone do not say what it gives.
  fileprivate var nameOfKey: String? {
    switch form {
    case .path(_, let member): ".\(VariableKey.withoutMarks(member))"
    case .filter: "filter"
    case .call: "call"
    case .callBuiltIn(let function, _): function.name.text
    case .negation: "-"
    case .arithmetic(_, let rest): rest.map(\.operation.rawValue).joined()
    case .comparison(_, let comparison, _): comparison.rawValue
    case .between: "between"
    case .conjunction: "and"
    case .disjunction: "or"
    case .conditional: "if"
    case .iteration(let iterators, _, _) where iterators.allSatisfy(\.isOfList): "for"
    case .quantified(let quantifier, let iterators, _) where iterators.allSatisfy(\.isOfList):
      quantifier.rawValue
    case .list: "list"
    case .function(_, _, captured: 0): "function"
    default: nil
    }
  }
}

extension CheckedIterator {
  fileprivate var isOfList: Bool { if case .list = domain { true } else { false } }
}
