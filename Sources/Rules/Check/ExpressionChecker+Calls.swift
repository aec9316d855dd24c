/// Calls: of built-in functions, whose rows say what they take, and of functions as values.
extension ExpressionChecker {
  mutating func call(
    _ function: ExpressionSyntax, _ arguments: ArgumentsSyntax, at range: SourceRange
  ) -> CheckedExpression {
    if case .name(let name) = function.form, !isShadowed(name) {
      guard let builtIn = BuiltInTable.function(named: name) else {
        return unknownFunction(name, arguments, function.range, at: range)
      }
      return call(builtIn, arguments, function.range, at: range)
    }
    let function = check(function)
    let result: ValueType
    if case .function(let parameters, let type) = function.type {
      result = type
      checkCount(of: arguments, parameters.count, at: range)
    } else {
      if function.type != .any, function.type != .null {
        reportType(
          LocalizedText(
            nl: "\(function.type.designation.nl) is geen functie en kan niet worden aangeroepen",
            en: "\(function.type.designation.en) is not a function and cannot be called"),
          at: function.range)
      }
      result = .any
    }
    switch arguments {
    case .positional(let values):
      let values = values.map { check($0) }
      if case .function(let parameters, _) = function.type {
        for (value, parameter) in zip(values, parameters) { expect(value, parameter) }
      }
      return CheckedExpression(.call(function, values), result, at: range)
    case .named(let values):
      let values = values.map { (name: $0.name, value: check($0.value)) }
      return CheckedExpression(.callNamed(function, values), result, at: range)
    }
  }

  private func isShadowed(_ name: Name) -> Bool {
    locals.contains { local in
      if local.name == name { return true }
      guard local.isItem, case .context(let type) = local.type else { return false }
      return type[name.text] != nil
    } || scope.entries[name] != nil
  }

  private mutating func unknownFunction(
    _ name: Name, _ arguments: ArgumentsSyntax, _ nameRange: SourceRange, at range: SourceRange
  ) -> CheckedExpression {
    reportUnknown(name, isCalled: true, at: nameRange)
    switch arguments {
    case .positional(let values): for value in values { _ = check(value) }
    case .named(let values): for value in values { _ = check(value.value) }
    }
    return CheckedExpression(.noValue(unknownNameMessage(name)), .any, at: range)
  }

  private mutating func checkCount(
    of arguments: ArgumentsSyntax, _ expected: Int, at range: SourceRange
  ) {
    let count: Int
    switch arguments {
    case .positional(let values): count = values.count
    case .named(let values): count = values.count
    }
    if count != expected {
      reportType(
        .wrongArguments,
        LocalizedText(
          nl: "deze functie neemt \(expected) waarden, maar krijgt er \(count)",
          en: "this function takes \(expected) values, but is given \(count)"), at: range)
    }
  }

  private mutating func expect(_ value: CheckedExpression, _ type: ValueType) {
    if !value.type.mayBeGiven(as: type) {
      reportType(.mismatch(value.type, with: type), at: value.range)
    }
  }

  private mutating func call(
    _ builtIn: BuiltIn, _ arguments: ArgumentsSyntax, _ nameRange: SourceRange,
    at range: SourceRange
  ) -> CheckedExpression {
    switch arguments {
    case .positional(let values):
      let values = values.map { check($0) }
      let types = values.map(\.type)
      let fitting = builtIn.signatures.filter { $0.accepts(types) }
      if fitting.isEmpty {
        reportArguments(of: builtIn, types, nameRange, values)
      } else {
        checkConstants(of: builtIn, values)
      }
      return CheckedExpression(
        .callBuiltIn(builtIn, values), Self.result(fitting.map { $0.result(types) }, types),
        at: range)
    case .named(let values):
      let values = values.map { argument in
        (name: argument.name, value: check(argument.value), range: argument.nameRange)
      }
      let named = builtIn.signatures.filter { $0.acceptsNames(values.map(\.name)) }
      let fitting = named.filter { signature in
        values.allSatisfy { value in
          signature.parameters.contains {
            $0.name == value.name && value.value.type.mayBeGiven(as: $0.type)
          }
        }
      }
      if named.isEmpty {
        reportNames(of: builtIn, values.map { ($0.name, $0.range) }, nameRange)
      } else if fitting.isEmpty {
        reportArguments(of: builtIn, values.map(\.value.type), nameRange, values.map(\.value))
      } else {
        checkConstants(of: builtIn, named: values.map { ($0.name, $0.value) })
      }
      let results = fitting.map { signature in
        signature.result(
          signature.parameters.map { parameter in
            values.first { $0.name == parameter.name }?.value.type ?? .null
          })
      }
      return CheckedExpression(
        .callBuiltInNamed(builtIn, values.map { ($0.name, $0.value) }),
        Self.result(results, values.map(\.value.type)), at: range)
    }
  }

  /// The type of an answer, given those of the signatures that fit. The first one is taken, unless
  /// arguments of no known type leave open which it will be.
  private static func result(_ results: [ValueType], _ arguments: [ValueType]) -> ValueType {
    guard let first = results.first else { return .any }
    let isOpen = arguments.contains { $0.isOpen }
    return isOpen ? results.reduce(first) { $0.joined(with: $1) } : first
  }

  private mutating func reportArguments(
    of builtIn: BuiltIn, _ types: [ValueType], _ nameRange: SourceRange,
    _ values: [CheckedExpression]
  ) {
    let given = types.isEmpty ? "()" : ""
    let range =
      values.first.map { first in
        values.reduce(first.range) { $0.joined(with: $1.range) }
      } ?? nameRange
    reportType(
      .wrongArguments,
      LocalizedText(
        nl:
          "'\(builtIn.name)\(given)' kan niet met \(Self.list(types.map(\.designation.nl), "niets", "en"))",
        en:
          "'\(builtIn.name)\(given)' does not take \(Self.list(types.map(\.designation.en), "nothing", "and"))"
      ),
      mend: builtIn.usage, at: range)
  }

  private mutating func reportNames(
    of builtIn: BuiltIn, _ names: [(Name, SourceRange)], _ nameRange: SourceRange
  ) {
    let known = builtIn.signatures.flatMap { $0.parameters.map(\.name) }
    if let stranger = names.first(where: { !known.contains($0.0) }) {
      reportType(
        .wrongArguments,
        LocalizedText(
          nl: "'\(builtIn.name)' heeft geen parameter '\(stranger.0)'",
          en: "'\(builtIn.name)' has no parameter '\(stranger.0)'"),
        mend: Suggestion.mend(for: stranger.0.text, among: known.map(\.text)) ?? builtIn.usage,
        instead: Suggestion.only(near: stranger.0, among: known)?.text,
        at: stranger.1)
    } else {
      reportType(
        .wrongArguments,
        LocalizedText(
          nl: "deze parameters horen niet samen bij '\(builtIn.name)'",
          en: "these parameters of '\(builtIn.name)' do not belong together"), mend: builtIn.usage,
        at: nameRange)
    }
  }

  private static func list(_ words: [String], _ none: String, _ and: String) -> String {
    guard let last = words.last else { return none }
    return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " \(and) \(last)"
  }
}

extension BuiltIn {
  /// How to call it, for a message: `substring(string, start position)`.
  var usage: LocalizedText {
    let forms = signatures.map { signature in
      let parameters = signature.parameters.enumerated().map { index, parameter in
        let isLast = index == signature.parameters.count - 1
        return parameter.name.text + (parameter.isOptional ? "?" : "")
          + (signature.isVariadic && isLast ? "…" : "")
      }
      return "\(name)(\(parameters.joined(separator: ", ")))"
    }
    return LocalizedText(
      nl: "gebruik: \(forms.joined(separator: " of "))",
      en: "usage: \(forms.joined(separator: " or "))")
  }
}

extension BuiltIn.Signature {
  /// Whether arguments of these types may be given by place, the conversions of the standard
  /// included (DMN 1.5, 10.3.2.9.4).
  func accepts(_ types: [ValueType]) -> Bool {
    if isVariadic {
      guard types.count >= parameters.count, let last = parameters.last else { return false }
      let fixed = zip(types, parameters.dropLast()).allSatisfy { $0.mayBeGiven(as: $1.type) }
      return fixed
        && types.dropFirst(parameters.count - 1).allSatisfy { $0.mayBeGiven(as: last.type) }
    }
    guard types.count >= requiredCount, types.count <= parameters.count else { return false }
    return zip(types, parameters).allSatisfy { $0.mayBeGiven(as: $1.type) }
  }

  func acceptsNames(_ names: [Name]) -> Bool {
    Set(names).count == names.count
      && names.allSatisfy { name in parameters.contains { $0.name == name } }
      && parameters.allSatisfy { $0.isOptional || names.contains($0.name) }
  }
}

extension ValueType {
  /// Whether it does not say what kind of value there will be, or of what kind the items are.
  fileprivate var isOpen: Bool {
    switch self {
    case .any, .null: true
    case .list(let item): item.isOpen
    default: false
    }
  }

  /// Whether it conforms, or a conversion of the standard makes it so.
  func mayBeGiven(as type: ValueType) -> Bool {
    if mayConform(to: type) { return true }
    if case .list(let item) = type, mayConform(to: item) { return true }
    if case .list(let item) = self, item.mayConform(to: type) { return true }
    if self == .date, type == .dateAndTime { return true }
    return false
  }
}
