/// Why there is no answer, told to the author of the rule.
enum Reasons {
  static func noComparison(_ left: Value, _ operation: ComparisonOperator, _ right: Value)
    -> LocalizedText
  {
    LocalizedText(
      nl:
        "\(left.designation.nl) en \(right.designation.nl) zijn niet te vergelijken met '\(operation.rawValue)'",
      en:
        "\(left.designation.en) and \(right.designation.en) cannot be compared with '\(operation.rawValue)'"
    )
  }

  static func noMembership(_ value: Value) -> LocalizedText {
    LocalizedText(
      nl: "van \(value.designation.nl) is niet te zeggen of het hierin ligt",
      en: "of \(value.designation.en) it cannot be said whether it lies in this")
  }

  static func noRangeEnd(_ value: Value) -> LocalizedText {
    LocalizedText(
      nl: "\(value.designation.nl) kan niet aan het eind van een bereik staan",
      en: "\(value.designation.en) cannot be the end of a range")
  }

  static func noNegation(_ value: Value) -> LocalizedText {
    LocalizedText(
      nl: "een min kan niet voor \(value.designation.nl) staan",
      en: "a minus cannot stand before \(value.designation.en)")
  }

  static func noResult(_ left: Value, _ operation: ArithmeticOperator, _ right: Value)
    -> LocalizedText
  {
    if operation == .divide, case .number(let divisor) = right, divisor.isZero, !left.isNull {
      return LocalizedText(nl: "delen door nul kan niet", en: "a division by zero has no result")
    }
    if case .number = left, case .number = right {
      return LocalizedText(
        nl:
          "de uitkomst van '\(operation.rawValue)' is geen getal of valt buiten het bereik van getallen",
        en: "the result of '\(operation.rawValue)' is no number or is out of the range of numbers")
    }
    return LocalizedText(
      nl: "'\(operation.rawValue)' kan niet met \(left.designation.nl) en \(right.designation.nl)",
      en:
        "'\(operation.rawValue)' does not work on \(left.designation.en) and \(right.designation.en)"
    )
  }

  static func noMember(_ name: String, _ value: Value) -> LocalizedText {
    LocalizedText(
      nl: "\(value.designation.nl) heeft geen onderdeel '\(name)'",
      en: "\(value.designation.en) has no member '\(name)'")
  }

  static func noItem(_ index: Number, count: Int) -> LocalizedText {
    LocalizedText(
      nl: "de lijst heeft \(count) onderdelen en geen nummer \(index)",
      en: "the list has \(count) items and no number \(index)")
  }

  static func noFunction(_ value: Value) -> LocalizedText {
    LocalizedText(
      nl: "\(value.designation.nl) is geen functie en kan niet worden aangeroepen",
      en: "\(value.designation.en) is not a function and cannot be called")
  }

  static func wrongCount(_ name: String, expected: Int, given: Int) -> LocalizedText {
    LocalizedText(
      nl:
        "de functie \(name.isEmpty ? "" : "'\(name)' ")neemt \(expected) waarden, maar krijgt er \(given)",
      en:
        "the function \(name.isEmpty ? "" : "'\(name)' ")takes \(expected) values, but is given \(given)"
    )
  }

  static func noParameter(_ parameter: Name) -> LocalizedText {
    LocalizedText(
      nl: "de functie heeft geen parameter '\(parameter)', of mist er een",
      en: "the function has no parameter '\(parameter)', or lacks one")
  }

  static func wrongArgument(_ parameter: FunctionValue.Parameter, _ value: Value) -> LocalizedText {
    let found = value.misfit(with: parameter.type)
    if !found.path.isEmpty { return misfit(parameter.name, found) }
    let words = words(value, parameter.type)
    return LocalizedText(
      nl: "voor '\(parameter.name)' hoort \(words.wanted.nl), maar dit is \(words.given.nl)",
      en: "'\(parameter.name)' takes \(words.wanted.en), but this is \(words.given.en)")
  }

  private static func words(
    _ value: Value, _ type: ValueType
  ) -> (given: LocalizedText, wanted: LocalizedText) {
    guard case .function(let function) = value else { return (value.designation, type.designation) }
    let given = ValueType.function(function.parameters.map(\.type), result: function.result)
    return LocalizedText.words(given, type)
  }

  /// A value, or a part of it, that is not of its type.
  static func misfit(_ name: Name, _ misfit: Value.Misfit) -> LocalizedText {
    let part = Name((name.text + misfit.path).shortened(to: 100))
    guard let value = misfit.value else {
      return LocalizedText(
        nl: "'\(part)' ontbreekt; het moet \(misfit.type.designation.nl) zijn",
        en: "'\(part)' is missing; it must be \(misfit.type.designation.en)")
    }
    if case (.string(let allowed?), .string) = (misfit.type, value) {
      let tests = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
      return notMet(part, tests, value.designation)
    }
    let words = words(value, misfit.type)
    return LocalizedText(
      nl: "'\(part)' moet \(words.wanted.nl) zijn, maar dit is \(words.given.nl)",
      en: "'\(part)' must be \(words.wanted.en), but this is \(words.given.en)")
  }

  static func noIteration(_ value: Value) -> LocalizedText {
    LocalizedText(
      nl: "\(value.designation.nl) is niet af te lopen als een lijst",
      en: "\(value.designation.en) cannot be gone through as a list")
  }

  static func missingInput(_ name: Name) -> LocalizedText {
    LocalizedText(
      nl: "voor '\(name)' is geen waarde gegeven", en: "no value was given for '\(name)'")
  }

  static func notMet(_ name: Name, _ tests: String, _ value: LocalizedText) -> LocalizedText {
    let tests = tests.shortened
    return LocalizedText(
      nl: "'\(name)' moet voldoen aan \(tests), maar dit is \(value.nl)",
      en: "'\(name)' must meet \(tests), but this is \(value.en)")
  }

  static func noExternalReference(_ kind: FunctionDefinition.Kind) -> LocalizedText {
    let names = kind == .java ? "'class' and 'method signature'" : "'document' and 'model'"
    return LocalizedText(
      nl: "een externe functie heeft \(names.replacing("and", with: "en")) nodig, beide als tekst",
      en: "an external function needs \(names), both as text")
  }

  static func noExternalFunction(_ reference: ExternalFunctions.Reference) -> LocalizedText {
    let name = "\(reference.owner) \(reference.member)"
    return LocalizedText(
      nl: "de externe functie '\(name)' is hier niet beschikbaar gemaakt",
      en: "the external function '\(name)' was not made available here")
  }

  static func noExternalAnswer(_ reference: ExternalFunctions.Reference) -> LocalizedText {
    let name = "\(reference.owner) \(reference.member)"
    return LocalizedText(
      nl: "de externe functie '\(name)' heeft geen antwoord voor deze waarden",
      en: "the external function '\(name)' has no answer for these values")
  }

  static let indexNotWhole = LocalizedText(
    nl: "het nummer van een onderdeel is een heel getal, niet nul",
    en: "the number of an item is a whole number, not zero")

  static let conditionNotBoolean = LocalizedText(
    nl: "de voorwaarde is niet waar en niet onwaar", en: "the condition is neither true nor false")

  static let noRule = LocalizedText(
    nl: "geen regel van de beslistabel past", en: "no rule of the decision table applies")

  /// - Parameter rules: by their number, from 1; at least two.
  static func severalRules(_ rules: [Int]) -> LocalizedText {
    let told = rules.prefix(20)
    let others = told.dropLast().map { "\($0)" }.joined(separator: ", ")
    let last = rules.count > told.count ? "…" : told.last.map { "\($0)" } ?? ""
    let isPair = rules.count == 2
    return LocalizedText(
      nl: "regel \(others) en \(last) van de beslistabel passen \(isPair ? "allebei" : "alle")",
      en: "rules \(others) and \(last) of the decision table \(isPair ? "both" : "all") apply")
  }

  /// Two rules that should give the same, and do not.
  static func differentRules(_ first: Int, _ second: Int) -> LocalizedText {
    LocalizedText(
      nl: "regel \(first) en \(second) van de beslistabel passen allebei, en geven niet hetzelfde",
      en: "rules \(first) and \(second) of the decision table both apply, and do not give the same")
  }

  static func notAllowed(_ value: LocalizedText) -> LocalizedText {
    LocalizedText(
      nl: "\(value.nl) is geen toegestane waarde", en: "\(value.en) is not an allowed value")
  }
}
